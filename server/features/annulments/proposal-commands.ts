import { AppError } from '#server/contract/problem.ts';
import type { KindOf } from '#server/proposal-kind.ts';
import { registerDeciders } from '#server/features/proposals/rules.ts';

import { annulEvent } from './commands.ts';
import { findPointOfEvent, readLife } from './queries.ts';
import { isRefusal, planAnnulment } from './rules.ts';

/** The annulment of an act that two persons made, or that measures whoever asks. */
export const ANNUL_PROPOSAL: KindOf<'annul'> = {
  right: 'points:annul',
  deciders: registerDeciders,
  paper: true,
  async subjectOf(sql, _deps, asker, { eventId }) {
    const pointId = await findPointOfEvent(sql, eventId);
    const life = pointId === null ? null : await readLife(sql, pointId);
    const event = life?.events.find(({ id }) => id === eventId);
    if (pointId === null || event === undefined) throw new AppError('annulment.no_such_event');
    const own = event.actorId === asker.accountId;
    return { name: `event ${eventId}`, pointId, told: [event.actorId], withoutPaper: own };
  },
  async carryOut(deps, asker, { eventId, act }, { consent, pointVersion }) {
    const version = pointVersion ?? act.version;
    await annulEvent(deps, asker, eventId, { ...act, version }, consent);
  },
  async foresee(sql, _deps, { eventId }) {
    const pointId = await findPointOfEvent(sql, eventId);
    const life = pointId === null ? null : await readLife(sql, pointId);
    if (life === null) return { effects: [], hindrance: 'annulment.no_such_event' };
    const plan = planAnnulment(life, eventId);
    return isRefusal(plan)
      ? { effects: [], hindrance: plan.refusal }
      : { effects: [...plan.effects], hindrance: null };
  },
};
