import type { Period } from '#server/contract/comparison.ts';
import type { PlaceAnalysisQuery } from '#server/contract/place-analysis.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';

import type { PlaceData } from './place-data.ts';
import { refusalOfCells, refusalOfPeriod, testedCells } from './refusals.ts';

const MOST_MONTHS = 60;
const MONTHS_A_YEAR = 12;
/** Sides of a cell that may be asked for, metres. */
const SMALLEST_CELL = 250;
const LARGEST_CELL = 5_000;
const CELL_STEP = 250;

/** First day of the whole months that end with a day: one month up to 14 March begins on 15 February. */
export function monthsUpTo(to: IsoDate, months: number): Period {
  const next = addDays(to, 1);
  const [year = 0, month = 1, day = 1] = next.split('-').map(Number);
  const index = year * MONTHS_A_YEAR + month - 1 - months;
  const first = firstOfMonth(index);
  const lastDay = Number(addDays(firstOfMonth(index + 1), -1).slice(8));
  return { from: addDays(first, Math.min(day, lastDay) - 1), to };
}

function firstOfMonth(index: number): IsoDate {
  const year = String(Math.floor(index / MONTHS_A_YEAR)).padStart(4, '0');
  return `${year}-${String((index % MONTHS_A_YEAR) + 1).padStart(2, '0')}-01`;
}

export type FittingPeriod = { period: Period; months: number | null; events: number };

/**
 * Finds the shortest period that is enough for a method: the one asked for, or else as many whole months up to the
 * same last day as are needed, at most five years. Null where even these hold too little.
 * @param tally number of events by the day on which they happened, within the last five years
 */
export function fittingPeriod(
  method: PlaceAnalysisQuery['method'],
  tally: ReadonlyMap<IsoDate, number>,
  asked: Period,
): FittingPeriod | null {
  const days = [...tally];
  const within = ({ from, to }: Period) =>
    days.reduce((sum, [day, count]) => (day >= from && day <= to ? sum + count : sum), 0);
  const events = within(asked);
  if (refusalOfPeriod(method, events, asked) === null) {
    return { period: asked, months: null, events };
  }
  for (let months = 1; months <= MOST_MONTHS; months += 1) {
    const period = monthsUpTo(asked.to, months);
    if (period.from >= asked.from) continue;
    const found = within(period);
    if (refusalOfPeriod(method, found, period) === null) return { period, months, events: found };
  }
  return null;
}

export type Cells = Pick<PlaceAnalysisQuery, 'cell' | 'per'>;

/**
 * Finds the cells nearest to those asked for that can be tested: the same, another side (the nearest first, the
 * smaller of two as near), or the same by the number of events where the cells were not checked enough. Null where no
 * cells can be tested.
 */
export function fittingCells(
  data: PlaceData,
  asked: Pick<PlaceAnalysisQuery, 'method'> & Cells,
): Cells | null {
  const { method, cell, per } = asked;
  if (method !== 'hot_spots' && method !== 'emerging') return { cell, per };
  const sides = Array.from(
    { length: (LARGEST_CELL - SMALLEST_CELL) / CELL_STEP + 1 },
    (_, i) => SMALLEST_CELL + i * CELL_STEP,
  ).toSorted((a, b) => Math.abs(a - cell) - Math.abs(b - cell) || a - b);
  for (const counted of per === 'checks' ? (['checks', 'count'] as const) : (['count'] as const)) {
    const fits = [cell, ...sides].find((side) => {
      const query = { method, cell: side, per: counted };
      return refusalOfCells(testedCells(data, query), query) === null;
    });
    if (fits !== undefined) return { cell: fits, per: counted };
  }
  return null;
}
