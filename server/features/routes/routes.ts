import { CandidateList, CandidateQuery, CandidateWeights } from '#server/contract/candidate.ts';
import { AppError } from '#server/contract/problem.ts';
import {
  CreateRoute,
  DeletedRoute,
  DeleteRoute,
  PublishRoute,
  RouteDetail,
  RouteList,
  RouteListQuery,
  RoutePresence,
  TellPresence,
  WithdrawRoute,
} from '#server/contract/route.ts';
import {
  EditedRoute,
  EditRoute,
  MoveCheck,
  MoveCheckQuery,
  OptimiseProgress,
  OptimiseRoute,
} from '#server/contract/route-edit.ts';
import { CopiedRoute, CopyRoute } from '#server/contract/route-copy.ts';
import { AtOnce } from '#server/http/at-once.ts';
import { linkPages } from '#server/http/page-links.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { answerLines, linesResponse } from '#server/http/answer-lines.ts';
import { newRouter } from '#server/http/router.ts';

import { readCandidates, setWeights } from './read-candidates.ts';
import { createRoute, publishRoute, tellOpen } from './commands.ts';
import { deleteRoute, withdrawRoute } from './end-route-commands.ts';
import { copyRoute } from './copy-commands.ts';
import { readMoveCheck } from './read-move-check.ts';
import { editRoute } from './edit-commands.ts';
import { optimiseRoute } from './optimise-commands.ts';
import { readRoutes } from './read-route-list.ts';

/** Searches for a better order: each keeps a processor busy for as long as it was given. */
const SEARCHES = new AtOnce(2);
const RETRY_SECONDS = 10;

const list = route('get', '/routes', {
  tags: ['routes'],
  summary: 'Routes within reach, latest day first',
  right: 'routes:read',
  list: 'routes',
  query: RouteListQuery,
  responses: { 200: jsonResponse(RouteList, 'Routes') },
});

const create = route('post', '/routes', {
  tags: ['routes'],
  summary: 'Begin a route for a day and some teams',
  right: 'routes:plan',
  body: CreateRoute,
  responses: { 200: jsonResponse(RouteDetail, 'The draft') },
  problems: ['route.date_passed', 'route.team_unknown', 'text.personal_data'],
});

const candidates = route('get', '/routes/candidates', {
  tags: ['routes'],
  summary: 'Closed places by what speaks for looking at them, each reason shown',
  right: 'routes:plan',
  query: CandidateQuery,
  responses: {
    200: jsonResponse(CandidateList, 'Candidates, best first, with the weights they are ranked by'),
  },
  problems: ['route.not_found'],
});

const weigh = route('post', '/routes/candidates/weights', {
  tags: ['routes'],
  summary: 'Keep the weights by which candidates are ranked for this account',
  right: 'routes:plan',
  body: CandidateWeights,
  responses: { 200: jsonResponse(CandidateWeights, 'The weights as kept') },
});

const optimise = route('post', '/routes/optimise', {
  tags: ['routes'],
  summary:
    'Look for a better order, telling the best so far; changes nothing, closing the answer ends it',
  right: 'routes:plan',
  body: OptimiseRoute,
  withoutKey: 'It only searches; using a result is an edit of its own.',
  responses: {
    200: linesResponse(
      OptimiseProgress,
      'The best so far, one JSON object a line; the last is `done` or `failed`',
    ),
  },
  problems: ['request.too_many'],
});

const edit = route('post', '/routes/{id}/edits', {
  tags: ['routes'],
  summary: 'Change a route by hand; every rule that the order breaks is told, none forbids it',
  right: 'routes:plan',
  params: RowParameter,
  body: EditRoute,
  responses: { 200: jsonResponse(EditedRoute, 'The route as it is then') },
  problems: [
    'route.not_found',
    'route.done',
    'route.withdrawn',
    'route.changed_meanwhile',
    'route.stop_unknown',
    'route.stop_has_result',
    'route.team_absent',
    'route.team_unknown',
    'route.too_many_teams',
    'route.too_many_stops',
    'route.nothing_to_add',
    'route.nothing_to_restore',
  ],
});

