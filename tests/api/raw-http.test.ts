import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createApp } from '#server/app.ts';
import { listen, type Listening } from '#server/http/listen.ts';
import { serveClient } from '#server/http/static.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const PAGE = '<!doctype html><title>page</title>';
const SECRET = 'what only the folder above holds';
let testApp: TestApp;
let folder: string;
let server: Listening;
beforeAll(async () => {
  testApp = await createTestApp({ reference: false });
  await testApp.deps.points.reload();
  folder = await mkdtemp(join(tmpdir(), 'diaban-raw-'));
  await writeFile(join(folder, 'index.html'), PAGE);
  await writeFile(join(folder, '..', 'diaban-raw-secret.txt'), SECRET);
  const app = createApp(testApp.deps, { client: await serveClient(folder) });
  server = await listen((request, env) => app.fetch(request, env), 0, '127.0.0.1');
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
  await rm(join(folder, '..', 'diaban-raw-secret.txt'));
  await testApp.close();
});

/** Sends bytes as they stand and gives all that comes back before the line is closed. */
async function exchange(...lines: string[]): Promise<string> {
  const socket = connect(server.port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk: Buffer) => {
    answer += chunk.toString('latin1');
  });
  socket.on('error', () => undefined);
  socket.setTimeout(5_000, () => socket.destroy());
  socket.write(Buffer.from(lines.join('\r\n'), 'latin1'));
  // A server that has refused cuts the line while the rest is still on its way: that is no failure.
  await new Promise((closed) => socket.once('close', closed));
  return answer;
}

const request = (start: string, ...headers: string[]) =>
  exchange(`${start} HTTP/1.1`, 'host: localhost', 'connection: close', ...headers, '', '');
/** 0 where nothing came back. */
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
const alive = async () => statusOf(await request('GET /api/health/ready'));

describe('an address that leads out of the folder', () => {
  it.each([
    '/../diaban-raw-secret.txt',
    '/..%2fdiaban-raw-secret.txt',
    '/%2e%2e/diaban-raw-secret.txt',
    '/%252e%252e/diaban-raw-secret.txt',
    '/..\\diaban-raw-secret.txt',
    '/assets/../../diaban-raw-secret.txt',
    '//diaban-raw-secret.txt',
    '/%c0%ae%c0%ae/diaban-raw-secret.txt',
    '/index.html%00/../../diaban-raw-secret.txt',
    '/basemap.pmtiles/../../diaban-raw-secret.txt',
    '/api/docs/../../../diaban-raw-secret.txt',
    '/api/docs/..%2f..%2fpackage.json',
    '/api/docs/%2e%2e%2fpackage.json',
    '/etc/passwd',
  ])('(%s) shows nothing of what lies there', async (path) => {
    const answer = await request(`GET ${path}`);
    expect(answer).not.toContain(SECRET);
    expect(answer).not.toMatch(/root:|"dependencies"/);
    expect([200, 400, 401, 404]).toContain(statusOf(answer));
    expect(await alive()).toBe(200);
  });
});

describe('a request that is none, or nearly', () => {
  const chunked = 'transfer-encoding: chunked';
  it.each<[string, string[], number[]]>([
    ['an unknown method', ['FETCH / HTTP/1.1', 'host: x'], [400]],
    ['a tunnel', ['CONNECT example.com:443 HTTP/1.1', 'host: x', 'connection: close'], [0]],
    [
      'a trace',
      ['TRACE /api/points HTTP/1.1', 'host: x', 'connection: close'],
      [400, 401, 404, 405],
    ],
    ['no host', ['GET / HTTP/1.1', 'connection: close'], [400]],
    [
      'two lengths',
      ['POST /api/points HTTP/1.1', 'host: x', 'content-length: 1', 'content-length: 2'],
      [400],
    ],
    [
      'a length and chunks',
      ['POST /api/points HTTP/1.1', 'host: x', 'content-length: 4', chunked],
      [400],
    ],
    [
      'a length below nothing',
      ['POST /api/points HTTP/1.1', 'host: x', 'content-length: -1'],
      [400],
    ],
    ['a line break in a header', ['GET / HTTP/1.1', 'host: x', 'a: b\rset-cookie: c'], [400]],
    ['a NUL in a header', ['GET / HTTP/1.1', 'host: x', 'a: b\0c'], [400]],
    ['a header without end', ['GET / HTTP/1.1', 'host: x', `a: ${'b'.repeat(70_000)}`], [431]],
    [
      'an address without end',
      [`GET /api/search?q=${'a'.repeat(70_000)} HTTP/1.1`, 'host: x'],
      [431],
    ],
    [
      'an address that is none',
      ['GET /%zz%ff HTTP/1.1', 'host: x', 'connection: close'],
      [200, 400],
    ],
    ['another version', ['GET / HTTP/9.9', 'host: x'], [400, 505]],
    [
      'an address elsewhere',
      ['GET http://elsewhere.example/api/points HTTP/1.1', 'host: x', 'connection: close'],
      [400, 401],
    ],
  ])('(%s) is refused, and the next one is served', async (_, lines, statuses) => {
    const answer = await exchange(...lines, '', '');
    expect(statuses).toContain(statusOf(answer));
    expect(answer).not.toContain('set-cookie: c');
    expect(answer).not.toMatch(/\n {4}at /);
    expect(await alive()).toBe(200);
  });

  it('whose sender goes away in the middle of the body leaves the process alive', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.write('POST /api/auth/sign-in/username HTTP/1.1\r\nhost: x\r\n');
    socket.write('content-type: application/json\r\ncontent-length: 500\r\n\r\n{"user');
    await once(socket, 'connect');
    socket.destroy();
    expect(await alive()).toBe(200);
  });
});

describe('another method', () => {
  it('HEAD is answered like GET, without the body', async () => {
    const answer = await request('HEAD /api/health/live');
    expect(statusOf(answer)).toBe(200);
    expect(answer.split('\r\n\r\n')[1]).toBe('');
  });

  it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
    '%s is not allowed, nor by a header',
    async (method) => {
      const answer = await request(`${method} /api/health/live`, 'content-length: 0');
      expect(statusOf(answer)).toBe(405);
      expect(answer.toLowerCase()).toContain('allow: get');
      expect(answer.toLowerCase()).not.toContain('access-control-allow');
      const disguised = await request('GET /api/auth/sign-out', `x-http-method-override: POST`);
      expect(statusOf(disguised)).toBe(405);
    },
  );

  it('takes no id of a request that could break a log or a header', async () => {
    const answer = await request('GET /api/health/live', 'x-request-id: a"b;c=<d>');
    expect(answer).not.toContain('<d>');
    expect(answer).toMatch(/x-request-id: [\w-]{8,}/i);
  });
});
