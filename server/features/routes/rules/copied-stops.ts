import type { ArrangedStop, Arrangement } from './arrangement.ts';
import { orderOf } from './arrangement.ts';

/**
 * Arranges the stops that a copy keeps: positions without gaps, hours, windows, skills and locks as they were, no result.
 * A lock to a place in the order moves up by the stops before it that are left out. Stops and locks of a team that
 * `shiftIds` does not name are in no team's order.
 * @param kept ids of the stops that the copy has
 * @param shiftIds the day of each team in the copy, by its id in the first route
 */
export function copiedStops(
  stops: Arrangement,
  kept: ReadonlySet<number>,
  shiftIds: ReadonlyMap<number, number>,
): ArrangedStop[] {
  const before = new Set(stops.map(({ shiftId }) => shiftId));
  const moved = [...before].flatMap((shiftId) => {
    const order = orderOf(stops, shiftId);
    const here = order.filter(({ id }) => kept.has(id));
    return here.map((stop, position) => ({
      ...stop,
      shiftId: copyOf(shiftIds, stop.shiftId),
      position,
      lockShiftId: copyOf(shiftIds, stop.lockShiftId),
      lockPosition: movedUp(stop.lockPosition, order, kept),
      state: 'planned' as const,
    }));
  });
  return withoutGaps(moved);
}

function copyOf(shiftIds: ReadonlyMap<number, number>, shiftId: number | null): number | null {
  return shiftId === null ? null : (shiftIds.get(shiftId) ?? null);
}

function movedUp(
  position: number | null,
  order: readonly ArrangedStop[],
  kept: ReadonlySet<number>,
): number | null {
  if (position === null) return null;
  return position - order.slice(0, position).filter(({ id }) => !kept.has(id)).length;
}

/** Several teams' stops may have come together in no order. */
function withoutGaps(stops: readonly ArrangedStop[]): ArrangedStop[] {
  const next = new Map<number | null, number>();
  return stops.map((stop) => {
    const position = next.get(stop.shiftId) ?? 0;
    next.set(stop.shiftId, position + 1);
    return { ...stop, position };
  });
}
