import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { asSystem } from '#server/db/transaction.ts';
import { ensureClientBuilt } from '#server/build/client-build.ts';
import { databaseUrl } from '#tests/support/database/database-template.ts';
import { addManyPoints } from '#tests/support/database/many-points.ts';
import { active, people } from '#tests/support/points/register-acts.ts';
import { type EventReceiver, startReceiver } from '#tests/support/processes/event-receiver.ts';
import { freePort } from '#tests/support/processes/free-port.ts';
import { type StartedServer, startServer } from '#tests/support/processes/start-server.ts';
import { proveSessionsHere } from '#tests/support/accounts/test-accounts.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';
import { TEST_SECRET } from '#tests/support/test-constants.ts';

const template = inject('databaseTemplate');
const POINTS = 150;
const ACTS = 20;
/** A stream that heard of nothing would go on until its next sign of life, after 25 s. */
const SOON_MILLISECONDS = 10_000;

type Server = StartedServer & { address: string };

// The embedded database has one process by its lock.
describe.runIf(template.kind === 'server')('two server processes', () => {
  let test: TestApp;
  let outside: EventReceiver;
  let folder: string;
  let servers: Server[] = [];

  beforeAll(async () => {
    await ensureClientBuilt(process.cwd());
    folder = await mkdtemp(join(tmpdir(), 'diaban-webhooks-'));
    test = await createTestApp();
    outside = await startReceiver();
    servers = await Promise.all([1, 2].map(start));
  }, 180_000);
  afterAll(async () => {
    for (const { child } of servers) child.kill('SIGKILL');
    await outside.stop();
    await test.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function start(): Promise<Server> {
    if (template.kind !== 'server') throw new Error('there is no server');
    const port = await freePort();
    const server = startServer(port, {
      DATABASE_URL: databaseUrl(template.url, test.database.sql.options.database),
      DIABAN_DATA_DIR: folder,
      DIABAN_SECRET: TEST_SECRET,
      DIABAN_WEBHOOK_HOSTS: '127.0.0.1',
      LOG_LEVEL: 'fatal',
    });
    await server.ready;
    return { ...server, address: `http://127.0.0.1:${port}` };
  }

  /** Asks one of the processes as a signed-in person. */
  async function ask(server: Server | undefined, username: string, path: string, body?: unknown) {
    const { cookie, account } = await test.as(username);
    await proveSessionsHere(test.database, account?.accountId);
    const address = server?.address ?? '';
    const response = await fetch(`${address}${path}`, {
      method: body === undefined ? 'DELETE' : 'POST',
      headers: { cookie: cookie ?? '', origin: address, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(await response.text());
    return response.json();
  }

  it('refuse a revoked token and end its stream, whichever of them was told', async () => {
    const [here, there] = servers;
    const { id, token } = await ask(here, 'analyst', '/api/tokens', { name: 'QGIS', days: 1 });
    const headers = { authorization: `Bearer ${token}` };
    const stream = await fetch(`${there?.address}/api/stream`, { headers });
    expect(stream.status).toBe(200);
    const start = performance.now();
    const since = () => performance.now() - start;
    const ended = stream.text().then((told) => ({ told, after: since() }));
    await ask(here, 'analyst', `/api/tokens/${id}`);
    const answered = since();
    let status = 200;
    while (status === 200) {
      status = (await fetch(`${there?.address}/api/points?limit=1`, { headers })).status;
    }
    const refused = since();
    const { told, after } = await ended;
    console.log(
      `revoked after ${answered.toFixed(0)} ms: refused by the other process after ${refused.toFixed(0)} ms, ` +
        `its stream over after ${after.toFixed(0)} ms`,
    );
    expect(status).toBe(401);
    expect(told).toContain('event: ended');
    expect(Math.max(refused, after)).toBeLessThan(SOON_MILLISECONDS);
  }, 60_000);

  it('tell a receiver of each event once and in order', async () => {
    const receiver = { name: 'Trục', address: outside.url, detail: 'points' };
    const kinds = ['recognised', 'eliminated'];
    await ask(servers[0], 'admin', '/api/webhooks', { ...receiver, kinds });
    const start = performance.now();
    await addManyPoints(test.database, POINTS);
    await outside.untilTaken(2 * POINTS);
    const seconds = (performance.now() - start) / 1_000;
    await expectOrder();
    expect(outside.asked).toHaveLength(2 * POINTS);
    const by = await people(test);
    const delays: number[] = [];
    for (let acts = 1; acts <= ACTS; acts += 1) {
      await active(by);
      const acted = performance.now();
      await outside.untilTaken(2 * POINTS + acts);
      delays.push(performance.now() - acted);
    }
    await expectOrder();
    expect(outside.asked).toHaveLength(2 * POINTS + ACTS);
    const sorted = delays.toSorted((a, b) => a - b);
    console.log(
      `${2 * POINTS} events in ${seconds.toFixed(1)} s; from the answer to an act to its delivery: ` +
        `median ${sorted[ACTS / 2]?.toFixed(0)} ms, 95 % ${sorted[ACTS - 2]?.toFixed(0)} ms`,
    );
  }, 180_000);

  it('lose, double and reorder nothing where they are killed in the middle of a delivery', async () => {
    const before = outside.taken.length;
    const hanging = new Promise<void>((resolve) => outside.behave(204, 204, () => resolve()));
    const by = await people(test);
    for (let acts = 1; acts <= 4; acts += 1) await active(by);
    await hanging;
    const ends = servers.map(({ child }) => once(child, 'exit'));
    for (const { child } of servers) child.kill('SIGKILL');
    await Promise.all(ends);
    expect(outside.taken).toHaveLength(before + 2);
    outside.behave(204);
    // Committed while nobody delivers.
    await active(by);
    servers = [await start()];
    // The hold stands for a minute; a test does not wait for that.
    await test.database.sql`update webhook_receiver set held_until = now() - interval '1 second'`;
    await outside.untilTaken(before + 5);
    await expectOrder();
    const again = outside.asked.filter(({ id }) => id === outside.taken[before + 2]?.id);
    expect(again).toHaveLength(2);
    expect(outside.taken).toHaveLength(before + 5);
  }, 180_000);

  /** Every event that has a number was taken, in the order of the numbers. */
  async function expectOrder(): Promise<void> {
    const rows = await asSystem(
      test.database,
      (sql) => sql<{ id: string }[]>`select id from outgoing_event order by number`,
    );
    expect(outside.taken.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
  }
});
