import * as z from 'zod';

import reference from '#data/reference/deadline-rules.json' with { type: 'json' };
import { type ClockEvent, type ClockFacts, clockOf } from '#server/contract/deadline.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { DeadlineRule } from '#server/contract/tip-clock.ts';
import type { TipKind } from '#server/contract/tip-kind.ts';
import type { WorkCalendar } from '#server/contract/working-days.ts';

export const RULES = z.array(DeadlineRule).parse(reference.rules);
/** Tết 2026: five days off around 17 February, and a Saturday worked in exchange for a Friday. */
export const TET_2026: WorkCalendar = {
  holidays: new Set([
    '2026-01-01',
    '2026-02-16',
    '2026-02-17',
    '2026-02-18',
    '2026-02-19',
    '2026-02-20',
  ]),
  workedWeekendDays: new Set(['2026-01-10']),
};

/** A tip of 2 March 2026 to which nothing has happened, but for what a test adds. */
export function facts(kind: TipKind, more: Partial<ClockFacts> = {}): ClockFacts {
  return { kind, receivedOn: '2026-03-02', acceptedOn: null, events: [], handledOn: null, ...more };
}

export const event = (kind: ClockEvent['kind'], on: IsoDate): ClockEvent => ({ kind, on });

export const dueIn =
  (calendar: WorkCalendar) =>
  (given: ClockFacts, rules: DeadlineRule[] = RULES) =>
    clockOf(given, rules, calendar)?.dueOn;
