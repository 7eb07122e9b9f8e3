import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request as askPlain } from 'node:http';
import { Agent, request as askEncrypted, type RequestOptions } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { listen, type Listening } from '#server/http/listen.ts';
import { openAccount, TEST_PASSWORD } from '#tests/support/accounts/people.ts';
import { freePort } from '#tests/support/processes/free-port.ts';
import { deployed } from '#tests/support/runbook.ts';
import { createTestApp, freshKey, type TestApp } from '#tests/support/test-app.ts';

const MEBIBYTE = 1_048_576;

/** `npm run runbook` asks for it: Debian's Caddy is needed. */
describe.runIf(process.env['DIABAN_RUNBOOK'] !== undefined)('the product behind Caddy', () => {
  const folder = mkdtempSync(join(tmpdir(), 'diaban-caddy-'));
  const agent = new Agent({ keepAlive: true, maxSockets: 1, rejectUnauthorized: false });
  let test: TestApp;
  let product: Listening;
  let caddy: ChildProcess;
  let secure: number;
  let plain: number;
  let cookie = '';

  beforeAll(async () => {
    if (!existsSync('/usr/bin/caddy')) throw new Error('Install caddy first.');
    [secure, plain] = [await freePort(), await freePort()];
    test = await createTestApp({
      environment: { DIABAN_PUBLIC_URL: `https://localhost:${secure}` },
    });
    await test.deps.points.reload();
    await openAccount(test.database, { username: 'can.bo', role: 'planner' });
    product = await listen((request, env) => test.app.fetch(request, env), 0, '127.0.0.1');
    const site = readFileSync(deployed('Caddyfile'), 'utf8')
      .replace(
        '{\n',
        `{\n\tadmin off\n\tskip_install_trust\n\thttp_port ${plain}\n\thttps_port ${secure}\n`,
      )
      .replace('\n{$DIABAN_HOST} {', '\n{$DIABAN_HOST} {\n\ttls internal');
    writeFileSync(join(folder, 'Caddyfile'), site);
    caddy = spawn(
      'caddy',
      ['run', '--adapter', 'caddyfile', '--config', join(folder, 'Caddyfile')],
      {
        stdio: 'ignore',
        env: {
          PATH: process.env['PATH'],
          HOME: folder,
          XDG_DATA_HOME: folder,
          XDG_CONFIG_HOME: folder,
          DIABAN_HOST: 'localhost',
          DIABAN_UPSTREAM: `127.0.0.1:${product.port}`,
        },
      },
    );
    await vi.waitUntil(
      async () => (await ask('/api/health/live').catch(() => null))?.resume().statusCode === 200,
      { timeout: 20_000, interval: 100 },
    );
  });
  afterAll(async () => {
    agent.destroy();
    caddy.kill();
    await product.stop();
    await test.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function ask(path: string, options: RequestOptions = {}, body?: Uint8Array | string) {
    return new Promise<IncomingMessage>((resolve, reject) => {
      const to = { host: 'localhost', port: secure, path, agent, ...options };
      askEncrypted(to, resolve).on('error', reject).end(body);
    });
  }

  function unencrypted(path: string, headers = {}) {
    return new Promise<IncomingMessage>((resolve, reject) => {
      askPlain({ host: 'localhost', port: plain, path, agent: false, headers }, resolve)
        .on('error', reject)
        .end();
    });
  }

  async function textOf(answer: IncomingMessage): Promise<string> {
    let text = '';
    for await (const part of answer.setEncoding('utf8')) text += String(part);
    return text;
  }

  it('lets people in, over one connection, and believes no address that a visitor writes', async () => {
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.7' };
    const who = JSON.stringify({ username: 'can.bo', password: TEST_PASSWORD });
    const signedIn = await ask('/api/auth/sign-in/username', { method: 'POST', headers }, who);
    expect(signedIn.statusCode).toBe(200);
    const { localPort } = signedIn.socket;
    await textOf(signedIn);
    cookie = (signedIn.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ');
    expect(cookie).toContain('__Host-diaban');
    const me = await ask('/api/me', { headers: { cookie } });
    expect([me.statusCode, me.socket.localPort]).toEqual([200, localPort]);
    await textOf(me);
    const [session] = await test.database.sql<{ address: string }[]>`
      select ip_address as address from app_session where user_id = 'can.bo'`;
    expect(session?.address).toMatch(/^(?:127\.0\.0\.1|::1|0000:.*:0001)$/);
  });

  it('sends each event at once', async () => {
    const stream = await ask('/api/stream', {
      headers: { cookie, 'accept-encoding': 'gzip, zstd' },
      agent: false,
      rejectUnauthorized: false,
    });
    expect(stream.headers['content-type']).toContain('text/event-stream');
    const lines: string[] = [];
    stream.setEncoding('utf8').on('data', (line: string) => lines.push(line));
    await expect.poll(() => lines.join('')).toMatch(/^(?:event|data|:|retry)/m);
    stream.destroy();
  });

  it('passes on a large file, which the product judges', async () => {
    const boundary = 'caddy';
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n`;
    const body = Buffer.concat([
      Buffer.from(head),
      Buffer.alloc(65 * MEBIBYTE, 32),
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]);
    const headers = {
      cookie,
      'content-type': `multipart/form-data; boundary=${boundary}`,
      ...freshKey(),
    };
    const answer = await ask('/api/point-imports/preview', { method: 'POST', headers }, body);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(await textOf(answer)).toContain('"code":"request.too_large"');
  });

  it('answers nobody who names another host', async () => {
    const foreign = { host: 'evil.example' };
    const outcomes = await Promise.allSettled([
      ask('/', { headers: foreign, agent: false, rejectUnauthorized: false }),
      ask('/', {
        headers: foreign,
        agent: false,
        rejectUnauthorized: false,
        servername: 'evil.example',
      }),
      unencrypted('/', foreign),
      unencrypted('/api/health/live', foreign),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
    expect((await unencrypted('/')).statusCode).toBe(308);
  });

  it('leads people from http to https, and refuses programs there', async () => {
    for (const path of ['/api/points', '/ogc/collections', '/metrics']) {
      const answer = await unencrypted(path);
      expect([path, answer.statusCode, answer.headers.location]).toEqual([path, 403, undefined]);
    }
    const page = await unencrypted('/map?at=1');
    expect(page.statusCode).toBe(308);
    expect(page.headers.location).toMatch(/^https:\/\/localhost.*\/map\?at=1$/);
  });
});
