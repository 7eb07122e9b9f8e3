import { AttributionLedger } from '#server/contract/attribution.ts';
import type { Feature } from '#server/feature.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { readAttribution } from './read-attribution.ts';

const read = route('get', '/points/{id}/attribution', {
  tags: ['points'],
  summary: 'Who eliminated, received and answered before each recurrence, and whose it is',
  right: 'points:read',
  params: RowParameter,
  responses: { 200: jsonResponse(AttributionLedger, 'One thread a recurrence, the latest first') },
  problems: ['point.not_found'],
});

const attributionRoutes = newRouter().openapi(read, async (c) => {
  const { id } = c.req.valid('param');
  return c.json(await readAttribution(c.var.deps, c.var.actor, id), 200);
});

export const attribution = {
  operations: [attributionRoutes],
} as const satisfies Feature;
