import type { PlaceAnalysisQuery } from '#server/contract/place-analysis.ts';
import { daysBetween } from '#server/contract/civil-day.ts';
import { addDays } from '#server/contract/time.ts';
import { conditionalPermutationP } from '#server/methods/conditional-permutation.ts';
import { emergingHotSpots } from '#server/methods/emerging-hot-spots.ts';
import { falseDiscovery } from '#server/methods/false-discovery.ts';
import { getisOrd } from '#server/methods/getis-ord.ts';
import { kernelDensity } from '#server/methods/kernel-density.ts';

import { cellRing, toPlane } from './plane.ts';
import type { Found, PlaceData } from './place-data.ts';
import {
  refusalOfCells,
  refusalOfPeriod,
  STEP_DAYS,
  testedCells,
  valuesOf,
  wholeSteps,
} from './refusals.ts';

/** Gi* of squares with their neighbours, p by conditional permutation, corrected for looking at all of them. */
export function findHotSpots(data: PlaceData, query: PlaceAnalysisQuery): Found {
  const few = refusalOfPeriod(query.method, data.events.length, data.period);
  if (few !== null) return { refused: few };
  const tested = testedCells(data, query);
  const refused = refusalOfCells(tested, query);
  if (refused !== null) return { refused };
  const { cells, neighbours } = tested;
  const values = valuesOf(cells, query.per);
  const z = getisOrd(values, neighbours);
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
      place: null,
    })),
  };
}

/** The classes of emerging hot spots, by whole steps of four weeks back from the last day. */
export function findEmerging(data: PlaceData, query: PlaceAnalysisQuery): Found {
  const { events, period } = data;
  const few = refusalOfPeriod(query.method, events.length, period);
  if (few !== null) return { refused: few };
  const tested = testedCells(data, query);
  const refused = refusalOfCells(tested, query);
  if (refused !== null) return { refused };
  const { cells, neighbours } = tested;
  const steps = wholeSteps(period);
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
          place: null,
        },
      ];
    }),
  };
}

const DENSITY_CELLS = 160;

/** Events a square kilometre, in squares small enough to look smooth at the reach of the kernel. */
export function findDensity({ events, period }: PlaceData, query: PlaceAnalysisQuery): Found {
  const refused = refusalOfPeriod(query.method, events.length, period);
  if (refused !== null) return { refused };
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
      return [{ ring, density: value, place: null }];
    }),
  };
}
