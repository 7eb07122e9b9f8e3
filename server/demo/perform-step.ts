import type { LonLat } from '#server/contract/geo.ts';
import type { Actor } from '#server/contract/permission.ts';
import { LEFT_OPEN } from '#server/contract/place.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Consent } from '#server/db/write-for-two.ts';
import type { Deps } from '#server/deps.ts';
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
import { mergePoint } from '#server/features/points/commands.ts';
import { proposePoint } from '#server/features/points/propose-commands.ts';
import { writeReply } from '#server/features/replies/commands.ts';
import { confirmSignal, rejectSignal } from '#server/features/signals/commands.ts';

import type { Cast } from './cast.ts';
import { geometryOf } from './place-geometry.ts';
import { listDemoCommunes, readStanding } from './queries.ts';
import { RefusalReason, type Place, type Step } from './story.ts';

export type Performance = {
  on: IsoDate;
  place: Place;
  step: Step;
  cast: Cast;
  centres: ReadonlyMap<string, LonLat>;
  /** Ids of the places told so far, by their key; a proposal adds to it. */
  pointIds: Map<string, number>;
};

/** The point of a step as it stands, and what every act on it says of its day and document. */
type Stage = {
  deps: Deps;
  step: Step;
  cast: Cast;
  place: Place;
  pointId: number;
  standing: Awaited<ReturnType<typeof readStanding>>;
  /** An answer to a hand-over has its own lock; everything else names the version it saw. */
  answer: { effectiveOn: IsoDate; documentNumber: string | null; note: null };
  act: { effectiveOn: IsoDate; documentNumber: string | null; note: null; version: number };
  reason: string;
  officer: () => Actor;
};

/** One step of the story through the command that a person would have used. */
export async function perform(deps: Deps, performance: Performance): Promise<void> {
  const { place, step, cast, pointIds } = performance;
  if (step.act === 'propose') {
    pointIds.set(place.key, await propose(deps, performance));
    return;
  }
  const pointId = idOf(pointIds, place.key);
  const standing = await asSystem(deps.database, (sql) => readStanding(sql, pointId));
  const { documentNumber } = step;
  const answer = { effectiveOn: performance.on, documentNumber, note: null };
  const act = { ...answer, version: standing.version };
  const reason = step.reason ?? 'Minh họa.';
  const officer = () => cast.officerOf(standing.leadCommuneId);
  const stage = { deps, step, cast, place, pointId, standing, answer, act, reason, officer };
  switch (step.act) {
    case 'recognise':
      return recognise(deps, cast.coordinator, pointId, act);
    case 'decline':
      return decline(deps, cast.coordinator, pointId, { ...act, reason });
    case 'eliminate':
      await eliminate(deps, cast.analyst, pointId, { ...act, way: step.way });
      return;
    case 'propose_handover':
      return proposeHandover(deps, cast.analyst, pointId, { ...act, grounds: null });
    case 'confirm_handover':
    case 'refuse_handover':
    case 'respond_refusal':
    case 'withdraw_handover':
      return answerHandover(step.act, stage);
    case 'check':
      return check(deps, officer(), pointId, act, stage);
    case 'mark_recurring':
      return markRecurring(deps, cast.analyst, pointId, { ...act, grounds: reason });
    case 'confirm_signal':
    case 'reject_signal':
      return decideSignal(step.act, stage);
    case 'delist':
      return delist(deps, cast.coordinator, pointId, { ...act, reason }, confirmedBy(cast.analyst));
    case 'draft_reply':
    case 'reply':
      return reply(step.act, stage);
    case 'merge': {
      const intoPointId = idOf(pointIds, step.into ?? '');
      const merge = { ...act, intoPointId, reason };
      return mergePoint(deps, cast.analyst, pointId, merge, confirmedBy(cast.coordinator));
    }
  }
}

/** The second person of the story, who has confirmed already. */
export function confirmedBy(actor: Actor): Consent {
  const name = 'Minh họa';
  return { decider: { ...actor, name }, spend: () => Promise.resolve(), use: () => {} };
}

type HandoverAct = 'confirm_handover' | 'refuse_handover' | 'respond_refusal' | 'withdraw_handover';

