import { baseLines, optional, type LineWords } from '#client/forms/base-lines.ts';
import type { ActValues } from '#client/features/life-cycle/act-values.ts';
import type { AnswerAct, AnswerItem } from './answer-entry.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import type { RecordLine } from '#client/ui/record-preview.tsx';

/** Everything that the answer will write, before it is written. */
export function answerLines(
  act: AnswerAct,
  { point, handover }: AnswerItem,
  values: ActValues,
  words: LineWords,
): RecordLine[] {
  const { text } = words;
  const own = text.pointActs;
  return [
    { label: own.lines.point, value: `${point.code}, ${point.officialName}` },
    { label: own.lines.act, value: text.register.act[act] },
    { label: own.lines.commune, value: communeName(handover.commune, text) },
    ...(values.refusal === null
      ? []
      : [{ label: own.refusal, value: own.refusals[values.refusal] }]),
    ...(act === 'refuse_handover' ? optional(own.reason, values.reasonText) : []),
    { label: own.lines.status, value: statusLine(act, { point, handover }, words) },
    ...baseLines(values, words),
  ];
}

function statusLine(
  act: AnswerAct,
  { point, handover }: Pick<AnswerItem, 'point' | 'handover'>,
  { text, format }: LineWords,
): string {
  const own = text.pointActs;
  const from = text.register.status[point.status];
  if (act === 'refuse_handover' || point.status === 'handed_over')
    return own.statusStays({ status: from });
  if (handover.othersPending > 0) {
    return own.afterAll({ count: format.number(handover.othersPending, 0) });
  }
  return own.willBe({ from, to: text.register.status.handed_over });
}
