import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { AuditVerification } from '#server/contract/audit.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { Database, TransactionSql } from '#server/db/client.ts';
import { asActor, asSystem } from '#server/db/transaction.ts';
import { verifyAudit } from '#server/features/audit/queries.ts';
import { openAccount, type Person } from '#tests/support/accounts/people.ts';
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
});
afterEach(emptyLog);

/** Changes tables as only their owner can. */
async function tamper(work: (sql: TransactionSql) => Promise<unknown>): Promise<void> {
  await asSystem(database, async (sql) => {
    await sql`alter table audit_entry disable trigger user`;
    await work(sql);
    await sql`alter table audit_entry enable trigger user`;
  });
}

function emptyLog(): Promise<void> {
  return tamper(async (sql) => {
    await sql`delete from audit_entry`;
    await sql`update audit_head set seq = 0, hash = repeat('0', 64)`;
  });
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
    await emptyLog();
    expect(await verify()).toEqual({ ok: true, entries: 0, head: '0'.repeat(64) });
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

  it('keeps one chain when many write at once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => record(index)));
    expect(await verify()).toMatchObject({ ok: true, entries: 25 });
  });

  it('gives its number back when the write it belongs to fails', async () => {
    await expect(
      asActor(database, analyst, async (sql) => {
        await appendAudit(sql, clock, { action: 'x', subjectKind: 'point', subjectId: null });
        throw new Error('failed');
      }),
    ).rejects.toThrow('failed');
    await record(6);
    expect(await verify()).toMatchObject({ ok: true, entries: 6 });
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

  it('a line whose hash was recomputed', async () => {
    await tamper(
      (sql) => sql`
      update audit_entry
      set
        action = 'point.delist',
        hash = audit_hash(
          seq, at, account_id, role, 'point.delist', subject_kind, subject_id, detail, previous_hash
        )
      where seq = 3`,
    );
    expect(await verify()).toEqual({ ok: false, firstBroken: 4, reason: 'out_of_order' });
  });

  it('a removed line, at the beginning or within', async () => {
    await tamper((sql) => sql`delete from audit_entry where seq = 3`);
    expect(await verify()).toEqual({ ok: false, firstBroken: 3, reason: 'missing' });
    await tamper((sql) => sql`delete from audit_entry where seq = 1`);
    expect(await verify()).toEqual({ ok: false, firstBroken: 1, reason: 'missing' });
  });

  it('a removed line whose successors were renumbered', async () => {
    await tamper(async (sql) => {
      await sql`delete from audit_entry where seq = 3`;
      await sql`update audit_entry set seq = 3 where seq = 4`;
      await sql`update audit_entry set seq = 4 where seq = 5`;
      await sql`update audit_head set seq = 4`;
    });
    expect(await verify()).toEqual({ ok: false, firstBroken: 3, reason: 'altered' });
  });

  it('exchanged lines', async () => {
    await tamper(async (sql) => {
      await sql`update audit_entry set seq = -1 where seq = 2`;
      await sql`update audit_entry set seq = 2 where seq = 4`;
      await sql`update audit_entry set seq = 4 where seq = -1`;
    });
    expect(await verify()).toMatchObject({ ok: false, firstBroken: 2 });
  });

  it('a chopped end', async () => {
    await tamper((sql) => sql`delete from audit_entry where seq > 3`);
    expect(await verify()).toEqual({ ok: false, firstBroken: 4, reason: 'chopped' });
  });

  it('a log emptied but for its head', async () => {
    await tamper((sql) => sql`delete from audit_entry`);
    expect(await verify()).toEqual({ ok: false, firstBroken: 1, reason: 'chopped' });
  });

  it('a removed head', async () => {
    const [head] = await database.sql<
      { seq: number; hash: string }[]
    >`select seq, hash from audit_head`;
    await tamper((sql) => sql`delete from audit_head`);
    expect(await verify()).toMatchObject({ ok: false, reason: 'chopped' });
    await tamper(
      (sql) => sql`insert into audit_head ${sql({ seq: head?.seq ?? 0, hash: head?.hash ?? '' })}`,
    );
  });

  it('a chopped end with its head set back, by the hash that the auditor noted', async () => {
    const before = await verify();
    const noted = before.ok ? before.head : '';
    await tamper(async (sql) => {
      await sql`delete from audit_entry where seq > 3`;
      await sql`
        update audit_head set seq = 3, hash = (select hash from audit_entry where seq = 3)`;
    });
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
