import { Sensitivity, SensitivityQuery } from '#server/contract/signal.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { readSensitivity } from './sensitivity.ts';

const read = route('get', '/signals/sensitivity', {
  tags: ['signals'],
  summary: 'What a figure of recurrences would be by half and double the measures',
  right: 'points:read',
  query: SensitivityQuery,
  responses: { 200: jsonResponse(Sensitivity, 'The figure by other measures') },
});

export const sensitivityRoutes = newRouter().openapi(read, async (c) =>
  c.json(await readSensitivity(c.var.deps, c.var.actor, c.req.valid('query')), 200),
);
