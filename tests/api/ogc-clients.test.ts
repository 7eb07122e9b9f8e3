import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { listen, type Listening } from '#server/http/listen.ts';
import { ROLES } from '#server/contract/permission.ts';
import { TOKEN_COLLECTIONS } from '#server/contract/token.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { allFeatures, idsOf, listedIds } from '#tests/support/requests/ogc-features.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const run = promisify(execFile);
/** Roles that can have a token. */
const READERS = ROLES.filter((role) => role !== 'admin');
/** Debian's Python, for which its packages are. */
const PYTHON = '/usr/bin/python3';
const OWSLIB = join(import.meta.dirname, '../support/clients/read_with_owslib.py');

let test: TestApp;
let server: Listening;
let folder: string;
beforeAll(async () => {
  test = await createTestApp({ demo: true });
  server = await listen((request, env) => test.app.fetch(request, env), 0, '127.0.0.1');
  folder = await mkdtemp(join(tmpdir(), 'diaban-ogc-'));
});
afterAll(async () => {
  console.log(matrix());
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
  const made = await client.post('/api/tokens', { name: 'GDAL', days: 1 });
  expect([role, made.status]).toEqual([role, 201]);
  return (await made.json()).token;
}

const codesIn = (report: string): string[] =>
  [...report.matchAll(/^ {2}code \(String\) = (.*)$/gm)].map(([, code = '']) => code).toSorted();

async function listedCodes(role: string, query = ''): Promise<string[]> {
  const client = await test.as(role);
  const { items } = await (await client.get(`/api/points?limit=500${query}`)).json();
  return items.map(({ code }: { code: string }) => code).toSorted();
}

/** Counts of features by collection; a collection that is not there may not be read. */
type Counts = Readonly<Record<string, number | 'no token'>>;
const found: { client: string; role: string; counts: Counts }[] = [];

/** The table that is printed: client × role × collection. */
function matrix(): string {
  const head = ['client', 'role', ...TOKEN_COLLECTIONS];
  const rows = found.map(({ client, role, counts }) => [
    client,
    role,
    ...TOKEN_COLLECTIONS.map((id) => String(counts[id] ?? 'refused')),
  ]);
  const widths = head.map((_, at) =>
    Math.max(...[head, ...rows].map((row) => row[at]?.length ?? 0)),
  );
  const lines = [head, ...rows].map((row) =>
    row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  '),
  );
  return ['', ...lines].join('\n');
}

/** Numbers of features by collection, read from the interface by a role without a client. */
async function countsOf(role: string): Promise<Counts> {
  const client = await test.as(role);
  const { collections } = await (await client.get('/ogc/collections')).json();
  const ids: string[] = collections.map(({ id }: { id: string }) => id);
  const counts = ids.map(async (id) => [id, idsOf(await allFeatures(client, id)).length] as const);
  return Object.fromEntries(await Promise.all(counts));
}

describe('each role, with each client,', () => {
  it('needs a token, which an administrator gets none of, since there is nothing to read', async () => {
    const admin = await test.as('admin');
    await expectProblem(
      await admin.post('/api/tokens', { name: 'GDAL', days: 1 }),
      'token.right_refused',
    );
    const counts = Object.fromEntries(TOKEN_COLLECTIONS.map((id) => [id, 'no token' as const]));
    found.push({ client: 'every one', role: 'admin', counts });
  });

  it.each(READERS)('finds what it may read and nothing else: %s', async (role) => {
    const token = await tokenOf(role);
    const own = await countsOf(role);
    const { stdout } = await run('ogrinfo', [
      '-ro',
      '-so',
      '-al',
      `OAPIF:http://127.0.0.1:${server.port}/ogc`,
      '--config',
      'GDAL_HTTP_USERPWD',
      `gdal:${token}`,
    ]);
    const layers = [...stdout.matchAll(/^Layer name: (\S+)$[^]*?^Feature Count: (\d+)$/gm)];
    const byGdal = Object.fromEntries(layers.map(([, id = '', count]) => [id, Number(count)]));
    const python = await run(PYTHON, [OWSLIB, `http://127.0.0.1:${server.port}/ogc`, token]);
    const byOwslib = JSON.parse(python.stdout);
    found.push(
      { client: 'GDAL', role, counts: byGdal },
      { client: 'OWSLib', role, counts: byOwslib.counts },
    );
    expect(byGdal).toEqual(own);
    expect(byOwslib.counts).toEqual(own);
    if (own['points'] === undefined) return;
    const client = await test.as(role);
    expect(own['points']).toBe((await listedIds(client)).length);
    const inBox = await allFeatures(client, 'points', { bbox: '105.8,20.98,105.9,21.06' });
    expect(byOwslib).toMatchObject({
      all: await listedCodes(role),
      bbox: inBox.features.map(({ properties }) => String(properties['code'])).toSorted(),
      datetime: await listedCodes(role, '&as_of=2026-03-31'),
      filter: await listedCodes(role, '&status=recurring'),
      limit: 1,
      refused: expect.stringContaining('ogc.parameter_unknown'),
    });
  });
});

describe('GDAL', () => {
  it('reads page by page', async () => {
    const report = await ogrinfo(await tokenOf('officer'), 'points', ['-oo', 'PAGE_SIZE=7']);
    expect(codesIn(report)).toEqual(await listedCodes('officer'));
  });

  it('reads the tiles of the points by the documents of OGC API Tiles', async () => {
    const { stdout } = await run('ogrinfo', [
      '-ro',
      '-q',
      '-oo',
      'API=TILES',
      `OGCAPI:http://127.0.0.1:${server.port}/ogc/collections/points`,
      'Zoom level 0',
      '--config',
      'GDAL_HTTP_USERPWD',
      `gdal:${await tokenOf('leader')}`,
    ]);
    const ids = [...stdout.matchAll(/mvt_id \(Integer64\) = (\d+)/g)].map(([, id]) => Number(id));
    const leader = await test.as('leader');
    expect([...new Set(ids)].toSorted((a, b) => a - b)).toEqual(await listedIds(leader));
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
