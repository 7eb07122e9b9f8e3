import type { SearchState } from './search-state.ts';

/**
 * Puts in whatever fits without moving a locked stop from its position, looking everywhere, until nothing more
 * does. The search forbids a lane to a stop that it could not seat there; here it is tried once more.
 * @param allowed by stop and lane, as it was before the search forbade anything
 */
export function fillPlaces(state: SearchState, allowed: Uint8Array): void {
  let found = true;
  while (found) {
    const absent = [...state.absent.subarray(0, state.absentCount)];
    found = absent.some((stop) => takesPlace(state, stop, allowed));
    state.commit();
  }
}

function takesPlace(state: SearchState, stop: number, allowed: Uint8Array): boolean {
  const { lanes, slot, demand } = state.problem;
  return state.routes.some((route, lane) => {
    const { capacity, maxStops, fixedHead } = route.lane;
    const heavy = route.load + (demand[stop] ?? 0) > capacity;
    if (allowed[stop * lanes.length + lane] !== 1 || heavy || route.length >= maxStops)
      return false;
    const stops = [...route.stops.subarray(0, route.length)];
    return Array.from({ length: route.length + 1 - fixedHead }, (_, at) => fixedHead + at).some(
      (position) => {
        const own = slot[stop] ?? -1;
        if (own >= 0 && own !== position) return false;
        const order = seated(stops, stop, position, slot);
        return order !== null && state.tryOrder(lane, order);
      },
    );
  });
}

/** The route with one stop more at a position; null where a locked stop stands there. Twin of `seatedAt`. */
function seated(
  stops: readonly number[],
  stop: number,
  position: number,
  slot: Int32Array,
): number[] | null {
  const seats: (number | null)[] = [...stops.map(() => null), null];
  const free = stops.filter((one, at) => {
    if (slot[one] !== at) return true;
    seats[at] = one;
    return false;
  });
  if (seats[position] !== null) return null;
  seats[position] = stop;
  return seats.flatMap((seat) => seat ?? free.shift() ?? []);
}
