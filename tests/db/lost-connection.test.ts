import { setTimeout as pause } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';

import { type Database, openDatabase, type TransactionSql } from '#server/db/client.ts';
import { type ActorContext, asActor, asSystem } from '#server/db/transaction.ts';
import { TransactionOverError } from '#server/db/transaction-fence.ts';
import { databaseUrl } from '#tests/support/database-template.ts';
import { type FaultProxy, startFaultProxy } from '#tests/support/fault-proxy.ts';
import { openTestDatabase } from '#tests/support/test-database.ts';

const template = inject('databaseTemplate');
const SOMEBODY: ActorContext = {
  accountId: 'somebody',
  role: 'leader',
  reach: 'communes',
  communeIds: [7],
};

// The embedded database is reached within the process: it has no connection to lose.
describe.runIf(template.kind === 'server')('a connection that is lost', () => {
  /** Reaches the database without the proxy. */
  let direct: Database;
  let proxy: FaultProxy;
  /** Has one connection, so that every query uses the one that was lost. */
  let database: Database;

  beforeAll(async () => {
    direct = await openTestDatabase();
    await direct.sql`create table note (said text not null, account text not null)`;
    await direct.sql`grant insert on note to diaban_app`;
    if (template.kind !== 'server') return;
    proxy = await startFaultProxy(databaseUrl(template.url, direct.sql.options.database));
  });
  afterAll(async () => {
    await proxy.close();
    await direct.close();
  });
  beforeEach(async () => {
    await direct.sql`truncate note`;
    database = await openDatabase({ databaseUrl: proxy.url, dataDirectory: '', maxConnections: 1 });
  });
  afterEach(() => database.close());

  const say = (sql: TransactionSql, said: string) => sql`
    insert into note (said, account) values (${said}, actor_account_id())`;
  const notes = async () => {
    const rows = await direct.sql<{ said: string; account: string }[]>`
      select said, account from note order by said`;
    return rows.map(({ said, account }) => `${account}: ${said}`);
  };
  const works = () => asSystem(database, (sql) => sql<{ one: number }[]>`select 1 as one`);

  it.each(['cut before', 'cut after', 'reset after'] as const)(
    'in the middle of a transaction (%s) fails that transaction, and the next one is served',
    async (fault) => {
      const met = proxy.next(/insert into note/, fault);
      const failing = asActor(database, SOMEBODY, (sql) => say(sql, 'lost'));
      await expect(failing).rejects.toThrow(/CONNECTION_CLOSED|ECONNRESET/);
      await met;
      expect(await works()).toEqual([{ one: 1 }]);
      expect(await notes()).toEqual([]);
    },
  );

  it('between two statements leaves nothing of the old transaction in the next one', async () => {
    let goOn = (): void => {};
    const later = new Promise<void>((resolve) => {
      goOn = resolve;
    });
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
    proxy.cutAll();
    await other;
    await expect(failing).rejects.toThrow('CONNECTION_CLOSED');
    await expect(late).rejects.toThrow(TransactionOverError);
    expect(await notes()).toEqual(['other: mine', 'other: mine too']);
  });
});

function signal(): [Promise<void>, () => void] {
  let give = (): void => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return [given, give];
}
