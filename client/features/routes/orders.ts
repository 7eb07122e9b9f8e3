import type { RouteDetail, Stop } from '#server/contract/route.ts';

/** The stops of one team (null: of none) in their order. */
export function stopsOf(route: RouteDetail, shiftId: number | null): Stop[] {
  return route.stops
    .filter((stop) => stop.shiftId === shiftId)
    .toSorted((a, b) => a.position - b.position);
}

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

/** How many rules the orders break, over teams and stops. */
export function countProblems({ plan }: RouteDetail): number {
  return plan.shifts.reduce(
    (sum, { problems, stops }) =>
      sum + problems.length + stops.reduce((all, stop) => all + stop.problems.length, 0),
    0,
  );
}
