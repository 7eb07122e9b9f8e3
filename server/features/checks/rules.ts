import type { NewCheckSchedule, RecordCheck } from '#server/contract/check.ts';
import type { ProblemCode } from '#server/contract/problem.ts';
import type { CheckBounds } from '#server/settings/life-cycle-settings.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';

/** Clocks of devices differ; a look of a few minutes ahead was made now. */
const TOLERATED_MILLISECONDS = 5 * 60_000;

/** Reason why a check cannot be recorded, with the field at fault; null when it can. */
export function whyNotRecord(
  check: Pick<RecordCheck, 'result' | 'obstacle' | 'reason' | 'checkedAt'>,
  now: IsoInstant,
): { code: ProblemCode; pointer: string } | null {
  const saysWhy = check.reason !== null || (check.obstacle !== null && check.obstacle !== 'other');
  if (check.result === 'could_not_check' && !saysWhy) {
    return { code: 'lifecycle.reason_required', pointer: '/reason' };
  }
  if (check.result !== 'could_not_check' && check.obstacle !== null) {
    return { code: 'request.invalid', pointer: '/obstacle' };
  }
  const ahead = check.checkedAt === null ? 0 : Date.parse(check.checkedAt) - Date.parse(now);
  return ahead > TOLERATED_MILLISECONDS
    ? { code: 'lifecycle.future_date', pointer: '/checkedAt' }
    : null;
}

/** Reason why a schedule may not be set; null when it may. Checks due on past days stay as they were. */
export function whyNotSchedule(
  schedule: Pick<NewCheckSchedule, 'validFrom'>,
  taken: readonly IsoDate[],
  today: IsoDate,
): ProblemCode | null {
  if (schedule.validFrom < today) return 'check.schedule_in_past';
  return taken.includes(schedule.validFrom) ? 'check.schedule_day_taken' : null;
}

/** The field by which a schedule is laxer than its bounds allow, as a pointer; null when none is. */
export function whyLax(
  { days, watchDays }: Pick<NewCheckSchedule, 'days' | 'watchDays'>,
  bounds: CheckBounds,
): '/days' | '/watchDays' | null {
  if (Math.min(...days) > bounds.latestFirstLook) return '/days';
  return watchDays < bounds.leastWatchDays ? '/watchDays' : null;
}
