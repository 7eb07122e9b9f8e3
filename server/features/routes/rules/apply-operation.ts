import { AppError } from '#server/contract/problem.ts';
import type { RouteOperation } from '#server/contract/route-edit.ts';

import {
  type ArrangedStop,
  type Arrangement,
  changeStop,
  contentOf,
  insertAt,
  insertBefore,
  orderOf,
  renumbered,
  withOrder,
} from './arrangement.ts';
import type { ShiftChanges } from './shift-changes.ts';

/** Operations on the order alone; adding places and changing hours need the database. */
export type OrderOperation = Extract<
  RouteOperation,
  { kind: 'move' | 'remove' | 'lock' | 'describe' | 'arrange' }
>;

/** Record of one edit: the stops it was about, and the state of every changed field before and after. */
export type EditRecord = ShiftChanges & {
  subjects: readonly number[];
  before: Arrangement;
  after: Arrangement;
};

/**
 * The route after one operation by hand. Nothing is forbidden but what would lose something: a stop with a
 * result stays. Throws `route.stop_unknown`, `route.stop_has_result`.
 */
export function applyOperation(
  stops: Arrangement,
  operation: OrderOperation,
  shiftIds: readonly number[],
): ArrangedStop[] {
  for (const id of subjectsOf(operation)) stopAt(stops, id);
  switch (operation.kind) {
    case 'move': {
      refuseDone(stops, [operation.stopId]);
      refuseUnknownShift(shiftIds, operation.shiftId);
      return insertBefore(stops, operation.stopId, operation.shiftId, operation.before);
    }
    case 'remove': {
      refuseDone(stops, operation.stopIds);
      const gone = new Set(operation.stopIds);
      return renumbered(
        stops.map((stop) => (gone.has(stop.id) ? { ...stop, removed: true } : stop)),
      );
    }
    case 'lock':
      return changeStop(stops, operation.stopId, (stop) => locksOf(stop, operation));
    case 'describe':
      return changeStop(stops, operation.stopId, ({ serviceMinutes, window, skills }) => ({
        serviceMinutes: operation.details.serviceMinutes ?? serviceMinutes,
        window: operation.details.window === undefined ? window : operation.details.window,
        skills: operation.details.skills ?? skills,
      }));
    case 'arrange': {
      for (const { shiftId } of operation.orders) refuseUnknownShift(shiftIds, shiftId);
      refuseTwice(operation.orders.flatMap(({ stopIds }) => stopIds));
      return arrange(stops, operation.orders);
    }
  }
}

/** The stops that an operation is about; two edits of one moment may not share any. */
export function subjectsOf(operation: OrderOperation): number[] {
  switch (operation.kind) {
    case 'remove':
      return operation.stopIds;
    case 'arrange':
      return operation.orders.flatMap(({ stopIds }) => stopIds);
    case 'move':
    case 'lock':
    case 'describe':
      return [operation.stopId];
  }
}

/**
 * Puts one edit's stops back as they were before it, or as they were after: exactly, positions and all, where nothing has
 * touched them since; otherwise at their places among what others did. Null when one of them has itself been changed
 * again: what others did later is not undone along with it.
 */
export function restore(
  stops: Arrangement,
  edit: Pick<EditRecord, 'subjects' | 'before' | 'after'>,
  side: 'before' | 'after',
): ArrangedStop[] | null {
  const [target, other] = side === 'before' ? [edit.before, edit.after] : [edit.after, edit.before];
  const now = new Map(stops.map((stop) => [stop.id, stop] as const));
  const subjects = new Set(edit.subjects);
  // Of what the edit was about, only what it changed: the rest stays where it is.
  const about = target.filter((stop) => subjects.has(stop.id));
  const moved = other.some((stop) => {
    const current = now.get(stop.id);
    return subjects.has(stop.id) && (current === undefined || !isSame(current, stop));
  });
  if (moved || about.some(({ id }) => now.get(id)?.state !== 'planned')) return null;
  return exactly(stops, target, other) ?? amongOthers(stops, about);
}

/** Takes over the stops as they were. Null where one of them, or of their neighbours, stands elsewhere by now. */
function exactly(
  stops: Arrangement,
  target: Arrangement,
  other: Arrangement,
): ArrangedStop[] | null {
  const now = new Map(stops.map((stop) => [stop.id, stop] as const));
  const untouched = other.every((stop) => {
    const current = now.get(stop.id);
    if (current === undefined || !isSame(current, stop)) return false;
    return stop.removed || current.position === stop.position;
  });
  if (!untouched) return null;
  const before = new Map(target.map((stop) => [stop.id, stop] as const));
  const restored = stops.map((stop) => before.get(stop.id) ?? stop);
  const places = restored
    .filter(({ removed }) => !removed)
    .map((s) => `${s.shiftId} ${s.position}`);
  return new Set(places).size === places.length ? restored : null;
}

/** Puts stops back at their places in orders that others have changed. */
function amongOthers(stops: Arrangement, about: Arrangement): ArrangedStop[] {
  const ids = new Set(about.map(({ id }) => id));
  const without = renumbered(
    stops.map((stop) => (ids.has(stop.id) ? { ...stop, removed: true } : stop)),
  );
  return about
    .toSorted((a, b) => a.position - b.position)
    .reduce<ArrangedStop[]>((all, stop) => {
      const given = changeStop(all, stop.id, () => stop);
      return stop.removed ? given : insertAt(given, stop.id, stop.shiftId, stop.position);
    }, without);
}

function isSame(one: ArrangedStop, other: ArrangedStop): boolean {
  // Where in its order it stands follows from the others, too.
  if (one.removed && other.removed) return true;
  return contentOf(one) === contentOf(other);
}

function locksOf(
  stop: ArrangedStop,
  { team, position, time }: Extract<OrderOperation, { kind: 'lock' }>,
): Partial<ArrangedStop> {
  return {
    ...(team === undefined ? {} : { lockShiftId: team ? stop.shiftId : null }),
    ...(position === undefined ? {} : { lockPosition: position ? stop.position : null }),
    ...(time === undefined ? {} : { lockTime: time }),
  };
}

/** Stops with a result keep their team and stand first, as they were done. */
function arrange(
  stops: Arrangement,
  orders: Extract<OrderOperation, { kind: 'arrange' }>['orders'],
): ArrangedStop[] {
  const done = new Set(stops.filter(({ state }) => state !== 'planned').map(({ id }) => id));
  return orders.reduce<ArrangedStop[]>((all, { shiftId, stopIds }) => {
    const kept = orderOf(stops, shiftId).filter(({ id }) => done.has(id));
    const open = stopIds.filter((id) => !done.has(id));
    return withOrder(all, { shiftId, stopIds: [...kept.map(({ id }) => id), ...open] });
  }, renumbered(stops));
}

function stopAt(stops: Arrangement, id: number): ArrangedStop {
  const stop = stops.find((one) => one.id === id && !one.removed);
  if (stop === undefined) throw new AppError('route.stop_unknown');
  return stop;
}

function refuseDone(stops: Arrangement, ids: readonly number[]): void {
  if (ids.some((id) => stopAt(stops, id).state !== 'planned')) {
    throw new AppError('route.stop_has_result');
  }
}

function refuseUnknownShift(shiftIds: readonly number[], shiftId: number | null): void {
  if (shiftId !== null && !shiftIds.includes(shiftId)) throw new AppError('route.stop_unknown');
}

function refuseTwice(ids: readonly number[]): void {
  if (new Set(ids).size !== ids.length) throw new AppError('route.stop_unknown');
}
