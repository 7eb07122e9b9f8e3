import { LiveDay, LiveDayQuery, type LiveRoute } from '#server/contract/live-day.ts';
import type { Actor } from '#server/contract/permission.ts';
import { ReadRouteMessage, SendRouteMessage, SentMessage } from '#server/contract/route-message.ts';
import { FieldRouteList } from '#server/contract/route-result.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { readMessage, sendMessage } from './message-commands.ts';
import { listSentMessages } from './message-queries.ts';
import { findRoute, listRoutesOfDay } from './queries.ts';
import { draftOf, lastPublication } from './read-route.ts';
import { listResults } from './result-queries.ts';
import { readStopRule } from './route-settings.ts';
import { teamOfDay } from './rules/live-day.ts';
import {
  asPublished,
  matchesPublication,
  shiftsAsPublished,
  withChecked,
} from './rules/publication.ts';

const day = route('get', '/routes/live', {
  tags: ['routes'],
  summary: 'How far the teams of a day are against the published times; by their results alone',
  right: 'routes:plan',
  query: LiveDayQuery,
  responses: { 200: jsonResponse(LiveDay, 'The routes of the day with their teams') },
});

const send = route('post', '/routes/{id}/messages', {
  tags: ['routes'],
  summary: 'Send a short message to a team that is out; its phones show it',
  right: 'routes:plan',
  params: RowParameter,
  body: SendRouteMessage,
  responses: { 200: jsonResponse(SentMessage, 'The message, read by nobody yet') },
  problems: ['route.not_found', 'route.team_unknown', 'route.team_not_out', 'text.personal_data'],
});

const read = route('post', '/routes/{id}/messages/read', {
  tags: ['routes'],
  summary: 'Note that a member of the team has read a message',
  right: 'routes:work',
  params: RowParameter,
  body: ReadRouteMessage,
  responses: { 200: jsonResponse(FieldRouteList, 'The own routes with their messages') },
  problems: ['route.message_unknown'],
});

export const liveDayRoutes = newRouter()
  .openapi(day, async (c) =>
    c.json(await readLiveDay(c.var.deps, c.var.actor, c.req.valid('query').on), 200),
  )
  .openapi(send, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await sendMessage(c.var.deps, c.var.actor, id, c.req.valid('json')), 200);
  })
  .openapi(read, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await readMessage(c.var.deps, c.var.actor, id, c.req.valid('json')), 200);
  });

/** Reads how far the teams of a day are against what was published to them; the look is logged. */
async function readLiveDay(deps: Deps, actor: Actor, asked: IsoDate | undefined): Promise<LiveDay> {
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
  const draft = await draftOf(sql, id);
  const stops = withChecked(asPublished(draft.stops, publication), draft.stops);
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
    teams: shiftsAsPublished(draft.teams, publication).flatMap((shift) => {
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
