import { type ClosureRows, spellsUpTo } from '#server/closed-places/closures.ts';
import { dayNumber, daysBetween } from '#server/contract/civil-day.ts';
import type { Period } from '#server/contract/comparison.ts';
import type { PlaceAnalysisQuery } from '#server/contract/place-analysis.ts';
import type { SurvivalQuery } from '#server/contract/survival.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import { conditionalPermutationP } from '#server/methods/conditional-permutation.ts';
import { emergingHotSpots } from '#server/methods/emerging-hot-spots.ts';
import { falseDiscovery } from '#server/methods/false-discovery.ts';
import { getisOrd } from '#server/methods/getis-ord.ts';
import { kernelDensity } from '#server/methods/kernel-density.ts';
import { knox } from '#server/methods/knox.ts';
import { permutationScan } from '#server/methods/permutation-scan.ts';

import {
  type EventColumns,
  eventRows,
  type Found,
  type PlaceColumns,
  type PlaceData,
  placeRows,
  type Report,
} from './place-data.ts';
import { cellRing, circleRing, toLonLat, toPlane } from './plane.ts';
import {
  refusalOfCells,
  refusalOfPeriod,
  STEP_DAYS,
  testedCells,
  valuesOf,
  wholeSteps,
} from './refusals.ts';
import { fittingCells, type Cells } from './smallest-change.ts';
import { type SurvivalAnswer, survivalAnswer } from './survival-curves.ts';

const DENSITY_CELLS = 160;

/** Upper edges of the bands of near repeats; 0 is the same place. */
const REPEAT_BANDS = { metres: [0, 100, 200, 400, 800], days: [7, 14, 28, 56] };

/** Customary half of all cases gives useless giants. */
const MOST_SHARE = 0.1;

const MINIMUM_CASES = 3;

/** A scan is meant to be repeated every week. */
const EVERY_DAYS = 7;

/** Clusters that chance brings this easily are not shown. */
const MOST_P = 0.5;

type CurvesGiven = {
  closures: ClosureRows;
  asOf: IsoDate;
  /** Codes of the communes in force, by number. */
  codes: ReadonlyMap<number, string>;
  query: SurvivalQuery;
  /** Names of the communes that the reader may see, by code. */
  names: ReadonlyMap<string, string>;
  mostCurves: number;
};

type PlacesGiven = {
  events: EventColumns;
  places: PlaceColumns;
  period: Period;
  query: PlaceAnalysisQuery;
};

const PLACE_METHODS: Record<
  PlaceAnalysisQuery['method'],
  (data: PlaceData, query: PlaceAnalysisQuery, report: Report) => Found
> = {
  hot_spots: findHotSpots,
  emerging: findEmerging,
  density: findDensity,
  near_repeat: findNearRepeats,
  scan: findClusters,
};

const dataOf = ({ events, places, period }: PlacesGiven): PlaceData => ({
  events: eventRows(events),
  places: placeRows(places),
  period,
});

/** Data that each analysis takes, and its findings, by its name. */
type GivenOf = { curves: CurvesGiven; places: PlacesGiven; cells: PlacesGiven };
type FoundOf = { curves: SurvivalAnswer; places: Found; cells: Cells | null };

export type HeavyName = keyof GivenOf;
export type HeavyGiven<Name extends HeavyName> = GivenOf[Name];
export type HeavyFound<Name extends HeavyName> = FoundOf[Name];
export type HeavyCall<Name extends HeavyName = HeavyName> = { name: Name; given: GivenOf[Name] };

const ANALYSES: {
  [Name in HeavyName]: (given: GivenOf[Name], report: Report) => FoundOf[Name];
} = {
  curves: ({ closures, asOf, codes, query, names, mostCurves }) =>
    survivalAnswer(
      spellsUpTo(closures, dayNumber(asOf)).map(({ communeId, ...spell }) => ({
        ...spell,
        communeCode: codes.get(communeId) ?? '',
      })),
      query,
      names,
      mostCurves,
    ),
  places: (given, report) => PLACE_METHODS[given.query.method](dataOf(given), given.query, report),
  cells: (given) => fittingCells(dataOf(given), given.query),
};

/** Runs an analysis that looks at every place of the register: with a large one it takes seconds. */
export function runHeavy<Name extends HeavyName>(
  { name, given }: HeavyCall<Name>,
  report: Report,
): HeavyFound<Name> {
  return ANALYSES[name](given, report);
}

/** Knox's table of what follows nearby and soon, and the pairs of its nearest band. */
export function findNearRepeats(data: PlaceData, query: PlaceAnalysisQuery, report: Report): Found {
  const events = datedPlaces(data);
  const refused = refusalOfPeriod(query.method, events.length, data.period);
  if (refused !== null) return { refused };
  const run = { replicates: query.replicates, seed: query.seed };
  const { cells, links } = knox(events, REPEAT_BANDS, run, report);
  return {
    repeats: cells,
    links: links.flatMap(({ first, second, metres, days }) => {
      const [from, to] = [events[first], events[second]];
      if (from === undefined || to === undefined) return [];
      return [
        { from: toLonLat(from.x, from.y), to: toLonLat(to.x, to.y), metres, days, place: null },
      ];
    }),
  };
}

/** The clusters of the last days of the period, by the space-time permutation scan. */
export function findClusters(data: PlaceData, query: PlaceAnalysisQuery, report: Report): Found {
  const events = datedPlaces(data);
  const refused = refusalOfPeriod(query.method, events.length, data.period);
  if (refused !== null) return { refused };
  const lastDay = daysBetween(data.period.from, data.period.to);
  const limits = {
    radius: query.radius,
    share: MOST_SHARE,
    days: query.days,
    minimumCases: MINIMUM_CASES,
  };
  const run = {
    lastDay,
    replicates: query.replicates,
    seed: query.seed,
    everyDays: EVERY_DAYS,
  };
  const { clusters } = permutationScan(events, limits, run, report);
  return {
    clusters: clusters
      .filter(({ p }) => p <= MOST_P)
      .map(({ x, y, radius, sites, firstDay, ...cluster }) => ({
        ...cluster,
        centre: toLonLat(x, y),
        // One place alone is drawn large enough to be seen.
        ring: circleRing(x, y, Math.max(radius, 100)),
        radius,
        places: sites.length,
        from: addDays(data.period.from, firstDay),
        place: null,
      })),
  };
}

/** Metres on the city's grid, days from the first of the period. */
function datedPlaces({ events, period }: PlaceData) {
  return events.map(({ longitude, latitude, happenedOn }) => ({
    ...toPlane([longitude, latitude]),
    day: daysBetween(period.from, happenedOn),
  }));
}

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
