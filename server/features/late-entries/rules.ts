import type { LateEntry } from '#server/contract/late-entry.ts';
import { type Actor, can } from '#server/contract/permission.ts';
import type { ProblemCode } from '#server/contract/problem.ts';

import type { PaperRow } from './queries.ts';

/** A late entry as a record shows it to a reader; null where it was made on its day. */
export function lateEntryOf(
  row: PaperRow,
  reader: Pick<Actor, 'accountId' | 'role'>,
  entry: { actorId: string | null; judged: boolean },
): LateEntry | null {
  const { lateDays: days, documentOn, verdict, reviewedBy, reviewedAt, reviewReason } = row;
  if (days === 0) return null;
  const reviewed = verdict !== null && reviewedBy !== null && reviewedAt !== null;
  return {
    days,
    documentOn,
    awaited: entry.judged && !reviewed,
    review: reviewed ? { verdict, by: reviewedBy, at: reviewedAt, reason: reviewReason } : null,
    mayReview:
      entry.judged &&
      !reviewed &&
      can(reader.role, 'papers:review') &&
      reader.accountId !== entry.actorId,
  };
}

/** Reason why a person may not say what the paper of an entry shows; null when they may. */
export function whyNotReview(
  late: LateEntry | null,
  reader: Pick<Actor, 'accountId' | 'role'>,
  actorId: string | null,
): ProblemCode | null {
  if (!can(reader.role, 'papers:review')) return 'permission.denied';
  if (late === null) return 'late_entry.not_found';
  if (late.review !== null) return 'late_entry.already_reviewed';
  if (actorId === reader.accountId) return 'late_entry.same_person';
  return late.awaited ? null : 'late_entry.not_found';
}
