import { get as askPlain } from 'node:http';
import { get as askEncrypted } from 'node:https';
import { readFileSync } from 'node:fs';
import { connect } from 'node:tls';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Authority, makeAuthority } from '#tests/support/files/certificates.ts';

import { listen, type Listening } from './listen.ts';

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
