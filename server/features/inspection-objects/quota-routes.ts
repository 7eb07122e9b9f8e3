import {
  InspectionQuotaList,
  InspectionQuotaQuery,
  SetInspectionQuotaBody,
} from '#server/contract/inspection-object.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { readQuotas, setQuota } from './inspection-commands.ts';

const tags = ['inspection objects'];

const read = route('get', '/inspection-quotas', {
  tags,
  summary: 'What each commune in reach is to inspect in a year, and how far it is',
  right: 'inspection_objects:read',
  query: InspectionQuotaQuery,
  responses: {
    200: jsonResponse(InspectionQuotaList, 'Communes with businesses, visits or a quota'),
  },
});

const set = route('post', '/inspection-quotas', {
  tags,
  summary: 'Set what a commune is to inspect in a year, by a document; the last word holds',
  right: 'inspection_quotas:set',
  body: SetInspectionQuotaBody,
  responses: { 200: jsonResponse(InspectionQuotaList, 'The year with it') },
  problems: ['commune.not_found', 'text.secret_marking'],
});

export const inspectionQuotaRoutes = newRouter()
  .openapi(read, async (c) => {
    const { year } = c.req.valid('query');
    return c.json(await readQuotas(c.var.deps, c.var.actor, year), 200);
  })
  .openapi(set, async (c) =>
    c.json(await setQuota(c.var.deps, c.var.actor, c.req.valid('json')), 200),
  );
