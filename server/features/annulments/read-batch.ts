import type { ActBatch } from '#server/contract/act-batch.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { nameCommunesOf } from '#server/features/life-cycle/commune-name-queries.ts';
import { readOwnActMinutes } from '#server/settings/life-cycle-settings.ts';

import { listBatchActs } from './batch-queries.ts';
import { readLives } from './queries.ts';
import { undoingOf } from './undoing-rules.ts';

/**
 * Reads the acts that one press recorded, each with what follows when it is undone now, or why the reader may not.
 * Changes nothing: each undoing is a write of its own, which is judged again.
 * @throws {AppError} `annulment.no_such_batch` also where none of its points is within reach.
 */
export async function readBatch(deps: Deps, actor: Actor, batchId: string): Promise<ActBatch> {
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
