import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type {
  AddUnplannedStop,
  FieldRouteList,
  FinishShift,
  RecordStopResult,
} from '#server/contract/route-result.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import { civilDate } from '#server/contract/civil-day.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { whyNotRecord } from '#server/features/checks/rules.ts';
import { matchFind } from '#server/features/signals/match-commands.ts';

import { checkOf, enterResult } from './result-commands.ts';
import { holdResult } from './held-queries.ts';
import { asPublished } from './rules/publication.ts';
import { findFormerShift } from './publication-queries.ts';
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
import { visitOf } from './rules/visit-of.ts';

/**
 * Records the result of a stop. At a closed place of the register it is a check, at a business a visit, with all
 * their consequences; where the place has moved on meanwhile the result stands by itself, so that no finding is
 * lost. Signs where no listed point is become a signal and are matched to the closed places nearby. On an
 * unannounced route all this waits until the route is done, and so it does where a later publication has taken the stop
 * from the team before its phone heard of that.
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
    const keep = (sql: TransactionSql) => keepResult(sql, deps, actor, open, result);
    if (open.held) {
      refuseUnenterable(deps, open, result);
      await writeAsActor(deps.database, actor, keep);
    } else {
      await enterResult(deps, actor, open, result, keep);
      if (result.result === 'signs' && open.stop.pointId === null) {
        await matchFind(deps, result.resultId);
      }
    }
    deps.routeNews.tell('results');
  }
  return readFieldRoutes(deps, actor);
}

/**
 * The register tells of the results of an unannounced route only when the route is done, and of those of a withdrawn one by
 * a job: its team reaches the places no more.
 */
function isHeld({ unannounced, state }: RouteRow): boolean {
  return (unannounced && state !== 'done') || state === 'withdrawn';
}

/** Throws for what could not be entered later, as entering it now would. */
function refuseUnenterable(deps: Deps, { route, stop }: OpenStop, result: RecordStopResult): void {
  if (stop.objectId !== null) visitOf(route.kind, result);
  const wrong = stop.pointId === null ? null : whyNotRecord(checkOf(result), deps.clock.now());
  if (wrong !== null) {
    throw new AppError(wrong.code, { errors: [{ pointer: wrong.pointer, code: wrong.code }] });
  }
  const placed = stop.pointId !== null || stop.objectId !== null;
  if (placed && civilDate(result.finishedAt) > deps.clock.today()) {
    throw new AppError('lifecycle.future_date');
  }
}

/** `held`: the register is told of the result when the route is done. */
type OpenStop = { route: RouteRow; stop: StopRow; held: boolean };

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
    const now = given.find(({ id }) => id === stopId);
    const shiftId = now?.shiftId ?? (await findFormerShift(sql, routeId, stopId));
    const stop = now ?? stops.find(({ id }) => id === stopId);
    if (stop === undefined || shiftId === null) throw new AppError('route.stop_unknown');
    const shift = (await listShifts(sql, routeId)).find(({ id }) => id === shiftId);
    if (shift?.finishedAt != null && finishedAt > shift.finishedAt) {
      throw new AppError('route.shift_finished');
    }
    return { route, stop, held: now === undefined || isHeld(route) };
  });
}

async function openRoute(
  sql: TransactionSql,
  routeId: number,
  { lock = false } = {},
): Promise<RouteRow> {
  const route = await findRoute(sql, routeId, { lock });
  if (route === null) throw new AppError('route.not_found');
  if (route.publishedVersion === null) throw new AppError('route.not_published');
  return route;
}

async function keepResult(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  { route, held }: Pick<OpenStop, 'route' | 'held'>,
  result: RecordStopResult,
): Promise<void> {
  const routeId = route.id;
  await insertResult(sql, {
    ...result,
    routeId,
    recordedBy: actor.accountId,
    recordedAt: deps.clock.now(),
  });
  if (held) await holdResult(sql, result.resultId, actor.accountId);
  await appendAudit(sql, deps.clock, {
    action: 'route.result',
    subjectKind: 'stop',
    subjectId: result.stopId,
    detail: { routeId, result: result.result, inspection: result.inspection },
  });
}

/** A stop on the way that nobody had planned; the register need not know the place. */
export async function addUnplannedStop(
  deps: Deps,
  actor: Actor,
  routeId: number,
  { key, shiftId, name, place, result }: AddUnplannedStop,
): Promise<FieldRouteList> {
  refuseForbiddenText({ name, note: result?.note ?? null });
  const held = await writeAsActor(deps.database, actor, async (sql) => {
    const route = await refuseClosedShift(sql, routeId, shiftId, result?.finishedAt);
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
    if (result !== null) await keepUnplannedResult(sql, deps, actor, { route, key, result });
    return isHeld(route);
  });
  if (!held && result?.result === 'signs') await matchFind(deps, result.resultId);
  deps.routeNews.tell('results');
  return readFieldRoutes(deps, actor);
}

async function keepUnplannedResult(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  given: { route: RouteRow; key: string; result: NonNullable<AddUnplannedStop['result']> },
): Promise<void> {
  const { route, key, result } = given;
  const stopId = await findUnplanned(sql, key);
  const known = await findResultStop(sql, result.resultId);
  if (stopId === null) throw new AppError('route.stop_unknown');
  if (known === stopId) return;
  if (known !== null) throw new AppError('route.result_id_taken');
  await keepResult(
    sql,
    deps,
    actor,
    { route, held: isHeld(route) },
    {
      ...result,
      stopId,
      arrivedAt: null,
      inspection: null,
      checklist: {},
      obstacle: null,
      reason: null,
      position: null,
      accuracyMetres: null,
    },
  );
}

/** Ends the team's day, with the reason where stops are left; they are put off to a later route. */
export async function finishShift(
  deps: Deps,
  actor: Actor,
  routeId: number,
  { shiftId, finishedAt, reason }: FinishShift,
): Promise<FieldRouteList> {
  refuseForbiddenText({ reason });
  const now = deps.clock.now();
  await writeAsActor(deps.database, actor, async (sql) => {
    await refuseClosedShift(sql, routeId, shiftId);
    const carried = await endShift(sql, {
      id: shiftId,
      routeId,
      finishedBy: actor.accountId,
      // The clock of a device may be ahead.
      finishedAt: finishedAt !== undefined && finishedAt < now ? finishedAt : now,
      reason,
    });
    await appendAudit(sql, deps.clock, {
      action: 'route.finish',
      subjectKind: 'route',
      subjectId: routeId,
      detail: { shiftId, carried },
    });
  });
  deps.routeNews.tell('results');
  return readFieldRoutes(deps, actor);
}

async function refuseClosedShift(
  sql: TransactionSql,
  routeId: number,
  shiftId: number,
  madeAt?: IsoInstant,
): Promise<RouteRow> {
  // A stop that is added while the day ends is either put off with the rest or refused, and a day ends once.
  const route = await openRoute(sql, routeId, { lock: true });
  const shift = (await listShifts(sql, routeId)).find(({ id }) => id === shiftId);
  if (shift === undefined) throw new AppError('route.stop_unknown');
  // What was seen before the end and sent after it, from a phone without a network, still comes in.
  const inTime = madeAt !== undefined && shift.finishedAt !== null && madeAt <= shift.finishedAt;
  if (shift.finishedAt !== null && !inTime) throw new AppError('route.shift_finished');
  return route;
}
