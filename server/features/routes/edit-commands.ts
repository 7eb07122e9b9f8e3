import type { ClosedPlacesOfDay } from '#server/closed-places/closed-places.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { EditedRoute, EditRoute, RouteOperation } from '#server/contract/route-edit.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';

import { addStops } from './add-stop-commands.ts';
import { applyOperation, type EditRecord, restore, subjectsOf } from './rules/apply-operation.ts';
import { type Arrangement, differences } from './rules/arrangement.ts';
import { findEdit, insertEdit, listEditsAfter } from './edit-queries.ts';
import { findRoute, listShifts, raiseRouteVersion, type RouteRow, takeUpAgain } from './queries.ts';
import { whyOver } from './rules.ts';
import { detailOf, partsOf } from './read-route.ts';
import { type EditedShift, restoredShifts, shiftDifferences } from './rules/shift-changes.ts';
import { arrangementOf, listStops, saveStops, type StopRow } from './stop-queries.ts';
import {
  addTeam,
  changeTeam,
  type Progress,
  refuseAbsent,
  setShift,
} from './team-edit-commands.ts';

/**
 * Edits by hand as operations: what others changed since the editor's version stays, and where both changed
 * the same stop the edit is refused with who was faster. Every edit can be undone by its editor.
 */
export async function editRoute(
  deps: Deps,
  actor: Actor,
  routeId: number,
  { version, operations }: EditRoute,
): Promise<EditedRoute> {
  const adds = operations.some(({ kind }) => kind === 'add');
  const places = adds ? await deps.closedPlaces.read(deps.clock.today()) : null;
  const edited = await writeAsActor(deps.database, actor, async (sql) => {
    const route = await findRoute(sql, routeId, { lock: true });
    if (route === null) throw new AppError('route.not_found');
    const over = whyOver(route);
    if (over !== null) throw new AppError(over);
    await takeUpAgain(sql, routeId);
    const merged = await refuseConflict(sql, actor, route, version, operations);
    const before = arrangementOf(await listStops(sql, routeId));
    const shifts = await listShifts(sql, routeId);
    const progress: Progress = {
      stops: before,
      shifts,
      subjects: new Set(),
      added: 0,
      passedOver: 0,
    };
    for (const operation of operations) {
      await perform(sql, deps, actor, { route, operation, progress, places });
    }
    await keep(sql, deps, actor, { route, operations, before, shifts, progress });
    const parts = await partsOf(sql, deps, actor, routeId);
    await appendAudit(sql, deps.clock, {
      action: 'route.edit',
      subjectKind: 'route',
      subjectId: routeId,
      detail: { version: parts.route.version, kinds: operations.map(({ kind }) => kind) },
    });
    return { parts, merged, added: progress.added, passedOver: progress.passedOver };
  });
  const { parts, ...rest } = edited;
  return { route: await detailOf(deps, actor, parts), ...rest };
}

/**
 * Refuses an edit whose stops others edited meanwhile (`route.changed_meanwhile`). @returns true when others
 * edited other stops
 */
async function refuseConflict(
  sql: TransactionSql,
  actor: Actor,
  route: RouteRow,
  version: number,
  operations: readonly RouteOperation[],
): Promise<boolean> {
  if (version > route.version) throw new AppError('route.changed_meanwhile');
  const edits = await listEditsAfter(sql, route.id, version);
  const later = edits.filter(({ madeBy }) => madeBy !== actor.accountId);
  if (later.length === 0) return false;
  const touched = new Set<number>();
  for (const operation of operations) {
    for (const subject of await subjects(sql, route.id, operation)) touched.add(subject);
  }
  const clash = later.find((edit) => edit.subjects.some((subject) => touched.has(subject)));
  if (clash !== undefined) {
    throw new AppError('route.changed_meanwhile', {
      parameters: { by: clash.name, version: route.version },
    });
  }
  return true;
}

async function subjects(
  sql: TransactionSql,
  routeId: number,
  operation: RouteOperation,
): Promise<readonly number[]> {
  switch (operation.kind) {
    case 'add':
      return [];
    case 'absence':
    case 'remove_team':
    case 'shift':
      return [-operation.shiftId];
    case 'add_team':
      return (await listShifts(sql, routeId)).flatMap(({ id, teamId }) =>
        teamId === operation.teamId ? -id : [],
      );
    case 'restore':
      if (operation.stopId !== undefined) return [operation.stopId];
      return (await findEdit(sql, routeId, operation.version))?.subjects ?? [];
    case 'arrange':
    case 'describe':
    case 'lock':
    case 'move':
    case 'remove':
      return subjectsOf(operation);
  }
}

