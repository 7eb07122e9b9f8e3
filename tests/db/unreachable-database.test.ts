import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';

import { type Database, openDatabase } from '#server/db/client.ts';
import { databaseUrl } from '#tests/support/database-template.ts';
import { expectProblem } from '#tests/support/expect-problem.ts';
import { type FaultProxy, startFaultProxy } from '#tests/support/fault-proxy.ts';
import { newPoint } from '#tests/support/register-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { openTestDatabase } from '#tests/support/test-database.ts';

const template = inject('databaseTemplate');

// The embedded database is reached within the process: it has no connection to lose.
describe.runIf(template.kind === 'server')('a request that loses the database', () => {
  let direct: Database;
  let proxy: FaultProxy;
  let test: TestApp;
  let analyst: TestClient;

  beforeAll(async () => {
    direct = await openTestDatabase();
    if (template.kind !== 'server') return;
    proxy = await startFaultProxy(databaseUrl(template.url, direct.sql.options.database));
    const database = await openDatabase({ databaseUrl: proxy.url, dataDirectory: '' });
    test = await createTestApp({ database });
    analyst = await test.as('analyst');
  });
  afterAll(async () => {
    await test.close();
    await proxy.close();
    await direct.close();
  });
  afterEach(() => {
    proxy.forget();
    proxy.refuse(false);
  });

  const countPoints = async () => (await direct.sql`select from point`).length;
  const read = () => analyst.get('/api/points');

  it.each(['cut before', 'cut after', 'reset after'] as const)(
    'in the middle (%s) is told to come again, has written nothing, and is served then',
    async (fault) => {
      const before = await countPoints();
      const met = proxy.next(/insert into event/, fault);
      const answer = await analyst.post('/api/points', newPoint());
      await met;
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      await expectProblem(answer, 'server.not_ready');
      expect(await countPoints()).toBe(before);
      expect((await analyst.post('/api/points', newPoint())).status).toBe(201);
    },
  );

  it('is told so while the database takes no connections, and served within five seconds after', async () => {
    proxy.refuse(true);
    proxy.cutAll();
    for (let asked = 0; asked < 3; asked += 1)
      await expectProblem(await read(), 'server.not_ready');
    proxy.refuse(false);
    await expect.poll(async () => (await read()).status, { timeout: 5_000 }).toBe(200);
  });
});
