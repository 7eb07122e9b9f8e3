import * as z from 'zod';

import { ActBatch, BatchId } from '#server/contract/act-batch.ts';
import { AnnulBody, AnnulmentPreview } from '#server/contract/annulment.ts';
import { PointDetail } from '#server/contract/point.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { annulEvent } from './commands.ts';
import { readBatch } from './read-batch.ts';
import { previewAnnulment } from './read-preview.ts';

const preview = route('get', '/events/{id}/annulment', {
  tags: ['life-cycle'],
  summary: 'What would follow if an act were declared mistaken, and whether the reader may',
  right: 'points:annul',
  params: RowParameter,
  responses: { 200: jsonResponse(AnnulmentPreview, 'All effects, or what stands in the way') },
  problems: ['annulment.no_such_event'],
});

const batch = route('get', '/act-batches/{id}', {
  tags: ['life-cycle'],
  summary: 'The acts that one press recorded on many points, and what undoing each would lead to',
  right: 'points:annul',
  list: 'points',
  params: z.object({ id: BatchId }),
  responses: { 200: jsonResponse(ActBatch, 'Each act within reach, judged for the reader') },
  problems: ['annulment.no_such_batch'],
});

const annul = route('post', '/events/{id}/annul', {
  tags: ['life-cycle'],
  summary: 'Declare an act mistaken: it stays in the history, struck, and counts nowhere',
  right: 'points:annul',
  params: RowParameter,
  body: AnnulBody,
  responses: { 200: jsonResponse(PointDetail, 'The point as if the act had never been') },
  problems: [
    'point.changed_meanwhile',
    'point.merged',
    'annulment.no_such_event',
    'annulment.annulled_already',
    'annulment.no_act',
    'annulment.acts_stand_on_it',
    'annulment.own_too_late',
    'annulment.of_another',
    'annulment.own_case',
    'lifecycle.document_required',
    'text.personal_data',
    'text.secret_marking',
  ],
});

export const annulmentRoutes = newRouter()
  .openapi(preview, async (c) => {
    const { deps, actor } = c.var;
    return c.json(await previewAnnulment(deps, actor, c.req.valid('param').id), 200);
  })
  .openapi(batch, async (c) => {
    const { deps, actor } = c.var;
    return c.json(await readBatch(deps, actor, c.req.valid('param').id), 200);
  })
  .openapi(annul, async (c) => {
    const { deps, actor } = c.var;
    // Signals around the place are looked at again after the commit: the record is read after that.
    const pointId = await annulEvent(deps, actor, c.req.valid('param').id, c.req.valid('json'));
    return c.json(await deps.joined.readRecord(deps, actor, pointId), 200);
  });
