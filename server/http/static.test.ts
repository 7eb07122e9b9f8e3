import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib';

import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { AppEnv } from './environment.ts';
import { serveClient } from './static.ts';

const PAGE = '<!doctype html><title>Địa Bàn</title>';
const BIG = 'export const big = 1;'.repeat(100);
let directory: string;
let app: Hono<AppEnv>;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'diaban-client-'));
  await mkdir(join(directory, 'assets'));
  await writeFile(join(directory, 'index.html'), PAGE);
  await writeFile(join(directory, '.build-stamp'), 'stamp');
  await writeFile(join(directory, 'assets', 'main-1a2b.js'), 'export const a = 1;');
  await writeFile(join(directory, 'assets', 'big-5e6f.js'), BIG);
  await writeFile(join(directory, 'assets', 'big-5e6f.js.br'), brotliCompressSync(BIG));
  app = new Hono<AppEnv>().get('*', await serveClient(directory));
});
afterAll(() => rm(directory, { recursive: true }));

describe('the built client', () => {
  it('keeps hashed files for a year and asks again for the page', async () => {
    const script = await app.request('/assets/main-1a2b.js');
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect(script.headers.get('content-type')).toContain('text/javascript');
    const page = await app.request('/');
    expect(page.headers.get('cache-control')).toBe('no-cache');
  });

  it('answers a page address that only the browser knows with the page', async () => {
    const page = await app.request('/points/12?z=10');
    expect(await page.text()).toBe(PAGE);
  });

  it('does not pass the page off as a missing script or as the interface', async () => {
    expect((await app.request('/assets/gone-3c4d.js')).status).toBe(404);
    expect((await app.request('/api/nothing')).status).toBe(404);
  });

  it('zips for those who accept it and answers an unchanged file with 304', async () => {
    const zipped = await app.request('/', { headers: { 'accept-encoding': 'br, gzip' } });
    expect(gunzipSync(await zipped.arrayBuffer()).toString()).toBe(PAGE);
    const etag = zipped.headers.get('etag') ?? '';
    const again = await app.request('/', { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
  });

  it('gives the twin that the build has compressed to those who accept it, and to nobody by its name', async () => {
    const small = await app.request('/assets/big-5e6f.js', {
      headers: { 'accept-encoding': 'gzip, deflate, br, zstd' },
    });
    expect(small.headers.get('content-encoding')).toBe('br');
    expect(brotliDecompressSync(await small.arrayBuffer()).toString()).toBe(BIG);
    const plain = await app.request('/assets/big-5e6f.js');
    expect(await plain.text()).toBe(BIG);
    expect((await app.request('/assets/big-5e6f.js.br')).status).toBe(404);
  });

  it('gives out nothing beside the files of its folder', async () => {
    for (const path of [
      '/%2e%2e/%2e%2e/etc/passwd',
      '/..%2fpackage.json',
      '/.build-stamp',
      '/%ff',
    ]) {
      expect([PAGE, '404 Not Found']).toContain(await (await app.request(path)).text());
    }
  });

  it('does not pass the page off as a file that is not there, or as another room', async () => {
    for (const path of [
      '/favicon.ico',
      '/sitemap.xml',
      '/.well-known/x',
      '/ogc/x',
      '/problems/x',
    ]) {
      expect([path, (await app.request(path)).status]).toEqual([path, 404]);
    }
  });
});
