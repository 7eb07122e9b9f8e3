import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import type { AccessToken, NewToken } from '#server/contract/token.ts';
import { createApp } from '#server/app.ts';
import { assembleDeps } from '#server/assemble-deps.ts';
import { asSystem } from '#server/db/transaction.ts';
import { followDatabase } from '#server/features/live/follow-jobs.ts';
import { createMetrics } from '#server/http/metrics.ts';
import { people, proposed, type People } from '#tests/support/points/register-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { tip } from '#tests/support/signals/tip-acts.ts';
import { withToken } from '#tests/support/signals/tip-source.ts';
import { createTestApp, freshKey, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { quickestOf } from '#tests/support/timing.ts';

let test: TestApp;
let by: People;
let admin: TestClient;
beforeAll(async () => {
  test = await createTestApp();
  by = await people(test);
  admin = await test.as('admin');
  await proposed(by);
  await test.deps.points.reload();
});
afterAll(() => test.close());

async function newToken(client: TestClient, more: Record<string, unknown> = {}): Promise<NewToken> {
  const response = await client.post('/api/tokens', { name: 'QGIS', days: 30, ...more });
  expect(response.status).toBe(201);
  return (await response.json()) as NewToken;
}
const tokensOf = async (client: TestClient): Promise<AccessToken[]> =>
  (await (await client.get('/api/tokens')).json()).items;
const end = (client: TestClient, id: number) =>
  client.request(`/api/tokens/${id}`, { method: 'DELETE' });
async function usesOf(id: number): Promise<{ purpose: string; route: string }[]> {
  return await asSystem(
    test.database,
    (sql) => sql<{ purpose: string; route: string }[]>`
      select detail->>'purpose' as purpose, detail->>'route' as route from audit_entry
      where action = 'access_token.use' and subject_id = ${String(id)} order by seq`,
  );
}

describe('a token of a person', () => {
  it('reads what its owner reads: as Bearer, as the password of Basic, and in a header', async () => {
    const { token } = await newToken(by.leader);
    const ids = async (response: Response) => {
      expect(response.status).toBe(200);
      return (await response.json()).items.map(({ id }: { id: number }) => id);
    };
    const own = await ids(await by.leader.get('/api/points'));
    const basic = Buffer.from(`any:${token}`).toString('base64');
    const ways = [
      { authorization: `Bearer ${token}` },
      { authorization: `Basic ${basic}` },
      { 'x-api-key': token },
    ];
    for (const headers of ways) {
      expect(await ids(await test.anonymous.request('/api/points', { headers }))).toEqual(own);
    }
  });

  it('is shown once, kept as a hash, and listed with its ending and last use', async () => {
    const made = await newToken(by.analyst, { name: 'Báo cáo đêm', purpose: 'Bảng của Sở' });
    expect(made.token).toMatch(/^diaban_[\w-]{43}$/);
    expect(made).toMatchObject({ kind: 'personal', purpose: 'Bảng của Sở', lastUsedAt: null });
    await withToken(test, made.token).get('/api/points');
    const listed = (await tokensOf(by.analyst)).find(({ id }) => id === made.id);
    expect(listed).toMatchObject({ ending: made.token.slice(-4), lastUsedAt: test.clock.now() });
    expect(JSON.stringify(await tokensOf(by.analyst))).not.toContain(made.token);
    const [stored] = await asSystem(
      test.database,
      (sql) => sql`select * from access_token where id = ${made.id}`,
    );
    expect(JSON.stringify(stored)).not.toContain(made.token);
  });

  it('enters a tip with the right to, and otherwise changes nothing', async () => {
    const rights = ['points:read', 'tips:enter'];
    const client = withToken(test, (await newToken(by.leader, { rights })).token);
    expect((await client.post('/api/tips', tip(), freshKey())).status).toBe(201);
    await expectProblem(await client.get('/api/tips'), 'token.not_enough');
    const refused = await client.post('/api/points/1/checks', {}, freshKey());
    await expectProblem(refused, 'token.not_enough');
  });

  it('never holds a right that its owner lacks, or one that decides', async () => {
    for (const rights of [['tips:read'], ['points:recognise']]) {
      const refused = await by.planner.post('/api/tokens', { name: 'QGIS', days: 1, rights });
      const problem = await expectProblem(refused, 'token.right_refused');
      expect(problem.errors).toMatchObject([{ pointer: '/rights/0' }]);
    }
    for (const right of ['handovers:answer', 'checks:record', 'tips:work', 'attachments:add']) {
      const body = { name: 'QGIS', days: 1, rights: [right] };
      await expectProblem(await by.leader.post('/api/tokens', body), 'token.right_refused');
    }
    // An administrator reads nothing of the register.
    await expectProblem(
      await admin.post('/api/tokens', { name: 'QGIS', days: 1 }),
      'token.right_refused',
    );
  });

  it('opens nothing about the account itself: no tokens, sessions or keys', async () => {
    const client = withToken(test, (await newToken(by.leader)).token);
    expect((await client.get('/api/me')).status).toBe(200);
    const keys = ['/api/me/earlier-seal-key', '/api/me/device-share'];
    for (const path of ['/api/tokens', '/api/me/sessions', ...keys]) {
      await expectProblem(await client.get(path), 'token.not_enough');
    }
    await expectProblem(
      await client.post('/api/tokens', { name: 'QGIS', days: 1 }),
      'token.not_enough',
    );
  });

  it('that is confined to collections opens no other address', async () => {
    const client = withToken(test, (await newToken(by.analyst, { collections: ['points'] })).token);
    await expectProblem(await client.get('/api/points'), 'token.not_enough');
  });

  it('is refused in an address', async () => {
    const { token } = await newToken(by.analyst);
    for (const name of ['token', 'access_token', 'q']) {
      const response = await test.anonymous.get(`/api/points?${name}=${token}`);
      await expectProblem(response, 'token.in_address');
    }
  });

  it('stands in the log at each use, with its purpose and without the address', async () => {
    const { token, id } = await newToken(by.analyst, { purpose: 'Đối chiếu hằng đêm' });
    const client = withToken(test, token);
    await client.get('/api/points?q=abc');
    await client.get('/api/communes');
    expect(await usesOf(id)).toEqual([
      { purpose: 'Đối chiếu hằng đêm', route: '/api/points' },
      { purpose: 'Đối chiếu hằng đêm', route: '/api/communes' },
    ]);
  });

  it('writes one line an hour for the tiles of a map', async () => {
    const { token, id } = await newToken(by.analyst);
    const client = withToken(test, token);
    for (const x of [812, 813, 814]) {
      expect((await client.get(`/api/tiles/points/10/${x}/450.mvt`)).status).toBeLessThan(300);
    }
    expect(await usesOf(id)).toHaveLength(1);
  });

  it('has a number of requests for each minute', async () => {
    const { token, id } = await newToken(by.analyst);
    await asSystem(
      test.database,
      (sql) => sql`update access_token set requests_per_minute = 2 where id = ${id}`,
    );
    const client = withToken(test, token);
    await client.get('/api/communes');
    await client.get('/api/communes');
    const refused = await client.get('/api/communes');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await expectProblem(refused, 'request.too_many');
  });

  it('lets through exactly its number of fifty requests that come together', async () => {
    const { token, id } = await newToken(by.analyst);
    await asSystem(
      test.database,
      (sql) => sql`update access_token set requests_per_minute = 20 where id = ${id}`,
    );
    const client = withToken(test, token);
    const asked = Array.from({ length: 50 }, () => client.get('/api/communes'));
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
    expect(statuses.filter((status) => status === 429)).toHaveLength(30);
    expect(await usesOf(id)).toHaveLength(20);
  });
});

describe('the end of a token', () => {
  it('is at once, for requests and for an open stream', async () => {
    const { token, id } = await newToken(by.analyst);
    const client = withToken(test, token);
    const stream = await client.get('/api/stream');
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toContain('event: ready');
    expect((await end(by.analyst, id)).status).toBe(200);
    await expectProblem(await client.get('/api/points'), 'token.invalid');
    expect((await reader?.read())?.value).toContain('event: ended');
    await expectProblem(await end(by.analyst, id), 'token.not_found');
  });

  // The embedded database has one process by its lock: there is nobody else to tell.
  it.runIf(inject('databaseTemplate').kind === 'server')(
    'is within a second for the requests and streams of another process',
    async () => {
      const { config, database, clock, log } = test.deps;
      const metrics = createMetrics({ process: false });
      const other = await assembleDeps({ config, database, clock, log, metrics });
      await other.points.reload();
      const unfollow = await followDatabase(other);
      const app = createApp(other);
      const made: NewToken[] = [];
      for (let count = 0; count < 3; count += 1) made.push(await newToken(by.analyst));
      const milliseconds = await quickestOf(made.length, async () => {
        const { token, id } = made.pop() ?? { token: '', id: 0 };
        const ask = (path: string) =>
          app.request(path, { headers: { authorization: `Bearer ${token}` } });
        const stream = (await ask('/api/stream')).body?.pipeThrough(new TextDecoderStream());
        const reader = stream?.getReader();
        expect((await reader?.read())?.value).toContain('event: ready');
        expect((await end(by.analyst, id)).status).toBe(200);
        let told = '';
        // The end of another token lets it check its reader too.
        while (!told.includes('event: ended'))
          told = (await reader?.read())?.value ?? 'event: ended?';
        expect(told).not.toContain('?');
        await expectProblem(await ask('/api/points'), 'token.invalid');
      });
      console.log(`end of a token to the other process: ${Math.round(milliseconds)} ms`);
      expect(milliseconds).toBeLessThan(1_000);
      await unfollow();
    },
  );

  it('comes with its last day', async () => {
    const { token } = await newToken(by.leader, { days: 2 });
    const client = withToken(test, token);
    const before = test.clock.now();
    const later = (hours: number) => new Date(Date.parse(before) + hours * 3_600_000).toISOString();
    test.clock.set(later(47));
    expect((await client.get('/api/communes')).status).toBe(200);
    test.clock.set(later(49));
    test.deps.authentication.sessions.forget();
    await expectProblem(await client.get('/api/communes'), 'token.invalid');
    test.clock.set(before);
  });

  it('comes with the end of its account', async () => {
    const other = await test.as('analyst.other', { role: 'analyst' });
    const client = withToken(test, (await newToken(other)).token);
    expect((await client.get('/api/communes')).status).toBe(200);
    const id = other.account?.accountId ?? '';
    const disabled = await admin.post(`/api/accounts/${id}/disable`);
    expect(disabled.status).toBe(200);
    await expectProblem(await client.get('/api/communes'), 'account.disabled');
  });

  it('is nobody else’s to bring', async () => {
    const { id } = await newToken(by.analyst);
    for (const other of [by.leader, by.planner, admin]) {
      await expectProblem(await end(other, id), 'token.not_found');
      expect((await tokensOf(other)).map((token) => token.id)).not.toContain(id);
    }
  });

  it('makes room where an account has as many as it may', async () => {
    const inspector = await test.as('inspector.many', { role: 'inspector' });
    const made: NewToken[] = [];
    for (let count = 0; count < 20; count += 1) made.push(await newToken(inspector));
    const another = () => inspector.post('/api/tokens', { name: 'QGIS', days: 1 });
    await expectProblem(await another(), 'token.too_many');
    await end(inspector, made[0]?.id ?? 0);
    expect((await another()).status).toBe(201);
  });
});

describe('a token of a system', () => {
  const ofSystem = (more: Record<string, unknown>) => ({
    name: 'Kho dữ liệu thành phố',
    days: 365,
    ...more,
  });

  it('has a reach of its own, and is made and ended by administrators alone', async () => {
    const [leaderReach] = by.leader.account?.communeIds ?? [];
    const system = { role: 'officer', communeIds: [leaderReach] };
    await expectProblem(
      await by.analyst.post('/api/tokens', ofSystem({ system })),
      'permission.denied',
    );
    const made = await newToken(admin, ofSystem({ system }));
    expect(made).toMatchObject({ kind: 'system', account: { role: 'officer' } });
    const points = await withToken(test, made.token).get('/api/points');
    const own = await by.leader.get('/api/points');
    expect((await points.json()).total).toBe((await own.json()).total);
    const another = await test.as('admin.other', { role: 'admin' });
    expect((await end(another, made.id)).status).toBe(200);
    await expectProblem(await withToken(test, made.token).get('/api/points'), 'token.invalid');
  });

  it('needs communes where its role belongs to some', async () => {
    const response = await admin.post('/api/tokens', ofSystem({ system: { role: 'leader' } }));
    const problem = await expectProblem(response, 'account.commune_required');
    expect(problem.errors).toMatchObject([{ pointer: '/system/communeIds' }]);
    const unknown = ofSystem({ system: { role: 'leader', communeIds: [999_999] } });
    await expectProblem(await admin.post('/api/tokens', unknown), 'commune.not_found');
  });
});
