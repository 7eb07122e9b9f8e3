import { createRoute as defineRoute } from '@hono/zod-openapi';
import { stream } from 'hono/streaming';

import { CandidateList, CandidateQuery, CandidateWeights } from '#server/contract/candidate.ts';
import { AppError } from '#server/contract/problem.ts';
import {
  CreateRoute,
  PublishRoute,
  RouteDetail,
  RouteList,
  RouteListQuery,
  RoutePresence,
  TellPresence,
} from '#server/contract/route.ts';
import {
  EditedRoute,
  EditRoute,
  OptimiseProgress,
  OptimiseRoute,
} from '#server/contract/route-edit.ts';
import { constraintProblem } from '#server/db/constraint-problems.ts';
import { AtOnce } from '#server/http/at-once.ts';
import { takesKey, takesNoKey } from '#server/http/idempotency.ts';
import { jsonBody, jsonResponse, problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { RowParameter } from '#server/http/row-parameter.ts';

import { readCandidates, setWeights } from './candidates.ts';
import { createRoute, publishRoute, tellOpen } from './commands.ts';
import { editRoute } from './edit-route.ts';
import { optimiseRoute } from './optimise.ts';
import { readRoutes } from './read-route.ts';

/** Searches for a better order: each keeps a processor busy for as long as it was given. */
const SEARCHES = new AtOnce(2);
const RETRY_SECONDS = 10;

const list = defineRoute({
  method: 'get',
  path: '/routes',
  tags: ['routes'],
  summary: 'Routes within reach, latest day first',
  middleware: [secured('routes:read')] as const,
  request: { query: RouteListQuery },
  responses: {
    200: jsonResponse(RouteList, 'Routes'),
    ...problemResponses('request.invalid', 'session.missing', 'permission.denied'),
  },
});

const create = defineRoute({
  method: 'post',
  path: '/routes',
  tags: ['routes'],
  summary: 'Begin a route for a day and some teams',
  middleware: [secured('routes:plan'), takesKey] as const,
  request: { body: jsonBody(CreateRoute) },
  responses: {
    200: jsonResponse(RouteDetail, 'The draft'),
    ...problemResponses(
      'request.invalid',
      'session.missing',
      'permission.denied',
      'route.date_passed',
      'route.team_unknown',
      'text.personal_data',
    ),
  },
});

const candidates = defineRoute({
  method: 'get',
  path: '/routes/candidates',
  tags: ['routes'],
  summary: 'Closed places by what speaks for looking at them, each reason shown',
  middleware: [secured('routes:plan')] as const,
  request: { query: CandidateQuery },
  responses: {
    200: jsonResponse(CandidateList, 'Candidates, best first, with the weights they are ranked by'),
    ...problemResponses('request.invalid', 'session.missing', 'permission.denied'),
  },
});

const weigh = defineRoute({
  method: 'post',
  path: '/routes/candidates/weights',
  tags: ['routes'],
  summary: 'Keep the weights by which candidates are ranked for this account',
  middleware: [secured('routes:plan'), takesKey] as const,
  request: { body: jsonBody(CandidateWeights) },
  responses: {
    200: jsonResponse(CandidateWeights, 'The weights as kept'),
    ...problemResponses('request.invalid', 'session.missing', 'permission.denied'),
  },
});

const optimise = defineRoute({
  method: 'post',
  path: '/routes/optimise',
  tags: ['routes'],
  summary:
    'Look for a better order, telling the best so far; changes nothing, closing the answer ends it',
  middleware: [
    secured('routes:plan'),
    takesNoKey('It only searches; using a result is an edit of its own.'),
  ] as const,
  request: { body: jsonBody(OptimiseRoute) },
  responses: {
    200: {
      description: 'The best so far, one JSON object a line; the last is `done` or `failed`',
      content: { 'text/x-ndjson': { schema: OptimiseProgress } },
    },
    ...problemResponses(
      'request.invalid',
      'request.too_many',
      'session.missing',
      'permission.denied',
    ),
  },
});

const edit = defineRoute({
  method: 'post',
  path: '/routes/{id}/edits',
  tags: ['routes'],
  summary: 'Change a route by hand; every rule that the order breaks is told, none forbids it',
  middleware: [secured('routes:plan'), takesKey] as const,
  request: { params: RowParameter, body: jsonBody(EditRoute) },
  responses: {
    200: jsonResponse(EditedRoute, 'The route as it is then'),
    ...problemResponses(
      'request.invalid',
      'session.missing',
      'permission.denied',
      'route.not_found',
      'route.done',
      'route.changed_meanwhile',
      'route.stop_unknown',
      'route.stop_has_result',
      'route.too_many_stops',
      'route.nothing_to_add',
      'route.nothing_to_restore',
    ),
  },
});

const publish = defineRoute({
  method: 'post',
  path: '/routes/{id}/publish',
  tags: ['routes'],
  summary: 'Give a route to its teams as it stands; fewer random stops need a reason',
  middleware: [secured('routes:plan'), takesKey] as const,
  request: { params: RowParameter, body: jsonBody(PublishRoute) },
  responses: {
    200: jsonResponse(RouteDetail, 'The published route'),
    ...problemResponses(
      'request.invalid',
      'session.missing',
      'permission.denied',
      'route.not_found',
      'route.done',
      'route.date_passed',
      'route.empty',
      'route.random_share_low',
      'route.changed_meanwhile',
      'text.personal_data',
    ),
  },
});

const presence = defineRoute({
  method: 'post',
  path: '/routes/{id}/presence',
  tags: ['routes'],
  summary: 'Tell that the route is open here; gives who else has it open, and its version',
  middleware: [
    secured('routes:plan'),
    takesNoKey('It tells who is here now; only the latest message counts.'),
  ] as const,
  request: { params: RowParameter, body: jsonBody(TellPresence) },
  responses: {
    200: jsonResponse(RoutePresence, 'Others, and the version there is'),
    ...problemResponses(
      'request.invalid',
      'session.missing',
      'permission.denied',
      'route.not_found',
    ),
  },
});

export const routeRoutes = newRouter()
  .openapi(list, async (c) =>
    c.json(await readRoutes(c.var.deps, c.var.actor, c.req.valid('query').state), 200),
  )
  .openapi(create, async (c) =>
    c.json(await createRoute(c.var.deps, c.var.actor, c.req.valid('json')), 200),
  )
  .openapi(candidates, async (c) =>
    c.json(await readCandidates(c.var.deps, c.var.actor, c.req.valid('query')), 200),
  )
  .openapi(weigh, async (c) =>
    c.json(await setWeights(c.var.deps, c.var.actor, c.req.valid('json')), 200),
  )
  .openapi(optimise, async (c) => {
    const { deps, actor, requestId } = c.var;
    const asked = c.req.valid('json');
    const leave = SEARCHES.enter(actor.accountId);
    if (leave === null) {
      throw new AppError('request.too_many', { parameters: { seconds: RETRY_SECONDS } });
    }
    const abort = new AbortController();
    c.header('content-type', 'text/x-ndjson');
    c.header('cache-control', 'no-store');
    return stream(c, async (out) => {
      out.onAbort(() => abort.abort());
      const report = async (progress: OptimiseProgress) => {
        await out.write(`${JSON.stringify(progress)}\n`);
      };
      try {
        await optimiseRoute(deps, actor, asked, { report, signal: abort.signal });
      } catch (error) {
        // The status has long been sent: the last line says what an error's body would have said.
        const problem = error instanceof AppError ? error : constraintProblem(error);
        if (problem === null) deps.log.error({ err: error, requestId }, 'optimising failed');
        await report({ ...NOTHING_FOUND, code: problem?.code ?? 'server.internal' });
      } finally {
        leave();
      }
    });
  })
  .openapi(edit, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await editRoute(c.var.deps, c.var.actor, id, c.req.valid('json')), 200);
  })
  .openapi(publish, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await publishRoute(c.var.deps, c.var.actor, id, c.req.valid('json')), 200);
  })
  .openapi(presence, async (c) => {
    const { id } = c.req.valid('param');
    const { stopId } = c.req.valid('json');
    return c.json(await tellOpen(c.var.deps, c.var.actor, id, stopId), 200);
  });

const NOTHING_FOUND: Omit<OptimiseProgress, 'code'> = {
  phase: 'failed',
  share: 0,
  metres: 0,
  seconds: 0,
  version: 0,
  orders: [],
  dropped: [],
  source: 'own',
  service: null,
};
