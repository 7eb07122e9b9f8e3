import { Density, DensityQuery } from '#server/contract/density.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { readDensity } from './read-density.ts';

const read = route('get', '/density', {
  tags: ['points'],
  summary: 'Density of the places of a filter in a box; never of persons',
  right: 'points:read',
  query: DensityQuery,
  responses: { 200: jsonResponse(Density, 'The density, or how many places it would need') },
});

export const densityRoutes = newRouter().openapi(read, async (c) =>
  c.json(await readDensity(c.var.deps, c.var.actor, c.req.valid('query')), 200),
);
