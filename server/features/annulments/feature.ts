import * as z from 'zod';

import { ActBatch, BatchId } from '#server/contract/act-batch.ts';
import { AnnulBody, AnnulmentPreview } from '#server/contract/annulment.ts';
import type { Actor } from '#server/contract/permission.ts';
import { PointDetail } from '#server/contract/point.ts';
import { AppError } from '#server/contract/problem.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { Feature } from '#server/feature.ts';
import { nameCommunesOf } from '#server/features/life-cycle/commune-name-queries.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { readOwnActMinutes } from '#server/settings/life-cycle-settings.ts';

import { ANNUL_PROPOSAL, annulEvent } from './commands.ts';
import { previewOf } from './preview-rules.ts';
import { findPointOfEvent, listBatchActs, readLife, readLives } from './queries.ts';
import { undoingOf } from './undoing-rules.ts';

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

const annulmentRoutes = newRouter()
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

export const annulments = {
  uses: ['handovers', 'life-cycle', 'points', 'proposals'],
  operations: [annulmentRoutes],
  proposals: {
    annul: ANNUL_PROPOSAL,
  },
} as const satisfies Feature;

/** Reads what the annulment of an act would lead to, by the plan that the annulment itself follows. */
async function previewAnnulment(
  deps: Deps,
  actor: Actor,
  eventId: number,
): Promise<AnnulmentPreview> {
  const now = deps.clock.now();
  return asActor(deps.database, actor, async (sql) => {
    const pointId = await findPointOfEvent(sql, eventId);
    const life = pointId === null ? null : await readLife(sql, pointId);
    const event = life?.events.find(({ id }) => id === eventId);
    if (life === null || event === undefined) throw new AppError('annulment.no_such_event');
    const ownMinutes = await readOwnActMinutes(sql, deps.clock.today());
    return previewOf(event, life, actor, { now, ownMinutes });
  });
}

/**
 * Reads the acts that one press recorded, each with what follows when it is undone now, or why the reader may not.
 * Changes nothing: each undoing is a write of its own, which is judged again.
 * @throws {AppError} `annulment.no_such_batch` also where none of its points is within reach.
 */
async function readBatch(deps: Deps, actor: Actor, batchId: string): Promise<ActBatch> {
  const now = deps.clock.now();
  return asActor(deps.database, actor, async (sql) => {
    const acts = await listBatchActs(sql, batchId);
    if (acts.length === 0) throw new AppError('annulment.no_such_batch');
    const ownMinutes = await readOwnActMinutes(sql, deps.clock.today());
    const pointIds = [...new Set(acts.map(({ pointId }) => pointId))];
    const lives = new Map((await readLives(sql, pointIds)).map((life) => [life.id, life]));
    const items = acts.flatMap(({ eventId, ...point }) => {
      const life = lives.get(point.pointId);
      const event = life?.events.find(({ id }) => id === eventId);
      if (life === undefined || event === undefined) return [];
      return [{ ...point, ...undoingOf(event, life, actor, { now, ownMinutes }) }];
    });
    const communes = await nameCommunesOf(
      sql,
      items.flatMap(({ effects }) => effects),
    );
    return { id: batchId, items, communes };
  });
}
