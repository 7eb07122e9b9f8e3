import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { actForm, type ActSubject } from '#client/forms/act-form.tsx';
import { WordsField } from '#client/forms/base-fields.tsx';
import { optional } from '#client/forms/base-lines.ts';
import type { Write } from '#client/forms/use-write.ts';
import { useText } from '#client/i18n/use-text.ts';
import { DecideSignalBody, MarkRecurringBody } from '#server/contract/life-cycle.ts';

import { chosenSignal, firstSignal, SignalField, signalLines } from './signal-field.tsx';

/** A recorded sign is confirmed, or the place came back without one; then it rests on a document. */
export const MarkRecurring = actForm('mark_recurring', {
  schema: ({ signal }): typeof DecideSignalBody | typeof MarkRecurringBody =>
    signal === null ? MarkRecurringBody : DecideSignalBody,
  initial: ({ point }: ActSubject) => ({ signal: firstSignal(point), grounds: '' }),
  body: (values, { point }) => ({
    ...values,
    reason: values.grounds,
    version: chosenSignal(point, values)?.version ?? point.version,
  }),
  at: { reason: 'grounds' },
  words: ({ pointActs }) => ({ grounds: pointActs.groundsMissing }),
  send(json, once, { point }, { signal }) {
    if ('grounds' in json) {
      const param = { id: String(point.id) };
      return call(api.points[':id']['mark-recurring'].$post({ param, json }, once));
    }
    const param = { id: String(signal) };
    return call(api.signals[':id'].confirm.$post({ param, json }, once));
  },
  weighty: true,
  fields: (write, { point }) => (
    <>
      <SignalField field={write.field} point={point} orNone />
      <GroundsField field={write.field} />
    </>
  ),
  lines: (values, { point }, words) => [
    ...signalLines(chosenSignal(point, values), words),
    ...optional(words.text.pointActs.grounds, values.grounds),
  ],
  cycle: (text, number) => text.pointActs.opensCycle({ number }),
});

function GroundsField({ field }: Pick<Write, 'field'>) {
  const { pointActs: own } = useText();
  return <WordsField label={own.grounds} description={own.groundsMore} {...field('grounds')} />;
}
