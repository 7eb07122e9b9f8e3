import * as z from 'zod';

import { CheckScheduleValue } from '#server/contract/check.ts';
import type { RuleChange } from '#server/contract/rule-change.ts';
import { FlagValue, RadiusValue, WindowValue } from '#server/contract/signal-parameters.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { DeadlineRule } from '#server/contract/tip-clock.ts';

/** A rule that decides figures, as somebody set it, beside the one that it replaced. Values as JSON. */
export type RuleRow = {
  rule: RuleChange['rule'];
  /** Key of the setting; null for the clock of a kind of tip. */
  key: string | null;
  validFrom: IsoDate;
  origin: string;
  value: string;
  before: string;
};

/** Rules made looser within a reporting year, ascending; one that begins with the year changes no figure halfway. */
export function loosenedWithin(rows: readonly RuleRow[], firstOn: IsoDate): RuleRow[] {
  return rows.filter((row) => row.validFrom > firstOn && loosens(row));
}

/** True where a rule finds less, or gives more time, than the one before it. */
export function loosens({ key, value, before }: RuleRow): boolean {
  const measure = MEASURES[key ?? 'clock'];
  if (measure === undefined) return false;
  const [now, then] = [measure(JSON.parse(value)), measure(JSON.parse(before))];
  return now.some((one, at) => one > (then[at] ?? one));
}

/** Numbers of a rule that are greater the looser it is. */
const MEASURES: Record<string, (value: unknown) => number[]> = {
  'signal.radius': (value) => {
    const { business, public_area: area } = RadiusValue.parse(value);
    return [-business, -area];
  },
  'signal.window': (value) => {
    const { graceDays, windowDays } = WindowValue.parse(value);
    return [graceDays, -windowDays];
  },
  'signal.flag': (value) => [-FlagValue.parse(value).expiryDays],
  'check.schedule': (value) => {
    const { days, watchDays } = CheckScheduleValue.parse(value);
    return [-days.length, Math.min(...days), -watchDays];
  },
  clock: (value) => {
    const { startsWith, limit, extensions } = Clock.parse(value);
    const days = limit.amount * DAYS[limit.unit];
    return [startsWith === 'accepted' ? 1 : 0, days, extensions.length];
  },
};

const Clock = z.object({
  startsWith: DeadlineRule.shape.startsWith,
  limit: DeadlineRule.shape.limit,
  extensions: DeadlineRule.shape.extensions,
});
/** Days of a unit of a clock, near enough to say which of two spans is longer. */
const DAYS = { day: 1, working_day: 1.4, month: 30 };
