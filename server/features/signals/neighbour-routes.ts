import { NeighbourQuery, Neighbours } from '#server/contract/neighbour.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { readNeighbours } from './read-neighbours.ts';

const neighbours = route('get', '/point-neighbours', {
  tags: ['points'],
  summary: 'The points beside a place, within the distances by which signals are matched',
  right: 'points:read',
  query: NeighbourQuery,
  responses: { 200: jsonResponse(Neighbours, 'At most ten, the nearest first') },
  problems: ['point.not_found'],
});

export const neighbourRoutes = newRouter().openapi(neighbours, async (c) => {
  const { deps, actor } = c.var;
  return c.json({ items: await readNeighbours(deps, actor, c.req.valid('query')) }, 200);
});
