import { type Actor, can } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import type { Consent } from '#server/db/write-for-two.ts';
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

import { PERMISSION, type ActName } from './possible-acts.ts';
import type { Present } from './present-point.ts';
import { DOCUMENT } from './register-acts.ts';
import { consentFor } from './second-person.ts';
import type { Stage, Step } from './random-life.ts';

type Act = Exclude<ActName, 'succeed' | 'transfer'>;

/** Performs an act by its command, as one of the people who may do it where it is to fit. */
export async function carryOut(
  deps: Deps,
  people: readonly Actor[],
  stage: Stage,
  step: { act: Act; given: Step; present: Present },
): Promise<Actor[]> {
  const scene = sceneOf(deps, people, stage, step);
  try {
    await doOne(step.act, scene);
    return [scene.actor];
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'proposal.needed') throw error;
  }
  const consent = consentFor(people, scene.actor, scene.given.choice);
  await doOne(step.act, { ...scene, consent });
  return [scene.actor, consent.decider];
}

async function doOne(act: Act, scene: Scene): Promise<void> {
  const { deps, stage, actor, given, base, reason, consent } = scene;
  const { pointId } = stage;
  switch (act) {
    case 'recognise':
      return recognise(deps, actor, pointId, base);
    case 'decline':
      return decline(deps, actor, pointId, { ...base, reason });
    case 'eliminate':
      await eliminate(deps, actor, pointId, { ...base, way: 'raid' });
      return;
    case 'handovers':
      return proposeHandover(deps, actor, pointId, { ...base, grounds: null });
    case 'confirm':
    case 'refuse':
    case 'respond':
    case 'withdraw':
      return answerHandover(act, scene);
    case 'check':
      return check(scene);
    case 'markRecurring':
      return markRecurring(deps, actor, pointId, { ...base, grounds: reason });
    case 'delist':
      return delist(deps, actor, pointId, { ...base, reason }, consent);
    case 'redate':
    case 'move':
    case 'lead':
      return correct(act, scene);
    case 'confirmSignal':
    case 'rejectSignal':
    case 'undoDecision':
    case 'appeal':
    case 'answerAppeal':
      return decideSignal(act, scene);
    case 'accept':
      await acceptImport(deps, actor, stage.runId);
      return;
    case 'merge':
      return mergePoint(
        deps,
        actor,
        pointId,
        {
          ...base,
          reason,
          intoPointId: stage.otherIds[given.choice % stage.otherIds.length] ?? 0,
        },
        consent,
      );
    case 'undoMerge':
      return undoMerge(deps, actor, pointId, { ...base, reason }, consent);
    case 'annul':
      return annulLatest(scene);
  }
}

/** One act on the stage: who does it, on which day, on what. */
type Scene = {
  deps: Deps;
  actor: Actor;
  stage: Stage;
  given: Step;
  present: Present;
  base: { effectiveOn: IsoDate; documentNumber: string; note: null; version: number };
  reason: string;
  /** A second person, where one is not enough. */
  consent?: Consent;
};

/** Chooses the person and the day. Throws `permission.denied` where nobody may do the act. */
function sceneOf(
  deps: Deps,
  people: readonly Actor[],
  stage: Stage,
  { act, given, present }: { act: Act; given: Step; present: Present },
): Scene {
  const actor = personFor(people, act, given, present);
  if (actor === undefined) throw new AppError('permission.denied');
  const day: IsoDate = addDays(deps.clock.today(), -given.back);
  const effectiveOn =
    given.fitting !== null && day < present.statusSince ? present.statusSince : day;
  const version = present.version + (given.stale ? 1 : 0);
  const base = { effectiveOn, documentNumber: DOCUMENT, note: null, version };
  return { deps, actor, stage, given, present, base, reason: 'lý do thử' };
}

const NO_SIGNAL = { id: 0, version: 1, by: null };

function handoverOf(present: Present, { choice }: Step): Present['handovers'][number] {
  return present.handovers[choice === 0 ? 1 : 0] ?? { id: 0, communeId: 0 };
}

