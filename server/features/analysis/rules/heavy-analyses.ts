import { type ClosureRows, spellsUpTo } from '#server/closed-places/closures.ts';
import { dayNumber } from '#server/contract/civil-day.ts';
import type { Period } from '#server/contract/comparison.ts';
import type { PlaceAnalysisQuery } from '#server/contract/place-analysis.ts';
import type { SurvivalQuery } from '#server/contract/survival.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { findDensity, findEmerging, findHotSpots } from './cell-analyses.ts';
import { findClusters, findNearRepeats } from './event-analyses.ts';
import {
  type EventColumns,
  eventRows,
  type Found,
  type PlaceColumns,
  type PlaceData,
  placeRows,
  type Report,
} from './place-data.ts';
import { fittingCells, type Cells } from './smallest-change.ts';
import { type SurvivalAnswer, survivalAnswer } from './survival-curves.ts';

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
