import { readFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { BoundaryOutcome, BoundaryPreview, BoundarySetList } from '#server/contract/boundary.ts';
import { addDays } from '#server/contract/time.ts';
import { Comparison } from '#server/contract/comparison.ts';
import { CommuneList } from '#server/contract/commune.ts';
import { geoPackage, polygonBlob } from '#tests/support/files/geopackage.ts';
import { createTestApp, freshKey, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { realData, realDataMissing } from '#tests/support/files/real-data.ts';

const REAL = realData('hanoi_communes_2025_osm.geojson');
const VN2000 = realData('import-samples/communes_osm_vn2000_tm3_105.zip');

let testApp: TestApp;
let admin: TestClient;
beforeAll(async () => {
  testApp = await createTestApp();
  admin = await testApp.as('admin');
});
afterAll(() => testApp.close());

describe('a boundary file', () => {
  it.skipIf(realDataMissing)(
    'is previewed, imported, listed and undone by an administrator',
    async () => {
      const file = new Uint8Array(await readFile(VN2000));
      const preview = await send('/api/boundaries/preview', file);
      expect(preview.status).toBe(200);
      const shown = BoundaryPreview.parse(await preview.json());
      expect(shown).toMatchObject({ format: 'shapefile', datumShift: 'vn2000' });
      expect(shown.report.matched.total).toBe(126);
      expect(await listSets()).toHaveLength(1);

      const sent = { source: 'OSM', licence: 'ODbL 1.0', sourceDate: '2026-04-01' };
      const dry = await send('/api/boundaries', file, { ...sent, dryRun: 'true' });
      expect(BoundaryOutcome.parse(await dry.json()).dryRun).toBe(true);
      expect(await listSets()).toHaveLength(1);

      const imported = await send('/api/boundaries', file, sent);
      expect(imported.status).toBe(200);
      const { set } = BoundaryOutcome.parse(await imported.json());
      expect(set).toMatchObject({ ...sent, active: true, fileName: 'ranh giới.zip' });
      expect(set.importedBy).toBe('Tài khoản thử admin');
      const communes = async () =>
        CommuneList.parse(await (await admin.get('/api/communes')).json());
      expect(await communes()).toMatchObject({ approximate: false, boundarySource: 'OSM' });

      // One administrator alone decides it, and every figure of that time says so.
      const analyst = await testApp.as('analyst');
      const month = `${testApp.clock.today().slice(0, 7)}-01`;
      const daysOfChange = async () => {
        const asked = `/api/analysis/comparison?from=${month}&to=${testApp.clock.today()}`;
        const { ruleChanges } = Comparison.parse(await (await analyst.get(asked)).json());
        return ruleChanges.filter(({ rule }) => rule === 'boundaries').map(({ from }) => from);
      };
      const day = testApp.clock.today();
      expect(await daysOfChange()).toEqual([day]);

      const next = addDays(day, 1);
      testApp.clock.set(`${next}T03:00:00.000Z`);
      const undone = await admin.post('/api/boundaries/undo');
      expect(await undone.json()).toMatchObject({ kind: 'approximate', active: true });
      expect(await communes()).toMatchObject({ approximate: true });
      expect(await listSets()).toHaveLength(2);
      expect(await daysOfChange()).toEqual([day, next]);
      const nothing = await admin.post('/api/boundaries/undo');
      expect([nothing.status, (await nothing.json()).code]).toEqual([
        409,
        'boundary.nothing_to_undo',
      ]);
    },
  );

  it.each([
    ['is none', 'just some words', 'boundary.not_a_boundary_file'],
    ['has no features', '{"type":"FeatureCollection","features":[]}', 'boundary.no_polygons'],
    ['is blank', '  ', 'boundary.file_empty'],
    ['is cut off', '{"type":"FeatureCollection","features":[', 'boundary.file_broken'],
    [
      'has points only',
      collection({ type: 'Point', coordinates: [105, 21] }),
      'boundary.no_polygons',
    ],
    ['has no commune of ours', collection(square(105.8, 21)), 'boundary.nothing_matched'],
    ['has metres nobody knows', collection(square(9e6, 9e6)), 'boundary.crs_unknown'],
  ])('is refused when it %s', async (_, text, code) => {
    const before = await listSets();
    const response = await send('/api/boundaries', new TextEncoder().encode(text), {
      source: 'thử',
    });
    expect([response.status, (await response.json()).code]).toEqual([422, code]);
    expect(await listSets()).toEqual(before);
  });

  it('with several layers is asked which one is meant, and read when that is said', async () => {
    const ring = square(105.8, 21).coordinates[0] ?? [];
    const rows = [{ name: 'Nơi không có', shape: polygonBlob(ring) }];
    const file = geoPackage([
      { name: 'tinh', rows },
      { name: 'xa', rows },
    ]);
    const asked = await send('/api/boundaries/preview', file);
    expect([asked.status, await asked.json()]).toMatchObject([
      422,
      { code: 'boundary.several_layers', parameters: { layers: ['tinh', 'xa'] } },
    ]);
    // Read, and then refused for what is in it.
    const chosen = await send('/api/boundaries/preview', file, { layer: 'xa' });
    expect((await chosen.json()).code).toBe('boundary.nothing_matched');
  });

  it.skipIf(realDataMissing)('is refused when it lacks communes or has one twice', async () => {
    const whole = JSON.parse(await readFile(REAL, 'utf8'));
    const [first] = whole.features;
    const few = { ...whole, features: whole.features.slice(0, 3) };
    const twice = { ...whole, features: [...few.features, first] };
    for (const [content, code] of [
      [few, 'boundary.communes_missing'],
      [twice, 'boundary.duplicate_match'],
    ] as const) {
      const bytes = new TextEncoder().encode(JSON.stringify(content));
      const response = await send('/api/boundaries', bytes, { source: 'thử' });
      expect([response.status, (await response.json()).code]).toEqual([422, code]);
    }
  });

  it('needs a source, a known encoding and a coordinate system that is a number', async () => {
    const response = await send('/api/boundaries', new Uint8Array(4), {
      encoding: 'klingon',
      sourceSrid: 'x',
    });
    expect(response.status).toBe(422);
    const { errors } = await response.json();
    expect(errors.map(({ pointer }: { pointer: string }) => pointer).toSorted()).toEqual([
      '/encoding',
      '/source',
      '/sourceSrid',
    ]);
  });

  it('is refused when the form around it is broken or larger than 64 MiB', async () => {
    const raw = (headers: Record<string, string>) =>
      admin.request('/api/boundaries', {
        method: 'POST',
        body: 'x',
        headers: { ...headers, ...freshKey() },
      });
    const broken = await raw({ 'content-type': 'multipart/form-data' });
    expect([broken.status, (await broken.json()).code]).toEqual([400, 'request.malformed']);
    const large = await raw({
      'content-type': 'multipart/form-data; boundary=x',
      'content-length': String(65 * 1_048_576),
    });
    expect([large.status, (await large.json()).code]).toEqual([413, 'request.too_large']);
  });

  it('is nobody’s but the administrator’s', async () => {
    for (const role of ['analyst', 'coordinator', 'auditor'] as const) {
      const client = await testApp.as(role);
      for (const path of ['/api/boundaries', '/api/boundaries/preview', '/api/boundaries/undo']) {
        const response = await client.request(path, { method: 'POST', body: new FormData() });
        expect([role, path, response.status]).toEqual([role, path, 403]);
      }
      expect((await client.get('/api/boundaries')).status).toBe(403);
    }
    expect((await testApp.anonymous.get('/api/boundaries')).status).toBe(401);
  });
});

async function send(
  path: string,
  bytes: Uint8Array,
  fields: Record<string, string> = {},
): Promise<Response> {
  const form = new FormData();
  form.append('file', new File([new Uint8Array(bytes)], 'ranh giới.zip'));
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return await admin.request(path, { method: 'POST', body: form, headers: freshKey() });
}

async function listSets() {
  return BoundarySetList.parse(await (await admin.get('/api/boundaries')).json()).items;
}

function square(x: number, y: number) {
  const ring = [
    [x, y],
    [x + 0.01, y],
    [x + 0.01, y + 0.01],
    [x, y + 0.01],
    [x, y],
  ];
  return { type: 'Polygon', coordinates: [ring] };
}

function collection(geometry: { type: string; coordinates: unknown }): string {
  const feature = { type: 'Feature', properties: { name: 'Nơi khác' }, geometry };
  return JSON.stringify({ type: 'FeatureCollection', features: [feature] });
}
