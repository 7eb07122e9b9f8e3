import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Database } from '#server/db/client.ts';
import {
  type ActorContext,
  asActor,
  asSystem,
  lookUp,
  readAsActor,
  readAsSystem,
} from '#server/db/transaction.ts';
import { TransactionOverError } from '#server/db/transaction-fence.ts';
import { readSession } from '#tests/support/database/read-session.ts';
import { openTestDatabase } from '#tests/support/database/test-database.ts';

const LEADER: ActorContext = {
  accountId: 'account-of-the-leader',
  role: 'leader',
  reach: 'communes',
  communeIds: [7, 12],
};

/** Fails as a transaction that the database wants to have repeated. */
const CONFLICT = `do $$ begin raise exception 'on purpose' using errcode = '40001'; end $$`;

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

describe('a reading that is sent at once', () => {
  it('runs in the name of its person, and leaves nothing of it behind', async () => {
    const session = await readAsActor(database, LEADER, readSession);
    expect(session).toEqual(await asActor(database, LEADER, readSession));
    expect(session).toMatchObject({ role: 'diaban_app', communes: [7, 12] });
    expect(await lookUp(database, readSession)).toMatchObject({ account: '', kind: 'nobody' });
    expect(await readAsSystem(database, readSession)).toEqual(
      await asSystem(database, readSession),
    );
  });

  it('refuses a statement that waits for another one, which would come behind the commit', async () => {
    const waiting = readAsActor(database, LEADER, async (sql) => {
      await sql`select 1`;
      return sql`select 2`;
    });
    await expect(waiting).rejects.toThrow(TransactionOverError);
    expect(await lookUp(database, readSession)).toMatchObject({ account: '' });
  });

  it('is repeated where it met another transaction, or on a standby what it follows', async () => {
    let attempts = 0;
    const reading = lookUp(database, async (sql) => {
      attempts += 1;
      const read = sql<{ one: number }[]>`select 1 as one`;
      if (attempts < 3) await sql.unsafe(CONFLICT);
      return read;
    });
    expect(await reading).toEqual([{ one: 1 }]);
    expect(attempts).toBe(3);
  });

  it('writes nothing', async () => {
    const writing = readAsSystem(database, (sql) => sql`update setting set value = value`);
    await expect(writing).rejects.toThrow('read-only transaction');
  });

  it('is not begun inside a transaction', async () => {
    const nested = asSystem(database, () => lookUp(database, readSession));
    await expect(nested).rejects.toThrow('inside another');
  });
});
