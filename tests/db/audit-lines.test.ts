import { EventEmitter, once } from 'node:events';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { appendAudit } from '#server/db/append-audit.ts';
import type { Database } from '#server/db/client.ts';
import { asActor, asSystem } from '#server/db/transaction.ts';
import { verifyAudit } from '#server/features/audit/read-verdict.ts';
import { openAccount, type Person } from '#tests/support/accounts/people.ts';
import { openTestDatabase } from '#tests/support/database/test-database.ts';

const clock = { now: () => '2026-03-01T02:15:00.123Z', today: () => '2026-03-01' };
let database: Database;
let analyst: Person;

beforeEach(async () => {
  database = await openTestDatabase();
  analyst = await openAccount(database, { username: 'analyst', role: 'analyst' });
});
afterEach(() => database.close());

const act = (action: string) => ({ action, subjectKind: 'point', subjectId: null });

function write(action: string): Promise<void> {
  return asActor(database, analyst, (sql) => appendAudit(sql, clock, act(action)));
}

describe('a line of the log, written at the end of its transaction', () => {
  it('lets others write while a transaction with a line goes on, and has the lines of one together', async () => {
    const others = new EventEmitter();
    const long = asActor(database, analyst, async (sql) => {
      await appendAudit(sql, clock, act('first'));
      const written = once(others, 'written');
      others.emit('may write');
      await written;
      await appendAudit(sql, clock, act('second'));
    });
    await once(others, 'may write');
    // The embedded database has one connection, for which the other one waits.
    if (database.connections > 1) await write('other');
    others.emit('written');
    await long;
    const actions = await asSystem(
      database,
      (sql) => sql<{ action: string }[]>`select action from audit_entry order by seq`,
    );
    const before = database.connections > 1 ? ['other'] : [];
    expect(actions.map(({ action }) => action)).toEqual([...before, 'first', 'second']);
    expect(await asSystem(database, (sql) => verifyAudit(sql, null))).toMatchObject({ ok: true });
  });

  it('has no line of a part that was undone within a transaction', async () => {
    await asActor(database, analyst, async (sql) => {
      const undone = sql.savepoint(async (inner) => {
        await appendAudit(inner, clock, act('undone'));
        throw new Error('undone');
      });
      await expect(undone).rejects.toThrow('undone');
      await sql.savepoint((inner) => appendAudit(inner, clock, act('done')));
    });
    const [last] = await asSystem(
      database,
      (sql) => sql`select seq, action from audit_entry order by seq desc limit 1`,
    );
    expect(last).toEqual({ seq: 1, action: 'done' });
  });

  it('undoes the transaction whose line it refuses', async () => {
    const refused = asSystem(database, async (sql) => {
      await sql`create table undone_with_its_line ()`;
      // No text of the database has this character.
      await appendAudit(sql, clock, act('\u0000'));
    });
    await expect(refused).rejects.toThrow('unsupported Unicode');
    const [kept] = await asSystem(
      database,
      (sql) => sql`select to_regclass('undone_with_its_line') as name`,
    );
    expect(kept).toEqual({ name: null });
  });
});
