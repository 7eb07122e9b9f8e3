import { describe, expect, it } from 'vitest';

import { outcomeOf, smallApp } from '#tests/support/requests/small-app.ts';

import type { Config } from '#server/configuration/config.ts';

import { refuseCrossSite } from './cross-site.ts';

/** Sends a request with these headers to a server of this configuration. */
async function sent(
  headers: Record<string, string>,
  { publicUrl = null, host = '127.0.0.1', method = 'POST' as string } = {} as {
    publicUrl?: string | null;
    host?: string;
    method?: string;
  },
): Promise<string | number> {
  const app = smallApp();
  app.use(refuseCrossSite({ publicUrl, host } as Config));
  app.all('/', (context) => context.body(null, 204));
  return await outcomeOf(app.request('http://localhost:3000/', { method, headers }));
}

const REFUSED = 'request.cross_site';
const PUBLIC = { publicUrl: 'https://diaban.example' };

describe('a write from a browser', () => {
  it('passes from a page of the same site and from the address bar', async () => {
    for (const site of ['same-origin', 'none']) {
      expect([site, await sent({ 'sec-fetch-site': site })]).toEqual([site, 204]);
    }
  });

  it('is refused from another site, also from another host of the same domain', async () => {
    for (const site of ['cross-site', 'same-site', '']) {
      expect([site, await sent({ 'sec-fetch-site': site })]).toEqual([site, REFUSED]);
    }
  });

  it('is judged by what the browser reports before its origin', async () => {
    const own = { origin: 'http://localhost:3000' };
    expect(await sent({ ...own, 'sec-fetch-site': 'cross-site' })).toBe(REFUSED);
    const foreign = { origin: 'https://elsewhere.example' };
    expect(await sent({ ...foreign, 'sec-fetch-site': 'same-origin' })).toBe(204);
  });

  it('of an older browser is judged by its origin: host and port', async () => {
    expect(await sent({ origin: 'http://localhost:3000' })).toBe(204);
    for (const origin of ['http://localhost:3001', 'http://localhost', 'null', 'localhost:3000']) {
      expect([origin, await sent({ origin })]).toEqual([origin, REFUSED]);
    }
  });

  it('is refused whatever writes: POST, PUT, PATCH and DELETE', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect([method, await sent(headers, { method })]).toEqual([method, REFUSED]);
    }
    for (const method of ['GET', 'HEAD', 'OPTIONS']) {
      expect([method, await sent(headers, { method })]).toEqual([method, 204]);
    }
  });
});

describe('a write to a name that is not ours', () => {
  it('is refused from a browser, and passes from a program that sends no cookies of others', async () => {
    const host = 'rebound.example:3000';
    expect(await sent({ host, 'sec-fetch-site': 'same-origin' })).toBe(REFUSED);
    expect(await sent({ host, origin: 'http://rebound.example:3000' })).toBe(REFUSED);
    expect(await sent({ host })).toBe(204);
  });

  it('passes by the public name, also where a proxy hands it on under the one of the machine', async () => {
    const page = { origin: 'https://diaban.example' };
    expect(await sent({ ...page, host: 'diaban.example' }, PUBLIC)).toBe(204);
    expect(await sent({ ...page, host: '10.0.0.5:3000' }, PUBLIC)).toBe(204);
    expect(await sent({ ...page, host: 'diaban.example:444' }, PUBLIC)).toBe(REFUSED);
    expect(await sent({ ...page, host: 'elsewhere.example' }, PUBLIC)).toBe(REFUSED);
    expect(await sent({ origin: 'http://elsewhere.example', host: '10.0.0.5' }, PUBLIC)).toBe(
      REFUSED,
    );
  });

  it('passes by a bare address, localhost and the configured host', async () => {
    for (const host of ['192.168.1.2:3000', '[::1]:3000', 'localhost:3000', 'may-chu:3000']) {
      const answer = await sent({ host, 'sec-fetch-site': 'none' }, { host: 'may-chu' });
      expect([host, answer]).toEqual([host, 204]);
    }
    expect(await sent({ host: 'may-chu', 'sec-fetch-site': 'none' })).toBe(REFUSED);
  });
});
