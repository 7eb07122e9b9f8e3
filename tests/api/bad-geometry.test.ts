import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ProblemCode } from '#server/contract/problem.ts';
import { asSystem } from '#server/db/transaction.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { IN_HOAN_KIEM, newPoint, okPoint } from '#tests/support/points/register-acts.ts';
import { countRegister } from '#tests/support/points/register-contents.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { processorTime } from '#tests/support/timing.ts';

let testApp: TestApp;
let analyst: TestClient;
beforeAll(async () => {
  testApp = await createTestApp();
  analyst = await testApp.as('analyst');
});
afterAll(() => testApp.close());

const [x, y] = IN_HOAN_KIEM;
const SIDE = 0.0004;
const SQUARE = [
  [x, y],
  [x + SIDE, y],
  [x + SIDE, y + SIDE],
  [x, y + SIDE],
  [x, y],
];
const polygon = (...rings: unknown[]) => ({ type: 'Polygon', coordinates: rings });
const propose = (geometry: unknown) => analyst.post('/api/points', newPoint({ geometry }));
const manyVertices = (count: number) =>
  Array.from({ length: count }, (_, index) => [x + (index % 100) * 1e-6, y + index * 1e-9]);

/** Sends a body as it stands, which may be no JSON at all. */
const proposeRaw = (body: string) =>
  analyst.request('/api/points', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body,
  });

