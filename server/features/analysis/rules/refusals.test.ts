import { expect, it } from 'vitest';

import { toLonLat } from './plane.ts';
import { cellsOf, withNeighbours } from './refusals.ts';

const SIDE = 1_000;
/** A position on the grid of the city, by its square and its metres within it. */
function at(column: number, row: number, [east, north] = [500, 500]) {
  const [longitude, latitude] = toLonLat(
    (550 + column) * SIDE + east,
    (2_300 + row) * SIDE + north,
  );
  return { longitude, latitude };
}
const place = (column: number, row: number, checks = 0) => ({ ...at(column, row), checks });
const event = (column: number, row: number) => ({
  ...at(column, row),
  happenedOn: '2026-06-01',
  origin: null,
});

it('a square holds its places with all their checks, and its events by their numbers', () => {
  const places = [
    { ...at(0, 0, [2, 2]), checks: 3 },
    { ...at(0, 0, [998, 998]), checks: 2 },
    { ...at(1, 0, [2, 998]), checks: 0 },
  ];
  const cells = cellsOf(places, [event(1, 0), event(0, 0), event(1, 0)], SIDE);
  expect(cells.map(({ column, row, checks, events }) => [column, row, checks, events])).toEqual([
    [550, 2_300, 5, [1]],
    [551, 2_300, 0, [0, 2]],
  ]);
});

it('squares have up to eight neighbours, and those without any are left out', () => {
  const block = [0, 1, 2].flatMap((column) => [0, 1, 2].map((row) => place(column, row)));
  const corner = place(3, 3);
  const { cells, neighbours } = withNeighbours(
    cellsOf([place(7, 0), ...block, corner, place(5, 5)], [], SIDE),
  );
  const nameOf = (i: number) => {
    const { column = 0, row = 0 } = cells[i] ?? {};
    return `${column - 550} ${row - 2_300}`;
  };
  expect(cells).toHaveLength(10);
  const around = new Map(
    neighbours.map((near, i) => [nameOf(i), near.map(nameOf).toSorted()] as const),
  );
  expect(around.get('1 1')).toEqual(['0 0', '0 1', '0 2', '1 0', '1 2', '2 0', '2 1', '2 2']);
  expect(around.get('0 0')).toEqual(['0 1', '1 0', '1 1']);
  expect(around.get('3 3')).toEqual(['2 2']);
});
