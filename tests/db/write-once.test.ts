import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Database, TransactionSql } from '#server/db/client.ts';
import { type KeyedWrite, underKey, writeAsActor, writeAsSystem } from '#server/db/write-once.ts';
import { openAccount, type Person } from '#tests/support/accounts/people.ts';
import { openTestDatabase } from '#tests/support/database/test-database.ts';

let database: Database;
let person: Person;
beforeAll(async () => {
  database = await openTestDatabase();
  person = await openAccount(database, { username: 'nguoi.ghi', role: 'planner' });
  await database.sql`create table written (word text not null)`;
  await database.sql`grant select, insert on written to diaban_app`;
});
afterAll(() => database.close());

/** Makes a request with the results that earlier attempts committed. */
const request = (key: string, more: Partial<KeyedWrite> = {}): KeyedWrite => ({
  accountId: person.accountId,
  key,
  requestHash: 'hash',
  program: '1',
  at: '2026-11-24T03:00:00.000Z',
  results: [],
  passed: 0,
  ...more,
});
const insert = (word: string) => async (sql: TransactionSql) => {
  await sql`insert into written (word) values (${word})`;
  return word;
};
const count = async (word: string) =>
  (await database.sql`select from written where word = ${word}`).length;

describe('a writing transaction under a key', () => {
  it('happens once when two processes get its request at the same time', async () => {
    const key = randomUUID();
    let ran = 0;
    const slowly = async (sql: TransactionSql) => {
      ran += 1;
      await wait(50);
      return insert(`cùng lúc ${ran}`)(sql);
    };
    const once = () => underKey(request(key), () => writeAsActor(database, person, slowly));
    expect(await Promise.all([once(), once()])).toEqual(['cùng lúc 1', 'cùng lúc 1']);
    expect([ran, await count('cùng lúc 1')]).toEqual([1, 1]);
  });

  it('returns its result to a later attempt, which goes on with the next one', async () => {
    const key = randomUUID();
    const attempt = (results: unknown[], second: (sql: TransactionSql) => Promise<string>) =>
      underKey(request(key, { results }), async () => [
        await writeAsActor(database, person, insert('bước một')),
        await writeAsSystem(database, second),
      ]);
    const failing = () => Promise.reject(new Error('the connection was lost'));
    await expect(attempt([], failing)).rejects.toThrow('lost');
    expect(await attempt(['bước một'], insert('bước hai'))).toEqual(['bước một', 'bước hai']);
    expect([await count('bước một'), await count('bước hai')]).toEqual([1, 1]);
  });

  it('does not count when it was refused: the write made instead takes its place', async () => {
    const key = randomUUID();
    const attempt = (results: unknown[]) =>
      underKey(request(key, { results }), async () => {
        try {
          return await writeAsActor(database, person, () => Promise.reject(new Error('refused')));
        } catch {
          return writeAsActor(database, person, insert('thay thế'));
        }
      });
    expect([await attempt([]), await attempt(['thay thế'])]).toEqual(['thay thế', 'thay thế']);
    expect(await count('thay thế')).toBe(1);
  });

  it('is refused when the key stands for another request', async () => {
    const key = randomUUID();
    const once = (requestHash: string) =>
      underKey(request(key, { requestHash }), () =>
        writeAsActor(database, person, insert('khóa khác')),
      );
    await once('one');
    await expect(once('another')).rejects.toMatchObject({ code: 'request.idempotency_key_reused' });
    expect(await count('khóa khác')).toBe(1);
  });

  it.each([
    ['a map', new Map([[1, 2]])],
    ['bytes within a list', [new Uint8Array(2)]],
    ['a date', { at: new Date(0) }],
    ['no number', { share: Number.NaN }],
  ])('writes nothing when it gives %s, which JSON does not keep', async (name, given) => {
    const work = async (sql: TransactionSql) => {
      await insert(name)(sql);
      return given;
    };
    const once = underKey(request(randomUUID()), () => writeAsActor(database, person, work));
    await expect(once).rejects.toThrow('plain JSON');
    expect(await count(name)).toBe(0);
  });
});

it('a transaction without a key is an ordinary one', async () => {
  expect(await writeAsActor(database, person, insert('không khóa'))).toBe('không khóa');
  expect(await writeAsActor(database, person, insert('không khóa'))).toBe('không khóa');
  expect(await count('không khóa')).toBe(2);
});
