import * as fc from 'fast-check';

import type { Geometry } from '#server/contract/geo.ts';
import { type Actor, can } from '#server/contract/permission.ts';
import { AppError, type ProblemCode } from '#server/contract/problem.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import type { Deps } from '#server/deps.ts';
import { annulEvent } from '#server/features/annulments/commands.ts';
import { recordCheck } from '#server/features/checks/commands.ts';
import {
  confirmHandover,
  proposeHandover,
  refuseHandover,
} from '#server/features/handovers/commands.ts';
import {
  respondToRefusal,
  withdrawHandover,
} from '#server/features/handovers/proposer-commands.ts';
import {
  decline,
  delist,
  eliminate,
  markRecurring,
  recognise,
} from '#server/features/life-cycle/commands.ts';
import { acceptImport } from '#server/features/point-imports/claim-commands.ts';
import { correctPoint, mergePoint, undoMerge } from '#server/features/points/commands.ts';
import { answerAppeal, appealSignal } from '#server/features/signals/appeal-commands.ts';
import { confirmSignal, rejectSignal } from '#server/features/signals/commands.ts';
import { undoDecision } from '#server/features/signals/undo-commands.ts';

import { fittingActs, LIFE_ACTS, PERMISSION, type ActName } from './possible-acts.ts';
import { presentOf, type Present } from './present-point.ts';
import { succeed, transfer, type Ground } from './random-areas.ts';
import { DOCUMENT } from './register-acts.ts';

export type Step = {
  /** Days that pass before the act. */
  wait: number;
  /** Days by which the act is said to lie back; below nothing it lies in the future. */
  back: number;
  /** An act that fits the status, by its place in the list, by somebody who may; null: any, by anybody. */
  fitting: number | null;
  act: ActName;
  who: number;
  choice: number;
  stale: boolean;
};

export const step: fc.Arbitrary<Step> = fc.record({
  wait: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 120 })),
  back: fc.oneof(
    { weight: 5, arbitrary: fc.constant(0) },
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 60 }) },
    { weight: 1, arbitrary: fc.constant(-1) },
  ),
  fitting: fc.oneof(
    { weight: 5, arbitrary: fc.nat(11) },
    { weight: 2, arbitrary: fc.constant(null) },
  ),
  act: fc.constantFrom(...LIFE_ACTS),
  who: fc.nat(20),
  choice: fc.nat(7),
  stale: fc.oneof(
    { weight: 19, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
});

/** A point and what acts on it may need. */
export type Stage = Ground & {
  /** Entries to merge with: one that is listed, one that is a proposal. */
  otherIds: readonly number[];
  /** The table by which the point came in; 0: by none. */
  runId: number;
  /** Shapes that a correction may give it. */
  places: readonly Geometry[];
};

/**
 * Performs one step on a point, as one of the people. @returns the act, and the reason why the commands refused it
 */
export async function perform(
  deps: Deps,
  people: readonly Actor[],
  stage: Stage,
  given: Step,
): Promise<{ act: ActName; refusal: ProblemCode | null }> {
  const present = await presentOf(deps, stage.pointId);
  const fitting = fittingActs(present);
  const act =
    given.fitting === null ? given.act : (fitting[given.fitting % fitting.length] ?? given.act);
  try {
    if (act === 'succeed') await succeed(deps, stage, given.choice);
    else if (act === 'transfer') await transfer(deps, stage, given.choice);
    else await carryOut(deps, people, stage, { act, given, present });
  } catch (error) {
    if (error instanceof AppError) return { act, refusal: error.code };
    throw error;
  }
  return { act, refusal: null };
}

