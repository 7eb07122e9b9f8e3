import { gunzipSync } from 'node:zlib';

import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { PointDetail, PointPage } from '#server/contract/point.ts';
import type { FieldRouteList } from '#server/contract/route-result.ts';
import { POINTS_LAYER } from '#server/contract/tile.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { DOCUMENT } from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

/** All of the city lies in this tile of zoom 6. */
const CITY_TILE = '6/50/28';

type Properties = Record<string, number>;

async function tile(client: TestClient, place: string, filter = ''): Promise<Properties[]> {
  const response = await client.get(`/api/tiles/points/${place}.mvt${filter}`);
  expect(response.status).toBe(200);
  const bytes = gunzipSync(new Uint8Array(await response.arrayBuffer()));
  const layer = new VectorTile(new PbfReader(bytes)).layers[POINTS_LAYER];
  return Array.from({ length: layer?.length ?? 0 }, (_, index) => {
    const feature = layer?.feature(index);
    return { ...feature?.properties, id: feature?.id ?? 0 } as Properties;
  });
}

const page = async (client: TestClient, filter = ''): Promise<PointPage> =>
  (await (await client.get(`/api/points${filter}`)).json()) as PointPage;

/** Points that the tiles of a zoom hold, cells by their weight. */
async function countInTiles(client: TestClient, zoom: number, filter: string): Promise<number> {
  const side = 2 ** (zoom - 6);
  const tiles = Array.from({ length: side * side }, (_, index) => {
    const [x, y] = [50 * side + (index % side), 28 * side + Math.floor(index / side)];
    return tile(client, `${zoom}/${x}/${y}`, filter);
  });
  const features = (await Promise.all(tiles)).flat();
  return features.reduce((sum, feature) => sum + (feature['n'] ?? 1), 0);
}

