import { pointLane } from '#client/register/outbox-point.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import type { WorkItem, WorkKind } from '#server/contract/worklist.ts';

/** Kind of the outbox entry that answers each kind of waiting work. */
const ANSWERED_BY: Readonly<Partial<Record<WorkKind, string>>> = {
  handover: 'handover-answer',
  check: 'check',
  suspicion: 'check',
  reply: 'reply',
};

/** The reader's own answer that is still on the device; null when there is none. */
export function unsentFor(item: WorkItem, unsent: readonly Entry[]): Entry | null {
  const kind = ANSWERED_BY[item.kind];
  const lane = pointLane(item.point.id);
  const found = unsent.findLast((entry) => entry.kind === kind && entry.lane === lane);
  if (found === undefined) return null;
  // One point may have several parts that wait; the address says which of them is answered.
  const other = item.kind === 'handover' && !found.path.includes(`/${item.id}/`);
  return other ? null : found;
}