const moveCheck = route('get', '/routes/{id}/move-check', {
  tags: ['routes'],
  summary: 'Tell the plans of the teams after a move, without making it',
  right: 'routes:plan',
  params: RowParameter,
  query: MoveCheckQuery,
  responses: { 200: jsonResponse(MoveCheck, 'Times and broken rules of the teams it touches') },
  problems: [
    'route.not_found',
    'route.done',
    'route.withdrawn',
    'route.stop_unknown',
    'route.stop_has_result',
  ],
});

const publish = route('post', '/routes/{id}/publish', {
  tags: ['routes'],
  summary: 'Give a route to its teams as it stands; fewer random stops need a reason',
  right: 'routes:plan',
  params: RowParameter,
  body: PublishRoute,
  responses: { 200: jsonResponse(RouteDetail, 'The published route') },
  problems: [
    'route.not_found',
    'route.done',
    'route.withdrawn',
    'route.date_passed',
    'route.empty',
    'route.random_share_low',
    'route.problems_not_accepted',
    'route.changed_meanwhile',
    'text.personal_data',
  ],
});

const copy = route('post', '/routes/{id}/copy', {
  tags: ['routes'],
  summary:
    'Copy a route to another day as a draft, without results; its random stops are drawn anew',
  right: 'routes:plan',
  params: RowParameter,
  body: CopyRoute,
  responses: { 200: jsonResponse(CopiedRoute, 'The draft, and what is not in it') },
  problems: ['route.not_found', 'route.date_passed', 'route.teams_gone', 'text.personal_data'],
});

const withdraw = route('post', '/routes/{id}/withdraw', {
  tags: ['routes'],
  summary: 'Take a published route back from its teams, with the reason',
  right: 'routes:plan',
  params: RowParameter,
  body: WithdrawRoute,
  responses: { 200: jsonResponse(RouteDetail, 'The withdrawn route') },
  problems: [
    'route.not_found',
    'route.not_published',
    'route.done',
    'route.withdrawn',
    'text.personal_data',
  ],
});

const remove = route('post', '/routes/{id}/delete', {
  tags: ['routes'],
  summary: 'Delete a draft that was never published',
  right: 'routes:plan',
  params: RowParameter,
  body: DeleteRoute,
  responses: { 200: jsonResponse(DeletedRoute, 'The draft that is deleted') },
  problems: ['route.not_found', 'route.was_published', 'route.changed_meanwhile'],
});

const presence = route('post', '/routes/{id}/presence', {
  tags: ['routes'],
  summary: 'Tell that the route is open here; gives who else has it open, and its version',
  right: 'routes:plan',
  params: RowParameter,
  body: TellPresence,
  withoutKey: 'It tells who is here now; only the latest message counts.',
  responses: { 200: jsonResponse(RoutePresence, 'Others, and the version there is') },
  problems: ['route.not_found'],
});

export const routeRoutes = newRouter()
  .openapi(list, async (c) => {
    const page = await readRoutes(c.var.deps, c.var.actor, c.req.valid('query'));
    linkPages(c, page.next);
    return c.json(page, 200);
  })
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
    const { deps, actor } = c.var;
    const asked = c.req.valid('json');
    const leave = SEARCHES.enter(actor.accountId);
    if (leave === null) {
      throw new AppError('request.too_many', { parameters: { seconds: RETRY_SECONDS } });
    }
    return answerLines<OptimiseProgress>(
      c,
      (writer) => optimiseRoute(deps, actor, asked, writer).finally(leave),
      ({ code }) => ({ ...NOTHING_FOUND, code }),
    );
  })
  .openapi(edit, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await editRoute(c.var.deps, c.var.actor, id, c.req.valid('json')), 200);
  })
  .openapi(moveCheck, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await readMoveCheck(c.var.deps, c.var.actor, id, c.req.valid('query')), 200);
  })
  .openapi(publish, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await publishRoute(c.var.deps, c.var.actor, id, c.req.valid('json')), 200);
  })
  .openapi(copy, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await copyRoute(c.var.deps, c.var.actor, id, c.req.valid('json')), 200);
  })
  .openapi(withdraw, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await withdrawRoute(c.var.deps, c.var.actor, id, c.req.valid('json')), 200);
  })
  .openapi(remove, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await deleteRoute(c.var.deps, c.var.actor, id, c.req.valid('json')), 200);
  })
  .openapi(presence, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await tellOpen(c.var.deps, c.var.actor, id, c.req.valid('json')), 200);
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