/** One of the people who may do the act; for an act that need not fit, anybody. */
function personFor(
  people: readonly Actor[],
  act: Act,
  given: Step,
  present: Present,
): Actor | undefined {
  const handover = handoverOf(present, given);
  const decided = present.decided[0] ?? NO_SIGNAL;
  const answers = act === 'confirm' || act === 'refuse';
  const able = people.filter(
    ({ accountId, role, reach, communeIds }) =>
      given.fitting === null ||
      (can(role, PERMISSION[act]) &&
        (!answers || communeIds.includes(handover.communeId)) &&
        (act !== 'annul' || reach === 'city') &&
        (act !== 'undoDecision' || accountId === decided.by)),
  );
  return able[given.who % able.length];
}

async function answerHandover(
  act: 'confirm' | 'refuse' | 'respond' | 'withdraw',
  { deps, actor, given, present, base, reason }: Scene,
): Promise<void> {
  const handover = handoverOf(present, given);
  switch (act) {
    case 'confirm':
      await confirmHandover(deps, actor, handover.id, {
        ...base,
        ...onDevice(base),
        photoIds: [],
      });
      return;
    case 'refuse':
      await refuseHandover(deps, actor, handover.id, {
        ...base,
        ...onDevice(base),
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
  }
}

async function decideSignal(
  act: 'confirmSignal' | 'rejectSignal' | 'undoDecision' | 'appeal' | 'answerAppeal',
  { deps, actor, given, present, base, reason }: Scene,
): Promise<void> {
  const signal = present.signals[given.choice % 2] ?? NO_SIGNAL;
  const decided = present.decided[0] ?? NO_SIGNAL;
  switch (act) {
    case 'confirmSignal':
      await confirmSignal(deps, actor, signal.id, { ...base, version: signal.version, reason });
      return;
    case 'rejectSignal':
      await rejectSignal(deps, actor, signal.id, { ...base, version: signal.version, reason });
      return;
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
  }
}

async function correct(
  act: 'redate' | 'move' | 'lead',
  { deps, actor, stage, given, present, base, reason, consent }: Scene,
): Promise<void> {
  const { pointId } = stage;
  const correction = { ...base, effectiveOn: deps.clock.today(), reason };
  const { effectiveOn } = base;
  switch (act) {
    case 'redate': {
      const id = present.events[given.choice % present.events.length] ?? 0;
      const event = { id, effectiveOn };
      return correctPoint(deps, actor, pointId, { ...correction, event }, consent);
    }
    case 'move':
      return correctPoint(
        deps,
        actor,
        pointId,
        { ...correction, point: { geometry: stage.places[given.choice % stage.places.length] } },
        consent,
      );
    case 'lead':
      return correctPoint(
        deps,
        actor,
        pointId,
        { ...correction, point: { leadCommuneId: present.communes.at(given.choice % 2) ?? 0 } },
        consent,
      );
  }
}

/** Pressed on its day and sent later, so that no paper is asked for. */
function onDevice({ effectiveOn }: { effectiveOn: string }) {
  return { documentOn: null, enteredAt: `${effectiveOn}T05:00:00.000Z` };
}

function check({ deps, actor, stage, given, base, reason }: Scene): Promise<void> {
  return recordCheck(deps, actor, stage.pointId, {
    ...base,
    ...onDevice(base),
    result: given.choice < 5 ? 'signs' : given.choice < 7 ? 'no_sign' : 'could_not_check',
    reason,
    checkedAt: null,
    obstacle: null,
    position: null,
    accuracyMetres: null,
    photoIds: [],
  });
}

async function annulLatest(scene: Scene): Promise<void> {
  const { deps, actor, given, present, base, reason, consent } = scene;
  const { version } = base;
  // The latest events are the ones that nothing stands on, mostly. The proposal would end the life.
  const later = present.events.slice(1).toReversed();
  const eventId = later[given.choice % Math.max(later.length, 1)] ?? 0;
  const body = { version, reason, documentNumber: DOCUMENT };
  await annulEvent(deps, actor, eventId, body, consent);
}
