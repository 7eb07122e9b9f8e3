import type { ProblemCode } from '#server/contract/problem.ts';
import type { RouteOperation } from '#server/contract/route-edit.ts';
import type { RandomShare, RouteState, ShiftPlan } from '#server/contract/route.ts';
import { CITY_TIME_ZONE } from '#server/contract/civil-day.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';

/** Number of stops, out of `stops`, to be drawn at random for a share; a fraction counts as one. */
export function randomWanted(share: number, stops: number): number {
  // 0.07 × 100 is a little more than 7 in binary.
  return Math.max(0, Math.ceil(share * stops - 1e-9));
}

/** Number of stops still to be drawn so that the share holds with them among the stops. */
export function randomMissing(share: number, { stops, drawn }: { stops: number; drawn: number }) {
  let more = 0;
  while (share < 1 && drawn + more < randomWanted(share, stops + more)) more += 1;
  return more;
}

/** Reason why a route can be changed no more; null while it can. */
export function whyOver({ state }: { state: RouteState }): ProblemCode | null {
  if (state === 'withdrawn') return 'route.withdrawn';
  return state === 'done' ? 'route.done' : null;
}

/** Reason why a route may not be published as it is; null when it may. */
export function whyNotPublish(
  route: { state: RouteState; onDate: IsoDate; assigned: number },
  randomShare: Pick<RandomShare, 'wanted' | 'drawn'>,
  reason: string | null,
  today: IsoDate,
): ProblemCode | null {
  const over = whyOver(route);
  if (over !== null) return over;
  if (route.onDate < today) return 'route.date_passed';
  if (route.assigned === 0) return 'route.empty';
  return randomShare.drawn < randomShare.wanted && reason === null
    ? 'route.random_share_low'
    : null;
}

/** Counts the broken rules of the teams' plans, over teams and stops. */
export function problemsIn(plans: readonly Pick<ShiftPlan, 'problems' | 'stops'>[]): number {
  return plans.reduce(
    (sum, { problems, stops }) =>
      sum + problems.length + stops.reduce((all, stop) => all + stop.problems.length, 0),
    0,
  );
}

/**
 * Finds the edits of a person that can be undone and redone: undoing is itself an edit (`restore`), so the edits
 * are walked like two stacks. Null: none.
 */
export function undoAndRedo(
  edits: readonly { version: number; operations: readonly RouteOperation[] }[],
): { undo: number | null; redo: number | null } {
  const done: number[] = [];
  const undone: number[] = [];
  for (const { version, operations } of edits) {
    const [first] = operations;
    // A single stop that comes back is an edit like any other: somebody else took it away.
    if (first?.kind === 'restore' && first.stopId === undefined) {
      const [from, to] = first.side === 'before' ? [done, undone] : [undone, done];
      const at = from.indexOf(first.version);
      if (at !== -1) to.push(...from.splice(at, 1));
    } else {
      done.push(version);
      undone.length = 0;
    }
  }
  return { undo: done.at(-1) ?? null, redo: undone.at(-1) ?? null };
}

/** The instant of a number of seconds after midnight of a civil day in the city, which keeps UTC+7. */
export function instantAt(day: IsoDate, seconds: number): IsoInstant {
  const midnight = Date.parse(`${day}T00:00:00${offsetOf(CITY_TIME_ZONE)}`);
  return new Date(midnight + Math.round(seconds) * 1_000).toISOString();
}

function offsetOf(timeZone: typeof CITY_TIME_ZONE): string {
  return { 'Asia/Ho_Chi_Minh': '+07:00' }[timeZone];
}

/** The place of a candidate or a stop: at most one of them is there. */
export type PlaceIds = { pointId: number | null; objectId: number | null };

/**
 * Points and businesses in one numbering: points above zero, businesses below. It is what draws keep.
 * Zero: a place that no register knows.
 */
export function placeNumber({ pointId, objectId }: PlaceIds): number {
  return pointId ?? -(objectId ?? 0);
}

/** Makes the seed of a route from a fresh id: 31 bits of it. */
export function seedFrom(id: string): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 8), 16) & 0x7f_ff_ff_ff;
}
