import type { Random } from '#server/generator/random.ts';

import type { Street } from './main-streets.ts';
import { directionOf, distance, distanceToLine, offset, onWay, type Spot } from './plane.ts';
import { isWet, type Waters } from './waters.ts';

/** Metres between the streets of a quarter, along and across, and how far they reach from its middle. */
export type Grid = { along: number; across: number; reach: number };
type Surroundings = {
  centre: Spot;
  others: readonly Spot[];
  mainStreets: readonly Street[];
  waters: Waters;
};

const DRY = 25;
/** A street that runs beside a main street nearer than this would be no street of its own. */
const BESIDE = 38;
const FEWEST_CORNERS = 3;
const ALLEY_METRES = 70;
const HOUSES_PER_METRE = 0.1;

/**
 * Draws the minor streets round the middle of a commune: a bent grid, cut off at the water, at parks and half-way to the
 * next commune. `nextNumber` gives the number in the name of each street.
 */
export function drawMinorStreets(
  random: Random,
  grid: Grid,
  around: Surroundings,
  nextNumber: () => number,
): Street[] {
  const turn = random.next() * Math.PI;
  const [columns, rows] = [
    Math.round(grid.reach / grid.along),
    Math.round(grid.reach / grid.across),
  ];
  const corner = (column: number, row: number): Spot =>
    bent(offset(around.centre, turn, column * grid.along, row * grid.across));
  const near = around.mainStreets.filter(
    ({ line }) => distanceToLine(around.centre, line) < 1.6 * grid.reach,
  );
  const isFree = (spot: Spot) => isOwn(spot, grid.reach, around);
  const lines: Spot[][] = [];
  for (let row = -rows; row <= rows; row += 1) {
    lines.push(span(columns).map((column) => corner(column, row)));
  }
  for (let column = -columns; column <= columns; column += 1) {
    lines.push(span(rows).map((row) => corner(column, row)));
  }
  return lines.flatMap((line) => {
    const runs = runsOf(line, isFree, near);
    if (runs.length === 0) return [];
    const name = `Phố Minh Họa ${nextNumber()}`;
    return runs.map((run) => ({ name, class: 'residential' as const, line: run }));
  });
}

/** Draws a blind alley off the side of some of the streets, named by the house number at its mouth. */
export function drawAlleys(random: Random, streets: readonly Street[], waters: Waters): Street[] {
  return streets.flatMap((street) => {
    const at = 1 + random.below(Math.max(1, street.line.length - 2));
    const [from, to] = [street.line[at - 1], street.line[at]];
    if (from === undefined || to === undefined || random.next() < 0.45) return [];
    const mouth = onWay(from, to, 0.5);
    const end = offset(mouth, directionOf(from, to), 8, ALLEY_METRES);
    if (isWet(end, waters, DRY)) return [];
    const before = (at - 0.5) * distance(from, to);
    const number = 2 * Math.round(before * HOUSES_PER_METRE) + 1;
    return [
      { name: `Ngõ ${number} ${street.name}`, class: 'service' as const, line: [mouth, end] },
    ];
  });
}

function span(reach: number): number[] {
  return Array.from({ length: 2 * reach + 1 }, (_, index) => index - reach);
}

/** Bends the plane a little, so that no street is as straight as a ruler. */
function bent([east, north]: Spot): Spot {
  return [east + 14 * Math.sin(north / 190), north + 14 * Math.sin(east / 230)];
}

function isOwn(spot: Spot, reach: number, { centre, others, waters }: Surroundings): boolean {
  const away = distance(spot, centre);
  return (
    away < 1.15 * reach &&
    others.every((other) => distance(spot, other) > away) &&
    !isWet(spot, waters, DRY)
  );
}

/** Parts of a line between corners that are free, without pieces beside a main street. */
function runsOf(
  line: readonly Spot[],
  isFree: (spot: Spot) => boolean,
  mainStreets: readonly Street[],
): Spot[][] {
  const runs: Spot[][] = [];
  let run: Spot[] = [];
  const end = () => {
    if (run.length >= FEWEST_CORNERS) runs.push(run);
    run = [];
  };
  let wasBeside = false;
  for (const spot of line) {
    const beside = mainStreets.some((street) => distanceToLine(spot, street.line) < BESIDE);
    if (!isFree(spot)) end();
    else {
      if (beside && wasBeside) end();
      run.push(spot);
    }
    wasBeside = beside;
  }
  end();
  return runs;
}
