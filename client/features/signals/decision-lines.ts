import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import { effectLine } from '#client/register/effect-lines.ts';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import type { Me } from '#server/contract/account.ts';
import type { SignalAct } from '#server/contract/signal.ts';
import type { SignalDetail } from '#server/contract/signal-detail.ts';

import type { DecisionValues } from './decision.ts';

/** Everything that an act on a signal will write, before it is written, and what becomes of the place. */
export function decisionLines(
  signal: SignalDetail,
  act: SignalAct,
  values: DecisionValues,
  given: { categoryName: string | null; text: Text; format: Format; me: Me },
): RecordLine[] {
  const { text, format, me } = given;
  const own = text.signals;
  const line = (label: string, value: string | null): RecordLine[] =>
    value === null || value.trim() === '' ? [] : [{ label, value }];
  const { place } = signal;
  const on = values.effectiveOn;
  const anew = act === 'new_point';
  return [
    ...line(own.linePlace, place === null ? null : `${place.code}, ${place.name}`),
    ...line(own.lineAct, own.actDone[act]),
    ...line(own.lineAnswer, values.answer === null ? null : own.answers[values.answer]),
    ...line(own.lineDay, act === 'undo' || on === null ? null : format.date(on)),
    ...line(own.lineDocument, act === 'undo' || anew ? null : values.documentNumber),
    ...line(own.lineReason, values.reason),
    ...line(own.lineNote, values.note),
    ...line(own.lineNewPoint, anew ? values.officialName : null),
    ...line(own.lineCategory, anew ? given.categoryName : null),
    ...line(
      own.linePosition,
      anew && signal.position !== null ? format.coordinates(signal.position) : null,
    ),
    ...line(own.lineAfter, afterWords(signal, act, values, text)),
    ...line(text.annulments.leadsTo, act === 'confirm' ? effectWords(signal, given) : null),
    ...line(
      own.lineReplyDue,
      act === 'confirm' && signal.replyDueOn !== null ? format.date(signal.replyDueOn) : null,
    ),
    ...line(
      own.lineBy,
      text.pointActs.byPerson({ name: me.account.name, role: text.register.role[me.role] }),
    ),
  ];
}

/** Sentences for what a confirmation leads to, beside the cycle that has a line of its own. */
function effectWords(
  { confirmEffects, effectCommunes }: SignalDetail,
  words: { text: Text; format: Format },
): string {
  return confirmEffects
    .filter(({ kind }) => kind !== 'cycle_opened')
    .map((effect) => effectLine(effect, effectCommunes, words))
    .join('. ');
}

function afterWords(
  { place, state }: SignalDetail,
  act: SignalAct,
  { answer }: DecisionValues,
  { signals: own }: Text,
): string {
  if (act === 'confirm') return own.afterConfirm({ cycle: String((place?.cycle ?? 0) + 1) });
  if (act === 'undo') return own.afterUndo;
  if (act === 'appeal') return own.afterAppeal;
  if (act !== 'answer') return own.afterReject;
  if (answer !== 'granted') return own.afterUpheld;
  return state === 'confirmed' ? own.afterGrantedConfirmed : own.afterReject;
}
