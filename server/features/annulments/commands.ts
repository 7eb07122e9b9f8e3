import type { ActEffect } from '#server/contract/act-effect.ts';
import type { AnnulBody } from '#server/contract/annulment.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { Consent } from '#server/db/write-for-two.ts';
import type { Deps } from '#server/deps.ts';
import { markCycleTakenBack } from '#server/features/handovers/queries.ts';
import { changePoint, type Change } from '#server/features/life-cycle/change-commands.ts';
import { setMergedInto } from '#server/features/points/queries.ts';
import { refreshStatusSince } from '#server/features/points/redate-queries.ts';
import { registerDeciders } from '#server/features/proposals/rules.ts';
import type { KindOf } from '#server/proposal-kind.ts';
import { readOwnActMinutes } from '#server/settings/life-cycle-settings.ts';

import {
  clearHandedOver,
  clearRecogniser,
  clearResponses,
  findPointOfEvent,
  letPartsWait,
  letSignalWait,
  pointOfEvent,
  readLife,
  removeCheck,
  removeCycle,
  removeParts,
  removeSignal,
  reopenCycle,
  unmatchSignal,
} from './queries.ts';
import { isRefusal, planAnnulment, type Plan } from './rules.ts';
import { actNames } from './standing-rules.ts';
import { takesTwo, whyNotBy, wouldWin } from './who-rules.ts';

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

/**
 * Declares an act mistaken by a new event. The act stays in the log, struck; all that followed from it is taken back,
 * so that the place stands as if it had never been. Gives the id of the point.
 * @throws {AppError} `annulment.…` when the person may not, or later acts stand on it, which are named;
 *   `proposal.needed` where it takes a second person
 */
export async function annulEvent(
  deps: Deps,
  actor: Actor,
  eventId: number,
  input: AnnulBody,
  consent?: Consent,
): Promise<number> {
  const request = {
    act: 'annul' as const,
    pointId: (sql: Change['sql']) => pointOfEvent(sql, eventId),
    missing: 'annulment.no_such_event' as const,
    input: {
      effectiveOn: deps.clock.today(),
      documentNumber: input.documentNumber,
      note: null,
      version: input.version,
    },
    texts: { reason: input.reason },
    notBefore: () => '1900-01-01',
    consent,
  };
  const { pointId, closures } = await changePoint(deps, actor, request, async (change) => {
    const plan = await planOf(change, eventId, input);
    const { id, kind, effectiveOn } = plan.event;
    if (plan.status !== change.point.status || plan.cycle !== change.point.cycle) {
      change.move({ status: plan.status, cycle: plan.cycle });
    }
    const detail = { reason: input.reason, kind, on: effectiveOn };
    change.append('annulled', { corrects: id, detail: { ...detail, effects: plan.effects } });
    for (const other of plan.also) {
      const of = { ...detail, kind: other.kind, on: other.effectiveOn, with: id };
      change.append('annulled', { corrects: other.id, detail: of });
    }
    for (const effect of plan.effects) await carryOut(change, effect);
    if (plan.effects.some((effect) => effect.kind === 'handover_taken_back')) {
      change.append('handover_reopened');
    }
    if (kind === 'recognised') await clearRecogniser(change.sql, change.point.id);
    if (kind !== 'proposed') await refreshStatusSince(change.sql, change.point.id);
    const closures = plan.effects.some((effect) => CHANGES_CLOSURES.includes(effect.kind));
    return { pointId: change.point.id, closures };
  });
  if (closures) await deps.joined.closuresTakenBack(deps, [pointId]);
  return pointId;
}

const CHANGES_CLOSURES: readonly ActEffect['kind'][] = ['closure_removed', 'cycle_removed'];

async function planOf(change: Change, eventId: number, input: AnnulBody): Promise<Plan> {
  const { sql, point, actor, deps, consent } = change;
  const life = await readLife(sql, point.id);
  if (life === null) throw new AppError('point.not_found');
  const event = life.events.find(({ id }) => id === eventId);
  const plan = planAnnulment(life, eventId);
  if (event === undefined) throw new AppError('annulment.no_such_event');
  const ownMinutes = await readOwnActMinutes(sql, deps.clock.today());
  const refusal = whyNotBy(event, life, actor, { now: deps.clock.now(), ownMinutes });
  if (refusal !== null) throw new AppError(refusal);
  if (isRefusal(plan)) {
    throw new AppError(plan.refusal, { parameters: actNames(plan.standing) });
  }
  if (event.actorId !== actor.accountId && input.documentNumber === null) {
    const code = 'lifecycle.document_required';
    throw new AppError(code, { errors: [{ pointer: '/documentNumber', code }] });
  }
  if (takesTwo(event, life, actor)) change.takeTwo();
  if (consent?.rehearsal !== true && wouldWin(event, life, consent?.decider.accountId)) {
    throw new AppError('proposal.own_case');
  }
  return plan;
}

async function carryOut({ sql, point }: Change, effect: ActEffect): Promise<void> {
  switch (effect.kind) {
    case 'cycle_removed':
      return removeCycle(sql, point.id, effect.cycle);
    case 'closure_removed':
      return reopenCycle(sql, point.id, effect.cycle);
    case 'handed_over_removed':
      return clearHandedOver(sql, point.id, effect.cycle);
    case 'handover_back':
      return letPartsWait(sql, effect.handoverIds);
    case 'handover_removed':
      return removeParts(sql, effect.handoverIds);
    case 'response_removed':
      return clearResponses(sql, effect.handoverIds);
    case 'check_removed':
      return removeCheck(sql, effect.eventId);
    case 'suspicion_removed':
      return removeSignal(sql, effect.signalId);
    case 'suspicion_matched_anew':
      return unmatchSignal(sql, effect.signalId);
    case 'suspicion_back':
      return letSignalWait(sql, effect.signalId);
    case 'merge_removed':
      return setMergedInto(sql, point.id, null);
    case 'place_removed':
      return setMergedInto(sql, point.id, point.id);
    case 'handover_taken_back':
      return markCycleTakenBack(sql, {
        pointId: point.id,
        number: effect.cycle,
        seq: point.lastSeq,
      });
    // Carried out with the others: by the move of the status, with the cycle, or nothing to be done.
    case 'status':
    case 'reply_no_longer_asked':
    case 'handover_not_back':
      return;
    // Of an act, never of its annulment.
    case 'cycle_opened':
    case 'handover_cancelled':
    case 'handover_asked':
    case 'handover_withdrawn':
    case 'reply_asked':
      throw new Error(`an annulment does not lead to ${effect.kind}`);
  }
}
