import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';

import { databaseBehindProxy } from '#tests/support/faults/database-behind-proxy.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { openAccount, TEST_PASSWORD } from '#tests/support/accounts/people.ts';
import { newPoint } from '#tests/support/points/register-acts.ts';
import { openBrowser } from '#tests/support/accounts/sign-in.ts';
import { createTestApp, freshKey, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const { kind } = inject('databaseTemplate');

describe.runIf(kind === 'server')('a request that loses the database', () => {
  const proxied = databaseBehindProxy();
  let test: TestApp;
  let analyst: TestClient;

  beforeAll(async () => {
    test = await createTestApp({ database: await proxied.open() });
    analyst = await test.as('analyst');
  });
  afterAll(() => test.close());

  const countPoints = async () => (await proxied.direct.sql`select from point`).length;
  const read = () => analyst.get('/api/points');

  // The commit goes out together with what is written: cut after it, nobody here knows whether it was done.
  it.each([
    ['cut before', 0],
    ['cut after', 1],
    ['reset after', 1],
  ] as const)(
    'in the middle (%s) is told to come again, and writes once, however often it comes',
    async (fault, mostWritten) => {
      const before = await countPoints();
      const point = newPoint();
      const key = freshKey();
      const met = proxied.faults.next(/insert into event/, fault);
      const answer = await analyst.post('/api/points', point, key);
      await met;
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      await expectProblem(answer, 'server.not_ready');
      expect(await countPoints()).toBeLessThanOrEqual(before + mostWritten);
      for (const again of [1, 2]) {
        const { status } = await analyst.post('/api/points', point, key);
        expect([again, status, await countPoints()]).toEqual([again, 201, before + 1]);
      }
    },
  );

  it.each([/select .* from "app_user"/, /select .* from "app_credential"/, /into "app_session"/])(
    'while it signs somebody in (%s) is told to come again, and signs in then',
    async (statement) => {
      const username = `planner.${randomUUID().slice(0, 8)}`;
      await openAccount(proxied.direct, { username, role: 'planner' });
      const browser = openBrowser(test);
      const met = proxied.faults.next(statement, 'cut before');
      await expectProblem(await browser.signIn(username, TEST_PASSWORD), 'server.not_ready');
      await met;
      expect((await browser.signIn(username, TEST_PASSWORD)).status).toBe(200);
    },
  );

  it.each(['/api/points', '/api/health/ready'])('is logged with the cause (%s)', async (path) => {
    const warn = vi.spyOn(test.deps.log, 'warn');
    proxied.faults.refuse(true);
    proxied.faults.cutAll();
    await expectProblem(await analyst.get(path), 'server.not_ready');
    expect(warn.mock.calls.map(([first]) => first)).toEqual([
      expect.objectContaining({ reason: expect.stringMatching(/connect/i) }),
    ]);
    warn.mockRestore();
    proxied.faults.refuse(false);
    await expect.poll(async () => (await read()).status, { timeout: 5_000 }).toBe(200);
  });

  it('is told so while the database takes no connections, and served within five seconds after', async () => {
    proxied.faults.refuse(true);
    proxied.faults.cutAll();
    for (let asked = 0; asked < 3; asked += 1)
      await expectProblem(await read(), 'server.not_ready');
    proxied.faults.refuse(false);
    await expect.poll(async () => (await read()).status, { timeout: 5_000 }).toBe(200);
  });
});
