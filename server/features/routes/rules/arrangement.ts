import type { StopOrder } from '#server/contract/route-edit.ts';
import type { MinuteSpan, StopState } from '#server/contract/route.ts';
import type { TeamSkill } from '#server/contract/team.ts';

/** Fields of a stop that a manual edit can change. */
export type ArrangedStop = {
  id: number;
  shiftId: number | null;
  position: number;
  serviceMinutes: number;
  window: MinuteSpan | null;
  skills: readonly TeamSkill[];
  lockShiftId: number | null;
  lockTime: MinuteSpan | null;
  lockPosition: number | null;
  removed: boolean;
  /** A stop that has a result is no longer moved or taken out. */
  state: StopState;
};

/** All stops of a route, also those taken out, so that they can be put back. */
export type Arrangement = readonly ArrangedStop[];

/** All that an edit can change but the position, in one fixed order: a database keeps the fields in another. */
export function contentOf(stop: ArrangedStop): string {
  const { window, lockTime } = stop;
  return JSON.stringify([
    stop.shiftId,
    stop.serviceMinutes,
    window === null ? null : [window.from, window.to],
    stop.skills,
    stop.lockShiftId,
    lockTime === null ? null : [lockTime.from, lockTime.to],
    stop.lockPosition,
    stop.removed,
    stop.state,
  ]);
}

/** The stops of one team (null: of none), in their order. */
export function orderOf(stops: Arrangement, shiftId: number | null): ArrangedStop[] {
  return stops
    .filter((stop) => !stop.removed && stop.shiftId === shiftId)
    .toSorted((a, b) => a.position - b.position || a.id - b.id);
}

/** Positions from 0 without gaps, in every order. */
export function renumbered(stops: Arrangement): ArrangedStop[] {
  const positions = new Map<number, number>();
  for (const shiftId of new Set(stops.map((stop) => stop.shiftId))) {
    orderOf(stops, shiftId).forEach((stop, position) => positions.set(stop.id, position));
  }
  return stops.map((stop) => ({ ...stop, position: positions.get(stop.id) ?? stop.position }));
}

export function changeStop(
  stops: Arrangement,
  id: number,
  change: (stop: ArrangedStop) => Partial<ArrangedStop>,
): ArrangedStop[] {
  return stops.map((stop) => (stop.id === id ? { ...stop, ...change(stop) } : stop));
}

/** Into an order at a place counted without the stop itself; beyond the end is the end. */
export function insertAt(
  stops: Arrangement,
  id: number,
  shiftId: number | null,
  position: number,
): ArrangedStop[] {
  const others = orderOf(stops, shiftId).filter((stop) => stop.id !== id);
  const order = others.map((stop) => stop.id);
  order.splice(Math.min(position, order.length), 0, id);
  return withOrder(stops, { shiftId, stopIds: order });
}

/** Before another stop of that order; at its end when that one is not there (any more). */
export function insertBefore(
  stops: Arrangement,
  id: number,
  shiftId: number | null,
  before: number | null,
): ArrangedStop[] {
  const others = orderOf(stops, shiftId).filter((stop) => stop.id !== id);
  const found = others.findIndex((stop) => stop.id === before);
  return insertAt(stops, id, shiftId, found === -1 ? others.length : found);
}

/** Gives one team this order; stops of it that are not named keep theirs, behind. */
export function withOrder(stops: Arrangement, { shiftId, stopIds }: StopOrder): ArrangedStop[] {
  const wanted = new Map(stopIds.map((id, position) => [id, position] as const));
  return renumbered(
    stops.map((stop) => {
      const position = wanted.get(stop.id);
      if (position !== undefined) return { ...stop, shiftId, position, removed: false };
      if (stop.shiftId !== shiftId) return stop;
      return { ...stop, position: stopIds.length + stop.position };
    }),
  );
}

/** The stops that differ between two states of one route, as they were and as they are. */
export function differences(
  before: Arrangement,
  after: Arrangement,
): { before: ArrangedStop[]; after: ArrangedStop[] } {
  const known = new Map(before.map((stop) => [stop.id, stop] as const));
  const changed = after.filter((stop) => {
    const earlier = known.get(stop.id);
    if (earlier === undefined || earlier.position !== stop.position) return true;
    return contentOf(earlier) !== contentOf(stop);
  });
  const ids = new Set(changed.map(({ id }) => id));
  return {
    // A stop that was not there yet is taken out again when its addition is undone.
    before: changed.map((stop) => known.get(stop.id) ?? { ...stop, removed: true }),
    after: after.filter(({ id }) => ids.has(id)),
  };
}
