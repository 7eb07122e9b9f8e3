import type { RoutingStop } from './routing-problem.ts';

/**
 * A route with one stop more, at a given position: stops locked to a position stay at theirs, and the others
 * make room in the order they have.
 * @returns null where a locked stop holds that position
 */
export function seatedAt(
  route: readonly RoutingStop[],
  stop: RoutingStop,
  position: number,
): RoutingStop[] | null {
  const seats: (RoutingStop | null)[] = [...route.map(() => null), null];
  if (position >= seats.length) return null;
  const free: RoutingStop[] = [];
  for (const [at, one] of route.entries()) {
    if (one.locks.position === at) seats[at] = one;
    else free.push(one);
  }
  if (seats[position] !== null) return null;
  seats[position] = stop;
  return seats.flatMap((seat) => seat ?? free.shift() ?? []);
}
