import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { AuditVerification } from '#server/contract/audit.ts';
import { leafOf } from '#server/audit-tree/leaf.ts';
import { EMPTY_ROOT, GrowingTree } from '#server/audit-tree/merkle.ts';
import { listPlaced } from '#server/audit-tree/queries.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { Database, TransactionSql } from '#server/db/client.ts';
import { asActor, asSystem } from '#server/db/transaction.ts';
import { sequenceLog } from '#server/audit-tree/sequence.ts';
import { verifyAudit } from '#server/features/audit/read-verdict.ts';
import { openAccount, type Person } from '#tests/support/accounts/people.ts';
import {
  emptyLog,
  rewriteLog,
  tamperWithLog,
  testLogKeys,
} from '#tests/support/database/log-tree.ts';
import { openTestDatabase } from '#tests/support/database/test-database.ts';

const clock = { now: () => '2026-03-01T02:15:00.123Z', today: () => '2026-03-01' };
let database: Database;
let analyst: Person;
let auditor: Person;

beforeAll(async () => {
  database = await openTestDatabase();
  analyst = await openAccount(database, { username: 'analyst', role: 'analyst' });
  auditor = await openAccount(database, { username: 'auditor', role: 'auditor' });
});
afterAll(() => database.close());
beforeEach(async () => {
  for (const number of [1, 2, 3, 4, 5]) await record(number);
  await sequence();
});
afterEach(() => emptyLog(database));

const tamper = (work: (sql: TransactionSql) => Promise<unknown>) => tamperWithLog(database, work);
const sequence = () => sequenceLog({ database, clock, logKeys: testLogKeys(database, clock) });

/** Cuts off all lines behind a place. */
async function chopped(sql: TransactionSql, last: number): Promise<void> {
  await sql`delete from audit_entry where seq > ${last}`;
  await sql`delete from audit_leaf where place > ${last}`;
}

async function record(number: number): Promise<void> {
  await asActor(database, analyst, (sql) =>
    appendAudit(sql, clock, {
      action: 'point.eliminate',
      subjectKind: 'point',
      subjectId: number,
      detail: { effectiveOn: '2026-02-01', name: 'Hồ Tây', ratio: 0.1, fields: ['note', 'geom'] },
    }),
  );
}

async function verify(notedHash: string | null = null): Promise<AuditVerification> {
  return await asSystem(database, (sql) => verifyAudit(sql, notedHash));
}

describe('the log', () => {
  it('is whole when nobody touched it', async () => {
    expect(await verify()).toMatchObject({ ok: true, entries: 5 });
  });

  it('is whole when it is empty', async () => {
    await emptyLog(database);
    expect(await verify()).toEqual({ ok: true, entries: 0, head: EMPTY_ROOT, waiting: 0 });
  });

  it('says who did what, when, to the millisecond', async () => {
    const [row] = await asActor(
      database,
      auditor,
      (sql) => sql`select at, account_id, role, subject_id, detail from audit_entry where seq = 1`,
    );
    expect(row).toEqual({
      at: '2026-03-01T02:15:00.123Z',
      accountId: 'analyst',
      role: 'analyst',
      subjectId: '1',
      detail: { effectiveOn: '2026-02-01', name: 'Hồ Tây', ratio: 0.1, fields: ['note', 'geom'] },
    });
  });

  it('gives every line one place when many write and many give places at once', async () => {
    const writing = Array.from({ length: 20 }, (_, index) => record(index));
    await Promise.all([...writing, sequence(), sequence(), sequence()]);
    await sequence();
    expect(await verify()).toMatchObject({ ok: true, entries: 25, waiting: 0 });
  });

  it('has no line of a write that fails', async () => {
    await expect(
      asActor(database, analyst, async (sql) => {
        await appendAudit(sql, clock, { action: 'x', subjectKind: 'point', subjectId: null });
        throw new Error('failed');
      }),
    ).rejects.toThrow('failed');
    await record(6);
    expect(await verify()).toMatchObject({ ok: true, entries: 5, waiting: 1 });
    await sequence();
    expect(await verify()).toMatchObject({ ok: true, entries: 6, waiting: 0 });
  });

  it('verifies in whatever zone and style of dates the reader has', async () => {
    const verdict = await asSystem(database, async (sql) => {
      await sql`
        select set_config('timezone', 'America/New_York', true), set_config('datestyle', 'German', true)`;
      return await verifyAudit(sql);
    });
    expect(verdict.ok).toBe(true);
  });
});

