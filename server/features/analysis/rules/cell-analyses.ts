import type { PlaceAnalysisQuery, Refusal } from '#server/contract/place-analysis.ts';
import { addDays, daysBetween } from '#server/contract/time.ts';
import { conditionalPermutationP } from '#server/methods/conditional-permutation.ts';
import { emergingHotSpots } from '#server/methods/emerging-hot-spots.ts';
import { empiricalBayes } from '#server/methods/empirical-bayes.ts';
import { falseDiscovery } from '#server/methods/false-discovery.ts';
import { getisOrd } from '#server/methods/getis-ord.ts';
import { kernelDensity } from '#server/methods/kernel-density.ts';

import { cellsOf, withNeighbours, type Cell } from './cells.ts';
import { cellRing, toPlane } from './plane.ts';
import type { Found, PlaceData } from './place-data.ts';

/** Fewer cells than this say nothing about hot and cold; fewer events make any picture an accident. */
const MINIMUM_CELLS = 30;
const MINIMUM_EVENTS = 20;
const HUNDRED_CHECKS = 100;

/** Gi* of squares with their neighbours, p by conditional permutation, corrected for looking at all of them. */
export async function findHotSpots(
  { events, places }: PlaceData,
  query: PlaceAnalysisQuery,
): Promise<Found> {
  const all = cellsOf(places, events, query.cell);
  const { cells, neighbours } = withNeighbours(
    query.per === 'checks' ? all.filter(({ checks }) => checks > 0) : all,
  );
  const refused = refusal(events.length, cells.length);
  if (refused !== null) return { refused };
  const values = valuesOf(cells, query.per);
  const z = getisOrd(values, neighbours);
  if (z.some((value) => Number.isNaN(value))) {
    return { refused: { reason: 'no_variation', needed: 2, found: 1 } };
  }
  const p = conditionalPermutationP(values, neighbours);
  const adjusted = falseDiscovery(p);
  return {
    tested: cells.length,
    hotSpots: cells.map((cell, i) => ({
      ring: cell.ring,
      events: cell.events.length,
      checks: cell.checks,
      value: values[i] ?? 0,
      z: z[i] ?? 0,
      p: p[i] ?? 1,
      adjustedP: adjusted[i] ?? 1,
    })),
  };
}

/** Events, or smoothed events by 100 checks where looking more finds more. */
function valuesOf(cells: readonly Cell[], per: PlaceAnalysisQuery['per']): number[] {
  if (per === 'count') return cells.map((cell) => cell.events.length);
  const { rates } = empiricalBayes(
    cells.map((cell) => ({ events: cell.events.length, exposure: cell.checks / HUNDRED_CHECKS })),
  );
  return rates.map((rate) => rate ?? 0);
}

const STEP_DAYS = 28;
const MINIMUM_STEPS = 10;

/** The classes of emerging hot spots, by whole steps of four weeks back from the last day. */
export async function findEmerging(
  { events, places, period }: PlaceData,
  query: PlaceAnalysisQuery,
): Promise<Found> {
  const steps = Math.floor((daysBetween(period.from, period.to) + 1) / STEP_DAYS);
  if (steps < MINIMUM_STEPS) {
    const days = { needed: MINIMUM_STEPS * STEP_DAYS, found: steps * STEP_DAYS };
    return { refused: { reason: 'short_period', ...days } };
  }
  const { cells, neighbours } = withNeighbours(cellsOf(places, events, query.cell));
  const refused = refusal(events.length, cells.length);
  if (refused !== null) return { refused };
  const first = addDays(period.to, 1 - steps * STEP_DAYS);
  const series = cells.map((cell) => {
    const counts = Array.from<number>({ length: steps }).fill(0);
    for (const event of cell.events) {
      const day = daysBetween(first, events[event]?.happenedOn ?? first);
      // The incomplete step before the first whole one is left out.
      const step = Math.floor(day / STEP_DAYS);
      if (day >= 0) counts[step] = (counts[step] ?? 0) + 1;
    }
    return counts;
  });
  const spots = emergingHotSpots(series, neighbours);
  return {
    tested: cells.length,
    emerging: cells.flatMap((cell, i) => {
      const spot = spots[i];
      if (spot === undefined || spot.pattern === null) return [];
      return [
        {
          ring: cell.ring,
          events: cell.events.length,
          checks: cell.checks,
          temperature: spot.pattern.temperature,
          pattern: spot.pattern.class,
          trendZ: spot.trend.z,
          trendP: spot.trend.p,
        },
      ];
    }),
  };
}

const DENSITY_CELLS = 160;

/** Events a square kilometre, in squares small enough to look smooth at the reach of the kernel. */
export async function findDensity(
  { events }: PlaceData,
  query: PlaceAnalysisQuery,
): Promise<Found> {
  if (events.length < MINIMUM_EVENTS) {
    return { refused: { reason: 'few_events', needed: MINIMUM_EVENTS, found: events.length } };
  }
  const plane = events.map(({ longitude, latitude }) => toPlane([longitude, latitude]));
  const reach = (of: 'x' | 'y') => {
    const values = plane.map((place) => place[of]).toSorted((a, b) => a - b);
    return { low: (values[0] ?? 0) - query.radius, high: (values.at(-1) ?? 0) + query.radius };
  };
  const [across, up] = [reach('x'), reach('y')];
  const widest = Math.max(across.high - across.low, up.high - up.low);
  const side = Math.max(query.radius / 4, widest / DENSITY_CELLS);
  const grid = {
    left: across.low,
    bottom: up.low,
    side,
    columns: Math.ceil((across.high - across.low) / side),
    rows: Math.ceil((up.high - up.low) / side),
  };
  const density = kernelDensity(plane, grid, query.radius);
  return {
    density: [...density].flatMap((value, i) => {
      if (value <= 0) return [];
      const [column, row] = [i % grid.columns, Math.floor(i / grid.columns)];
      const ring = cellRing(grid.left + column * side, grid.bottom + row * side, side);
      return [{ ring, density: value }];
    }),
  };
}

function refusal(events: number, cells: number): Refusal | null {
  if (events < MINIMUM_EVENTS) {
    return { reason: 'few_events', needed: MINIMUM_EVENTS, found: events };
  }
  if (cells < MINIMUM_CELLS) return { reason: 'few_cells', needed: MINIMUM_CELLS, found: cells };
  return null;
}
