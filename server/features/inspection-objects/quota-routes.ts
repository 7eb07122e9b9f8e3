import { createRoute } from '@hono/zod-openapi';

import {
  InspectionQuotaList,
  InspectionQuotaQuery,
  SetInspectionQuotaBody,
} from '#server/contract/inspection-object.ts';
import { takesKey } from '#server/http/idempotency.ts';
import { jsonBody, jsonResponse, problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { readQuotas, setQuota } from './inspection-commands.ts';

const tags = ['inspection objects'];

const read = createRoute({
  method: 'get',
  path: '/inspection-quotas',
  tags,
  summary: 'What each commune in reach is to inspect in a year, and how far it is',
  middleware: [secured('inspection_objects:read')] as const,
  request: { query: InspectionQuotaQuery },
  responses: {
    200: jsonResponse(InspectionQuotaList, 'Communes with businesses, visits or a quota'),
    ...problemResponses('request.invalid', 'session.missing', 'permission.denied'),
  },
});

const set = createRoute({
  method: 'post',
  path: '/inspection-quotas',
  tags,
  summary: 'Set what a commune is to inspect in a year, by a document; the last word holds',
  middleware: [secured('inspection_quotas:set'), takesKey] as const,
  request: { body: jsonBody(SetInspectionQuotaBody) },
  responses: {
    200: jsonResponse(InspectionQuotaList, 'The year with it'),
    ...problemResponses(
      'request.invalid',
      'session.missing',
      'permission.denied',
      'commune.not_found',
      'text.secret_marking',
    ),
  },
});

export const inspectionQuotaRoutes = newRouter()
  .openapi(read, async (c) => {
    const { year } = c.req.valid('query');
    return c.json(await readQuotas(c.var.deps, c.var.actor, year), 200);
  })
  .openapi(set, async (c) =>
    c.json(await setQuota(c.var.deps, c.var.actor, c.req.valid('json')), 200),
  );
