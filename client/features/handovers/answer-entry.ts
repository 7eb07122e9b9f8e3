import { eventPhotos } from '#client/attachments/event-photos.ts';
import type { NewPhoto } from '#client/attachments/send-attachment.ts';
import { pointLane } from '#client/register/outbox-point.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { Entry, EntryLine, NewEntry } from '#client/offline/outbox/entry.ts';
import type { Handover } from '#server/contract/handover.ts';
import type { PointDetail, PointSummary } from '#server/contract/point.ts';
import type { HandoverFacts } from '#server/contract/worklist.ts';

import type { AnswerValues } from './acts/answer.ts';

/** The two answers of a commune. */
export type AnswerAct = 'confirm_handover' | 'refuse_handover';

/** One commune's part of a hand-over with the evidence on which it is answered; plain data. */
export type AnswerItem = {
  id: number;
  point: Pick<PointSummary, 'id' | 'code' | 'officialName' | 'status'>;
  handover: HandoverFacts;
};

/** Context that the outbox keeps so that the form can be opened again. */
export type AnswerContext = { act: AnswerAct; item: AnswerItem; values: AnswerValues };

/** Initial values of a form that is opened again from the outbox. */
export type AnswerDraft = { entry: Entry; photos: readonly NewPhoto[] };

/** A commune's answer as the outbox sends it: first its photos, each under its own id, then the answer. */
export function answerEntry(
  context: AnswerContext,
  photos: readonly NewPhoto[],
  { verb, body, lines, text }: { verb: string; body: unknown; lines: EntryLine[]; text: Text },
): NewEntry {
  const { act, item } = context;
  const { id, point } = item;
  return {
    kind: 'handover-answer',
    path: `/api/handovers/${id}/${verb}`,
    body,
    lane: pointLane(point.id),
    title: text.register.act[act],
    label: `${point.code}, ${point.officialName}`,
    lines,
    context,
    attachments: eventPhotos(point.id, photos),
  };
}

export function answerContext({ context }: Entry): AnswerContext {
  return context as AnswerContext;
}

/** The part of a hand-over as a record shows it, in the shape of the worklist. */
export function answerItem(point: PointDetail, part: Handover): AnswerItem {
  const { id, code, officialName, status } = point;
  const cycle = point.cycles.find(({ number }) => number === part.cycle);
  const others = point.handovers.filter(
    ({ state, id: other }) => state === 'pending' && other !== part.id,
  );
  return {
    id: part.id,
    point: { id, code, officialName, status },
    handover: {
      commune: part.commune,
      cycle: part.cycle,
      attempt: part.attempt,
      proposedOn: part.proposedOn,
      proposedBy: part.proposedBy,
      documentNumber: part.documentNumber,
      grounds: part.grounds,
      answerDueOn: part.answerDueOn,
      eliminatedOn: cycle?.eliminatedOn ?? null,
      othersPending: others.length,
      answeredOn: part.answeredOn,
      answeredBy: part.answeredBy,
      refusalReason: part.reason,
      refusalText: part.reasonText,
      refusalCommune: part.refusalCommune,
      refusalPoint: part.refusalPoint,
    },
  };
}
