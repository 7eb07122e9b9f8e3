import type { AnnulmentPreview, StandingAct } from '#server/contract/annulment.ts';
import type { Actor } from '#server/contract/permission.ts';
import type { IsoInstant } from '#server/contract/time.ts';

import { isRefusal, planAnnulment, type Life, type LifeEvent, type Standing } from './rules.ts';
import { ownUntil, takesTwo, whyNotBy } from './who-rules.ts';

/** The present time, and the minutes in which a person may take back an own act. */
export type Times = { now: IsoInstant; ownMinutes: number };

/** Finds all that follows when a person declares an act mistaken, or why they may not. */
export function previewOf(
  event: LifeEvent,
  life: Life & { version: number },
  actor: Actor,
  times: Times,
): AnnulmentPreview {
  const plan = planAnnulment(life, event.id);
  const own = event.actorId === actor.accountId;
  const whyNot = whyNotBy(event, life, actor, times);
  return {
    eventId: event.id,
    version: life.version,
    why: whyNot ?? (isRefusal(plan) ? plan.refusal : null),
    standing: isRefusal(plan) ? plan.standing.map(shown) : [],
    effects: isRefusal(plan) ? [] : [...plan.effects],
    needsDocument: !own,
    takesTwo: takesTwo(event, life, actor),
    ownUntil: own ? ownUntil(event, times.ownMinutes) : null,
  };
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
