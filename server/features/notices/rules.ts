import { addDays, type IsoDate } from '#server/contract/time.ts';
import { waitsForRole } from '#server/contract/worklist.ts';

import type { NewNotice, Worker } from '#server/morning-notices.ts';

import type { WaitingWork } from './queries.ts';

/** Days after its last day on which a thing still counts as newly overdue: a longer gap is left to the digest. */
const NEWLY_OVERDUE_DAYS = 7;

/** A notice that says no more than its kind. */
export const NOTHING = { code: null, targetId: null, onDate: null, waiting: null, overdue: null };

/** All that waits for a person: work at places, and tips of others that the own commune is asked to take. */
export type Waiting = { work: readonly WaitingWork[]; tipsToTake: number };

/** The work that waits for this person, not for a colleague in another role. */
export function workOf(worker: Worker, work: readonly WaitingWork[]): WaitingWork[] {
  return work.filter(({ kind }) => waitsForRole(kind, worker.role));
}

/** One notice for each thing that has become overdue within the last week. */
export function overdueNotices(
  accountId: string,
  work: readonly WaitingWork[],
  today: IsoDate,
): NewNotice[] {
  const since = addDays(today, -NEWLY_OVERDUE_DAYS);
  return work.flatMap(({ key, code, pointId, dueOn }) =>
    dueOn === null || dueOn >= today || dueOn < since
      ? []
      : [{ ...NOTHING, accountId, kind: 'overdue', fact: key, code, targetId: pointId }],
  );
}

/** The morning's digest; null when nothing waits. */
export function digestNotice(
  accountId: string,
  { work, tipsToTake }: Waiting,
  today: IsoDate,
): NewNotice | null {
  const waiting = work.length + tipsToTake;
  if (waiting === 0) return null;
  const overdue = work.filter(({ dueOn }) => dueOn !== null && dueOn < today).length;
  const counts = { waiting, overdue };
  return { ...NOTHING, ...counts, accountId, kind: 'digest', fact: `digest:${today}` };
}
