import { can, type Actor } from '#server/contract/permission.ts';
import type { ProblemCode } from '#server/contract/problem.ts';
import type { PeriodKind, ReportingPeriod } from '#server/contract/reporting-period.ts';
import type { ReportVersion } from '#server/contract/report.ts';
import type { IsoDate } from '#server/contract/time.ts';

const PERIODS_A_YEAR: Record<PeriodKind, number> = { month: 12, quarter: 4, half_year: 2, year: 1 };

/** True when a year has a period of that kind and number. */
export function isPeriod(kind: PeriodKind, number: number): boolean {
  return number >= 1 && number <= PERIODS_A_YEAR[kind];
}

/** The evening that the figures are of: the last of the period, or today's while it runs; null before it. */
export function figuresDay(period: ReportingPeriod, today: IsoDate): IsoDate | null {
  if (today < period.firstOn) return null;
  return today < period.lastOn ? today : period.lastOn;
}

type Drafted = Pick<ReportVersion, 'state'> & { draftedById: string; sentById: string | null };

/** True when this person reads a commune's report, or the city's (null). */
export function mayReadReportOf(actor: Actor, communeId: number | null): boolean {
  if (actor.reach === 'city') return true;
  return communeId !== null && actor.communeIds.includes(communeId);
}

/**
 * Reason why this person may not draft or send the report of a commune, or of the city (null); null when they may.
 */
export function whyNotWrite(actor: Actor, communeId: number | null): ProblemCode | null {
  if (!can(actor.role, 'reports:draft')) return 'permission.denied';
  const own = communeId === null ? actor.reach === 'city' : actor.communeIds.includes(communeId);
  return own ? null : 'report.other_commune';
}

/** Reason why this version cannot be sent by this person on this day; null when it can. */
export function whyNotSend(
  actor: Actor,
  communeId: number | null,
  report: Pick<ReportVersion, 'state'>,
  given: { period: ReportingPeriod; today: IsoDate },
): ProblemCode | null {
  const writing = whyNotWrite(actor, communeId);
  if (writing !== null) return writing;
  if (report.state !== 'draft') return 'report.wrong_state';
  return given.today <= given.period.lastOn ? 'report.still_running' : null;
}

/** Reason why this person may not approve or return this version; null when they may. Two persons, always. */
export function whyNotDecide(
  actor: Actor,
  communeId: number | null,
  report: Drafted,
): ProblemCode | null {
  if (!can(actor.role, 'reports:approve')) return 'permission.denied';
  const own = communeId === null ? actor.reach === 'city' : actor.communeIds.includes(communeId);
  if (!own) return 'report.other_commune';
  if (report.state !== 'sent') return 'report.wrong_state';
  const { accountId } = actor;
  return report.draftedById === accountId || report.sentById === accountId
    ? 'report.same_person'
    : null;
}

/** Reason why this person may not put analyses into this version, order or remove them; null when they may. */
export function whyNotChangeAnalyses(
  actor: Actor,
  communeId: number | null,
  { state }: Pick<ReportVersion, 'state'>,
): ProblemCode | null {
  const writing = whyNotWrite(actor, communeId);
  if (writing !== null) return writing;
  return state === 'draft' || state === 'returned' ? null : 'report.analyses_closed';
}
