import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';

import { type Database, openDatabase } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { databaseUrl } from '#tests/support/database-template.ts';
import { type FaultProxy, startFaultProxy } from '#tests/support/fault-proxy.ts';
import { openTestDatabase } from '#tests/support/test-database.ts';

const template = inject('databaseTemplate');
const LIMITS = { quiet: 1_000, look: 100, ask: 500 };

// The embedded database is reached within the process.
describe.runIf(template.kind === 'server')('a connection without an answer', () => {
  let direct: Database;
  let proxy: FaultProxy;
  let database: Database;

  beforeAll(async () => {
    direct = await openTestDatabase();
    if (template.kind !== 'server') return;
    proxy = await startFaultProxy(databaseUrl(template.url, direct.sql.options.database));
  });
  afterAll(async () => {
    await proxy.close();
    await direct.close();
  });
  beforeEach(async () => {
    const where = { databaseUrl: proxy.url, dataDirectory: '' };
    database = await openDatabase({ ...where, maxConnections: 2, silence: LIMITS });
  });
  afterEach(async () => {
    proxy.silenceNew(false);
    await database.close();
  });

  const ask = () => asSystem(database, (sql) => sql<{ one: number }[]>`select 1 as one`);

  it('is ended when it is dead, and others take its place', async () => {
    const silent = proxy.next(/select 1 as one/, 'silence after');
    const failing = ask();
    failing.catch(() => undefined);
    await silent;
    expect(await ask()).toEqual([{ one: 1 }]);
    await expect(failing).rejects.toThrow('CONNECTION_CLOSED');
    expect(await Promise.all([ask(), ask()])).toEqual([[{ one: 1 }], [{ one: 1 }]]);
  });

  it('is ended when nothing can be reached, however many wait', async () => {
    proxy.silenceAll();
    proxy.silenceNew(true);
    const start = performance.now();
    const outcomes = await Promise.allSettled([ask(), ask(), ask(), ask()]);
    expect(outcomes.map(({ status }) => status)).toEqual(outcomes.map(() => 'rejected'));
    expect(performance.now() - start).toBeLessThan(15_000);
    proxy.silenceNew(false);
    await expect.poll(() => ask().catch(() => null), { timeout: 15_000 }).toEqual([{ one: 1 }]);
  });

  it('is left alone while the database works on the answer', async () => {
    await expect(asSystem(database, (sql) => sql`select pg_sleep(3)`)).resolves.toHaveLength(1);
  });

  it('is never an idle one: the pool has closed it before', async () => {
    await ask();
    const open = async () => {
      const [row] = await direct.sql<{ count: number }[]>`
        select count(*)::integer as count from pg_stat_activity
        where application_name like 'diaban %' and datname = current_database()
          and pid <> pg_backend_pid()`;
      return row?.count;
    };
    const before = (await open()) ?? 0;
    await expect.poll(open, { timeout: 5_000 }).toBeLessThan(before);
    expect(await ask()).toEqual([{ one: 1 }]);
  });
});
