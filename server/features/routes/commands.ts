import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type {
  CreateRoute,
  PublishRoute,
  RouteDetail,
  RoutePresence,
  TellPresence,
} from '#server/contract/route.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import { isShiftPossible } from '#server/contract/team.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { asActor } from '#server/db/transaction.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';

import { findLastEdit } from './edit-queries.ts';
import { planRoute } from './read-plan.ts';
import { matchesPublication, stopsToPublish } from './rules/publication.ts';
import {
  insertPublishedShifts,
  insertPublishedStops,
  reopenCarried,
} from './publication-queries.ts';
import {
  findRoute,
  insertRoute,
  insertRouteVersion,
  insertShift,
  markPublished,
  raiseRouteVersion,
  tellPresence,
} from './queries.ts';
import { detailOf, partsOf, type RouteParts, readRoute } from './read-route.ts';
import { readRandomShare } from './route-settings.ts';
import { problemsIn, seedFrom, whyNotPublish, whyOver } from './rules.ts';
import { keepPlannedTimes } from './stop-queries.ts';

const PRESENCE_MILLISECONDS = 20_000;

/** A draft for a day and some teams; its random share is that of the setting, its seed drawn and kept. */
export async function createRoute(
  deps: Deps,
  actor: Actor,
  input: CreateRoute,
): Promise<RouteDetail> {
  refuseForbiddenText({ title: input.title });
  const today = deps.clock.today();
  if (input.onDate < today) throw new AppError('route.date_passed');
  const parts = await writeAsActor(deps.database, actor, async (sql) => {
    const { value } = await readRandomShare(sql, today);
    const routeId = await insertRoute(sql, {
      ...input,
      unannounced: input.unannounced || input.kind === 'unannounced',
      randomShare: value.share,
      seed: seedFrom(deps.newId()),
      createdBy: actor.accountId,
      createdAt: deps.clock.now(),
    });
    for (const [at, { teamId, shift }] of input.shifts.entries()) {
      if (!isShiftPossible(shift)) {
        throw new AppError('request.invalid', {
          errors: [{ pointer: `/shifts/${at}/shift`, code: 'hours_impossible' }],
        });
      }
      const known = await insertShift(sql, routeId, teamId, shift);
      if (!known) throw new AppError('route.team_unknown');
    }
    const made = await partsOf(sql, deps, actor, routeId);
    await appendAudit(sql, deps.clock, {
      action: 'route.create',
      subjectKind: 'route',
      subjectId: routeId,
      detail: { onDate: input.onDate, kind: input.kind, teams: input.shifts.map((s) => s.teamId) },
    });
    return made;
  });
  return detailOf(deps, actor, parts);
}

/**
 * Gives the route to its teams as it stands; lateness and broken rules are the planner's to accept, by number. A later
 * publishing of the same route keeps what was published before, and changes nothing where nothing has changed.
 */
export async function publishRoute(
  deps: Deps,
  actor: Actor,
  routeId: number,
  { version, randomShareReason, acceptedProblems }: PublishRoute,
): Promise<RouteDetail> {
  refuseForbiddenText({ randomShareReason });
  // Ways are measured before the transaction; the version sees to it that they are those of this order.
  const seen = await asActor(deps.database, actor, (sql) => partsOf(sql, deps, actor, routeId));
  const plan = await planRoute(deps, { ...seen, onDate: seen.route.onDate });
  const count = problemsIn(plan.shifts);
  const published = await writeAsActor(deps.database, actor, async (sql) => {
    const route = await findRoute(sql, routeId, { lock: true });
    if (route === null) throw new AppError('route.not_found');
    if (route.version !== version || route.version !== seen.route.version) {
      throw new AppError('route.changed_meanwhile', { parameters: { version: route.version } });
    }
    const over = whyOver(route);
    if (over !== null) throw new AppError(over);
    // The teams have exactly this: another version would tell them of nothing.
    if (seen.publication !== null && matchesPublication(seen, seen.publication)) return false;
    refuseUnready(seen, deps, randomShareReason);
    refuseUnaccepted(count, acceptedProblems);
    const publishedAt = deps.clock.now();
    const { accountId: publishedBy } = actor;
    await keepPlannedTimes(sql, openTimes(seen.stops, plan.shifts));
    const raised = await raiseRouteVersion(sql, routeId);
    await markPublished(sql, { id: routeId, randomShareReason, publishedBy, publishedAt });
    await insertRouteVersion(sql, {
      routeId,
      version: raised,
      plan: JSON.stringify(plan),
      publishedBy,
      publishedAt,
    });
    const { shifts } = seen;
    await insertPublishedShifts(sql, routeId, raised, {
      shifts,
      plans: plan.shifts,
      basis: plan.basis,
    });
    await insertPublishedStops(sql, routeId, raised, stopsToPublish(seen.stops, plan.shifts));
    await reopenCarried(sql, routeId);
    await appendAudit(sql, deps.clock, {
      action: 'route.publish',
      subjectKind: 'route',
      subjectId: routeId,
      detail: {
        version: raised,
        unannounced: route.unannounced,
        randomWanted: seen.randomShare.wanted,
        randomDrawn: seen.randomShare.drawn,
        acceptedProblems: count,
      },
    });
    return true;
  });
  if (published) deps.routeNews.tell('orders');
  return readRoute(deps, actor, routeId);
}

/** The planned starts of the stops that have no result yet. */
function openTimes(stops: RouteParts['stops'], plans: RouteDetail['plan']['shifts']) {
  const open = new Set(stops.filter(({ state }) => state === 'planned').map(({ id }) => id));
  return plans.flatMap((plan) =>
    plan.stops
      .filter(({ stopId }) => open.has(stopId))
      .map(({ stopId, start }) => ({ stopId, start, shiftId: plan.shiftId })),
  );
}

function refuseUnaccepted(count: number, accepted: number): void {
  if (count > accepted)
    throw new AppError('route.problems_not_accepted', { parameters: { count } });
}

function refuseUnready(
  { route, stops, randomShare }: RouteParts,
  deps: Deps,
  reason: string | null,
) {
  const assigned = stops.filter(({ removed, shiftId }) => !removed && shiftId !== null).length;
  const refusal = whyNotPublish({ ...route, assigned }, randomShare, reason, deps.clock.today());
  if (refusal === null) return;
  throw new AppError(refusal, {
    parameters: { wanted: randomShare.wanted, drawn: randomShare.drawn },
  });
}

/**
 * Records that the planner has the route open, at which stop. @returns the others who have it open, the present
 * version, and who edited last what the planner has open
 */
export async function tellOpen(
  deps: Deps,
  actor: Actor,
  routeId: number,
  { stopId, shiftId }: TellPresence,
): Promise<RoutePresence> {
  return asActor(deps.database, actor, async (sql) => {
    const route = await findRoute(sql, routeId);
    if (route === null) throw new AppError('route.not_found');
    const seenAt = deps.clock.now();
    const since = new Date(Date.parse(seenAt) - PRESENCE_MILLISECONDS).toISOString();
    const others = await tellPresence(sql, {
      routeId,
      accountId: actor.accountId,
      stopId,
      seenAt,
      since,
    });
    const subject = stopId ?? (shiftId === null ? null : -shiftId);
    const lastEdit = subject === null ? null : await findLastEdit(sql, routeId, subject);
    return { version: route.version, others, lastEdit };
  });
}
