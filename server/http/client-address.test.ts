import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';

import type { Config } from '#server/configuration/config.ts';
import type { Deps } from '#server/deps.ts';

import { clientAddress } from './client-address.ts';
import type { AppEnv } from './environment.ts';

/** Finds the address that the server sees for a request over a socket. */
async function seen(
  socket: string,
  given: { publicUrl?: string; forwarded?: string } = {},
): Promise<string> {
  const config = { publicUrl: given.publicUrl ?? null } as Config;
  const app = new Hono<AppEnv>().get('/', (context) => {
    context.set('deps', { config } as Deps);
    return context.text(clientAddress(context) ?? 'nobody');
  });
  const headers = given.forwarded === undefined ? {} : { 'x-forwarded-for': given.forwarded };
  const response = await app.request(
    '/',
    { headers },
    { incoming: { socket: { remoteAddress: socket, remotePort: 1, remoteFamily: 'IPv4' } } },
  );
  return await response.text();
}

const PROXY = { publicUrl: 'https://diaban.example' };

describe('the address of a caller', () => {
  it('is that of the socket, whatever the caller says', async () => {
    expect(await seen('203.0.113.5')).toBe('203.0.113.5');
    expect(await seen('203.0.113.5', { forwarded: '198.51.100.7' })).toBe('203.0.113.5');
    expect(await seen('127.0.0.1', { forwarded: '198.51.100.7' })).toBe('127.0.0.1');
  });

  it('is the last that a proxy of this machine added', async () => {
    const forwarded = '1.1.1.1, 198.51.100.7 ';
    for (const socket of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
      expect(await seen(socket, { ...PROXY, forwarded })).toBe('198.51.100.7');
    }
    expect(await seen('127.0.0.1', PROXY)).toBe('127.0.0.1');
    expect(await seen('127.0.0.1', { ...PROXY, forwarded: '1.1.1.1, ' })).toBe('127.0.0.1');
  });

  it('is not taken from another machine that claims to be a proxy', async () => {
    expect(await seen('203.0.113.5', { ...PROXY, forwarded: '198.51.100.7' })).toBe('203.0.113.5');
  });
});
