import { createRoute } from '@hono/zod-openapi';

import { Sensitivity, SensitivityQuery } from '#server/contract/signal.ts';
import { jsonResponse, problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { readSensitivity } from './sensitivity.ts';

const read = createRoute({
  method: 'get',
  path: '/signals/sensitivity',
  tags: ['signals'],
  summary: 'What a figure of recurrences would be by half and double the measures',
  middleware: [secured('points:read')] as const,
  request: { query: SensitivityQuery },
  responses: {
    200: jsonResponse(Sensitivity, 'The figure by other measures'),
    ...problemResponses('request.invalid', 'session.missing', 'permission.denied'),
  },
});

export const sensitivityRoutes = newRouter().openapi(read, async (c) =>
  c.json(await readSensitivity(c.var.deps, c.var.actor, c.req.valid('query')), 200),
);
