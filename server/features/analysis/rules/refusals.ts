import type { Period } from '#server/contract/comparison.ts';
import type { PlaceAnalysisQuery, Refusal } from '#server/contract/place-analysis.ts';
import { daysBetween } from '#server/contract/civil-day.ts';
import { getisOrd } from '#server/methods/getis-ord.ts';
import { empiricalBayes } from '#server/methods/empirical-bayes.ts';

import { cellsOf, withNeighbours, type Cell } from './cells.ts';
import type { PlaceData } from './place-data.ts';

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
