import type { Entry } from '#client/offline/outbox/entry.ts';
import { pointLane } from '#client/register/outbox-point.ts';
import type { PointSummary } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { waitsForRole, type WorkItem, type WorkKind } from '#server/contract/worklist.ts';
import type { Role } from '#server/contract/permission.ts';

import { dueState, type DueState } from './due-state.ts';

/** Kind of the outbox entry that answers each kind of waiting work. */
const ANSWERED_BY: Readonly<Partial<Record<WorkKind, string>>> = {
  handover: 'handover-answer',
  check: 'check',
  suspicion: 'check',
  reply: 'reply',
};

/** The reader's own answer that is still on the device; null when there is none. */
function unsentFor(item: WorkItem, unsent: readonly Entry[]): Entry | null {
  const kind = ANSWERED_BY[item.kind];
  const lane = pointLane(item.point.id);
  const found = unsent.findLast((entry) => entry.kind === kind && entry.lane === lane);
  if (found === undefined) return null;
  // One point may have several parts that wait; the address says which of them is answered.
  const other = item.kind === 'handover' && !found.path.includes(`/${item.id}/`);
  return other ? null : found;
}

/** One place of the list, with all that waits there. */
export type WorkPlace = { point: PointSummary; works: readonly WorkItem[] };

/** Puts what waits at one place together, in the order of the list. */
export function placesOf(items: readonly WorkItem[]): WorkPlace[] {
  const ids = [...new Set(items.map(({ point }) => point.id))];
  return ids.flatMap((id) => {
    const works = items.filter(({ point }) => point.id === id);
    return works[0] === undefined ? [] : [{ point: works[0].point, works }];
  });
}

/** True when only others act at the place. */
export function waitsForOthers({ works }: WorkPlace, role: Role): boolean {
  return works.every(({ kind }) => !waitsForRole(kind, role));
}

const URGENCY: readonly DueState[] = ['overdue', 'today', 'soon', 'undated', 'later', 'others'];

/** Urgency of a place: that of its most urgent work. */
export function placeState({ works }: WorkPlace, today: IsoDate): DueState {
  const states = works.map((item) => dueState(item, today));
  return URGENCY.find((state) => states.includes(state)) ?? 'others';
}

/** Works that one step answers, and the entry of the outbox that does it already; `act` is null where others act. */
export type Step = { works: readonly WorkItem[]; act: WorkItem | null; entry: Entry | null };

/** The steps at a place, each once: one look answers a due check and a suspicion. */
export function stepsOf({ works }: WorkPlace, unsent: readonly Entry[]): Step[] {
  const names = [...new Set(works.map(stepName))];
  return names.map((name) => {
    const own = works.filter((item) => stepName(item) === name);
    const act = own.find(({ kind }) => kind !== 'signal' && kind !== 'unanswered') ?? null;
    return { works: own, act, entry: act === null ? null : unsentFor(act, unsent) };
  });
}

function stepName({ kind, id }: WorkItem): string {
  return kind === 'check' || kind === 'suspicion' ? 'look' : `${kind} ${id}`;
}