describe('what someone changed afterwards is found', () => {
  it.each([
    [
      'the detail',
      `update audit_entry set detail = detail || '{"effectiveOn":"2026-02-02"}' where seq = 3`,
    ],
    ['the person', `update audit_entry set account_id = 'auditor' where seq = 3`],
    ['the instant', `update audit_entry set at = at + interval '1 millisecond' where seq = 3`],
    ['the subject', `update audit_entry set subject_id = null where seq = 3`],
    ['the action', `update audit_entry set action = 'point.delist' where seq = 3`],
  ])('%s of a line', async (_, statement) => {
    await tamper((sql) => sql.unsafe(statement));
    expect(await verify()).toEqual({ ok: false, firstBroken: 3, reason: 'altered' });
  });

  it("a line moved between its neighbours' fields", async () => {
    await tamper(
      (sql) => sql`
      update audit_entry set action = action || subject_kind, subject_kind = '' where seq = 2`,
    );
    expect(await verify()).toEqual({ ok: false, firstBroken: 2, reason: 'altered' });
  });

  it('a line whose leaf was recomputed', async () => {
    await tamper(async (sql) => {
      await sql`update audit_entry set action = 'point.delist' where seq = 3`;
      const [line] = await listPlaced(sql, { after: 2, limit: 1 });
      if (line?.line == null) throw new Error('no line');
      await sql`update audit_leaf set hash = ${leafOf(line.line)} where place = 3`;
    });
    expect(await verify()).toEqual({ ok: false, firstBroken: null, reason: 'out_of_order' });
  });

  it('a removed line, at the beginning or within', async () => {
    await tamper((sql) => sql`delete from audit_entry where seq = 3`);
    expect(await verify()).toEqual({ ok: false, firstBroken: 3, reason: 'missing' });
    await tamper((sql) => sql`delete from audit_leaf where place = 1`);
    expect(await verify()).toEqual({ ok: false, firstBroken: 1, reason: 'missing' });
  });

  it('a removed line whose successors were moved up', async () => {
    await tamper(async (sql) => {
      await sql`delete from audit_entry where seq = 3`;
      await sql`delete from audit_leaf where place = 3`;
      await sql`update audit_leaf set place = 3 where place = 4`;
      await sql`update audit_leaf set place = 4 where place = 5`;
    });
    expect(await verify()).toEqual({ ok: false, firstBroken: 5, reason: 'chopped' });
  });

  it('exchanged lines', async () => {
    await tamper(async (sql) => {
      await sql`update audit_leaf set place = -1 where place = 2`;
      await sql`update audit_leaf set place = 2 where place = 4`;
      await sql`update audit_leaf set place = 4 where place = -1`;
    });
    expect(await verify()).toEqual({ ok: false, firstBroken: null, reason: 'out_of_order' });
  });

  it('a chopped end', async () => {
    await tamper((sql) => chopped(sql, 3));
    expect(await verify()).toEqual({ ok: false, firstBroken: 4, reason: 'chopped' });
  });

  it('a log emptied but for its head', async () => {
    await tamper((sql) => chopped(sql, 0));
    expect(await verify()).toEqual({ ok: false, firstBroken: 1, reason: 'chopped' });
  });

  it('a line that somebody kept from its place', async () => {
    await record(6);
    await tamper((sql) => sql`delete from audit_waiting`);
    expect(await verify()).toEqual({ ok: false, firstBroken: null, reason: 'missing' });
  });

  it('a removed head, and one that no key has signed', async () => {
    await tamper(async (sql) => {
      await chopped(sql, 3);
      const tree = new GrowingTree();
      for (const { leaf } of await listPlaced(sql, { after: 0, limit: 9 })) tree.add(leaf ?? '');
      await sql`update audit_tree set size = 3, root = ${tree.root()}`;
    });
    expect(await verify()).toEqual({ ok: false, firstBroken: null, reason: 'head_forged' });
    await tamper((sql) => sql`update audit_tree set signed = null`);
    expect(await verify()).toEqual({ ok: false, firstBroken: 4, reason: 'chopped' });
  });

  it('a chopped end whose head the program signed anew, by the hash that the auditor noted', async () => {
    const before = await verify();
    const noted = before.ok ? before.head : '';
    const deps = { database, clock, logKeys: testLogKeys(database, clock) };
    await rewriteLog(deps, (sql) => sql`delete from audit_entry where seq > 3`);
    expect(await verify()).toMatchObject({ ok: true, entries: 3 });
    expect(await verify(noted)).toEqual({
      ok: false,
      firstBroken: null,
      reason: 'noted_hash_gone',
    });
  });

  it('nothing, when the noted hash is an older line of a log that grew', async () => {
    const before = await verify();
    await record(6);
    await sequence();
    expect(await verify(before.ok ? before.head : '')).toMatchObject({ ok: true, entries: 6 });
  });
});

describe('who may touch the log', () => {
  it.each([
    'insert into audit_entry select * from audit_entry',
    'update audit_entry set detail = detail',
    'delete from audit_entry',
    'truncate audit_entry',
    'update audit_head set seq = 0',
    'insert into audit_leaf select * from audit_leaf',
    'delete from audit_leaf',
    'delete from audit_waiting',
    'update audit_tree set size = 0',
    'select sealed from log_key',
  ])('the application has no right to "%s"', async (statement) => {
    await expect(asActor(database, auditor, (sql) => sql.unsafe(statement))).rejects.toMatchObject({
      code: '42501',
    });
  });

  it('not even the owner changes a line by mistake', async () => {
    await expect(
      asSystem(database, (sql) => sql`update audit_entry set detail = detail`),
    ).rejects.toMatchObject({ constraint_name: 'append_only' });
    await expect(asSystem(database, (sql) => sql`truncate audit_entry`)).rejects.toMatchObject({
      constraint_name: 'append_only',
    });
  });

  it('the auditor reads it, an analyst does not', async () => {
    const count = (person: Person) =>
      asActor(database, person, (sql) => sql`select seq from audit_entry`);
    expect(await count(auditor)).toHaveLength(5);
    expect(await count(analyst)).toHaveLength(0);
  });
});
