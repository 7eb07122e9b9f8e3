import { type Clock, type ClockEvent, type ClockFacts, clockOf, timelinessOf } from './deadline.ts';
import { countedOn, type Entered, statedOn } from './late-entry.ts';
import type { IsoDate } from './time.ts';
import type { TipEvent, TipEventKind } from './tip.ts';
import type { DeadlineRule, Timeliness } from './tip-clock.ts';
import type { WorkCalendar } from './working-days.ts';

/** Steps whose day a figure takes, so that a second person looks at the paper of a late one. */
export const JUDGED_STEPS: readonly TipEventKind[] = [
  'verified',
  'classified',
  'extended',
  'suspended',
  'handled',
  'forwarded',
];

/**
 * A tip by two clocks. `counted` takes late entries that nobody else has looked at on the day of their recording,
 * `stated` on the day that was typed; where every paper has been looked at, both are the same.
 */
export type TipJudgement = {
  counted: Clock | null;
  stated: Clock | null;
  countedHandledOn: IsoDate | null;
  statedHandledOn: IsoDate | null;
};

/** A step of a tip with its times, and the look at its paper. */
export type JudgedEvent = Pick<TipEvent, 'kind' | 'effectiveOn' | 'recordedAt' | 'late'>;

/** Judges a tip from its events, in their order; `rules` and `calendar` as of `clockOf`. */
export function judgementOf(
  tip: Omit<ClockFacts, 'events' | 'forwarded'>,
  given: readonly JudgedEvent[],
  rules: readonly DeadlineRule[],
  calendar: WorkCalendar,
): TipJudgement {
  const events = given.map(({ late, ...event }) => ({
    ...event,
    verdict: late?.review?.verdict ?? null,
  }));
  const forwarded = events.some(({ kind }) => kind === 'forwarded');
  const closing = events.findLast(({ kind }) => kind === 'handled' || kind === 'forwarded');
  const clockBy = (dayOf: (event: Entered) => IsoDate) =>
    clockOf({ ...tip, forwarded, events: clockEvents(events, dayOf) }, rules, calendar);
  const stated = clockBy(statedOn);
  return {
    counted: stricterOf(clockBy(countedOn), stated),
    stated,
    countedHandledOn: closing === undefined ? tip.handledOn : countedOn(closing),
    statedHandledOn: closing === undefined ? tip.handledOn : statedOn(closing),
  };
}

/** The clock that ends first: a suspension that counts later may also have left more time than was said. */
function stricterOf(byClock: Clock | null, byWord: Clock | null): Clock | null {
  if (byClock === null || byWord === null || byWord.dueOn === null) return byClock;
  return byClock.dueOn === null || byWord.dueOn < byClock.dueOn ? byWord : byClock;
}

/** Selects the events that move a clock. A resumption only tightens it: its own day counts. */
function clockEvents(
  events: readonly (Entered & { kind: TipEventKind })[],
  dayOf: (event: Entered) => IsoDate,
): ClockEvent[] {
  return events.flatMap((event): ClockEvent[] => {
    const { kind, effectiveOn } = event;
    if (kind === 'resumed') return [{ kind, on: effectiveOn }];
    if (kind !== 'extended' && kind !== 'suspended') return [];
    const on = dayOf(event);
    return [{ kind, on, late: on > effectiveOn }];
  });
}

/**
 * Judges a tip by its clocks on a day: late where both say so, in time where the counted one does, and else neither.
 * The twin of `tip_timeliness` in SQL.
 * @param dueSoonDays calendar days before the due day from which on it is due soon
 */
export function judgeTip(
  { counted, stated, countedHandledOn, statedHandledOn }: TipJudgement,
  today: IsoDate,
  dueSoonDays: number,
): Timeliness {
  const byClock = timelinessOf({ handledOn: countedHandledOn }, counted, today, dueSoonDays);
  const byWord = timelinessOf({ handledOn: statedHandledOn }, stated, today, dueSoonDays);
  if (!isLate(byClock)) return byWord === 'suspended' ? byWord : byClock;
  return isLate(byWord) ? byClock : 'awaiting_paper';
}

function isLate(state: Timeliness): boolean {
  return state === 'closed_late' || state === 'overdue';
}
