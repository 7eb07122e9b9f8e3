import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { ensureClientBuilt } from '#server/build/client-build.ts';
import { databaseBehindProxy } from '#tests/support/faults/database-behind-proxy.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { freePort } from '#tests/support/processes/free-port.ts';
import { type StartedServer, startServer } from '#tests/support/processes/start-server.ts';

const { kind } = inject('databaseTemplate');
const STARTED_WITHIN = 120_000;

describe.runIf(kind === 'server')('a database that is silent', () => {
  const proxied = databaseBehindProxy();
  let folder: string;
  let server: StartedServer;
  let address: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diaban-silent-'));
    await ensureClientBuilt(process.cwd());
    const port = await freePort();
    address = `http://127.0.0.1:${port}`;
    server = startServer(port, { DATABASE_URL: proxied.faults.url, DIABAN_DATA_DIR: folder });
    await server.ready;
  }, STARTED_WITHIN);
  afterAll(async () => {
    server.child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  const ready = () => fetch(`${address}/api/health/ready`, { signal: AbortSignal.timeout(2_000) });

  it(
    'is reported by readiness within two seconds, and so is its return',
    { timeout: 120_000 },
    async () => {
      expect((await ready()).status).toBe(200);
      proxied.faults.silenceAll();
      proxied.faults.silenceNew(true);
      // More than the pool has connections.
      const answers = await Promise.all(Array.from({ length: 20 }, ready));
      for (const answer of answers) await expectProblem(answer, 'server.not_ready');
      await expectProblem(await ready(), 'server.not_ready');
      expect((await fetch(`${address}/api/health/live`)).status).toBe(200);
      proxied.faults.silenceNew(false);
      await expect.poll(async () => (await ready()).status, { timeout: 55_000 }).toBe(200);
    },
  );

  it('does not keep the program from ending within 15 seconds of SIGTERM', async () => {
    proxied.faults.silenceAll();
    proxied.faults.silenceNew(true);
    const waiting = fetch(`${address}/api/configuration`).catch(() => null);
    const start = performance.now();
    server.child.kill('SIGTERM');
    await server.ended;
    expect(performance.now() - start).toBeLessThan(15_000);
    await waiting;
  });
});
