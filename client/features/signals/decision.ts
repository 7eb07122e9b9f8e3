import { call, once } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { SignalAct, SignalDetail } from '#server/contract/signal.ts';
import type { IsoDate } from '#server/contract/time.ts';

/** Values of the dialog of an act; every act uses a part of them. */
export type DecisionValues = {
  effectiveOn: IsoDate | null;
  documentNumber: string;
  note: string;
  reason: string;
  officialName: string;
  category: string | null;
  answer: 'upheld' | 'granted' | null;
};

const SHORTEST_REASON = 3;
const SHORTEST_NAME = 2;

export function emptyDecision(signal: SignalDetail, today: IsoDate): DecisionValues {
  return {
    effectiveOn: today,
    documentNumber: '',
    note: '',
    reason: '',
    officialName: '',
    category: signal.category ?? signal.place?.category ?? null,
    answer: null,
  };
}

/** Missing values by field; empty when the act may be sent. The server checks again. */
export function missingInDecision(
  act: SignalAct,
  values: DecisionValues,
  today: IsoDate,
  { signals: own, pointActs }: Text,
): Partial<Record<keyof DecisionValues, string>> {
  if (act === 'undo') return {};
  const day = values.effectiveOn;
  const named = values.officialName.trim().length >= SHORTEST_NAME;
  return {
    ...(day === null && { effectiveOn: pointActs.effectiveOnMissing }),
    ...(day !== null && day > today && { effectiveOn: pointActs.effectiveOnFuture }),
    ...(values.reason.trim().length < SHORTEST_REASON && { reason: pointActs.reasonMissing }),
    ...(act === 'new_point' && !named && { officialName: own.nameMissing }),
    ...(act === 'new_point' && values.category === null && { category: own.categoryMissing }),
    ...(act === 'answer' && values.answer === null && { answer: own.answerMissing }),
  };
}

/** Sends one act under the version that the reader saw. */
export async function sendDecision(
  signal: SignalDetail,
  act: SignalAct,
  values: DecisionValues,
  key: string,
): Promise<void> {
  const { effectiveOn, category, answer } = values;
  if (effectiveOn === null) throw new Error('an act has a day');
  const words = (text: string) => (text.trim() === '' ? null : text.trim());
  const at = api.signals[':id'];
  const param = { id: String(signal.id) };
  const { version } = signal;
  const reason = values.reason.trim();
  const documentNumber = words(values.documentNumber);
  const decision = { version, effectiveOn, documentNumber, note: words(values.note), reason };
  const objection = { version, effectiveOn, documentNumber, reason };
  switch (act) {
    case 'confirm':
      await call(at.confirm.$post({ param, json: decision }, once(key)));
      return;
    case 'reject':
      await call(at.reject.$post({ param, json: decision }, once(key)));
      return;
    case 'undo':
      await call(at.undo.$post({ param, json: { version } }, once(key)));
      return;
    case 'appeal':
      await call(at.appeal.$post({ param, json: objection }, once(key)));
      return;
    case 'answer':
      if (answer === null) throw new Error('an answer says one or the other');
      await call(at.appeal.answer.$post({ param, json: { ...objection, answer } }, once(key)));
      return;
    case 'new_point': {
      if (category === null) throw new Error('a new point has a category');
      const officialName = values.officialName.trim();
      const json = { version, effectiveOn, reason, officialName, category };
      await call(at['new-point'].$post({ param, json }, once(key)));
    }
  }
}
