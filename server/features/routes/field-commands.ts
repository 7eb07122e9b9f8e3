import type { RecordCheck } from '#server/contract/check.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type {
  AddUnplannedStop,
  FieldRouteList,
  FinishShift,
  RecordStopResult,
} from '#server/contract/route-result.ts';
import { civilDate, type IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { appendAudit } from '#server/features/audit/queries.ts';
import { recordCheck } from '#server/features/checks/commands.ts';
import { recordInspection } from '#server/features/inspection-objects/inspection-commands.ts';
import { refuseForbiddenText } from '#server/features/life-cycle/screened-text.ts';
import { matchFind } from '#server/features/signals/match-commands.ts';

import { asPublished } from './publication.ts';
import { findRoute, listShifts, type RouteRow } from './queries.ts';
import { readFieldRoutes } from './read-field-routes.ts';
import { lastPublication } from './read-route.ts';
import {
  endShift,
  findResultStop,
  findUnplanned,
  insertResult,
  insertUnplanned,
} from './result-queries.ts';
import { readStopRule } from './route-settings.ts';
import { listStops, type StopRow } from './stop-queries.ts';
import { visitOf } from './visit-of.ts';

/** What a check or a visit is refused for that says nothing against the look itself: the place moved on meanwhile. */
const MOVED_ON = new Set([
  'lifecycle.wrong_status',
  'lifecycle.before_earlier_event',
  'point.merged',
  'inspection_object.closed',
]);

/**
 * What happened at a stop. At a closed place of the register it is a check, at a business a visit, with all
 * that follows from one; where the place has moved on meanwhile the result stands by itself, so that nothing
 * seen is lost. Signs where no listed point is are held against the closed places nearby.
 */
export async function recordStopResult(
  deps: Deps,
  actor: Actor,
  routeId: number,
  result: RecordStopResult,
): Promise<FieldRouteList> {
  refuseForbiddenText({ reason: result.reason, note: result.note });
  const open = await findOpenStop(deps, actor, routeId, result);
  if (open !== null) {
    const keep = (sql: TransactionSql) => keepResult(sql, deps, actor, routeId, result);
    await storeResult(deps, actor, open, result, keep);
    if (result.result === 'signs' && open.stop.pointId === null) {
      await matchFind(deps, result.resultId);
    }
  }
  return readFieldRoutes(deps, actor);
}

async function storeResult(
  deps: Deps,
  actor: Actor,
  { route, stop }: OpenStop,
  result: RecordStopResult,
  keep: (sql: TransactionSql) => Promise<void>,
): Promise<void> {
  try {
    if (stop.pointId !== null) {
      return await recordCheck(deps, actor, stop.pointId, checkOf(result), ({ sql }) => keep(sql));
    }
    if (stop.objectId !== null) {
      const visit = visitOf(route.kind, result);
      await recordInspection(deps, actor, stop.objectId, visit, keep);
      return;
    }
  } catch (error) {
    if (!(error instanceof AppError && MOVED_ON.has(error.code))) throw error;
  }
  await writeAsActor(deps.database, actor, keep);
}

type OpenStop = { route: RouteRow; stop: StopRow };

/** Null when this very result is here already. Results that were made before the day ended still come in. */
async function findOpenStop(
  deps: Deps,
  actor: Actor,
  routeId: number,
  { stopId, resultId, finishedAt }: RecordStopResult,
): Promise<OpenStop | null> {
  return asActor(deps.database, actor, async (sql) => {
    const route = await openRoute(sql, routeId);
    const known = await findResultStop(sql, resultId);
    if (known === stopId) return null;
    if (known !== null) throw new AppError('route.result_id_taken');
    const publication = await lastPublication(sql, route);
    const stops = await listStops(sql, routeId);
    const given = publication === null ? [] : asPublished(stops, publication);
    const stop = given.find(({ id }) => id === stopId);
    if (stop === undefined) throw new AppError('route.stop_unknown');
    const shift = (await listShifts(sql, routeId)).find(({ id }) => id === stop.shiftId);
    if (shift?.finishedAt != null && finishedAt > shift.finishedAt) {
      throw new AppError('route.shift_finished');
    }
    return { route, stop };
  });
}

async function openRoute(sql: TransactionSql, routeId: number): Promise<RouteRow> {
  const route = await findRoute(sql, routeId);
  if (route === null) throw new AppError('route.not_found');
  if (route.state === 'draft') throw new AppError('route.not_published');
  return route;
}

async function keepResult(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  routeId: number,
  result: RecordStopResult,
): Promise<void> {
  await insertResult(sql, {
    ...result,
    routeId,
    recordedBy: actor.accountId,
    recordedAt: deps.clock.now(),
  });
  await appendAudit(sql, deps.clock, {
    action: 'route.result',
    subjectKind: 'stop',
    subjectId: result.stopId,
    detail: { routeId, result: result.result, inspection: result.inspection },
  });
}

function checkOf(result: RecordStopResult): RecordCheck {
  return {
    effectiveOn: civilDate(result.finishedAt),
    documentNumber: null,
    note: result.note,
    checkedAt: result.finishedAt,
    result: result.result,
    obstacle: result.obstacle,
    reason: result.reason,
    position: result.position,
    accuracyMetres: result.accuracyMetres,
    photoIds: [],
  };
}

/** A stop on the way that nobody had planned; the register need not know the place. */
export async function addUnplannedStop(
  deps: Deps,
  actor: Actor,
  routeId: number,
  { key, shiftId, name, place, result }: AddUnplannedStop,
): Promise<FieldRouteList> {
  refuseForbiddenText({ name, note: result?.note ?? null });
  await writeAsActor(deps.database, actor, async (sql) => {
    await refuseClosedShift(sql, routeId, shiftId, result?.finishedAt);
    const { value } = await readStopRule(sql, deps.clock.today());
    await insertUnplanned(sql, {
      key,
      routeId,
      shiftId,
      name,
      place,
      serviceMinutes: value.serviceMinutes.public_area,
      addedBy: actor.accountId,
      addedAt: deps.clock.now(),
    });
    await appendAudit(sql, deps.clock, {
      action: 'route.unplanned_stop',
      subjectKind: 'route',
      subjectId: routeId,
      detail: { shiftId },
    });
    if (result !== null) await keepUnplannedResult(sql, deps, actor, { routeId, key, result });
  });
  if (result?.result === 'signs') await matchFind(deps, result.resultId);
  return readFieldRoutes(deps, actor);
}

async function keepUnplannedResult(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  given: { routeId: number; key: string; result: NonNullable<AddUnplannedStop['result']> },
): Promise<void> {
  const { routeId, key, result } = given;
  const stopId = await findUnplanned(sql, key);
  const known = await findResultStop(sql, result.resultId);
  if (stopId === null) throw new AppError('route.stop_unknown');
  if (known === stopId) return;
  if (known !== null) throw new AppError('route.result_id_taken');
  await keepResult(sql, deps, actor, routeId, {
    ...result,
    stopId,
    arrivedAt: null,
    inspection: null,
    checklist: {},
    obstacle: null,
    reason: null,
    position: null,
    accuracyMetres: null,
  });
}

/** Ends the team's day; what is left is put off to a later route. */
export async function finishShift(
  deps: Deps,
  actor: Actor,
  routeId: number,
  { shiftId }: FinishShift,
): Promise<FieldRouteList> {
  await writeAsActor(deps.database, actor, async (sql) => {
    await refuseClosedShift(sql, routeId, shiftId);
    const carried = await endShift(sql, {
      id: shiftId,
      routeId,
      finishedBy: actor.accountId,
      finishedAt: deps.clock.now(),
    });
    await appendAudit(sql, deps.clock, {
      action: 'route.finish',
      subjectKind: 'route',
      subjectId: routeId,
      detail: { shiftId, carried },
    });
  });
  return readFieldRoutes(deps, actor);
}

async function refuseClosedShift(
  sql: TransactionSql,
  routeId: number,
  shiftId: number,
  madeAt?: IsoInstant,
): Promise<void> {
  await openRoute(sql, routeId);
  const shift = (await listShifts(sql, routeId)).find(({ id }) => id === shiftId);
  if (shift === undefined) throw new AppError('route.stop_unknown');
  // What was seen before the end and sent after it, from a phone without a network, still comes in.
  const inTime = madeAt !== undefined && shift.finishedAt !== null && madeAt <= shift.finishedAt;
  if (shift.finishedAt !== null && !inTime) throw new AppError('route.shift_finished');
}
