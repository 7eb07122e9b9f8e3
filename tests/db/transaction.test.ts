import { setTimeout as pause } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import type { Database, TransactionSql } from '#server/db/client.ts';
import { constraintProblem } from '#server/db/constraint-problems.ts';
import {
  type ActorContext,
  asActor,
  asSystem,
  readBeside,
  readOneMoment,
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

/** The embedded database has one connection. */
const single = inject('databaseTemplate').kind === 'embedded';
let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
  await database.sql`
    create table tally (
      id integer constraint tally_pkey primary key,
      amount integer not null constraint tally_amount_positive check (amount > 0)
    )`;
});
afterAll(() => database.close());

describe('a transaction in the name of a person', () => {
  it('runs under the role of the application and knows who asks', async () => {
    expect(await asActor(database, LEADER, readSession)).toEqual({
      role: 'diaban_app',
      account: LEADER.accountId,
      kind: 'leader',
      reach: 'communes',
      communes: [7, 12],
      statementTimeout: '30s',
    });
  });

  it('leaves nothing of the person to whoever comes next', async () => {
    const before = await database.sql.begin(readSession);
    await asActor(database, LEADER, readSession);
    await asSystem(database, readSession);
    const failing = asActor(database, LEADER, (sql) => sql`select 1 / 0`);
    await expect(failing).rejects.toThrow('division by zero');
    // More than the pool has connections, so that none is left out.
    const after = await Promise.all(
      Array.from({ length: 8 }, () => database.sql.begin(readSession)),
    );
    expect(before).toMatchObject({ account: '', kind: 'nobody', reach: 'none', communes: [] });
    expect(before.role).not.toBe('diaban_app');
    expect(after).toEqual(Array.from({ length: 8 }, () => before));
  });

  it('may not read a table that was granted to nobody', async () => {
    const reading = asActor(database, LEADER, (sql) => sql`select id from tally`);
    const error: unknown = await reading.catch((thrown: unknown) => thrown);
    expect(constraintProblem(error)).toMatchObject({ code: 'permission.denied' });
  });

  it('keeps the people apart who ask at the same time', async () => {
    const people = Array.from({ length: 20 }, (_, index) => ({
      ...LEADER,
      accountId: `account-${index}`,
      communeIds: [index],
    }));
    const sessions = await Promise.all(
      people.map((person) => asActor(database, person, readSession)),
    );
    expect(sessions.map((session) => session.account)).toEqual(people.map((one) => one.accountId));
    expect(sessions.map((session) => session.communes)).toEqual(
      people.map((one) => [...one.communeIds]),
    );
  });
});

describe('a transaction of the system', () => {
  it('is not held by the role of the application', async () => {
    const session = await asSystem(database, readSession);
    expect(session).toMatchObject({ kind: 'system', reach: 'city', communes: [] });
    expect(session.role).not.toBe('diaban_app');
  });
});

describe('a reading of one moment', () => {
  const count = (sql: TransactionSql) => sql`select from tally where id = 50`;
  const add = (sql: TransactionSql) => sql`insert into tally (id, amount) values (50, 1)`;

  it('writes nothing', async () => {
    await expect(readOneMoment(database, add)).rejects.toThrow('read-only transaction');
  });

  it.skipIf(single)('does not see what others write meanwhile', async () => {
    const seen = await readOneMoment(database, async (sql) => {
      const before = await count(sql);
      await database.sql.begin(add);
      return [before.length, (await count(sql)).length];
    });
    expect(seen).toEqual([0, 0]);
    expect(await readOneMoment(database, count)).toHaveLength(1);
  });

  it('has a second one beside it only where the pool has a connection for it', async () => {
    const one = { ...database, connections: 1 };
    const both = readOneMoment(one, () => readBeside(one, readSession));
    await expect(both).rejects.toThrow('no second connection');
  });
});

