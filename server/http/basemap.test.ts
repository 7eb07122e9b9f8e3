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
    expect((await ask('bytes=10-12')).status).toBe(416);
  });
});
