import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { ROLES } from '#server/contract/permission.ts';
import { type Database, openDatabase } from '#server/db/client.ts';
import { migrate } from '#server/db/migrate.ts';
import { asActor, readOneMoment } from '#server/db/transaction.ts';
import { findPgBouncer, type Pooler, startPooler } from '#tests/support/database/pooler.ts';
import { type Copy, copyDatabase } from '#tests/support/database/test-database.ts';

const template = inject('databaseTemplate');
const there = template.kind === 'server' && findPgBouncer() !== null;
const CONNECTIONS = 3;
const TRANSACTIONS = 10_000;
const AT_ONCE = 50;

type Seen = {
  account: string;
  role: string;
  reach: string;
  communes: string;
  user: string;
  backend: number;
};

// The embedded database has one connection, and nothing in front of it.
describe.runIf(there)('a database behind PgBouncer in transaction mode', () => {
  let copy: Copy;
  let pooler: Pooler;
  let database: Database;
  const direct = () => copy.databaseUrl ?? '';
  const open = (databaseUrl: string, databaseDirectUrl: string | null) =>
    openDatabase({ databaseUrl, databaseDirectUrl, dataDirectory: '', maxConnections: AT_ONCE });

  beforeAll(async () => {
    copy = await copyDatabase();
    pooler = await startPooler(direct(), CONNECTIONS);
    database = await open(pooler.through(direct()), direct());
  });
  afterAll(async () => {
    await database.close();
    pooler.stop();
    await copy.remove();
  });

  it(`leaks nothing among ${TRANSACTIONS} transactions of eight roles over three connections`, async () => {
    const backends = new Set<number>();
    let wrong = 0;
    const ask = async (number: number) => {
      const role = ROLES[number % ROLES.length] ?? 'analyst';
      const communeIds = [number % 126, (number * 7) % 126];
      const reach = number % 3 === 0 ? 'city' : 'communes';
      const accountId = `account-${number}`;
      const seen = await asActor(database, { accountId, role, reach, communeIds }, async (sql) => {
        const [row] = await sql<Seen[]>`
          select
            current_setting('diaban.account_id') as account,
            current_setting('diaban.role') as role,
            current_setting('diaban.reach') as reach,
            current_setting('diaban.commune_ids') as communes,
            current_user::text as user,
            pg_backend_pid() as backend`;
        return row;
      });
      if (seen === undefined) throw new Error('no row');
      backends.add(seen.backend);
      const expected = [accountId, role, reach, communeIds.join(','), 'diaban_app'];
      const { account, communes, user } = seen;
      if ([account, seen.role, seen.reach, communes, user].join('|') !== expected.join('|'))
        wrong += 1;
    };
    const leaked = async () => {
      const [row] = await readOneMoment(
        database,
        (sql) => sql<{ account: string | null; user: string }[]>`
          select nullif(current_setting('diaban.account_id', true), '') as account,
            current_user::text as user`,
      );
      return row?.account !== null || row.user === 'diaban_app';
    };
    let leaks = 0;
    let next = 0;
    const work = async () => {
      while (next < TRANSACTIONS) {
        const number = next;
        next += 1;
        await ask(number);
        if (number % 10 === 0 && (await leaked())) leaks += 1;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    console.log(
      `PgBouncer: ${TRANSACTIONS} transactions of ${ROLES.length} roles over ${backends.size} connections, ` +
        `${wrong} wrong, ${leaks} leaked`,
    );
    expect({ wrong, leaks }).toEqual({ wrong: 0, leaks: 0 });
    expect(backends.size).toBeLessThanOrEqual(CONNECTIONS);
    expect(backends.size).toBeGreaterThan(1);
  });

  it('sets the limits of a session in each transaction', async () => {
    const [row] = await readOneMoment(
      database,
      (sql) => sql<{ statement: string; lock: string; jit: string }[]>`
        select current_setting('statement_timeout') as statement,
          current_setting('lock_timeout') as lock, current_setting('jit') as jit`,
    );
    expect(row).toEqual({ statement: '2min', lock: '15s', jit: 'off' });
  });

  it('migrates and listens past the pooler', async () => {
    expect(await migrate(database)).toEqual({ applied: [] });
    const ear = database.openListener?.();
    if (ear === undefined) throw new Error('a server can be listened to');
    const heard = new Promise<string>((resolve) => {
      void ear
        .listen('diaban_pooler_test', resolve)
        .then(() =>
          database.direct.begin((sql) => sql`select pg_notify('diaban_pooler_test', 'said')`),
        );
    });
    expect(await heard).toBe('said');
    await ear.end({ timeout: 1 });
  });

  it.each([
    ['refuses what a session sets', {}],
    [
      'swallows what a session sets',
      {
        ignore_startup_parameters:
          'jit,statement_timeout,lock_timeout,idle_in_transaction_session_timeout',
      },
    ],
  ])('is refused as the only address, in words, where it %s', async (_, settings) => {
    const own = await startPooler(direct(), CONNECTIONS, settings);
    try {
      await expect(open(own.through(direct()), null)).rejects.toThrow(/DATABASE_DIRECT_URL/);
      await expect(open(direct(), own.through(direct()))).rejects.toThrow(/DATABASE_DIRECT_URL/);
    } finally {
      own.stop();
    }
  });
});
