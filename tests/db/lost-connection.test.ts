import { setTimeout as pause } from 'node:timers/promises';

import { afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';

import type { Database, TransactionSql } from '#server/db/client.ts';
import { type ActorContext, asActor, asSystem } from '#server/db/transaction.ts';
import { TransactionOverError } from '#server/db/transaction-fence.ts';
import { databaseBehindProxy } from '#tests/support/faults/database-behind-proxy.ts';

const { kind } = inject('databaseTemplate');
const SOMEBODY: ActorContext = {
  accountId: 'somebody',
  role: 'leader',
  reach: 'communes',
  communeIds: [7],
};

/** Longest wait for the pool once the database takes connections again. */
const SERVES_AGAIN_MILLISECONDS = 5_000;

describe.runIf(kind === 'server')('a connection that is lost', () => {
  const proxied = databaseBehindProxy();
  /** Has one connection, so that every query uses the one that was lost. */
  let database: Database;

  beforeAll(async () => {
    await proxied.direct.sql`create table note (said text not null, account text not null)`;
    await proxied.direct.sql`grant insert on note to diaban_app`;
  });
  beforeEach(async () => {
    await proxied.direct.sql`truncate note`;
    database = await proxied.open({ maxConnections: 1 });
  });
  afterEach(() => database.close());

  const say = (sql: TransactionSql, said: string) => sql`
    insert into note (said, account) values (${said}, actor_account_id())`;
  const notes = async () => {
    const rows = await proxied.direct.sql<{ said: string; account: string }[]>`
      select said, account from note order by said`;
    return rows.map(({ said, account }) => `${account}: ${said}`);
  };
  const works = () => asSystem(database, (sql) => sql<{ one: number }[]>`select 1 as one`);

  it.each(['cut before', 'cut after', 'reset after'] as const)(
    'in the middle of a transaction (%s) fails that transaction, and the next one is served',
    async (fault) => {
      const met = proxied.faults.next(/insert into note/, fault);
      const failing = asActor(database, SOMEBODY, (sql) => say(sql, 'lost'));
      await expect(failing).rejects.toThrow(/CONNECTION_CLOSED|ECONNRESET/);
      await met;
      expect(await works()).toEqual([{ one: 1 }]);
      expect(await notes()).toEqual([]);
    },
  );

  it('between two statements leaves nothing of the old transaction in the next one', async () => {
    const [later, goOn] = signal();
    const [begun, hasBegun] = signal();
    let late: Promise<unknown> = Promise.resolve();
    const failing = asActor(database, SOMEBODY, (sql) => {
      late = (async () => {
        await say(sql, 'early');
        hasBegun();
        await later;
        await say(sql, 'late');
      })();
      return late;
    });
    failing.catch(() => undefined);
    await begun;
    const other = asActor(database, { ...SOMEBODY, accountId: 'other' }, async (sql) => {
      await say(sql, 'mine');
      goOn();
      await late.catch(() => undefined);
      await pause(20);
      await say(sql, 'mine too');
    });
    proxied.faults.cutAll();
    await other;
    await expect(failing).rejects.toThrow('CONNECTION_CLOSED');
    await expect(late).rejects.toThrow(TransactionOverError);
    expect(await notes()).toEqual(['other: mine', 'other: mine too']);
  });

  it('is made again soon after the database returns, however often it was refused before', async () => {
    const pool = await proxied.open({ maxConnections: 4 });
    const askOverAll = () =>
      Promise.allSettled([1, 2, 3, 4].map(() => asSystem(pool, (sql) => sql`select 1`)));
    const outcomes = async () => (await askOverAll()).map(({ status }) => status);
    proxied.faults.refuse(true);
    proxied.faults.cutAll();
    // The connections themselves, then two tries to make each of them anew.
    for (let tries = 0; tries < 3; tries += 1) {
      expect(await outcomes()).toEqual(Array(4).fill('rejected'));
    }
    proxied.faults.refuse(false);
    const late = pause(SERVES_AGAIN_MILLISECONDS, 'late', { ref: false });
    expect(await Promise.race([outcomes(), late])).toEqual(Array(4).fill('fulfilled'));
    await pool.close();
  });
});

function signal(): [Promise<void>, () => void] {
  let give = (): void => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return [given, give];
}
