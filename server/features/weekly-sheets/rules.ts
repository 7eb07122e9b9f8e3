import { canonicalText } from '#server/contract/canonical-text.ts';
import { can, type Actor } from '#server/contract/permission.ts';
import type { ProblemCode } from '#server/contract/problem.ts';
import type { PointFlag } from '#server/contract/point.ts';
import { dateOfDay, dayNumber } from '#server/contract/civil-day.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import type { SheetWeek, WeeklyFigures } from '#server/contract/weekly-sheet.ts';
import {
  type FlagFacts,
  flagIntervals,
  type Look,
} from '#server/features/life-cycle/flag-rules.ts';
import type { WatchRule } from '#server/settings/life-cycle-settings.ts';

/**
 * True when a point has a flag on a day also if the awaited looks count on the days that were typed: then their papers
 * change nothing.
 */
export function isFlaggedAsStated(
  flag: PointFlag,
  facts: FlagFacts,
  awaited: readonly Pick<Look, 'checkedOn' | 'countedOn'>[],
  rules: readonly WatchRule[],
  on: IsoDate,
): boolean {
  const checks = facts.checks.map((look) => {
    const waits = awaited.some(
      ({ checkedOn, countedOn }) => look.checkedOn === checkedOn && look.countedOn === countedOn,
    );
    return waits ? { ...look, countedOn: look.checkedOn } : look;
  });
  return flagIntervals({ ...facts, checks }, rules).some(
    (one) => one.flag === flag && one.fromOn <= on && (one.toOn === null || on < one.toOn),
  );
}

/** The week that holds a day. `firstWeekday`: 1 Monday (ISO 8601) to 7 Sunday. */
export function weekOf(day: IsoDate, firstWeekday: number): SheetWeek {
  // Day 0 was a Thursday, the fourth of an ISO week.
  const weekday = (((dayNumber(day) + 3) % 7) + 7) % 7;
  const past = (weekday - (firstWeekday - 1) + 7) % 7;
  const firstOn = dateOfDay(dayNumber(day) - past);
  return { firstOn, lastOn: addDays(firstOn, 6) };
}

/** The evening that the figures are of: the last of the week, or today's while it runs; null before it. */
export function figuresDay(week: SheetWeek, today: IsoDate): IsoDate | null {
  if (today < week.firstOn) return null;
  return today < week.lastOn ? today : week.lastOn;
}

/** Reason why this person may not prepare, or sign, the sheet of a commune; null when they may. */
export function whyNotWrite(
  actor: Actor,
  communeId: number,
  permission: 'weekly_sheets:prepare' | 'weekly_sheets:sign',
): ProblemCode | null {
  if (!can(actor.role, permission)) return 'permission.denied';
  return actor.communeIds.includes(communeId) ? null : 'weekly_sheet.other_commune';
}

/** True when this person may read the sheets of a commune: all of them with the city's reach. */
export function mayReadSheetOf(actor: Actor, communeId: number): boolean {
  return actor.reach === 'city' || actor.communeIds.includes(communeId);
}

type SignedContent = { figures: WeeklyFigures; remark: string | null };

/** Reason why a further version may not be signed over the latest one; null when it may. */
export function whyNotSupersede(
  latest: SignedContent & { version: number },
  next: SignedContent & { reason: string | null },
): ProblemCode | null {
  if (next.reason === null) return 'weekly_sheet.reason_required';
  const same =
    canonicalText(latest.figures) === canonicalText(next.figures) && latest.remark === next.remark;
  return same ? 'weekly_sheet.nothing_changed' : null;
}
