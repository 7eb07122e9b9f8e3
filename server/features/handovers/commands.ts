import type * as z from 'zod';

import type {
  ConfirmHandoverBody,
  ProposeHandoverBody,
  RefuseHandoverBody,
} from '#server/contract/life-cycle.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { TransactionSql } from '#server/db/client.ts';
import type { Deps } from '#server/deps.ts';
import {
  changePoint,
  type ActInput,
  type Change,
} from '#server/features/life-cycle/change-commands.ts';
import { followAct } from '#server/features/life-cycle/commands.ts';
import {
  markCycleHandedOver,
  type HandoverPart,
  type PointFacts,
} from '#server/features/life-cycle/queries.ts';
import { refuseForeignPhotos } from '#server/features/life-cycle/photo-commands.ts';
import { nameEventPhotos } from '#server/features/life-cycle/photo-queries.ts';

import { askCommunes } from './ask-commands.ts';
import { explainEnd, findPointOf } from './read-handovers.ts';
import { readNamed } from './read-named.ts';
import { answerHandover, markCycleTakenBack } from './queries.ts';
import { completesHandover } from './rules.ts';

/** Asks every commune that the point touches to take it over. */
export async function proposeHandover(
  deps: Deps,
  actor: Actor,
  pointId: number,
  input: z.infer<typeof ProposeHandoverBody>,
): Promise<void> {
  const texts = { grounds: input.grounds };
  await changePoint(deps, actor, { act: 'propose_handover', pointId, input, texts }, (change) =>
    askCommunes(change, { documentNumber: input.documentNumber, grounds: input.grounds }),
  );
}

/** A commune says yes for its part; the point is handed over when the last one has. */
export async function confirmHandover(
  deps: Deps,
  actor: Actor,
  handoverId: number,
  input: z.infer<typeof ConfirmHandoverBody>,
): Promise<void> {
  return answer(deps, actor, 'confirm_handover', handoverId, input, {}, async (change, part) => {
    await refuseForeignPhotos(change, input.photoIds);
    await save(change, part, { state: 'confirmed' });
    const complete = completesHandover(partsOfAttempt(change, part), part.id);
    // A successor's yes to what was handed over before confirms the status that is there.
    if (complete && change.point.status !== 'handed_over') {
      const handedOverOn = partsOfAttempt(change, part)
        .map((other) => other.answeredOn ?? '')
        .reduce(later, input.effectiveOn);
      await markCycleHandedOver(change.sql, {
        pointId: change.point.id,
        number: change.point.cycle,
        handedOverOn,
      });
      await change.move({ status: 'handed_over', since: handedOverOn });
    }
    const { photoIds } = input;
    const { attempt, communeId } = part;
    const eventId = await change.append('handover_confirmed', {
      detail: { handoverId, attempt, communeId, complete, photos: photoIds.length },
    });
    await nameEventPhotos(change.sql, { eventId, pointId: change.point.id, photoIds });
  });
}

type Refusal = z.infer<typeof RefuseHandoverBody>;

/** A commune says no, with a reason: the other parts fall away, the point stays or becomes eliminated. */
export async function refuseHandover(
  deps: Deps,
  actor: Actor,
  handoverId: number,
  input: Refusal,
): Promise<void> {
  if (input.reason === 'other' && input.reasonText === null) {
    throw new AppError('lifecycle.reason_required', {
      errors: [{ pointer: '/reasonText', code: 'lifecycle.reason_required' }],
    });
  }
  const texts = { reasonText: input.reasonText };
  return answer(deps, actor, 'refuse_handover', handoverId, input, texts, async (change, part) => {
    const otherCode = await readRefusalNamed(change, part, input);
    await save(change, part, { state: 'refused', refusal: input });
    await followAct(change, 'refuse_handover', part.id);
    const takenBack = change.point.status === 'handed_over';
    if (takenBack) await takeBack(change);
    await change.append(takenBack ? 'successor_refused' : 'handover_refused', {
      detail: {
        handoverId,
        attempt: part.attempt,
        communeId: part.communeId,
        reason: input.reason,
        reasonText: input.reasonText,
        ...(input.ownerCommuneId !== null && { ownerCommuneId: input.ownerCommuneId }),
        ...(otherCode !== null && { otherPointId: input.otherPointId, otherCode }),
      },
    });
  });
}

/** Checks what a refusal names; gives the code of the other point, or null where none is named. */
async function readRefusalNamed(
  change: Change,
  { communeId }: HandoverPart,
  input: Refusal,
): Promise<string | null> {
  const named = {
    commune: { id: input.ownerCommuneId, field: 'ownerCommuneId', except: communeId },
    point: { id: input.otherPointId, field: 'otherPointId' },
  };
  const { sql, point, deps } = change;
  const today = deps.clock.today();
  return readNamed(sql, named, { reason: input.reason, pointId: point.id, today });
}

/** Takes a point back from its hand-over: what no successor takes over is the city's again, as eliminated. */
async function takeBack(change: Change): Promise<void> {
  const { id: pointId, cycle: number, lastSeq } = change.point;
  await markCycleTakenBack(change.sql, { pointId, number, seq: lastSeq + 1 });
  await change.move({ status: 'eliminated' });
}

/** Frames both answers. */
async function answer(
  deps: Deps,
  actor: Actor,
  act: 'confirm_handover' | 'refuse_handover',
  handoverId: number,
  input: ActInput,
  texts: Record<string, string | null>,
  apply: (change: Change, part: HandoverPart) => Promise<void>,
): Promise<void> {
  const request = {
    act,
    pointId: (sql: TransactionSql) => findPointOf(sql, handoverId),
    input,
    texts,
    handoverId,
    explain: explainEnd(handoverId),
    // Each commune answers for itself: its day lies after the proposal, not after the others' answers.
    notBefore: (point: PointFacts, parts: readonly HandoverPart[]) => {
      const proposedOn = parts.find((part) => part.id === handoverId)?.proposedOn ?? '';
      return [proposedOn, point.lastMergeOn ?? ''].reduce(later, point.lastStatusOn);
    },
  };
  await changePoint(deps, actor, request, async (change) => {
    const part = change.handovers.find((candidate) => candidate.id === handoverId);
    if (part === undefined) throw new AppError('handover.not_found');
    await apply(change, part);
  });
}

async function save(
  change: Change,
  part: HandoverPart,
  answer: { state: 'confirmed' } | { state: 'refused'; refusal: Refusal },
): Promise<void> {
  const refusal = answer.state === 'refused' ? answer.refusal : null;
  const saved = await answerHandover(change.sql, {
    handoverId: part.id,
    state: answer.state,
    answeredBy: change.actor.accountId,
    answeredOn: change.input.effectiveOn,
    documentNumber: change.input.documentNumber,
    refusalReason: refusal?.reason ?? null,
    refusalText: refusal?.reasonText ?? null,
    refusalCommuneId: refusal?.ownerCommuneId ?? null,
    refusalPointId: refusal?.otherPointId ?? null,
  });
  if (!saved) throw new AppError('handover.not_pending');
}

function partsOfCycle(change: Change): HandoverPart[] {
  return change.handovers.filter((part) => part.cycle === change.point.cycle);
}

function partsOfAttempt(change: Change, part: HandoverPart): HandoverPart[] {
  return partsOfCycle(change).filter((other) => other.attempt === part.attempt);
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}
