import type { Text } from '#client/i18n/use-text.ts';
import { CANDIDATE_TERMS, type CandidateTerms } from '#server/contract/candidate.ts';
import type { RouteDetail, Stop } from '#server/contract/route.ts';

import { letterAt } from './team-look.ts';

/** The stops of one team (null: of none) in their order. */
export function stopsOf(route: Pick<RouteDetail, 'stops'>, shiftId: number | null): Stop[] {
  return route.stops
    .filter((stop) => stop.shiftId === shiftId)
    .toSorted((a, b) => a.position - b.position);
}

/** The stops that stand in a team's order; all of them while none does. */
export function placedStops(stops: readonly Stop[]): readonly Stop[] {
  const placed = stops.filter(({ shiftId }) => shiftId !== null);
  return placed.length > 0 ? placed : stops;
}

/** Address and communes of a stop in one line, as far as the register has them. */
export function addressOf({ address, communes }: Pick<Stop, 'address' | 'communes'>): string {
  return [address, ...communes].filter((words) => words !== null).join(', ');
}

/** Names the reasons of a rank, the weightiest first. Their sizes are compared, never read: they are no chances. */
export function reasonsIn(terms: Readonly<CandidateTerms>, { routes }: Text): Reason[] {
  return CANDIDATE_TERMS.map((term) => ({ name: routes.terms[term], size: terms[term] ?? 0 }))
    .filter(({ size }) => size > 0)
    .toSorted((a, b) => b.size - a.size);
}

type Reason = { name: string; size: number };

/** The stop before which one has to be put to stand `steps` further; undefined where that is not possible. */
export function neighbour(
  order: readonly Stop[],
  id: number,
  steps: -1 | 1,
): { before: number | null } | undefined {
  const at = order.findIndex((stop) => stop.id === id);
  if (at === -1 || at + steps < 0 || at + steps >= order.length) return undefined;
  const before = steps === -1 ? order[at - 1] : order[at + 2];
  return { before: before?.id ?? null };
}

/** Counts the broken rules of the orders, over teams and stops. */
export function countProblems({ plan }: RouteDetail): number {
  return plan.shifts.reduce(
    (sum, { problems, stops }) =>
      sum + problems.length + stops.reduce((all, stop) => all + stop.problems.length, 0),
    0,
  );
}

/** Counts the differences from the last publication, over all teams. */
export function countChanges({ unpublished }: Pick<RouteDetail, 'unpublished'>): number {
  return unpublished.reduce((sum, { changes }) => sum + changes.length, 0);
}

/** Target of a stop: the team's order (null: none), and the stop before which it goes; null: at the end. */
export type StopPlace = { shiftId: number | null; before: number | null };

/** True when a stop is at that place already, so that moving it there would be an edit that changes nothing. */
export function standsAt(route: RouteDetail, id: number, { shiftId, before }: StopPlace): boolean {
  const order = stopsOf(route, shiftId);
  const at = order.findIndex((stop) => stop.id === id);
  return at !== -1 && (before === id || before === (order[at + 1]?.id ?? null));
}

/** The place that gives a stop the number of another one, as when it is dropped on that. */
export function placeOf(route: RouteDetail, id: number, other: Stop): StopPlace {
  const order = stopsOf(route, other.shiftId);
  const [from, to] = [id, other.id].map((one) => order.findIndex((stop) => stop.id === one));
  const behind = from !== undefined && to !== undefined && from !== -1 && from < to;
  const before = behind ? (order[to + 1]?.id ?? null) : other.id;
  return { shiftId: other.shiftId, before };
}

/** The number that a stop would have there, from 1. */
export function numberAt(route: RouteDetail, id: number, { shiftId, before }: StopPlace): number {
  const others = stopsOf(route, shiftId).filter((stop) => stop.id !== id);
  const at = others.findIndex((stop) => stop.id === before);
  return (at === -1 ? others.length : at) + 1;
}

/** Tells the teams of one route apart in few letters, on the map and in the list alike; none for a single team. */
export function teamLetter({ shifts }: RouteDetail, shiftId: number | null): string {
  const at = placeOfTeam({ shifts }, shiftId);
  return shifts.length < 2 || at === -1 ? '' : letterAt(at);
}

/** The place of a team among those of its route, from 0; -1 for none. */
export function placeOfTeam({ shifts }: Pick<RouteDetail, 'shifts'>, shiftId: number | null) {
  return shifts.findIndex(({ id }) => id === shiftId);
}
