import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { serveBasemap } from './basemap.ts';
import type { AppEnv } from './environment.ts';

let directory: string;
let app: Hono<AppEnv>;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'diaban-basemap-'));
  const path = join(directory, 'city.pmtiles');
  await writeFile(path, '0123456789');
  app = new Hono<AppEnv>().get('/basemap.pmtiles', serveBasemap(path));
});
afterAll(() => rm(directory, { recursive: true }));

const ask = (range: string) => app.request('/basemap.pmtiles', { headers: { range } });

describe('the basemap archive', () => {
  it('gives the bytes of a range, cut at its end', async () => {
    const middle = await ask('bytes=2-4');
    expect([middle.status, await middle.text()]).toEqual([206, '234']);
    const tail = await ask('bytes=8-99');
    expect(tail.headers.get('content-range')).toBe('bytes 8-9/10');
    expect(await tail.text()).toBe('89');
  });

  it('refuses a range behind its end', async () => {
    const refused = await ask('bytes=10-12');
    expect(refused.status).toBe(416);
    expect(refused.headers.get('content-range')).toBe('bytes */10');
    expect((await ask('bytes=4-3')).status).toBe(416);
    const last = await ask('bytes=9-9');
    expect([last.status, await last.text()]).toEqual([206, '9']);
  });

  it('gives the rest behind an open range, and all of it without one', async () => {
    const rest = await ask('bytes=7-');
    expect([rest.status, await rest.text()]).toEqual([206, '789']);
    expect(rest.headers.get('content-length')).toBe('3');
    const whole = await app.request('/basemap.pmtiles');
    expect([whole.status, await whole.text()]).toEqual([200, '0123456789']);
    expect(whole.headers.get('content-range')).toBeNull();
    expect(whole.headers.get('accept-ranges')).toBe('bytes');
  });

  it('says how long it is, and asks again for a file that has changed', async () => {
    const head = await app.request('/basemap.pmtiles', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(head.headers.get('content-length')).toBe('10');
    expect(head.headers.get('cache-control')).toBe('no-cache');
    expect(head.headers.get('etag')).toMatch(/^"a-[\da-z]+"$/);
  });
});
