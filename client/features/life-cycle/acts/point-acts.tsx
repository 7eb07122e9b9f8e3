import { Select } from '@mantine/core';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { actForm, type ActSubject } from '#client/forms/act-form.tsx';
import { WordsField } from '#client/forms/base-fields.tsx';
import { optional } from '#client/forms/base-lines.ts';
import { REASON, ReasonField } from '#client/forms/reason.tsx';
import { otherDayFault, SignalDay } from '#client/forms/signal-day.tsx';
import type { Write } from '#client/forms/use-write.ts';
import { today } from '#client/i18n/today.ts';
import { useText } from '#client/i18n/use-text.ts';
import {
  DecideSignalBody,
  DeclineBody,
  DelistBody,
  EliminateBody,
  ELIMINATION_WAYS,
  type EliminationWay,
  MarkRecurringBody,
  RecogniseBody,
  UndoMergeBody,
} from '#server/contract/life-cycle.ts';
import type { PointDetail } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { chosenSignal, firstSignal, SignalField, signalLines } from './signal-field.tsx';

const signalDay = (point: PointDetail, chosen: { signal: number | null }) =>
  chosenSignal(point, chosen)?.occurredOn ?? null;

/** A recorded sign is confirmed, or the place came back without one; then it rests on a document. */
export const MarkRecurring = actForm('mark_recurring', {
  schema: ({ signal }): typeof DecideSignalBody | typeof MarkRecurringBody =>
    signal === null ? MarkRecurringBody : DecideSignalBody,
  initial: ({ point }: ActSubject) => {
    const signal = firstSignal(point);
    const effectiveOn = signalDay(point, { signal }) ?? today();
    return { signal, grounds: '', effectiveOn: effectiveOn as IsoDate | null, isOtherDay: false };
  },
  check: (values, { point }, text) => otherDayFault(values, signalDay(point, values), text),
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
      <SignalDay
        effectiveOn={write.values.effectiveOn}
        signalOn={signalDay(point, write.values)}
        field={write.field}
        onTake={(day) => write.form.setFieldValue('effectiveOn', day)}
      />
      <GroundsField field={write.field} />
    </>
  ),
  lines: (values, { point }, words) => [
    ...signalLines(chosenSignal(point, values), words),
    ...optional(words.text.pointActs.grounds, values.grounds),
  ],
  cycle: (text, number) => text.pointActs.opensCycle({ number }),
});

export const RejectSuspicion = actForm('reject_suspicion', {
  schema: DecideSignalBody,
  initial: ({ point }) => ({ signal: firstSignal(point), reason: '' }),
  body: (values, { point }) => ({ ...values, version: chosenSignal(point, values)?.version }),
  send: (json, once, _, { signal }) =>
    call(api.signals[':id'].reject.$post({ param: { id: String(signal) }, json }, once)),
  fields: (write, { point }) => (
    <>
      <SignalField field={write.field} point={point} />
      <ReasonField field={write.field} />
    </>
  ),
  lines: (values, { point }, words) => [
    ...signalLines(chosenSignal(point, values), words),
    ...optional(words.text.pointActs.reason, values.reason),
  ],
});

export const UndoMerge = actForm('undo_merge', {
  ...REASON,
  schema: UndoMergeBody,
  send: (json, once, { point }) =>
    call(api.points[':id']['undo-merge'].$post({ param: { id: String(point.id) }, json }, once)),
});

export const Delist = actForm('delist', {
  ...REASON,
  schema: DelistBody,
  send: (json, once, { point }) =>
    call(api.points[':id'].delist.$post({ param: { id: String(point.id) }, json }, once)),
  weighty: true,
});

export const Decline = actForm('decline', {
  ...REASON,
  schema: DeclineBody,
  send: (json, once, { point }) =>
    call(api.points[':id'].decline.$post({ param: { id: String(point.id) }, json }, once)),
  weighty: true,
});

export const Recognise = actForm('recognise', {
  schema: RecogniseBody,
  initial: () => ({}),
  send: (json, once, { point }) =>
    call(api.points[':id'].recognise.$post({ param: { id: String(point.id) }, json }, once)),
  cycle: (text, number) => text.pointDrawer.cycle({ number }),
});

export const Eliminate = actForm('eliminate', {
  schema: EliminateBody,
  initial: (): { way: EliminationWay } => ({ way: 'other' }),
  send: (json, once, { point }) =>
    call(api.points[':id'].eliminate.$post({ param: { id: String(point.id) }, json }, once)),
  fields: (write) => <WayField field={write.field} />,
  lines: ({ way }, _, { text: { pointActs: own } }) => [{ label: own.way, value: own.ways[way] }],
});

function WayField({ field }: Pick<Write, 'field'>) {
  const { pointActs: own } = useText();
  return (
    <Select
      label={own.way}
      allowDeselect={false}
      data={ELIMINATION_WAYS.map((value) => ({ value, label: own.ways[value] }))}
      {...field('way')}
    />
  );
}

function GroundsField({ field }: Pick<Write, 'field'>) {
  const { pointActs: own } = useText();
  return <WordsField label={own.grounds} description={own.groundsMore} {...field('grounds')} />;
}