describe('the map and the list of the demonstration', () => {
  let test: TestApp;
  let analyst: TestClient;

  beforeAll(async () => {
    test = await createTestApp({ demo: true });
    analyst = await test.as('analyst');
  });
  afterAll(() => test.close());

  it.each([
    '',
    '?status=recurring',
    '?flag=suspected,handover_pending',
    '?kind=public_area',
    '?as_of=2026-01-01',
  ])(
    'show the same number of points at every zoom, in the list and in the counts (%s)',
    async (filter) => {
      const list = await page(analyst, `${filter === '' ? '?' : `${filter}&`}limit=500`);
      expect(list.items).toHaveLength(list.total);
      for (const zoom of [6, 7, 9]) {
        expect(await countInTiles(analyst, zoom, filter)).toBe(list.total);
      }
    },
  );

  it('agree with what the database says today', async () => {
    const rows = await test.database.sql<{ status: string; count: number }[]>`
      select status, count(*)::integer as count from point where merged_into is null group by status`;
    const counts = (
      await page(
        analyst,
        '?status=proposed,not_recognised,active,eliminated,handed_over,recurring,delisted',
      )
    ).counts;
    expect(counts.status).toEqual(Object.fromEntries(rows.map((row) => [row.status, row.count])));
    const flags = await test.database.sql<{ flag: string; count: number }[]>`
      select flag, count(*)::integer as count from point_flag join point on point.id = point_id
      where merged_into is null and from_on <= '2026-11-24' and (to_on is null or to_on > '2026-11-24')
      group by flag`;
    expect(counts.flag).toEqual(Object.fromEntries(flags.map((row) => [row.flag, row.count])));
  });

  it('put first the points where activity has come back', async () => {
    const list = await page(analyst, '?limit=500');
    const urgent = list.items.map((p) => p.status === 'recurring' || p.flags.includes('suspected'));
    expect(urgent).toContain(true);
    expect(urgent).toEqual(urgent.toSorted((a, b) => Number(b) - Number(a)));
  });

  it('can be paged without losing or doubling a point', async () => {
    const all = (await page(analyst, '?limit=500')).items.map((point) => point.id);
    const paged: number[] = [];
    let next: string | null = null;
    do {
      const part: PointPage = await page(
        analyst,
        `?limit=7${next === null ? '' : `&cursor=${next}`}`,
      );
      paged.push(...part.items.map((point) => point.id));
      next = part.next;
    } while (next !== null);
    expect(paged).toEqual(all);
  });

  it('find by words in any order, with a slip, by aliases and by codes', async () => {
    const found = async (q: string) =>
      (await page(analyst, `?q=${encodeURIComponent(q)}`)).items.map((point) => point.officialName);
    expect(await found('duong minh hoa nam phuong')).toEqual(['Tuyến Minh Họa Liên Phường']);
    expect(await found('BẾN XE MINH HỌA')).toContain('Khu vực bến xe Minh Họa');
    const [any] = (await page(analyst, '?limit=1')).items;
    expect(await found(any?.code.toLowerCase() ?? '')).toEqual([any?.officialName]);
    expect(await found(`dp${Number(any?.code.slice(3))}`)).toContain(any?.officialName);
    const [station] = await found('bến xe minh họa');
    expect(await found('hoa minh xe ben')).toContain(station);
    expect(await found('minh hoa bem xe')).toContain(station);
    expect(await found('%%')).toEqual([]);
    const leader = await test.as('leader');
    const own = await page(leader, `?q=${encodeURIComponent('minh họa')}&limit=500`);
    expect(own.total).toBeGreaterThan(0);
    expect(own.total).toBeLessThan(
      (await page(analyst, `?q=${encodeURIComponent('minh họa')}`)).total,
    );
  });

  it('never show a commune leader what lies outside their commune', async () => {
    const leader = await test.as('leader');
    const own = await page(leader, '?limit=500');
    expect(own.total).toBeGreaterThan(3);
    for (const point of own.items) {
      expect(point.communes.map((commune) => commune.code)).toContain('00070');
    }
    const ids = new Set(own.items.map((point) => point.id));
    for (const feature of await tile(leader, CITY_TILE)) {
      expect(ids.has(feature['id'] ?? 0)).toBe(true);
    }
    expect((await page(leader, '?commune=00160')).total).toBe(0);
  });

  it('show an inspector the stops of their own team and nothing else', async () => {
    const inspector = await test.as('inspector');
    const { items }: FieldRouteList = await (await inspector.get('/api/routes/mine')).json();
    const stops = new Set(items.flatMap((route) => route.stops.map((stop) => stop.pointId)));
    const listed = new Set((await page(inspector, '?limit=500')).items.map(({ id }) => id));
    expect([...listed].filter((id) => !stops.has(id))).toEqual([]);
    expect(new Set((await tile(inspector, CITY_TILE)).map(({ id }) => id))).toEqual(listed);
  });

  it('show nothing of the register to an administrator or an auditor', async () => {
    for (const role of ['admin', 'auditor']) {
      const client = await test.as(role);
      await expectProblem(
        await client.get(`/api/tiles/points/${CITY_TILE}.mvt`),
        'permission.denied',
      );
      await expectProblem(await client.get('/api/points'), 'permission.denied');
    }
  });

  it('answer a known tile with 304 until something under it changes, and then with the change', async () => {
    const address = `/api/tiles/points/${CITY_TILE}.mvt`;
    const etag = (await analyst.get(address)).headers.get('etag') ?? '';
    const again = await analyst.request(address, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);

    const [first] = (await page(analyst, '?status=active&limit=1')).items;
    const point = (await (await analyst.get(`/api/points/${first?.id}`)).json()) as PointDetail;
    const response = await analyst.post(`/api/points/${point.id}/eliminate`, {
      effectiveOn: '2026-11-24',
      documentNumber: DOCUMENT,
      version: point.version,
    });
    expect(response.status).toBe(200);
    const changed = await analyst.request(address, { headers: { 'if-none-match': etag } });
    expect(changed.status).toBe(200);
    const shown = (await tile(analyst, CITY_TILE)).find((feature) => feature['id'] === point.id);
    expect(shown?.['status']).toBe(3);
    expect(
      (await page(analyst, '?as_of=2026-11-23&status=active&limit=500')).items.map((p) => p.id),
    ).toContain(point.id);
  });

  it('lie in the squares of the map that a list is asked for', async () => {
    const all = await page(analyst, '?limit=1');
    const halves = await page(analyst, '?limit=1&squares=1/0/0,1/0/1,1/1/0,1/1/1');
    expect(halves.total).toBe(all.total);
    const [z = 0, x = 0, y = 0] = CITY_TILE.split('/').map(Number);
    const inside = await tile(analyst, CITY_TILE);
    const counts = inside.map((feature) => Number(feature['n'] ?? 1));
    const asked = await page(analyst, `?limit=1&squares=${z}/${x}/${y}`);
    expect(asked.total).toBe(counts.reduce((sum, n) => sum + n, 0));
    expect(asked.total).toBeGreaterThan(0);
    expect((await page(analyst, '?squares=9/0/0')).total).toBe(0);
    expect((await page(analyst, `?squares=${z}/${x}/${y}&bbox=0,0,1,1`)).total).toBe(0);
  });

  it('give points in their true shape, with the state of the day asked for', async () => {
    const answer = await analyst.get('/api/points.geojson?kind=public_area');
    const shapes = (await answer.json()) as {
      features: { geometry: { type: string }; properties: { status: string } }[];
    };
    expect(new Set(shapes.features.map((feature) => feature.geometry.type))).toContain(
      'LineString',
    );
    const before = await analyst.get('/api/points.geojson?as_of=1999-01-01');
    expect(((await before.json()) as { features: unknown[] }).features).toEqual([]);
  });

  it('refuse what is no tile and no filter', async () => {
    for (const outside of ['3/9/1.mvt', '23/0/0.mvt']) {
      await expectProblem(await analyst.get(`/api/tiles/points/${outside}`), 'tile.out_of_range');
    }
    for (const bad of ['1/a/0.mvt', '1/0/0.png', '1/0/-1.mvt', '1/0/0.mvt?status=gone']) {
      await expectProblem(await analyst.get(`/api/tiles/points/${bad}`), 'request.invalid');
    }
    await expectProblem(await analyst.get('/api/points?as_of=2026-02-30'), 'request.invalid');
    await expectProblem(await analyst.get('/api/points?bbox=1,2,3'), 'request.invalid');
    const many = Array.from({ length: 301 }, (_, x) => `9/${x}/0`).join();
    for (const bad of ['', '9', '9/a/0', '31/0/0', '1/2/0', '1/0/-1', '9/1/1,', many]) {
      await expectProblem(await analyst.get(`/api/points?squares=${bad}`), 'request.invalid');
    }
    expect((await page(analyst, '?category=ZZZ')).total).toBe(0);
  });

  it('name the field that is wrong, and refuse one that is given twice', async () => {
    const address = `/api/tiles/points/${CITY_TILE}.mvt`;
    const pointers = async (path: string) => {
      const problem = (await (await analyst.get(path)).json()) as {
        errors: { pointer: string }[];
      };
      return problem.errors.map(({ pointer }) => pointer);
    };
    expect(await pointers('/api/tiles/points/1/a/0.png')).toEqual(['/x', '/y']);
    expect(await pointers(`${address}?status=gone&as_of=2026-13-01`)).toEqual([
      '/status/0',
      '/as_of',
    ]);
    expect(await pointers(`${address}?kind=business&kind=public_area`)).toEqual(['/kind']);
    // A filter that was read once is refused or understood the same way the next time.
    for (const [filter, status] of [
      ['?status=gone', 422],
      ['?status=active', 200],
      ['?category=ZZZ', 200],
    ] as const) {
      const answers = [await analyst.get(address + filter), await analyst.get(address + filter)];
      expect([filter, ...answers.map((answer) => answer.status)]).toEqual([filter, status, status]);
    }
  });

  it('are for their reader alone: with the tag of another reach the own tile comes', async () => {
    const address = `/api/tiles/points/${CITY_TILE}.mvt`;
    const leader = await test.as('leader');
    const theirs = (await leader.get(address)).headers.get('etag') ?? '';
    const headers = { 'if-none-match': theirs };
    expect((await leader.request(address, { headers })).status).toBe(304);
    expect((await analyst.request(address, { headers })).status).toBe(200);
    // The right is asked before the tag, and before what the address means.
    const admin = await test.as('admin');
    await expectProblem(await admin.request(address, { headers }), 'permission.denied');
    await expectProblem(await admin.get('/api/tiles/points/1/a/0.mvt'), 'permission.denied');
    await expectProblem(await test.anonymous.request(address, { headers }), 'session.missing');
  });

  it('carry the id of their request and what keeps other sites from reading them', async () => {
    const answer = await analyst.request(`/api/tiles/points/${CITY_TILE}.mvt`, {
      headers: { 'x-request-id': 'request-of-a-test' },
    });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'x-request-id': 'request-of-a-test',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-store',
      vary: 'cookie',
    });
  });

  it('end with the session, at once, even for whoever has them already', async () => {
    const address = `/api/tiles/points/${CITY_TILE}.mvt`;
    const reader = await test.as('tilereader', { role: 'planner' });
    const etag = (await reader.get(address)).headers.get('etag') ?? '';
    const again = () => reader.request(address, { headers: { 'if-none-match': etag } });
    expect((await again()).status).toBe(304);
    const { items } = (await (await reader.get('/api/me/sessions')).json()) as {
      items: { id: string }[];
    };
    const [own] = items;
    const revoked = await reader.post(`/api/me/sessions/${own?.id}/revoke`);
    expect(revoked.ok).toBe(true);
    await expectProblem(await again(), 'session.revoked');
  });

  it('describe themselves as TileJSON 3', async () => {
    const answer = await (await analyst.get('/api/tiles/points.json')).json();
    expect(answer).toMatchObject({ tilejson: '3.0.0', vector_layers: [{ id: POINTS_LAYER }] });
  });
});
