import type { LiveDay, LiveRoute } from '#server/contract/live-day.ts';
import type { Actor } from '#server/contract/permission.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { listSentMessages } from './message-queries.ts';
import { findRoute, listRoutesOfDay, listShifts } from './queries.ts';
import { lastPublication } from './read-route.ts';
import { listResults } from './result-queries.ts';
import { readStopRule } from './route-settings.ts';
import { teamOfDay } from './rules/live-day.ts';
import { asPublished, matchesPublication, shiftsAsPublished } from './rules/publication.ts';
import { listStops } from './stop-queries.ts';

/** Reads how far the teams of a day are against what was published to them; the look is logged. */
export async function readLiveDay(
  deps: Deps,
  actor: Actor,
  asked: IsoDate | undefined,
): Promise<LiveDay> {
  const today = deps.clock.today();
  const on = asked ?? today;
  return asActor(deps.database, actor, async (sql) => {
    const { lateAfterMinutes } = (await readStopRule(sql, today)).value;
    const routes: LiveRoute[] = [];
    for (const id of await listRoutesOfDay(sql, on)) {
      const route = await readLiveRoute(sql, deps, id);
      if (route !== null) routes.push(route);
    }
    await appendAudit(sql, deps.clock, {
      action: 'route.read_live_day',
      subjectKind: 'route',
      subjectId: null,
      detail: { on, routes: routes.map(({ routeId }) => routeId) },
    });
    return { on, today, readAt: deps.clock.now(), lateAfterMinutes, routes };
  });
}

async function readLiveRoute(
  sql: TransactionSql,
  deps: Pick<Deps, 'clock'>,
  id: number,
): Promise<LiveRoute | null> {
  const route = await findRoute(sql, id);
  const publication = route === null ? null : await lastPublication(sql, route);
  if (route === null || publication === null) return null;
  const draft = { shifts: await listShifts(sql, id), stops: await listStops(sql, id) };
  const stops = asPublished(draft.stops, publication);
  const results = await listResults(sql, id);
  const sent = await listSentMessages(sql, id);
  const { onDate } = route;
  return {
    routeId: id,
    title: route.title,
    unannounced: route.unannounced,
    state: route.state,
    publishedVersion: publication.version,
    publishedAt: publication.publishedAt,
    draftDiffers: route.state === 'published' && !matchesPublication(draft, publication),
    teams: shiftsAsPublished(draft.shifts, publication).flatMap((shift) => {
      const plan = publication.shifts.find(({ shiftId }) => shiftId === shift.id)?.plan;
      if (plan === undefined) return [];
      const own = stops.filter(({ shiftId }) => shiftId === shift.id);
      const messages = sent.flatMap(({ shiftId, ...message }) =>
        shiftId === shift.id ? message : [],
      );
      const now = deps.clock.now();
      return teamOfDay({ onDate, now, shift, plan, stops: own, results, messages });
    }),
  };
}
