import type { QuestionSettings } from '#server/contract/question.ts';
import { daysBetween } from '#server/contract/civil-day.ts';
import { addDays, type IsoDate, type IsoInstant } from '#server/contract/time.ts';

import { byCommune } from './rules.ts';
import { ORDINARY_CASE, type Observation } from './tally-rules.ts';

/** A closure, and the day on which the place came back. */
export type ClosureRow = {
  communeId: number;
  pointId: number;
  category: string;
  eliminatedOn: IsoDate;
  returnedOn: IsoDate | null;
  /** Places of the commune that stood within the radius on that day. */
  neighbours: number;
};

/** Gives the last day of the reporting month that holds a day. */
export type MonthEnd = (day: IsoDate) => IsoDate;

/** Finds month ends in a list of them, ascending, that holds those of every day asked for. */
export function monthEnds(ends: readonly IsoDate[]): MonthEnd {
  return (day) => {
    let [low, high] = [0, ends.length - 1];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((ends[middle] ?? day) < day) low = middle + 1;
      else high = middle;
    }
    return ends[low] ?? day;
  };
}

const inWindow = (day: IsoDate, end: IsoDate, settings: QuestionSettings) =>
  daysBetween(day, end) < settings.windowDays;

/**
 * Runs of closures of each commune; a hit is a run that begins in the last days of a reporting month. A campaign is one
 * run, however many places it closes, and counts by its first day. Runs of one month are compared: what the whole city
 * closes for a date is no pattern of one commune.
 *
 * @param closures ascending by day
 */
export function closureRuns(
  closures: readonly ClosureRow[],
  monthEnd: MonthEnd,
  settings: QuestionSettings,
): Observation[] {
  return [...byCommune(closures).values()].flatMap((own) => {
    const runs: (Observation & { pointIds: number[] })[] = [];
    let last: IsoDate | null = null;
    for (const { communeId, pointId, eliminatedOn: on } of own) {
      const run = runs.at(-1);
      if (run !== undefined && last !== null && daysBetween(last, on) <= settings.runGapDays) {
        run.pointIds.push(pointId);
      } else {
        const part = monthEnd(on);
        const hit = inWindow(on, part, settings);
        const dated = { communeId, on, settledOn: on, hit, part };
        runs.push({ ...ORDINARY_CASE, ...dated, pointIds: [pointId] });
      }
      last = on;
    }
    return runs;
  });
}

/**
 * Closures in the last days of a reporting month; a hit is one whose place came back after the month had ended, within
 * the days that count as just after.
 */
export function quickReturns(
  closures: readonly ClosureRow[],
  monthEnd: MonthEnd,
  settings: QuestionSettings,
): Observation[] {
  return closures.flatMap(({ communeId, pointId, eliminatedOn, returnedOn }) => {
    const end = monthEnd(eliminatedOn);
    if (!inWindow(eliminatedOn, end, settings)) return [];
    const settledOn = addDays(end, settings.returnDays);
    const hit = returnedOn !== null && returnedOn > end && returnedOn <= settledOn;
    return [
      {
        ...ORDINARY_CASE,
        communeId,
        on: eliminatedOn,
        settledOn,
        hit,
        pointIds: [pointId],
        thenOn: hit ? returnedOn : null,
      },
    ];
  });
}

/** A commune's confirmation of a hand-over. */
export type ConfirmationRow = {
  communeId: number;
  pointId: number;
  on: IsoDate;
  recordedAt: IsoInstant;
  /** Somebody had looked at the place between its elimination and this answer. */
  looked: boolean;
};

/**
 * Sittings: confirmations of one commune that follow each other within minutes. A hit is a sitting of many
 * confirmations in which nobody had looked at any of the places since their elimination.
 *
 * @param confirmations ascending by the time of recording
 */
export function unseenHandovers(
  confirmations: readonly ConfirmationRow[],
  settings: QuestionSettings,
): Observation[] {
  return [...byCommune(confirmations)].flatMap(([communeId, own]) =>
    sittingsOf(own, settings.seriesMinutes).map((sitting) => {
      const on = sitting[0]?.on ?? '';
      return {
        ...ORDINARY_CASE,
        communeId,
        on,
        settledOn: on,
        hit: sitting.length >= settings.seriesFewest && sitting.every(({ looked }) => !looked),
        pointIds: sitting.map(({ pointId }) => pointId),
      };
    }),
  );
}

function sittingsOf(rows: readonly ConfirmationRow[], minutes: number): ConfirmationRow[][] {
  const sittings: ConfirmationRow[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    const at = Date.parse(row.recordedAt);
    const current = sittings.at(-1);
    if (current !== undefined && at - last <= minutes * 60_000) current.push(row);
    else sittings.push([row]);
    last = at;
  }
  return sittings;
}
