import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { listen, type Listening } from '#server/http/listen.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const run = promisify(execFile);
/** Roles that may read points. */
const READERS = ['analyst', 'leader', 'officer', 'planner', 'inspector', 'coordinator'] as const;

let test: TestApp;
let server: Listening;
let folder: string;
beforeAll(async () => {
  test = await createTestApp({ demo: true });
  server = await listen((request, env) => test.app.fetch(request, env), 0, '127.0.0.1');
  folder = await mkdtemp(join(tmpdir(), 'diaban-ogc-'));
});
afterAll(async () => {
  await server.stop();
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

/** Reads a collection with GDAL's driver for OGC API Features, with a token as the password of Basic. */
async function ogrinfo(token: string, collection: string, more: string[] = []): Promise<string> {
  const { stdout } = await run('ogrinfo', [
    '-ro',
    '-al',
    '-geom=NO',
    ...more,
    `OAPIF:http://127.0.0.1:${server.port}/ogc/collections/${collection}`,
    '--config',
    'GDAL_HTTP_USERPWD',
    `gdal:${token}`,
  ]);
  return stdout;
}

async function tokenOf(role: string): Promise<string> {
  const client = await test.as(role);
  return (await (await client.post('/api/tokens', { name: 'GDAL', days: 1 })).json()).token;
}

const codesIn = (report: string): string[] =>
  [...report.matchAll(/^ {2}code \(String\) = (.*)$/gm)].map(([, code = '']) => code).toSorted();

async function listedCodes(role: string): Promise<string[]> {
  const client = await test.as(role);
  const { items } = await (await client.get('/api/points?limit=500')).json();
  return items.map(({ code }: { code: string }) => code).toSorted();
}

describe('GDAL', () => {
  it.each(READERS)('reads as %s the points of that reach, page by page', async (role) => {
    const report = await ogrinfo(await tokenOf(role), 'points', ['-oo', 'PAGE_SIZE=7']);
    expect(codesIn(report)).toEqual(await listedCodes(role));
  });

  it('reads every collection, and hands its filter to the server', async () => {
    const token = await tokenOf('coordinator');
    for (const collection of ['events', 'cycles', 'communes', 'checks', 'routes']) {
      expect(await ogrinfo(token, collection)).toMatch(/Feature Count: \d+|OGRFeature/);
    }
    const recurring = await ogrinfo(token, 'points', ['-where', "status = 'recurring'"]);
    const client = await test.as('coordinator');
    const { total } = await (await client.get('/api/points?status=recurring')).json();
    expect(total).toBeGreaterThan(0);
    expect(codesIn(recurring)).toHaveLength(total);
  });

  it('writes them into a GeoPackage', async () => {
    const file = join(folder, 'points.gpkg');
    await run('ogr2ogr', [
      '-f',
      'GPKG',
      file,
      `OAPIF:http://127.0.0.1:${server.port}/ogc`,
      'points',
      '--config',
      'GDAL_HTTP_USERPWD',
      `gdal:${await tokenOf('analyst')}`,
    ]);
    const { stdout } = await run('ogrinfo', ['-ro', '-so', '-al', file]);
    const { length } = await listedCodes('analyst');
    expect(stdout).toContain(`Feature Count: ${length}`);
  });

  it('is refused with a token that was ended', async () => {
    const client = await test.as('analyst');
    const made = await (await client.post('/api/tokens', { name: 'GDAL', days: 1 })).json();
    await client.request(`/api/tokens/${made.id}`, { method: 'DELETE' });
    await expect(ogrinfo(made.token, 'points')).rejects.toThrow('401');
  });
});
