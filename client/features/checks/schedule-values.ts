import type { Text } from '#client/i18n/use-text.ts';
import { NewCheckSchedule } from '#server/contract/check.ts';

/** Values of the form of a schedule, as they were typed. */
export type ScheduleValues = {
  days: string;
  leadDays: number | string;
  retryDays: number | string;
  watchDays: number | string;
  validFrom: string | null;
  origin: string;
};

/** `7, 30 ,90` as numbers; null when something else stands between them. */
export function readDays(typed: string): number[] | null {
  const parts = typed.split(/[,;\s]+/).filter((part) => part !== '');
  const days = parts.map(Number);
  return parts.every((part) => /^\d+$/.test(part)) && days.length > 0 ? days : null;
}

/** The schedule as the server takes it, or what is wrong with each field. */
export function readSchedule(
  values: ScheduleValues,
  { checks: text }: Pick<Text, 'checks'>,
): { schedule: NewCheckSchedule } | { errors: Partial<Record<keyof ScheduleValues, string>> } {
  const read = NewCheckSchedule.safeParse({ ...values, days: readDays(values.days) });
  if (read.success) return { schedule: read.data };
  const words: Record<keyof ScheduleValues, string> = {
    days: text.daysWrong,
    leadDays: text.numberMissing,
    retryDays: text.numberMissing,
    watchDays: text.numberMissing,
    validFrom: text.validFromMissing,
    origin: text.originMissing,
  };
  const wrong = new Set(read.error.issues.map(({ path }) => path[0]));
  return {
    errors: Object.fromEntries(Object.entries(words).filter(([field]) => wrong.has(field))),
  };
}
