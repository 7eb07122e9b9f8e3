import type { PointStatus } from '#server/contract/point.ts';
import type { ProblemCode } from '#server/contract/problem.ts';

/** Weight of each status: a merge may not show a place with a lighter one than its own. */
const WEIGHT: Record<PointStatus, number> = {
  recurring: 4,
  active: 3,
  eliminated: 2,
  handed_over: 1,
  delisted: 0,
  proposed: 0,
  not_recognised: 0,
};

type Mergeable = { status: PointStatus; leadCommuneId: number | null };

/**
 * Explains why one entry may not be shown under another. By a merge a listed place must not leave the list, become
 * quieter or change the commune responsible for it: delisting, elimination and hand-over each need their own second
 * person. A merge in the other direction is allowed.
 */
export function whyNotMerge(point: Mergeable, into: Mergeable): ProblemCode | null {
  if (WEIGHT[point.status] === 0) return null;
  if (WEIGHT[into.status] < WEIGHT[point.status]) return 'point.merge_hides_status';
  return into.leadCommuneId === point.leadCommuneId ? null : 'point.merge_other_commune';
}