describe('a transaction', () => {
  it('keeps nothing when its work fails', async () => {
    const failing = asSystem(database, async (sql) => {
      await sql`insert into tally (id, amount) values (1, 1)`;
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await database.sql`select from tally where id = 1`).toHaveLength(0);
  });

  it('is repeated up to three times after a dead-lock', async () => {
    let attempts = 0;
    const result = await asSystem(database, async (sql) => {
      attempts += 1;
      if (attempts < 4) await raise(sql, '40P01');
      return ['an', 'array'];
    });
    expect(attempts).toBe(4);
    expect(result).toEqual(['an', 'array']);
  });

  it('gives up after the third repetition, with a problem that says to try again', async () => {
    let attempts = 0;
    const failing = asSystem(database, async (sql) => {
      attempts += 1;
      await raise(sql, '40001');
    });
    const error: unknown = await failing.catch((thrown: unknown) => thrown);
    expect(attempts).toBe(4);
    expect(constraintProblem(error)).toMatchObject({ code: 'request.timeout' });
  });

  it('is not repeated after any other error, which is no expected failure', async () => {
    let attempts = 0;
    const failing = asSystem(database, async (sql) => {
      attempts += 1;
      await sql`insert into tally (id, amount) values (2, 0)`;
    });
    const error: unknown = await failing.catch((thrown: unknown) => thrown);
    expect(attempts).toBe(1);
    expect(error).toMatchObject({ constraint_name: 'tally_amount_positive' });
    expect(constraintProblem(error)).toBeNull();
  });

  it('refuses to be begun inside another, where it would wait for ever', async () => {
    const nested = asSystem(database, () => asActor(database, LEADER, readSession));
    await expect(nested).rejects.toThrow('inside another');
  });

  it('may be begun by work that outlives the one it was started from', async () => {
    let startLater = (): void => {};
    const started = new Promise<void>((resolve) => {
      startLater = resolve;
    });
    const later = await asSystem(database, async () => ({
      session: started.then(() => asActor(database, LEADER, readSession)),
    }));
    startLater();
    expect((await later.session).kind).toBe('leader');
  });
});

/** Every write in these tests is an insert into tally, whatever its transaction. */
const kept = async () => {
  const rows = await database.sql<
    { id: number }[]
  >`select id from tally where id >= 100 order by id`;
  return rows.map(({ id }) => id);
};

describe('the statements of a transaction', () => {
  const insert = (sql: TransactionSql, id: number) =>
    sql`insert into tally (id, amount) values (${id}, 1)`;

  it('are refused once its work has ended, also those written down before', async () => {
    const left: { written?: PromiseLike<unknown>; sql?: TransactionSql } = {};
    await asSystem(database, async (sql) => {
      left.sql = sql;
      left.written = insert(sql, 100);
      await insert(sql, 101);
    });
    const { sql, written } = left;
    if (sql === undefined) throw new Error('no transaction');
    await expect(Promise.resolve(written)).rejects.toThrow(TransactionOverError);
    await expect(insert(sql, 102)).rejects.toThrow(TransactionOverError);
    await expect(sql.unsafe('insert into tally values (103, 1)')).rejects.toThrow('is over');
    await expect(sql.savepoint((inner) => insert(inner, 104))).rejects.toThrow('is over');
    expect(await kept()).toEqual([101]);
  });

  it('are refused between the end of its work and its commit', async () => {
    let late: Promise<unknown> = Promise.resolve();
    await asSystem(database, async (sql) => {
      await insert(sql, 111);
      // Sent while the commit is on its way: after it, the statement would run on its own.
      late = new Promise((resolve) => setImmediate(() => resolve(insert(sql, 110))));
      late.catch(() => undefined);
    });
    await expect(late).rejects.toThrow(TransactionOverError);
    expect(await kept()).toEqual([101, 111]);
  });

  it('are refused to the part that goes on when another part has failed', async () => {
    let slower: Promise<unknown> = Promise.resolve();
    const failing = asSystem(database, async (sql) => {
      slower = insert(sql, 120).then(() => pause(50).then(() => insert(sql, 121)));
      slower.catch(() => undefined);
      await Promise.all([slower, sql`select 1 / 0`]);
    });
    await expect(failing).rejects.toThrow('division by zero');
    await expect(slower).rejects.toThrow(/is over|aborted/);
    expect(await kept()).toEqual([101, 111]);
  });

  it('within a savepoint end with the savepoint, and the transaction goes on', async () => {
    const refused = await asSystem(database, async (sql) => {
      let late: Promise<unknown> = Promise.resolve();
      const undone = sql.savepoint(async (inner) => {
        await insert(inner, 130);
        late = pause(50).then(() => insert(inner, 131));
        late.catch(() => undefined);
        throw new Error('undone');
      });
      await expect(undone).rejects.toThrow('undone');
      const done = await sql.savepoint(async (inner) => {
        await insert(inner, 132);
        return ['an', 'array'];
      });
      await insert(sql, 133);
      const outcome: unknown = await late.catch((error: unknown) => error);
      await insert(sql, 134);
      return { outcome, done };
    });
    expect(refused.outcome).toBeInstanceOf(TransactionOverError);
    expect(refused.done).toEqual(['an', 'array']);
    expect(await kept()).toEqual([101, 111, 132, 133, 134]);
  });
});

async function raise(sql: TransactionSql, state: string): Promise<void> {
  await sql.unsafe(`do $$ begin raise exception 'on purpose' using errcode = '${state}'; end $$`);
}
