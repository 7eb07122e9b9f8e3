import { get as askPlain } from 'node:http';
import { get as askEncrypted } from 'node:https';
import { readFileSync } from 'node:fs';
import { connect as connectPlain, type Socket } from 'node:net';
import { connect } from 'node:tls';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { type Authority, makeAuthority } from '#tests/support/files/certificates.ts';

import { listen, type Listening, waitForBody } from './listen.ts';

describe('a server with a certificate of its own', () => {
  let authority: Authority;
  let server: Listening;

  beforeAll(async () => {
    authority = await makeAuthority();
    const tls = await authority.certify('DNS:localhost', new Date(Date.now() + 86_400_000));
    server = await listen(() => new Response('hidden'), 0, '127.0.0.1', tls);
  });
  afterAll(async () => {
    await server.stop();
    authority.remove();
  });

  const answerOf = (ask: typeof askPlain | typeof askEncrypted, more: object) =>
    new Promise<string>((resolve) => {
      const options = { host: '127.0.0.1', port: server.port, agent: false, ...more };
      ask(options, (response) => {
        response.setEncoding('utf8').on('data', resolve);
      }).on('error', ({ message }) => resolve(message));
    });

  it('answers by TLS, and nothing by plain http', async () => {
    const trusted = { ca: readFileSync(authority.file), servername: 'localhost' };
    expect(await answerOf(askEncrypted, trusted)).toBe('hidden');
    expect(await answerOf(askPlain, {})).not.toContain('hidden');
  });

  it('speaks no TLS before 1.2', async () => {
    const outcome = await new Promise<string>((resolve) => {
      const old = {
        maxVersion: 'TLSv1.1',
        minVersion: 'TLSv1',
        ciphers: 'ALL:@SECLEVEL=0',
      } as const;
      const socket = connect({ port: server.port, rejectUnauthorized: false, ...old }, () =>
        resolve('spoken'),
      );
      socket.on('error', () => resolve('refused'));
    });
    expect(outcome).toBe('refused');
  });
});

describe('a body that arrives slowly', () => {
  const FIVE_MINUTES = 300_000;
  let server: Listening;
  let begun: string[];
  let sockets: Socket[];

  beforeEach(async () => {
    begun = [];
    sockets = [];
    server = await listen(
      async (request, env) => {
        const { pathname } = new URL(request.url);
        if (pathname === '/long') waitForBody(env);
        begun.push(pathname);
        return new Response(`read ${(await request.text()).length}`);
      },
      0,
      '127.0.0.1',
    );
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(async () => {
    vi.useRealTimers();
    for (const socket of sockets) socket.destroy();
    await server.stop();
  });

  /** Sends four bytes of five, and tells what comes back. */
  function sends(path: string) {
    const socket = connectPlain(server.port, '127.0.0.1');
    sockets.push(socket);
    socket.write(`POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nfour`);
    let heard = '';
    socket.setEncoding('utf8').on('data', (text: string) => (heard += text));
    return { socket, heard: () => heard };
  }

  it('is ended after five minutes, also while another one may take longer', async () => {
    const [usual, long] = [sends('/usual'), sends('/long')];
    await vi.waitFor(() => expect(begun.toSorted()).toEqual(['/long', '/usual']));
    // Each wait for a state lets some of the clock pass too.
    await vi.advanceTimersByTimeAsync(FIVE_MINUTES - 20_000);
    expect([usual.socket.destroyed, usual.heard()]).toEqual([false, '']);
    await vi.advanceTimersByTimeAsync(20_000);
    await vi.waitFor(() => expect(usual.socket.destroyed).toBe(true));
    expect(usual.heard()).toMatch(/^HTTP\/1\.1 408 /);
    await vi.advanceTimersByTimeAsync(FIVE_MINUTES);
    long.socket.write('5');
    await vi.waitFor(() => expect(long.heard()).toContain('read 5'));
  });

  it('is not ended when it has come and only its answer takes longer', async () => {
    const whole = sends('/usual');
    whole.socket.write('5');
    await vi.waitFor(() => expect(whole.heard()).toContain('read 5'));
    await vi.advanceTimersByTimeAsync(FIVE_MINUTES);
    expect(whole.socket.destroyed).toBe(false);
  });
});