type Step = {
  route: RouteRow;
  operation: RouteOperation;
  progress: Progress;
  /** Null where nothing is added. */
  places: ClosedPlacesOfDay | null;
};

async function perform(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  { route, operation, progress, places }: Step,
): Promise<void> {
  const shiftIds = progress.shifts.map(({ id }) => id);
  const about = await subjects(sql, route.id, operation);
  for (const subject of about) progress.subjects.add(subject);
  switch (operation.kind) {
    case 'add': {
      if (places === null) throw new Error('an addition needs the closed places');
      const stops = await currentStops(sql, route.id, progress.stops);
      const { ids, passedOver } = await addStops(sql, deps, actor, {
        route,
        stops,
        way: operation.way,
        places,
      });
      const known = new Set(progress.stops.map(({ id }) => id));
      const fresh = arrangementOf(await listStops(sql, route.id)).filter(
        ({ id }) => !known.has(id),
      );
      progress.stops = [...progress.stops, ...fresh];
      progress.added += ids.length;
      progress.passedOver += passedOver;
      for (const id of ids) progress.subjects.add(id);
      return;
    }
    case 'absence':
    case 'remove_team':
    case 'shift':
      return changeTeam(sql, progress, operation);
    case 'add_team':
      return addTeam(sql, route.id, progress, operation);
    case 'restore': {
      const edit = await editToRestore(sql, route.id, operation);
      const restored = edit === null ? null : restore(progress.stops, edit, operation.side);
      const shifts = edit === null ? null : restoredShifts(progress.shifts, edit, operation.side);
      if (restored === null || shifts === null) throw new AppError('route.nothing_to_restore');
      progress.stops = restored;
      for (const shift of shifts) await setShift(sql, progress, shift);
      if (operation.stopId !== undefined) refuseAbsent(progress, about);
      return;
    }
    case 'arrange':
    case 'describe':
    case 'lock':
    case 'move':
    case 'remove':
      progress.stops = applyOperation(progress.stops, operation, shiftIds);
      refuseAbsent(progress, about);
  }
}

/** The edit that is undone or made again, or what it did to one stop; null where there is none. */
async function editToRestore(
  sql: TransactionSql,
  routeId: number,
  { version, stopId }: Extract<RouteOperation, { kind: 'restore' }>,
): Promise<EditRecord | null> {
  const edit = await findEdit(sql, routeId, version);
  if (edit === null || stopId === undefined) return edit;
  const [before, after] = [edit.before, edit.after].map((stops) =>
    stops.filter(({ id }) => id === stopId),
  );
  if (!before?.length || !after?.length) return null;
  return { subjects: [stopId], before, after, shiftsBefore: [], shiftsAfter: [] };
}

/** Reads the stops as the operations before this one have left them. */
async function currentStops(
  sql: TransactionSql,
  routeId: number,
  arranged: Arrangement,
): Promise<StopRow[]> {
  const now = new Map(arranged.map((stop) => [stop.id, stop] as const));
  return (await listStops(sql, routeId)).map((row) => ({
    ...row,
    removed: now.get(row.id)?.removed ?? row.removed,
  }));
}

async function keep(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  edit: {
    route: RouteRow;
    operations: readonly RouteOperation[];
    before: Arrangement;
    shifts: readonly EditedShift[];
    progress: Progress;
  },
): Promise<void> {
  const { route, operations, before, shifts, progress } = edit;
  const changed = differences(before, progress.stops);
  const days = shiftDifferences(shifts, progress.shifts);
  const nothing = changed.after.length === 0 && days.shiftsAfter.length === 0;
  // An edit that changes nothing is none: it would stand between the planner and what they want to undo.
  if (nothing && operations.every(({ kind }) => kind !== 'restore')) return;
  await saveStops(sql, changed.after);
  await insertEdit(sql, {
    routeId: route.id,
    version: await raiseRouteVersion(sql, route.id),
    operations,
    subjects: [...progress.subjects],
    ...changed,
    ...days,
    madeBy: actor.accountId,
    madeAt: deps.clock.now(),
  });
}
