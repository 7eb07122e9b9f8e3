import type { AnnulmentPreview, StandingAct } from '#server/contract/annulment.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { readOwnActMinutes } from '#server/settings/life-cycle-settings.ts';

import { findPointOfEvent, readLife } from './queries.ts';
import { isRefusal, planAnnulment, type Standing } from './rules.ts';
import { ownUntil, whyNotBy } from './who-rules.ts';

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
    const plan = planAnnulment(life, eventId);
    const own = event.actorId === actor.accountId;
    const whyNot = whyNotBy(event, life, actor, { now, ownMinutes });
    return {
      eventId,
      version: life.version,
      why: whyNot ?? (isRefusal(plan) ? plan.refusal : null),
      standing: isRefusal(plan) ? plan.standing.map(shown) : [],
      effects: isRefusal(plan) ? [] : [...plan.effects],
      needsDocument: !own,
      ownUntil: own ? ownUntil(event, ownMinutes) : null,
    };
  });
}

function shown(one: Standing): StandingAct {
  if (one.kind === 'replied') {
    return { eventId: null, kind: 'replied', effectiveOn: null, actorName: null, code: null };
  }
  if (one.kind === 'new_point') {
    return { eventId: null, kind: 'new_point', effectiveOn: null, actorName: null, code: one.code };
  }
  const { id: eventId, kind, effectiveOn, actorName } = one;
  return { eventId, kind, effectiveOn, actorName, code: null };
}
