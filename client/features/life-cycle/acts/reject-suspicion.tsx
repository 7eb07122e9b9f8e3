import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { actForm } from '#client/forms/act-form.tsx';
import { ReasonField } from '#client/forms/reason.tsx';
import { optional } from '#client/forms/base-lines.ts';
import { DecideSignalBody } from '#server/contract/life-cycle.ts';

import { chosenSignal, firstSignal, SignalField, signalLines } from './signal-field.tsx';

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
