import { can, type Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { RandomShare, RouteDetail, RouteShift } from '#server/contract/route.ts';
import type { RouteOutcome } from '#server/contract/route-result.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { listQuotas } from '#server/features/inspection-objects/inspection-queries.ts';
import { readReinspection } from '#server/features/inspection-objects/inspection-settings.ts';

import { listOverlaps } from './candidate-queries.ts';
import { listOwnEdits } from './edit-queries.ts';
import { dayUnderWay, type DayUnderWay } from './rules/day-under-way.ts';
import { outcomeOf } from './rules/outcome.ts';
import { planRoute } from './read-plan.ts';
import {
  asPublished,
  changesBetween,
  shiftsAsPublished,
  matchesPublication,
  stopsToPublish,
  withChecked,
} from './rules/publication.ts';
import { teamsOn } from './rules/shift-changes.ts';
import { findPublication, type Publication } from './publication-queries.ts';
import { findRoute, listShifts, type RouteRow } from './queries.ts';
import { listObjectCommunes, listResults } from './result-queries.ts';
import { readFoundRate, readRandomShare, readStopRule } from './route-settings.ts';
import { randomWanted, undoAndRedo, whyOver } from './rules.ts';
import { listCarried, listStops, type StopRow } from './stop-queries.ts';

/**
 * Reads a route with its stops, times and broken rules, and logs the look. Planners get the draft, or the
 * publication where they ask for it; everybody else gets the publication.
 */
export async function readRoute(
  deps: Deps,
  actor: Actor,
  routeId: number,
  view: RouteView = 'draft',
): Promise<RouteDetail> {
  const parts = await asActor(deps.database, actor, async (sql) => {
    const found = await partsOf(sql, deps, actor, routeId, view);
    await appendAudit(sql, deps.clock, {
      action: 'route.read',
      subjectKind: 'route',
      subjectId: routeId,
      detail: { unannounced: found.route.unannounced },
    });
    return found;
  });
  return detailOf(deps, actor, parts);
}

/** `draft`: the planners' working state; `published`: the state given to the teams. */
export type RouteView = 'draft' | 'published';

export type RouteParts = {
  route: RouteRow;
  shifts: RouteShift[];
  stops: StopRow[];
  randomShare: RandomShare;
  carried: number;
  undo: number | null;
  redo: number | null;
  overlaps: RouteDetail['overlaps'];
  /** The last publication; null for a draft. */
  publication: Publication | null;
  view: RouteView;
  /** Set where the draft of a published route is read on its own day. */
  day: DayUnderWay | null;
};

/**
 * Reads all parts of a route from the database. A reader who plans routes gets the view asked for; other readers, and
 * everybody once the route is done, get the published state. Throws `route.not_found`.
 */
export async function partsOf(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  routeId: number,
  asked: RouteView = 'draft',
): Promise<RouteParts> {
  const route = await findRoute(sql, routeId);
  if (route === null) throw new AppError('route.not_found');
  const planner = can(actor.role, 'routes:plan');
  const publication = await lastPublication(sql, route);
  const street =
    publication !== null && (!planner || asked === 'published' || whyOver(route) !== null);
  const draft = await draftOf(sql, routeId);
  const { stops, shifts } = street
    ? {
        stops: asPublished(draft.stops, publication),
        shifts: shiftsAsPublished(draft.teams, publication),
      }
    : draft;
  return {
    route,
    stops,
    shifts,
    randomShare: await shareOf(sql, deps, route, stops),
    carried: planner ? (await listCarried(sql)).length : 0,
    ...undoAndRedo(planner ? await listOwnEdits(sql, routeId, actor.accountId) : []),
    overlaps: planner && !street ? await listOverlaps(sql, deps.clock.today(), route) : [],
    publication,
    view: street ? 'published' : 'draft',
    day: street ? null : await readDay(sql, deps, route, { publication, stops }),
  };
}

/** The stops of a route as they stand in its draft, all teams it ever had, and as `shifts` those that are on it. */
export async function draftOf(sql: TransactionSql, routeId: number) {
  const [stops, teams] = [await listStops(sql, routeId), await listShifts(sql, routeId)];
  return { stops, teams, shifts: teamsOn(teams, stops) };
}

async function readDay(
  sql: TransactionSql,
  { clock }: Pick<Deps, 'clock'>,
  { id, state, onDate }: RouteRow,
  { publication, stops }: Pick<RouteParts, 'publication' | 'stops'>,
): Promise<DayUnderWay | null> {
  if (state !== 'published' || publication === null || onDate !== clock.today()) return null;
  const results = await listResults(sql, id);
  return dayUnderWay({ onDate, now: clock.now(), publication, stops, results });
}

/** Finds the publication by which the street works; null while the route is a draft. */
export async function lastPublication(
  sql: TransactionSql,
  { id, publishedVersion, publishedAt }: Pick<RouteRow, 'id' | 'publishedVersion' | 'publishedAt'>,
): Promise<Publication | null> {
  if (publishedVersion === null || publishedAt === null) return null;
  return findPublication(sql, id, publishedVersion, publishedAt);
}

/** Outside a transaction: measuring the ways opens one of its own. */
export async function detailOf(deps: Deps, actor: Actor, parts: RouteParts): Promise<RouteDetail> {
  const { route, shifts, stops, publication, view, day, ...rest } = parts;
  const { seed: _seed, randomShare: _share, randomShareReason: _reason, ...shown } = route;
  // A published plan is never computed again: a road network imported later changes no promised time.
  const kept =
    publication !== null && (view === 'published' || matchesPublication(parts, publication))
      ? publication
      : null;
  const plan =
    kept === null
      ? await planRoute(deps, { onDate: route.onDate, shifts, stops, day })
      : keptPlan(kept, shifts);
  return {
    ...shown,
    shifts,
    stops: stops.filter(({ removed }) => !removed).map(stopOf),
    plan,
    ...rest,
    unpublished:
      publication === null || kept !== null ? [] : unpublishedChanges(parts, publication, plan),
    underWay: day !== null,
    mayPlan: can(actor.role, 'routes:plan') && whyOver(route) === null,
  };
}

function keptPlan(
  { basis, shifts: published }: Publication,
  shifts: RouteParts['shifts'],
): RouteDetail['plan'] {
  const visible = new Set(shifts.map(({ id }) => id));
  return {
    basis,
    shifts: published.filter(({ shiftId }) => visible.has(shiftId)).map(({ plan }) => plan),
    dropped: [],
  };
}

function unpublishedChanges(
  { shifts, stops }: RouteParts,
  publication: Publication,
  plan: RouteDetail['plan'],
): RouteDetail['unpublished'] {
  const published = new Set(publication.stops.map(({ stopId }) => stopId));
  // The teams know the stops that they added themselves.
  const told = stops.filter(({ id, unplanned }) => !unplanned || published.has(id));
  const draft = {
    shifts: shifts.map((shift) => ({ shiftId: shift.id, shift })),
    stops: stopsToPublish(told, plan.shifts),
  };
  return changesBetween(publication, draft, new Map(stops.map((stop) => [stop.id, stop])));
}

function stopOf(row: StopRow): RouteDetail['stops'][number] {
  const { removed: _removed, business: _business, ...rest } = row;
  const { plannedStart: _start, plannedShiftId: _shift, ...stop } = rest;
  return stop;
}

export async function shareOf(
  sql: TransactionSql,
  deps: Deps,
  route: RouteRow,
  stops: readonly StopRow[],
): Promise<RandomShare> {
  const setting = await readRandomShare(sql, deps.clock.today());
  const counted = stops.filter((stop) => !stop.removed && !stop.unplanned);
  return {
    share: route.randomShare,
    setting: setting.value.share,
    origin: setting.origin,
    reason: route.randomShareReason,
    wanted: randomWanted(route.randomShare, counted.length),
    drawn: counted.filter(({ random }) => random).length,
  };
}

/** Plan against result, for whoever may see the route; the look is logged. */
export async function readOutcome(
  deps: Deps,
  actor: Actor,
  routeId: number,
): Promise<RouteOutcome> {
  return asActor(deps.database, actor, async (sql) => {
    const route = await findRoute(sql, routeId);
    if (route === null) throw new AppError('route.not_found');
    const today = deps.clock.today();
    const { lateAfterMinutes } = (await readStopRule(sql, today)).value;
    const { fewestMinutes } = (await readFoundRate(sql, today)).value;
    const { shifts, stops } = await partsOf(sql, deps, actor, routeId, 'published');
    const parts = {
      shifts,
      stops: withChecked(stops, await listStops(sql, routeId)),
      results: await listResults(sql, routeId),
      quotas: await quotasOf(sql, deps, actor, routeId),
    };
    await appendAudit(sql, deps.clock, {
      action: 'route.read_outcome',
      subjectKind: 'route',
      subjectId: routeId,
    });
    return outcomeOf(route, parts, { lateAfterMinutes, rateFromMinutes: fewestMinutes });
  });
}

/** The quotas of the communes of its businesses, for those who plan or answer for them. */
async function quotasOf(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  routeId: number,
): Promise<RouteOutcome['quotas']> {
  if (!can(actor.role, 'inspection_objects:read') || can(actor.role, 'routes:work')) return [];
  const communes = await listObjectCommunes(sql, routeId);
  if (communes.length === 0) return [];
  const today = deps.clock.today();
  const { days: reinspectionDays } = await readReinspection(sql, today);
  const year = Number(today.slice(0, 4));
  const quotas = await listQuotas(sql, { year, today, reinspectionDays });
  return quotas.flatMap(({ communeId, communeName, quota, inspected }) => {
    const here = communes.find((one) => one.communeId === communeId);
    return here === undefined
      ? []
      : { communeId, communeName, quota, inspected, onRoute: here.inspected };
  });
}
