import { EnteredPoints, SavedViewList, SaveView, WatchView } from '#server/contract/saved-view.ts';
import type { Feature } from '#server/feature.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { changeView, removeView, saveView, watchView } from './commands.ts';
import { readEntered, readViews } from './read-views.ts';

const tags = ['views'];
const savedViews = { 200: jsonResponse(SavedViewList, 'The views that the reader may open') };

const list = route('get', '/views', {
  tags,
  summary: 'Own and shared views of the map; of watched ones how many points came into them',
  right: 'points:read',
  responses: savedViews,
});

const entered = route('get', '/views/{id}/entered', {
  tags,
  summary: 'Points that came into a view since yesterday evening',
  right: 'points:read',
  params: RowParameter,
  responses: { 200: jsonResponse(EnteredPoints, 'The points') },
  problems: ['view.not_found'],
});

const save = route('post', '/views', {
  tags,
  summary: 'Keep a view of the map by name',
  right: 'points:read',
  body: SaveView,
  responses: savedViews,
  problems: ['view.too_many', 'view.name_taken', 'text.personal_data'],
});

const change = route('post', '/views/{id}/change', {
  tags,
  summary: 'Write an own view anew',
  right: 'points:read',
  params: RowParameter,
  body: SaveView,
  responses: savedViews,
  problems: ['view.not_found', 'view.name_taken', 'text.personal_data'],
});

const remove = route('post', '/views/{id}/delete', {
  tags,
  summary: 'Delete an own view, and all watches on it',
  right: 'points:read',
  params: RowParameter,
  responses: savedViews,
  problems: ['view.not_found'],
});

const watch = route('post', '/views/{id}/watch', {
  tags,
  summary: 'Begin or end a watch on a view',
  right: 'points:read',
  params: RowParameter,
  body: WatchView,
  responses: savedViews,
  problems: ['view.not_found', 'view.of_a_past_day', 'view.no_mail_address'],
});

const viewRoutes = newRouter()
  .openapi(list, async (c) => c.json(await readViews(c.var.deps, c.var.actor), 200))
  .openapi(entered, async (c) =>
    c.json(await readEntered(c.var.deps, c.var.actor, c.req.valid('param').id), 200),
  )
  .openapi(save, async (c) =>
    c.json(await saveView(c.var.deps, c.var.actor, c.req.valid('json')), 200),
  )
  .openapi(change, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await changeView(c.var.deps, c.var.actor, id, c.req.valid('json')), 200);
  })
  .openapi(remove, async (c) =>
    c.json(await removeView(c.var.deps, c.var.actor, c.req.valid('param').id), 200),
  )
  .openapi(watch, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await watchView(c.var.deps, c.var.actor, id, c.req.valid('json')), 200);
  });

export const views = {
  uses: ['points'],
  subjects: {
    views: 'Saved views of the map',
  },
  operations: [viewRoutes],
} as const satisfies Feature;
