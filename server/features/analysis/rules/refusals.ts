import type { Period } from '#server/contract/comparison.ts';
import type { LonLat } from '#server/contract/geo.ts';
import type { PlaceAnalysisQuery, Refusal } from '#server/contract/place-analysis.ts';
import { daysBetween } from '#server/contract/civil-day.ts';
import { getisOrd } from '#server/methods/getis-ord.ts';
import { empiricalBayes } from '#server/methods/empirical-bayes.ts';

import type { PlaceData, PlaceEventRow, PlaceRow } from './place-data.ts';
import { cellRing, toPlane } from './plane.ts';

/** Fewer events than this make any picture, table or cluster an accident. */
export const MINIMUM_EVENTS = 20;
/** Fewer cells than this say nothing about hot and cold. */
const MINIMUM_CELLS = 30;
/** Emerging hot spots are read in whole steps of so many days, of which there must be so many. */
export const STEP_DAYS = 28;
const MINIMUM_STEPS = 10;
const HUNDRED_CHECKS = 100;

type Asked = Pick<PlaceAnalysisQuery, 'method' | 'cell' | 'per'>;

/** The cells that a method tests, with their neighbours; under `checks` only those that were looked at. */
export function testedCells(
  { events, places }: Pick<PlaceData, 'events' | 'places'>,
  { method, cell, per }: Asked,
): { cells: Cell[]; neighbours: number[][] } {
  const all = cellsOf(places, events, cell);
  return withNeighbours(
    method === 'hot_spots' && per === 'checks' ? all.filter(({ checks }) => checks > 0) : all,
  );
}

/** Events by cell, or smoothed events by 100 checks where looking more finds more. */
export function valuesOf(cells: readonly Cell[], per: Asked['per']): number[] {
  if (per === 'count') return cells.map((cell) => cell.events.length);
  const { rates } = empiricalBayes(
    cells.map((cell) => ({ events: cell.events.length, exposure: cell.checks / HUNDRED_CHECKS })),
  );
  return rates.map((rate) => rate ?? 0);
}

/** Number of whole steps of four weeks in a period. */
export function wholeSteps({ from, to }: Period): number {
  return Math.floor((daysBetween(from, to) + 1) / STEP_DAYS);
}

/** Reason why a period holds too few days or events for a method; null when it holds enough. */
export function refusalOfPeriod(
  method: Asked['method'],
  events: number,
  period: Period,
): Refusal | null {
  const steps = wholeSteps(period);
  if (method === 'emerging' && steps < MINIMUM_STEPS) {
    const days = { needed: MINIMUM_STEPS * STEP_DAYS, found: steps * STEP_DAYS };
    return { reason: 'short_period', ...days };
  }
  if (events < MINIMUM_EVENTS) {
    return { reason: 'few_events', needed: MINIMUM_EVENTS, found: events };
  }
  return null;
}

/** Reason why there are too few cells, or all of them are alike; null when they can be tested. */
export function refusalOfCells(
  { cells, neighbours }: { cells: readonly Cell[]; neighbours: readonly number[][] },
  { method, per }: Asked,
): Refusal | null {
  if (cells.length < MINIMUM_CELLS) {
    return { reason: 'few_cells', needed: MINIMUM_CELLS, found: cells.length };
  }
  if (method !== 'hot_spots') return null;
  const alike = getisOrd(valuesOf(cells, per), neighbours).some((z) => Number.isNaN(z));
  return alike ? { reason: 'no_variation', needed: 2, found: 1 } : null;
}

/** A square of the study area: it holds at least one place of the register. */
type Cell = {
  column: number;
  row: number;
  ring: LonLat[];
  checks: number;
  /** Events in the cell, as indices into the list of events. */
  events: number[];
};

/**
 * The squares that hold places of the register, with what happened in each. Squares without any place are no part
 * of the study area: nothing could have come back there.
 */
export function cellsOf(
  places: readonly PlaceRow[],
  events: readonly PlaceEventRow[],
  side: number,
): Cell[] {
  const cells = new Map<string, Cell>();
  const cellAt = (longitude: number, latitude: number): Cell => {
    const { x, y } = toPlane([longitude, latitude]);
    const [column, row] = [Math.floor(x / side), Math.floor(y / side)];
    const key = `${column} ${row}`;
    const known = cells.get(key);
    if (known !== undefined) return known;
    const ring = cellRing(column * side, row * side, side);
    const cell: Cell = { column, row, ring, checks: 0, events: [] };
    cells.set(key, cell);
    return cell;
  };
  for (const { longitude, latitude, checks } of places) {
    cellAt(longitude, latitude).checks += checks;
  }
  for (const [i, { longitude, latitude }] of events.entries()) {
    cellAt(longitude, latitude).events.push(i);
  }
  return [...cells.values()];
}

/** The cells that have a neighbour, and for each the places of the up to eight around it. */
export function withNeighbours(cells: readonly Cell[]): { cells: Cell[]; neighbours: number[][] } {
  const taken = new Set(cells.map(({ column, row }) => `${column} ${row}`));
  const around = ({ column, row }: Cell) =>
    [-1, 0, 1].flatMap((dx) =>
      [-1, 0, 1].flatMap((dy) =>
        (dx === 0 && dy === 0) || !taken.has(`${column + dx} ${row + dy}`)
          ? []
          : [`${column + dx} ${row + dy}`],
      ),
    );
  const kept = cells.filter((cell) => around(cell).length > 0);
  const place = new Map(kept.map(({ column, row }, i) => [`${column} ${row}`, i]));
  return {
    cells: kept,
    neighbours: kept.map((cell) => around(cell).flatMap((key) => place.get(key) ?? [])),
  };
}
