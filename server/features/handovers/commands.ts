import type * as z from 'zod';

import type {
  ConfirmHandoverBody,
  ProposeHandoverBody,
  RefuseHandoverBody,
} from '#server/contract/life-cycle.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { meanwhile } from '#server/db/unawaited.ts';
import type { Deps } from '#server/deps.ts';
import {
  changePoint,
  type ActInput,
  type Change,
} from '#server/features/life-cycle/change-commands.ts';
import { followAct } from '#server/features/life-cycle/commands.ts';
import {
  listUnusablePhotos,
  nameEventPhotos,
} from '#server/features/life-cycle/commune-name-queries.ts';
import {
  markCycleHandedOver,
  type HandoverPart,
  type PointFacts,
} from '#server/features/life-cycle/queries.ts';
import { refuseForeignPhotos } from '#server/features/life-cycle/photo-commands.ts';

import { askCommunes, readReceivers } from './ask-commands.ts';
import { explainEnd, ofHandover } from './read-handovers.ts';
import { readNamed } from './read-named.ts';
import { answerHandover, markCycleTakenBack, pointOfHandover } from './queries.ts';
import { completesHandover } from './rules.ts';

/** Asks every commune that the point touches to take it over. */
export async function proposeHandover(
  deps: Deps,
  actor: Actor,
  pointId: number,
  input: z.infer<typeof ProposeHandoverBody>,
): Promise<void> {
  const { documentNumber, grounds, effectiveOn } = input;
  const request = {
    act: 'propose_handover' as const,
    pointId,
    input,
    texts: { grounds },
    read: (sql: TransactionSql) => readReceivers(sql, pointId, effectiveOn),
  };
  await changePoint(deps, actor, request, (change, receivers) =>
    askCommunes(change, receivers, { documentNumber, grounds }),
  );
}

/** A commune says yes for its part; the point is handed over when the last one has. */
export async function confirmHandover(
  deps: Deps,
  actor: Actor,
  handoverId: number,
  input: z.infer<typeof ConfirmHandoverBody>,
): Promise<void> {
  return answer(deps, actor, 'confirm_handover', handoverId, input, {}, (change, part) => {
    meanwhile(change.sql, save(change, part, { state: 'confirmed' }));
    const complete = completesHandover(partsOfAttempt(change, part), part.id);
    // A successor's yes to what was handed over before confirms the status that is there.
    if (complete && change.point.status !== 'handed_over') {
      const handedOverOn = partsOfAttempt(change, part)
        .map((other) => other.answeredOn ?? '')
        .reduce(later, input.effectiveOn);
      markCycleHandedOver(change.sql, {
        pointId: change.point.id,
        number: change.point.cycle,
        handedOverOn,
      });
      change.move({ status: 'handed_over', since: handedOverOn });
    }
    const { photoIds } = input;
    const { attempt, communeId } = part;
    const seq = change.append('handover_confirmed', {
      detail: { handoverId, attempt, communeId, complete, photos: photoIds.length },
    });
    nameEventPhotos(change.sql, { seq, pointId: change.point.id, photoIds });
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
    meanwhile(change.sql, save(change, part, { state: 'refused', refusal: input }));
    followAct(change, 'refuse_handover', { handoverId: part.id });
    const takenBack = change.point.status === 'handed_over';
    if (takenBack) takeBack(change);
    change.append(takenBack ? 'successor_refused' : 'handover_refused', {
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
function takeBack(change: Change): void {
  const { id: pointId, cycle: number, lastSeq } = change.point;
  markCycleTakenBack(change.sql, { pointId, number, seq: lastSeq + 1 });
  change.move({ status: 'eliminated' });
}

/** Frames both answers. */
async function answer(
  deps: Deps,
  actor: Actor,
  act: 'confirm_handover' | 'refuse_handover',
  handoverId: number,
  input: ActInput & { photoIds?: readonly string[] },
  texts: Record<string, string | null>,
  apply: (change: Change, part: HandoverPart) => void | Promise<void>,
): Promise<void> {
  const request = {
    act,
    ...ofHandover(handoverId),
    input,
    texts,
    read: (sql: TransactionSql) => {
      const pointId = pointOfHandover(sql, handoverId);
      const { photoIds = [] } = input;
      return listUnusablePhotos(sql, { photoIds, pointId, accountId: actor.accountId });
    },
    explain: explainEnd(handoverId),
    // Each commune answers for itself: its day lies after the proposal, not after the others' answers.
    notBefore: (point: PointFacts, parts: readonly HandoverPart[]) => {
      const proposedOn = parts.find((part) => part.id === handoverId)?.proposedOn ?? '';
      return [proposedOn, point.lastMergeOn ?? ''].reduce(later, point.lastStatusOn);
    },
  };
  await changePoint(deps, actor, request, async (change, unusable) => {
    const part = change.handovers.find((candidate) => candidate.id === handoverId);
    if (part === undefined) throw new AppError('handover.not_found');
    refuseForeignPhotos(unusable);
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
