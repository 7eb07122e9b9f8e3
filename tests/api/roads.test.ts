import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { RoadNetwork, RoadPreview } from '#server/contract/road-network.ts';
import { createRoutingService } from '#server/outside/routing-service.ts';
import { measureTravel, routeGeometry } from '#server/travel/travel-matrix.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { osmFiles } from '#tests/support/files/osm-files.ts';
import { createTestApp, freshKey, type TestApp, type TestClient } from '#tests/support/test-app.ts';

let test: TestApp;
let admin: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  admin = await test.as('admin');
});
afterAll(() => test.close());

const FILES = osmFiles({
  nodes: [
    { id: 1, lon: 105.84, lat: 21.03 },
    { id: 2, lon: 105.85, lat: 21.03 },
    { id: 3, lon: 105.85, lat: 21.04 },
    { id: 4, lon: 105.9, lat: 21.1 },
    { id: 5, lon: 105.91, lat: 21.1 },
  ],
  ways: [
    { id: 1, nodes: [1, 2], tags: { highway: 'primary', name: 'Đường Ngang', oneway: 'yes' } },
    { id: 2, nodes: [2, 3], tags: { highway: 'residential' } },
    { id: 3, nodes: [3, 1], tags: { highway: 'residential' } },
    { id: 4, nodes: [4, 5], tags: { highway: 'service', motorcar: 'no', motorcycle: 'yes' } },
    { id: 5, nodes: [1, 3], tags: { highway: 'footway' } },
  ],
});
function send(path: string, bytes: Uint8Array | string, fields: Record<string, string> = {}) {
  const form = new FormData();
  form.set('file', new File([bytes as string], 'duong.osm'));
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return admin.request(path, { method: 'POST', body: form, headers: freshKey() });
}
const QUESTION = {
  positions: [
    [105.8401, 21.0301],
    [105.8499, 21.0301],
  ] as [number, number][],
  vehicle: 'motorbike' as const,
  departure: '2026-11-24T05:00:00.000Z',
};

describe('a road network', () => {
  it('is shown with its islands before it comes into force', async () => {
    const response = await send('/api/roads/preview', FILES.xml);
    expect(response.status).toBe(200);
    const { format, report } = (await response.json()) as RoadPreview;
    expect(format).toBe('xml');
    expect(report).toMatchObject({ ways: 5, edges: 4, closedWays: 1, cutWays: 0 });
    const [motorbike, car] = report.vehicles;
    expect(motorbike).toMatchObject({ vehicle: 'motorbike', oneWay: 1, islands: 1 });
    expect(motorbike?.largestIslands[0]?.at).toEqual([105.9, 21.1]);
    expect(car).toMatchObject({ vehicle: 'car', islands: 0 });
    expect(((await (await admin.get('/api/roads')).json()) as { items: [] }).items).toEqual([]);
  });

  it('comes into force, gives way to the next, and can be gone back from', async () => {
    expect((await measureTravel(test.deps, QUESTION)).basis.source).toBe('straight');
    const one = (await (
      await send('/api/roads', FILES.overpass, { source: 'Một' })
    ).json()) as RoadNetwork;
    expect(one).toMatchObject({ active: true, previousId: null, format: 'overpass' });
    const first = await measureTravel(test.deps, QUESTION);
    expect(first.basis).toMatchObject({ source: 'roads' });
    // Back against the one-way street leads round the block.
    expect(first.metres[2]).toBeGreaterThan(1.5 * (first.metres[1] ?? 0));

    const two = (await (
      await send('/api/roads', FILES.pbf, { source: 'Hai', sourceDate: '2026-01-02' })
    ).json()) as RoadNetwork;
    expect(two).toMatchObject({ active: true, previousId: one.id });
    expect((await measureTravel(test.deps, QUESTION)).basis.origin).toContain('Hai');

    const undone = await admin.post('/api/roads/undo');
    const { items } = (await undone.json()) as { items: RoadNetwork[] };
    expect(items.map(({ id, active }) => [id, active])).toEqual([
      [two.id, false],
      [one.id, true],
    ]);
    expect((await measureTravel(test.deps, QUESTION)).basis.origin).toContain('Một');
    expect((await admin.post('/api/roads/undo')).status).toBe(200);
    expect((await measureTravel(test.deps, QUESTION)).basis.source).toBe('straight');
    await expectProblem(await admin.post('/api/roads/undo'), 'roads.nothing_to_undo');
    const lines = await test.database.sql<{ action: string; id: number; detail: object }[]>`
      select action, subject_id::int as id, detail from audit_entry
      where action like 'roads.%' order by seq`;
    const imported = ({ id, fileHash, report: { edges } }: RoadNetwork) => {
      return { action: 'roads.import', id, detail: { fileHash, edges } };
    };
    expect(lines).toEqual([
      imported(one),
      imported(two),
      { action: 'roads.undo', id: two.id, detail: { backTo: one.id } },
      { action: 'roads.undo', id: one.id, detail: { backTo: null } },
    ]);
  });

  it.each([
    ['a table', 'name,lon,lat\nA,105,21\n', 'osm.not_osm'],
    ['cut off', Buffer.from(FILES.xml).subarray(0, 300), 'osm.file_broken'],
    ['without roads', '<osm version="0.6"><node id="1" lat="21" lon="105"/></osm>', 'roads.none'],
  ] as const)('is refused when the file is %s', async (_, content, code) => {
    await expectProblem(await send('/api/roads', content, { source: 'X1' }), code);
    await expectProblem(await send('/api/roads/preview', content), code);
  });

  it('needs a source, and an administrator', async () => {
    await expectProblem(await send('/api/roads', FILES.xml), 'request.invalid');
    const planner = await test.as('planner');
    await expectProblem(await planner.get('/api/roads'), 'permission.denied');
  });
});

describe('a router outside', () => {
  it('is asked first, and what it does not answer is found here', async () => {
    let broken = false;
    const server = createServer((request, response) => {
      if (broken) return response.writeHead(500).end();
      const table = {
        code: 'Ok',
        durations: [
          [0, 60],
          [null, 0],
        ],
        distances: [
          [0, 500],
          [null, 0],
        ],
        sources: [{ distance: 3 }, { distance: 4 }],
      };
      const step = { geometry: { coordinates: QUESTION.positions } };
      const route = {
        code: 'Ok',
        routes: [{ legs: [{ distance: 500, duration: 60, steps: [step] }] }],
      };
      return response.end(
        JSON.stringify(request.url?.startsWith('/osrm/table') === true ? table : route),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const deps = { ...test.deps, routing: createRoutingService(`http://127.0.0.1:${port}/osrm`) };
    try {
      const matrix = await measureTravel(deps, QUESTION);
      expect(matrix.basis).toMatchObject({ source: 'service', origin: `127.0.0.1:${port}` });
      expect([...matrix.seconds]).toEqual([0, 60, Infinity, 0]);
      expect(matrix.snapMetres).toEqual([3, 4]);
      expect((await routeGeometry(deps, QUESTION)).legs[0]).toMatchObject({
        metres: 500,
        approximate: false,
      });
      broken = true;
      expect((await measureTravel(deps, QUESTION)).basis.source).toBe('straight');
      expect((await routeGeometry(deps, QUESTION)).approximate).toBe(true);
    } finally {
      server.close();
    }
  });
});