/** All communes say yes, or the first that is asked refuses; the proposer answers a refusal or withdraws. */
async function answerHandover(
  kind: HandoverAct,
  { deps, step, cast, place, standing, answer, reason }: Stage,
): Promise<void> {
  if (kind === 'confirm_handover') {
    for (const part of standing.pending) {
      const yes = { ...answer, documentOn: null, enteredAt: null, photoIds: [] };
      await confirmHandover(deps, cast.leaderOf(part.communeId), part.id, yes);
    }
    return;
  }
  if (kind === 'respond_refusal') {
    await respondToRefusal(deps, cast.analyst, standing.refusedId ?? 0, {
      ...answer,
      response: step.response ?? 'accepted',
      text: reason,
      leadCommuneId: null,
      otherPointId: null,
    });
    return;
  }
  const [part] = standing.pending;
  if (part === undefined) throw new Error(`nothing to answer at ${place.key}: ${kind}`);
  if (kind === 'withdraw_handover') {
    await withdrawHandover(deps, cast.analyst, part.id, { ...answer, reason });
    return;
  }
  const refusal = {
    ...answer,
    documentOn: null,
    enteredAt: null,
    reason: RefusalReason.parse(step.reason),
    reasonText: null,
    ownerCommuneId: null,
    otherPointId: null,
  };
  await refuseHandover(deps, cast.leaderOf(part.communeId), part.id, refusal);
}

async function decideSignal(
  kind: 'confirm_signal' | 'reject_signal',
  { deps, cast, place, standing, act, reason }: Stage,
): Promise<void> {
  if (standing.signal === null) throw new Error(`nothing to decide at ${place.key}`);
  const decide = kind === 'confirm_signal' ? confirmSignal : rejectSignal;
  const decision = { ...act, version: standing.signal.version, reason };
  await decide(deps, cast.analyst, standing.signal.id, decision);
}

/** The officer drafts a reply, the leader of the commune files it. */
async function reply(
  kind: 'draft_reply' | 'reply',
  { deps, step, cast, pointId, standing, reason, officer }: Stage,
): Promise<void> {
  const filed = kind === 'reply';
  return writeReply(deps, filed ? cast.leaderOf(standing.leadCommuneId) : officer(), pointId, {
    cycle: standing.cycle,
    state: filed ? 'filed' : 'draft',
    words: reason,
    documentNumbers: filed ? [step.documentNumber] : [],
    after: 0,
  });
}

async function propose(deps: Deps, performance: Performance): Promise<number> {
  const { place, cast, centres, on } = performance;
  const [commune] = await asSystem(deps.database, (sql) => listDemoCommunes(sql, [place.commune]));
  if (commune === undefined) throw new Error(`the story names no commune at ${place.key}`);
  return proposePoint(deps, cast.officerOf(commune.id), {
    ...LEFT_OPEN,
    officialName: place.name,
    aliases: place.aliases.map((name) => ({ name, source: 'Minh họa' })),
    category: place.category,
    geometry: geometryOf(place, centres),
    locationErrorMetres: 15,
    grounds: 'Khảo sát địa bàn (minh họa).',
    effectiveOn: on,
    documentNumber: null,
    note: null,
  });
}

function check(
  deps: Deps,
  officer: Actor,
  pointId: number,
  act: { effectiveOn: IsoDate; documentNumber: string | null; note: null; version: number },
  { step, standing }: Pick<Stage, 'step' | 'standing'>,
): Promise<void> {
  return recordCheck(deps, officer, pointId, {
    ...act,
    documentNumber: null,
    documentOn: null,
    enteredAt: null,
    result: step.result ?? 'no_sign',
    reason: step.reason ?? null,
    checkedAt: null,
    obstacle: null,
    position: step.stated ? null : standing.anchor,
    accuracyMetres: step.stated ? null : 12,
    photoIds: [],
  });
}

function idOf(pointIds: ReadonlyMap<string, number>, key: string): number {
  const id = pointIds.get(key);
  if (id === undefined) throw new Error(`the story has not proposed ${key} yet`);
  return id;
}
