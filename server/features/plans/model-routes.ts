import { PreventionModel, RecordContentBody } from '#server/contract/prevention-model.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { readModel, recordContent } from './model-commands.ts';

const tags = ['plans'];
const model = jsonResponse(PreventionModel, 'Which contents run where, within reach');

const read = route('get', '/prevention-model', {
  tags,
  summary: 'The commune-level prevention model: which of its seven contents run where',
  right: 'plans:read',
  responses: { 200: model },
});

const record = route('post', '/prevention-model', {
  tags,
  summary: 'Say that a content runs in a commune from a day on, or runs no longer',
  right: 'plans:report',
  body: RecordContentBody,
  responses: { 200: model },
  problems: [
    'plan.other_commune',
    'plan.counts_businesses_only',
    'lifecycle.future_date',
    'commune.not_found',
    'text.secret_marking',
  ],
});

export const preventionModelRoutes = newRouter()
  .openapi(read, async (c) => c.json(await readModel(c.var.deps, c.var.actor), 200))
  .openapi(record, async (c) =>
    c.json(await recordContent(c.var.deps, c.var.actor, c.req.valid('json')), 200),
  );
