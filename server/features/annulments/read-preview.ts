import type { AnnulmentPreview } from '#server/contract/annulment.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { readOwnActMinutes } from '#server/settings/life-cycle-settings.ts';

import { previewOf } from './preview-rules.ts';
import { findPointOfEvent, readLife } from './queries.ts';

/** Reads what the annulment of an act would lead to, by the plan that the annulment itself follows. */
export async function previewAnnulment(
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
