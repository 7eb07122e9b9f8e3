import type { ClosedPlacesOfDay } from '#server/closed-places/closed-places.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { CopiedRoute, CopyRoute } from '#server/contract/route-copy.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';

import { addStops } from './add-stop-commands.ts';
import { listUnfitStops } from './edit-queries.ts';
import { findRoute, insertRoute, insertShift, listShifts } from './queries.ts';
import { detailOf, draftOf, partsOf } from './read-route.ts';
import { readRandomShare } from './route-settings.ts';
import { seedFrom } from './rules.ts';
import { copiedStops } from './rules/copied-stops.ts';
import { insertStops, listStops, saveStops, type StopRow } from './stop-queries.ts';

/**
 * Makes a draft for another day of the planners' state of a route. Stops that can no longer be looked at are named and
 * left out; those drawn at random are drawn anew, with a seed of their own; results are never copied. Throws
 * `route.not_found`, `route.date_passed`, `route.teams_gone`.
 */
export async function copyRoute(
  deps: Deps,
  actor: Actor,
  routeId: number,
  { onDate, title }: CopyRoute,
): Promise<CopiedRoute> {
  refuseForbiddenText({ title });
  const today = deps.clock.today();
  if (onDate < today) throw new AppError('route.date_passed');
  const places = await deps.closedPlaces.read(today);
  const { parts, ...rest } = await writeAsActor(deps.database, actor, async (sql) => {
    const first = await findRoute(sql, routeId);
    if (first === null) throw new AppError('route.not_found');
    const { value } = await readRandomShare(sql, today);
    const copyId = await insertRoute(sql, {
      title,
      onDate,
      kind: first.kind,
      unannounced: first.unannounced,
      randomShare: value.share,
      seed: seedFrom(deps.newId()),
      createdBy: actor.accountId,
      createdAt: deps.clock.now(),
      copiedFrom: routeId,
    });
    const teams = await copyShifts(sql, routeId, copyId);
    const leftOut = await copyStops(sql, deps, actor, { routeId, copyId, ...teams });
    const drawnAnew = await drawAnew(sql, deps, actor, copyId, places);
    await appendAudit(sql, deps.clock, {
      action: 'route.copy',
      subjectKind: 'route',
      subjectId: copyId,
      detail: { from: routeId, onDate, leftOut: leftOut.length, drawnAnew },
    });
    return {
      parts: await partsOf(sql, deps, actor, copyId),
      leftOut,
      teamsLeftOut: teams.leftOut,
      drawnAnew,
    };
  });
  return { route: await detailOf(deps, actor, parts), ...rest };
}

type CopiedTeams = {
  /** The day of each team in the copy, by its id in the first route. */
  shiftIds: ReadonlyMap<number, number>;
  /** Names of teams that are no longer at work. */
  leftOut: string[];
};

async function copyShifts(
  sql: TransactionSql,
  routeId: number,
  copyId: number,
): Promise<CopiedTeams> {
  const { shifts } = await draftOf(sql, routeId);
  const leftOut: string[] = [];
  for (const shift of shifts) {
    if (!(await insertShift(sql, copyId, shift.teamId, shift))) leftOut.push(shift.teamName);
  }
  const copies = new Map((await listShifts(sql, copyId)).map(({ teamId, id }) => [teamId, id]));
  if (copies.size === 0) throw new AppError('route.teams_gone');
  const shiftIds = new Map(
    shifts.flatMap(({ id, teamId }) => {
      const copy = copies.get(teamId);
      return copy === undefined ? [] : [[id, copy] as const];
    }),
  );
  return { shiftIds, leftOut };
}

async function copyStops(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  { routeId, copyId, shiftIds }: CopiedTeams & { routeId: number; copyId: number },
): Promise<CopiedRoute['leftOut']> {
  const all = (await listStops(sql, routeId)).filter(({ removed }) => !removed);
  const unfit = new Map(
    (await listUnfitStops(sql, routeId)).map(({ stopId, reason }) => [stopId, reason]),
  );
  const kept = all.filter(({ id, random }) => !random && !unfit.has(id));
  await insertCopies(sql, { copyId, kept, addedBy: actor.accountId, addedAt: deps.clock.now() });
  const copies = new Map(
    (await listStops(sql, copyId)).map((copy) => [placeOf(copy), copy.id] as const),
  );
  const places = new Map(all.map((stop) => [stop.id, placeOf(stop)] as const));
  const arranged = copiedStops(all, new Set(kept.map(({ id }) => id)), shiftIds);
  await saveStops(
    sql,
    arranged.flatMap((stop) => {
      const id = copies.get(places.get(stop.id) ?? '');
      return id === undefined ? [] : { ...stop, id };
    }),
  );
  return all.flatMap(({ id, code, name }) => {
    const reason = unfit.get(id);
    return reason === undefined ? [] : { code, name, reason };
  });
}

async function insertCopies(
  sql: TransactionSql,
  given: { copyId: number; kept: readonly StopRow[]; addedBy: string; addedAt: string },
): Promise<void> {
  const { copyId, kept, ...by } = given;
  const copies = kept.map((stop, position) => ({
    routeId: copyId,
    shiftId: null,
    position,
    pointId: stop.pointId,
    objectId: stop.objectId,
    serviceMinutes: stop.serviceMinutes,
    random: false,
    reasons: stop.reasons,
    carriedFrom: null,
  }));
  await insertStops(sql, copies, by);
}

/** A route has a place only once. */
function placeOf({ pointId, objectId }: Pick<StopRow, 'pointId' | 'objectId'>): string {
  return `${pointId ?? ''}:${objectId ?? ''}`;
}

/** Draws the random share of the copy. @returns the number drawn; 0 where no place or no room is left */
async function drawAnew(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  copyId: number,
  places: ClosedPlacesOfDay,
): Promise<number> {
  const route = await findRoute(sql, copyId);
  if (route === null) return 0;
  const stops = await listStops(sql, copyId);
  try {
    const { ids } = await addStops(sql, deps, actor, {
      route,
      stops,
      way: { kind: 'random' },
      places,
    });
    return ids.length;
  } catch (error) {
    const { code } = error instanceof AppError ? error : { code: null };
    if (code === 'route.nothing_to_add' || code === 'route.too_many_stops') return 0;
    throw error;
  }
}
