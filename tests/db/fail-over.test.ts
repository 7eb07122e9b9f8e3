import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';

import { assembleDeps } from '#server/assemble-deps.ts';
import type { Actor } from '#server/contract/permission.ts';
import { type Database, openDatabase } from '#server/db/client.ts';
import type { Deps } from '#server/deps.ts';
import { administer } from '#tests/support/database/database-template.ts';
import { type FaultProxy, startFaultProxy } from '#tests/support/faults/fault-proxy.ts';
import { newPoint, okPoint } from '#tests/support/points/register-acts.ts';
import { createTestApp } from '#tests/support/test-app.ts';
import { type Copy, copyDatabase } from '#tests/support/database/test-database.ts';

const template = inject('databaseTemplate');

const nameOf = ({ databaseUrl }: Copy) => new URL(databaseUrl ?? '').pathname.slice(1);

/** Proposes places in a database and leaves it; gives somebody who sees all of them. */
async function propose(copy: Copy, names: readonly string[]): Promise<Actor> {
  const test = await createTestApp({ database: await openDatabase(copy) });
  const analyst = await test.as('analyst');
  for (const officialName of names) {
    await okPoint(await analyst.post('/api/points', newPoint({ officialName })));
  }
  await test.close();
  if (analyst.account === null) throw new Error('the analyst is signed in');
  return analyst.account;
}

// The embedded database has nothing to fail over to.
describe.runIf(template.kind === 'server')('an engine whose database fails over to another', () => {
  const server = template.kind === 'server' ? template.url : '';
  let first: Copy;
  let second: Copy;
  let proxy: FaultProxy;
  let database: Database;
  let deps: Deps;
  let reader: Actor;

  beforeAll(async () => {
    first = await copyDatabase();
    second = await copyDatabase();
    reader = await propose(first, ['Chỉ ở máy chủ cũ', 'Cũng chỉ ở máy chủ cũ']);
    await propose(second, ['Chỉ ở máy chủ mới']);
    proxy = await startFaultProxy(first.databaseUrl ?? '');
    database = await openDatabase({ databaseUrl: proxy.url, dataDirectory: '' });
    const test = await createTestApp({ database });
    deps = await assembleDeps({ ...test.deps, log: test.deps.log });
    await deps.points.load();
  });
  afterAll(async () => {
    await database.close();
    await proxy.close();
    await first.remove();
    await administer(server, `drop database if exists ${nameOf(first)}_lost with (force)`);
  });

  const count = () => deps.points.list(reader, {}, { limit: 10 }).ids.length;

  /** Gives the second database the name of the first. */
  async function failOver(): Promise<void> {
    proxy.refuse(true);
    proxy.cutAll();
    const rename = (from: string, to: string) =>
      expect
        .poll(() =>
          administer(server, `alter database ${from} rename to ${to}`).then(() => to, String),
        )
        .toBe(to);
    await rename(nameOf(first), `${nameOf(first)}_lost`);
    await rename(nameOf(second), nameOf(first));
    proxy.refuse(false);
  }

  /** Lets two transactions succeed (what has changed, and in which database), and breaks the next one once. */
  function breakThirdTransaction() {
    const begin = database.sql.begin.bind(database.sql) as (
      ...given: unknown[]
    ) => Promise<unknown>;
    let succeeded = 0;
    let broken = false;
    const spy = vi.spyOn(database.sql, 'begin').mockImplementation((async (...given: unknown[]) => {
      if (succeeded === 2 && !broken) {
        broken = true;
        throw new Error('lost again');
      }
      const result = await begin(...given);
      succeeded += 1;
      return result;
    }) as never);
    return { happened: () => broken, restore: () => spy.mockRestore() };
  }

  it('reads everything anew, even if the first reading breaks off', async () => {
    expect(count()).toBe(2);
    await failOver();
    const broken = breakThirdTransaction();
    // The first statements still meet the connections that were cut.
    await expect.poll(() => deps.points.catchUp().then(() => 'done', String)).toBe('done');
    expect(broken.happened()).toBe(true);
    broken.restore();
    expect(count()).toBe(1);
  });

  it('reads only what has changed while it stays with one database', async () => {
    const before = count();
    const told: unknown[] = [];
    const unsubscribe = deps.points.subscribe((changed) => void told.push(changed));
    await propose(first, ['Mới thêm']);
    await deps.points.catchUp();
    expect(told).not.toContain('all');
    expect(count()).toBe(before + 1);
    unsubscribe();
  });
});
