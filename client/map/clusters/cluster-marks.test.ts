import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { MOST_SQUARES, type BoundingBox, type LonLat } from '#server/contract/geo.ts';
import { POINT_FLAGS, POINT_STATUSES } from '#server/contract/point.ts';

import { clusterAt, type Mark, type Weighted } from './cluster-marks.ts';

const EVERYWHERE: BoundingBox = [-180, -85, 180, 85];
const CITY_ZOOM = 9;

const at: fc.Arbitrary<LonLat> = fc.tuple(
  fc.double({ min: 105.3, max: 106, noNaN: true }),
  fc.double({ min: 20.6, max: 21.4, noNaN: true }),
);
const status = fc.nat({ max: POINT_STATUSES.length - 1 });

function point(id: number, position: LonLat, code: number, flagBits = 0): Weighted {
  return {
    at: position,
    count: 1,
    status: POINT_STATUSES.map((_, index) => (index === code ? 1 : 0)),
    flags: POINT_FLAGS.map((_, bit) => (flagBits >> bit) & 1),
    point: { id, cycle: 1 },
    square: { z: 22, x: id, y: 0 },
  };
}

const singles = fc
  .array(fc.tuple(at, status, fc.nat({ max: 127 })), { minLength: 1, maxLength: 60 })
  .map((rows) =>
    rows.map(([position, code, bits], index) => point(index + 1, position, code, bits)),
  );
const cell: fc.Arbitrary<Weighted> = fc
  .tuple(at, fc.array(fc.nat({ max: 50 }), { minLength: 7, maxLength: 7 }))
  .filter(([, counts]) => counts.some((count) => count > 0))
  .map(([position, counts]) => ({
    at: position,
    count: counts.reduce((sum, next) => sum + next, 0),
    status: counts,
    flags: POINT_FLAGS.map(() => 0),
    point: null,
    square: { z: 14, x: 0, y: 0 },
  }));

const add = (rows: readonly (readonly number[])[]) =>
  rows.reduce(
    (sums: number[], row) => sums.map((sum, index) => sum + (row[index] ?? 0)),
    Array.from({ length: 7 }, () => 0),
  );

describe('clusters', () => {
  it('lose and invent nothing: counts, statuses and flags add up to what came in', () => {
    fc.assert(
      fc.property(
        singles,
        fc.array(cell, { maxLength: 30 }),
        fc.integer({ min: 5, max: 19 }),
        (a, b, zoom) => {
          const inputs = [...a, ...b];
          const marks = clusterAt(inputs, zoom).marksIn(EVERYWHERE);
          const total = (rows: readonly { count: number }[]) =>
            rows.reduce((sum, row) => sum + row.count, 0);
          expect(total(marks)).toBe(total(inputs));
          expect(add(marks.map((mark) => mark.status))).toEqual(
            add(inputs.map((one) => one.status)),
          );
          expect(add(marks.map((mark) => mark.flags))).toEqual(add(inputs.map((one) => one.flags)));
        },
      ),
    );
  });

  it.each([
    ['all of its squares', MOST_SQUARES, MOST_SQUARES],
    ['no squares rather than a part of them', MOST_SQUARES + 1, undefined],
  ])('of cells without ids name %s', (_, cells, named) => {
    const inputs = Array.from({ length: cells }, (__, x) => ({
      ...point(x, [105.8, 21], 0),
      count: 10,
      point: null,
      square: { z: 20, x, y: 0 },
    }));
    const [mark, ...others] = clusterAt(inputs, CITY_ZOOM).marksIn(EVERYWHERE);
    expect(others).toEqual([]);
    expect(mark?.squares?.split(',').length).toBe(named);
  });

  it.each([
    ['all of its points', 2_000, 2_000],
    ['no points rather than a part of them', 2_001, undefined],
  ])('of many points name %s', (_, points, named) => {
    const inputs = Array.from({ length: points }, (__, id) => point(id + 1, [105.8, 21], 0));
    const [mark, ...others] = clusterAt(inputs, CITY_ZOOM).marksIn(EVERYWHERE);
    expect(others).toEqual([]);
    expect(mark?.ids?.length).toBe(named);
  });

  it.each([
    [13, 40, 1],
    [14, 40, 2],
    [15, 30, 1],
    [16, 30, 2],
    [16, 12, 1],
  ])('at zoom %d join two points %d pixels apart into %d', (zoom, pixels, expected) => {
    const pixel = 360 / (512 * 2 ** zoom);
    const inputs = [0, pixels].map((east, id) => point(id + 1, [105.8 + east * pixel, 21], 0));
    expect(clusterAt(inputs, zoom).marksIn(EVERYWHERE)).toHaveLength(expected);
  });

  it('name every point exactly once, and hold it in their box', () => {
    fc.assert(
      fc.property(singles, (inputs) => {
        const marks = clusterAt(inputs, CITY_ZOOM).marksIn(EVERYWHERE);
        const named = marks.flatMap((mark) => mark.ids ?? []).toSorted((a, b) => a - b);
        expect(named).toEqual(inputs.map((one) => one.point?.id));
        for (const mark of marks)
          for (const id of mark.ids ?? []) expectInside(mark, inputs[id - 1]);
      }),
    );
  });

  it('tell no ids where a cell stands for points that the tile did not name', () => {
    const here: LonLat = [105.8, 21];
    const marks = clusterAt(
      [
        point(1, here, 2),
        {
          at: here,
          count: 9,
          status: [0, 0, 9, 0, 0, 0, 0],
          flags: [0, 0, 0, 0, 0, 0, 0],
          point: null,
          square: { z: 14, x: 13_000, y: 7_200 },
        },
      ],
      CITY_ZOOM,
    ).marksIn(EVERYWHERE);
    expect(marks).toHaveLength(1);
    const squares = ['14/13000/7200', '22/1/0'];
    expect(marks[0]).toMatchObject({ count: 10, ids: null, point: null });
    expect(marks[0]?.squares?.split(',').toSorted()).toEqual(squares);
  });

  it('keep several points at one spot together at every zoom', () => {
    const here: LonLat = [105.8, 21];
    for (const zoom of [9, 13, 16, 19]) {
      const marks = clusterAt([point(1, here, 2), point(2, here, 5)], zoom).marksIn(EVERYWHERE);
      expect(marks.map((mark) => mark.ids)).toEqual([[1, 2]]);
    }
  });

  it('part points some metres from each other when the map is near enough', () => {
    const inputs = [point(1, [105.8, 21], 2), point(2, [105.8001, 21], 5)];
    expect(clusterAt(inputs, 14).marksIn(EVERYWHERE)).toHaveLength(1);
    expect(clusterAt(inputs, 18).marksIn(EVERYWHERE)).toHaveLength(2);
  });
});

function expectInside(mark: Mark, input: Weighted | undefined): void {
  const [longitude = Number.NaN, latitude = Number.NaN] = input?.at ?? [];
  expect(longitude).toBeGreaterThanOrEqual(mark.box[0]);
  expect(latitude).toBeGreaterThanOrEqual(mark.box[1]);
  expect(longitude).toBeLessThanOrEqual(mark.box[2]);
  expect(latitude).toBeLessThanOrEqual(mark.box[3]);
}
