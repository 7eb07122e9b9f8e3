import type { Entry } from '#client/offline/outbox/entry.ts';
import type { PointSummary } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { waitsForRole, type WorkItem } from '#server/contract/worklist.ts';
import type { Role } from '#server/contract/permission.ts';

import { dueState, type DueState } from './due-state.ts';
import { unsentFor } from './unsent-for.ts';

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

/** One thing that a card offers: an act, or the entry of the outbox that does it already. */
export type Step = { item: WorkItem; entry: Entry | null };

/** The steps at a place, each once: one look answers a due check and a suspicion. */
export function stepsOf({ works }: WorkPlace, unsent: readonly Entry[]): Step[] {
  const steps = new Map<string, Step>();
  for (const item of works) {
    if (item.kind === 'signal' || item.kind === 'unanswered') continue;
    const looks = item.kind === 'check' || item.kind === 'suspicion';
    const name = looks ? 'look' : `${item.kind} ${item.id}`;
    if (!steps.has(name)) steps.set(name, { item, entry: unsentFor(item, unsent) });
  }
  return [...steps.values()];
}
