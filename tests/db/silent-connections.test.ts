import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';

import type { Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { databaseBehindProxy } from '#tests/support/faults/database-behind-proxy.ts';

const { kind } = inject('databaseTemplate');
const LIMITS = { quiet: 1_000, look: 100, ask: 500 };

describe.runIf(kind === 'server')('a connection without an answer', () => {
  const proxied = databaseBehindProxy();
  let database: Database;
  beforeEach(async () => {
    database = await proxied.open({ maxConnections: 2, silence: LIMITS });
  });
  afterEach(() => database.close());

  const ask = () => asSystem(database, (sql) => sql<{ one: number }[]>`select 1 as one`);

  it('is ended when it is dead, and others take its place', async () => {
    const silent = proxied.faults.next(/select 1 as one/, 'silence after');
    const failing = ask();
    failing.catch(() => undefined);
    await silent;
    expect(await ask()).toEqual([{ one: 1 }]);
    await expect(failing).rejects.toThrow('CONNECTION_CLOSED');
    expect(await Promise.all([ask(), ask()])).toEqual([[{ one: 1 }], [{ one: 1 }]]);
  });

  it('leaves no session that keeps the locks of its transaction', async () => {
    await proxied.direct.sql`create table locked (one integer)`;
    const lock = () => asSystem(database, (sql) => sql`lock table locked`);
    const silent = proxied.faults.next(/lock table locked/, 'silence after');
    const failing = lock();
    failing.catch(() => undefined);
    await silent;
    await expect(failing).rejects.toThrow('CONNECTION_CLOSED');
    await expect.poll(() => lock().then(() => 'locked', String)).toBe('locked');
  });

  it('is ended when nothing can be reached, however many wait', async () => {
    proxied.faults.silenceAll();
    proxied.faults.silenceNew(true);
    const start = performance.now();
    const outcomes = await Promise.allSettled([ask(), ask(), ask(), ask()]);
    expect(outcomes.map(({ status }) => status)).toEqual(outcomes.map(() => 'rejected'));
    expect(performance.now() - start).toBeLessThan(15_000);
    proxied.faults.silenceNew(false);
    await expect.poll(() => ask().catch(() => null), { timeout: 15_000 }).toEqual([{ one: 1 }]);
  });

  it('is left alone while the database works on the answer', async () => {
    // The database is asked some twenty times, and on a busy machine needs a while to say that it works.
    const patient = await proxied.open({ maxConnections: 1, silence: { ...LIMITS, ask: 1_500 } });
    await expect(asSystem(patient, (sql) => sql`select pg_sleep(3)`)).resolves.toHaveLength(1);
    await patient.close();
  });

  it('is never an idle one: the pool has closed it before', async () => {
    const [used] = await asSystem(
      database,
      (sql) => sql<{ pid: number }[]>`select pg_backend_pid() as pid`,
    );
    const pid = used?.pid ?? 0;
    expect(pid).toBeGreaterThan(0);
    const sessions = async () =>
      (await proxied.direct.sql`select from pg_stat_activity where pid = ${pid}`).length;
    await expect.poll(sessions, { timeout: 5_000 }).toBe(0);
    expect(await ask()).toEqual([{ one: 1 }]);
  });
});
