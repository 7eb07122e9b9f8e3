import type * as z from 'zod';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { Once } from '#client/forms/use-write.ts';
import type { Text } from '#client/i18n/use-text.ts';
import { DecideSignalBody } from '#server/contract/life-cycle.ts';
import {
  AnswerAppealBody,
  AppealSignalBody,
  NewPointOfSignalBody,
  UndoDecisionBody,
  type SignalAct,
} from '#server/contract/signal.ts';
import type { SignalDetail } from '#server/contract/signal-detail.ts';
import { emptyBase, type BaseValues } from '#client/forms/entered-values.ts';

/** Inputs of the dialog of an act; every act uses a part of them. */
export type DecisionValues = BaseValues & {
  reason: string;
  officialName: string;
  category: string | null;
  answer: 'upheld' | 'granted' | null;
};

export function emptyDecision(signal: SignalDetail): DecisionValues {
  return {
    ...emptyBase(),
    reason: '',
    officialName: '',
    category: signal.category ?? signal.place?.category ?? null,
    answer: null,
  };
}

/** Sentences that are more precise here than in other forms. */
export function decisionWords({ signals: own }: Text): Record<string, string> {
  return {
    officialName: own.nameMissing,
    category: own.categoryMissing,
    answer: own.answerMissing,
  };
}

type Param = { id: string };
type Decision = {
  schema: z.ZodType;
  send: (json: unknown, once: Once, param: Param) => Promise<unknown>;
};

function decision<S extends z.ZodType>(
  schema: S,
  send: (json: z.output<S>, once: Once, param: Param) => Promise<unknown>,
): Decision {
  return { schema, send: (json, once, param) => send(schema.parse(json), once, param) };
}

const at = api.signals[':id'];

/** The acts on a signal: the body that each takes, and its address. */
export const DECISIONS: Readonly<Record<SignalAct, Decision>> = {
  confirm: decision(DecideSignalBody, (json, once, param) =>
    call(at.confirm.$post({ param, json }, once)),
  ),
  reject: decision(DecideSignalBody, (json, once, param) =>
    call(at.reject.$post({ param, json }, once)),
  ),
  undo: decision(UndoDecisionBody, (json, once, param) =>
    call(at.undo.$post({ param, json }, once)),
  ),
  appeal: decision(AppealSignalBody, (json, once, param) =>
    call(at.appeal.$post({ param, json }, once)),
  ),
  answer: decision(AnswerAppealBody, (json, once, param) =>
    call(at.appeal.answer.$post({ param, json }, once)),
  ),
  new_point: decision(NewPointOfSignalBody, (json, once, param) =>
    call(at['new-point'].$post({ param, json }, once)),
  ),
};
