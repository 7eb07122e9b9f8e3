import type { Actor } from '#server/contract/permission.ts';
import type { FieldRoute, FieldRouteList } from '#server/contract/route-result.ts';
import type { ShiftChanges } from '#server/contract/route-publication.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { asPublished, changesBetween, shiftsAsPublished } from './rules/publication.ts';
import { settleStops } from './rules/settled-stop.ts';
import {
  findPublication,
  findVersionBefore,
  listWithdrawn,
  type Publication,
} from './publication-queries.ts';
import { listTeamMessages } from './message-queries.ts';
import { findRoute, listShifts } from './queries.ts';
import { lastPublication } from './read-route.ts';
import { listOwnRouteIds, listResults } from './result-queries.ts';
import { listStops, type StopRow } from './stop-queries.ts';

/** Reads the published routes of the actor's teams completely, for a phone that may be offline all day. */
export async function readFieldRoutes(deps: Deps, actor: Actor): Promise<FieldRouteList> {
  return asActor(deps.database, actor, async (sql) => {
    const items = await fieldRoutes(sql, await listOwnRouteIds(sql, deps.clock.today()), actor);
    await appendAudit(sql, deps.clock, {
      action: 'route.take_along',
      subjectKind: 'route',
      subjectId: null,
      detail: { routes: items.map(({ routeId }) => routeId) },
    });
    const today = deps.clock.today();
    return { items, today, withdrawn: await listWithdrawn(sql, today) };
  });
}

async function fieldRoutes(
  sql: TransactionSql,
  ids: readonly number[],
  { accountId }: Actor,
): Promise<FieldRoute[]> {
  const routes: FieldRoute[] = [];
  for (const id of ids) {
    const route = await findRoute(sql, id);
    if (route === null) continue;
    const publication = await lastPublication(sql, route);
    if (publication === null) continue;
    const stops = asPublished(await listStops(sql, id), publication);
    const settled = settleStops(await listResults(sql, id));
    const messages = await listTeamMessages(sql, id, accountId);
    const changes = await changesSinceLast(sql, id, publication, stops);
    for (const shift of shiftsAsPublished(await listShifts(sql, id), publication)) {
      const own = stops.filter((stop) => stop.shiftId === shift.id);
      routes.push({
        routeId: id,
        title: route.title,
        onDate: route.onDate,
        kind: route.kind,
        unannounced: route.unannounced,
        publication: {
          version: publication.version,
          publishedAt: publication.publishedAt,
          changes: changes.find(({ shiftId }) => shiftId === shift.id)?.changes ?? [],
        },
        messages: messages.flatMap(({ shiftId, ...message }) =>
          shiftId === shift.id ? message : [],
        ),
        shift,
        stops: own.map((stop) => ({
          ...stop,
          result: settled.get(stop.id)?.result ?? null,
          otherResults: settled.get(stop.id)?.others ?? [],
        })),
      });
    }
  }
  return routes;
}

/** Compares a publication with the one before, so that teams see what is new; no differences for a team's first. */
async function changesSinceLast(
  sql: TransactionSql,
  routeId: number,
  publication: Publication,
  stops: readonly StopRow[],
): Promise<ShiftChanges[]> {
  const version = await findVersionBefore(sql, routeId, publication.version);
  if (version === null) return [];
  const before = await findPublication(sql, routeId, version, publication.publishedAt);
  if (before === null) return [];
  const told = new Set(before.shifts.map(({ shiftId }) => shiftId));
  const changes = changesBetween(
    before,
    publication,
    new Map(stops.map((stop) => [stop.id, stop])),
  );
  return changes.filter(({ shiftId }) => told.has(shiftId));
}