async function carryOut(
  deps: Deps,
  people: readonly Actor[],
  stage: Stage,
  step: { act: Exclude<ActName, 'succeed' | 'transfer'>; given: Step; present: Present },
): Promise<void> {
  const { act, given, present } = step;
  const { pointId } = stage;
  const handover = present.handovers[given.choice === 0 ? 1 : 0] ?? { id: 0, communeId: 0 };
  const answers = act === 'confirm' || act === 'refuse';
  const decided = present.decided[0] ?? { id: 0, version: 1, by: null };
  const able = people.filter(
    ({ accountId, role, reach, communeIds }) =>
      given.fitting === null ||
      (can(role, PERMISSION[act]) &&
        (!answers || communeIds.includes(handover.communeId)) &&
        (act !== 'annul' || reach === 'city') &&
        (act !== 'undoDecision' || accountId === decided.by)),
  );
  const actor = able[given.who % able.length];
  if (actor === undefined) throw new AppError('permission.denied');
  const day: IsoDate = addDays(deps.clock.today(), -given.back);
  const effectiveOn =
    given.fitting !== null && day < present.statusSince ? present.statusSince : day;
  const version = present.version + (given.stale ? 1 : 0);
  const base = { effectiveOn, documentNumber: DOCUMENT, note: null, version };
  const reason = 'lý do thử';
  const signal = present.signals[given.choice % 2] ?? { id: 0, version: 1, by: null };
  const correction = { ...base, effectiveOn: deps.clock.today(), reason };
  switch (act) {
    case 'recognise':
      return recognise(deps, actor, pointId, base);
    case 'decline':
      return decline(deps, actor, pointId, { ...base, reason });
    case 'eliminate':
      return eliminate(deps, actor, pointId, { ...base, way: 'raid' });
    case 'handovers':
      return proposeHandover(deps, actor, pointId, { ...base, grounds: null });
    case 'confirm':
      await confirmHandover(deps, actor, handover.id, { ...base, photoIds: [] });
      return;
    case 'refuse':
      await refuseHandover(deps, actor, handover.id, {
        ...base,
        reason: 'other',
        reasonText: reason,
        ownerCommuneId: null,
        otherPointId: null,
      });
      return;
    case 'respond':
      await respondToRefusal(deps, actor, present.refusedId ?? handover.id, {
        ...base,
        response: given.choice % 2 === 0 ? 'accepted' : 'contested',
        text: reason,
        leadCommuneId: null,
        otherPointId: null,
      });
      return;
    case 'withdraw':
      await withdrawHandover(deps, actor, handover.id, { ...base, reason });
      return;
    case 'check':
      return recordCheck(deps, actor, pointId, {
        ...base,
        result: given.choice < 5 ? 'signs' : given.choice < 7 ? 'no_sign' : 'could_not_check',
        reason,
        checkedAt: null,
        obstacle: null,
        position: null,
        accuracyMetres: null,
        photoIds: [],
      });
    case 'markRecurring':
      return markRecurring(deps, actor, pointId, { ...base, grounds: reason });
    case 'confirmSignal':
      await confirmSignal(deps, actor, signal.id, { ...base, version: signal.version, reason });
      return;
    case 'rejectSignal':
      await rejectSignal(deps, actor, signal.id, { ...base, version: signal.version, reason });
      return;
    case 'delist':
      return delist(deps, actor, pointId, { ...base, reason });
    case 'redate': {
      const id = present.events[given.choice % present.events.length] ?? 0;
      return correctPoint(deps, actor, pointId, { ...correction, event: { id, effectiveOn } });
    }
    case 'move':
      return correctPoint(deps, actor, pointId, {
        ...correction,
        point: { geometry: stage.places[given.choice % stage.places.length] },
      });
    case 'lead':
      return correctPoint(deps, actor, pointId, {
        ...correction,
        point: { leadCommuneId: present.communes.at(given.choice % 2) ?? 0 },
      });
    case 'undoDecision':
      await undoDecision(deps, actor, decided.id, { version: decided.version });
      return;
    case 'appeal':
      await appealSignal(deps, actor, signal.id, { ...base, reason, version: signal.version });
      return;
    case 'answerAppeal':
      await answerAppeal(deps, actor, signal.id, {
        ...base,
        reason,
        version: signal.version,
        answer: given.choice % 2 === 0 ? 'upheld' : 'granted',
      });
      return;
    case 'accept':
      await acceptImport(deps, actor, stage.runId);
      return;
    case 'merge':
      return mergePoint(deps, actor, pointId, {
        ...base,
        reason,
        intoPointId: stage.otherIds[given.choice % stage.otherIds.length] ?? 0,
      });
    case 'undoMerge':
      return undoMerge(deps, actor, pointId, { ...base, reason });
    case 'annul': {
      // The latest events are the ones that nothing stands on, mostly. The proposal would end the life.
      const later = present.events.slice(1).toReversed();
      const eventId = later[given.choice % Math.max(later.length, 1)] ?? 0;
      await annulEvent(deps, actor, eventId, { version, reason, documentNumber: DOCUMENT });
      return;
    }
  }
}