describe('a geometry that is none', () => {
  const [a, b, c, d] = SQUARE;
  it.each<[string, unknown, ProblemCode]>([
    ['an open ring', polygon([a, b, c, d]), 'request.invalid'],
    ['a ring that crosses itself', polygon([a, c, b, d, a]), 'point.geometry_invalid'],
    ['a ring without an area', polygon([a, a, a, a]), 'point.geometry_invalid'],
    ['a ring that goes back the way it came', polygon([a, b, c, b, a]), 'point.geometry_invalid'],
    ['a ring of three positions', polygon([a, b, a]), 'request.invalid'],
    [
      'a hole outside',
      polygon(
        SQUARE,
        SQUARE.map(([u = 0, v = 0]) => [u + 1, v]),
      ),
      'point.geometry_invalid',
    ],
    [
      'two areas on top of each other',
      { type: 'MultiPolygon', coordinates: [[SQUARE], [SQUARE]] },
      'point.geometry_invalid',
    ],
    [
      'a line of one place twice',
      { type: 'LineString', coordinates: [a, a] },
      'point.geometry_invalid',
    ],
    ['no coordinates', polygon(), 'request.invalid'],
    ['empty coordinates', { type: 'MultiPoint', coordinates: [] }, 'request.invalid'],
    [
      'coordinates as words',
      { type: 'Point', coordinates: ['105.85', '21.03'] },
      'request.invalid',
    ],
    ['coordinates that are null', { type: 'Point', coordinates: [null, null] }, 'request.invalid'],
    ['a height', { type: 'Point', coordinates: [x, y, 5] }, 'request.invalid'],
    ['one number', { type: 'Point', coordinates: [x] }, 'request.invalid'],
    ['metres', { type: 'Point', coordinates: [587_000, 2_325_000] }, 'request.invalid'],
    [
      'a kind that the register has not',
      { type: 'GeometryCollection', geometries: [] },
      'request.invalid',
    ],
    ['latitude before longitude', { type: 'Point', coordinates: [y, x] }, 'request.invalid'],
    [
      'a place in another city',
      { type: 'Point', coordinates: [106.7, 10.8] },
      'point.outside_city',
    ],
    [
      'half the country',
      polygon([
        [103, 18],
        [107, 18],
        [107, 23],
        [103, 23],
        [103, 18],
      ]),
      'point.outside_city',
    ],
    [
      'the globe, round the other way',
      polygon([
        [179, 20],
        [-179, 20],
        [-179, 22],
        [179, 22],
        [179, 20],
      ]),
      'point.outside_city',
    ],
    ['nothing', null, 'request.invalid'],
    [
      'too many vertices',
      { type: 'LineString', coordinates: manyVertices(5_001) },
      'request.invalid',
    ],
    [
      'too many vertices in many parts',
      { type: 'MultiLineString', coordinates: [1, 2].map(() => manyVertices(2_501)) },
      'request.invalid',
    ],
  ])('(%s) is refused, and nothing is written', async (_, geometry, code) => {
    const before = await countRegister(testApp.database);
    await expectProblem(await propose(geometry), code);
    expect(await countRegister(testApp.database)).toEqual(before);
  });

  it.each([
    ['NaN', 'NaN', 'request.malformed'],
    ['Infinity', '-Infinity', 'request.malformed'],
    ['more than a double holds', '1e999', 'request.invalid'],
  ] as const)('(%s as a coordinate) is refused', async (_, literal, code) => {
    const before = await countRegister(testApp.database);
    const body = JSON.stringify(newPoint()).replace('21.032', literal);
    expect(body).toContain(literal);
    await expectProblem(await proposeRaw(body), code);
    expect(await countRegister(testApp.database)).toEqual(before);
  });

  it('of a million vertices is not even read', async () => {
    const body = JSON.stringify(newPoint({ geometry: polygon(manyVertices(1_000_000)) }));
    const refused = async () => expectProblem(await proposeRaw(body), 'request.too_large');
    expect(await processorTime(refused, testApp.database)).toBeLessThan(2_000);
  });

  it('(a shape across the city) is proposed by who watches the whole city alone', async () => {
    const officer = await testApp.as('officer', { communeCodes: ['00070'] });
    const [longitude, latitude] = IN_HOAN_KIEM;
    const square = (half: number) =>
      polygon([
        [longitude - half, latitude - half],
        [longitude + half, latitude - half],
        [longitude + half, latitude + half],
        [longitude - half, latitude + half],
        [longitude - half, latitude - half],
      ]);
    const proposedBy = (client: TestClient, half: number) =>
      client.post('/api/points', newPoint({ geometry: square(half) }));
    await okPoint(await proposedBy(officer, 0.002));
    const before = await countRegister(testApp.database);
    // Too many communes, and too wide as well.
    for (const half of [0.045, 0.2]) {
      await expectProblem(await proposedBy(officer, half), 'point.too_wide');
    }
    expect(await countRegister(testApp.database)).toEqual(before);
    await okPoint(await proposedBy(analyst, 0.2));
  });

  it('cannot come in by a correction either', async () => {
    const point = await okPoint(await propose({ type: 'Point', coordinates: IN_HOAN_KIEM }));
    const before = await countRegister(testApp.database);
    const correction = { version: point.version, effectiveOn: '2026-03-01', reason: 'vẽ lại' };
    for (const [geometry, code] of [
      [polygon([a, c, b, d, a]), 'point.geometry_invalid'],
      [{ type: 'Point', coordinates: [106.7, 10.8] }, 'point.outside_city'],
      [
        {
          type: 'LineString',
          coordinates: [
            [105, 10],
            [106, 22],
          ],
        },
        'point.outside_city',
      ],
    ] as const) {
      const answer = await analyst.post(`/api/points/${point.id}/correct`, {
        ...correction,
        point: { geometry },
      });
      await expectProblem(answer, code);
    }
    expect(await countRegister(testApp.database)).toEqual(before);
  });
});

describe('a geometry that is unusual', () => {
  it.each([
    ['anticlockwise', SQUARE],
    ['clockwise', SQUARE.toReversed()],
  ])('(an area drawn %s) is kept as the same area', async (_, ring) => {
    const { id } = await okPoint(await propose(polygon(ring)));
    const [row] = await asSystem(
      testApp.database,
      (sql) => sql<{ area: number; valid: boolean; inside: boolean }[]>`
        select round(st_area(geom::geography)) as area, st_isvalid(geom) as valid,
          st_covers(geom, anchor) as inside
        from point where id = ${id}`,
    );
    expect(row).toEqual({ area: 1_841, valid: true, inside: true });
  });

  it('(as many vertices as may be) is taken in bounded time', async () => {
    const line = { type: 'LineString', coordinates: manyVertices(5_000) };
    const taken = async () => okPoint(await propose(line));
    expect(await processorTime(taken, testApp.database)).toBeLessThan(5_000);
  });
});
