import type { NewPhoto } from '#client/attachments/send-attachment.ts';
import { missingOf } from '#client/check-form/check-values.ts';
import { PlaceCheckForm } from '#client/check-form/place-check-form.tsx';
import { useEvidence } from '#client/check-form/use-evidence.ts';
import { DialogFrame } from '#client/forms/dialog-frame.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { now } from '#client/i18n/clock.ts';
import { useText } from '#client/i18n/use-text.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import { useSubmit } from '#client/offline/outbox/outbox-context.ts';
import { plainLines } from '#client/register/outbox-point.ts';
import { RecordStopResult, type FieldRouteList } from '#server/contract/route-result.ts';

import { forgetArrival } from './arrivals.ts';
import { BusinessFields } from './business-fields.tsx';
import { FIELD_KEY } from './field-queries.ts';
import {
  evidenceOf,
  needsInspection,
  resultBody,
  resultEntry,
  withResult,
  type ResultContext,
} from './result-entry.ts';
import { useResultLines } from './result-lines.ts';

type Given = {
  context: ResultContext;
  /** The entry of the outbox that is being changed, with its photos. */
  entry?: Entry | null;
  photos?: readonly NewPhoto[] | null;
  onClose: () => void;
};

/** Dialog for the result of a stop: the form of every check, with what a business adds to it. */
export function ResultDialog(given: Given) {
  const { stop } = given.context;
  const { write, lines, evidence } = useResult(given);
  const { form, values } = write;
  const inspected = stop.business && values.result !== null && values.result !== 'could_not_check';
  return (
    <DialogFrame
      title={[stop.code, stop.name].filter((part) => part !== null).join(' ')}
      size={520}
      onClose={given.onClose}
    >
      <PlaceCheckForm
        write={write}
        values={values}
        evidence={evidence}
        lines={lines}
        onResult={(result) => {
          const moment = evidence.momentOfResult();
          form.setValues({ ...withResult(form.getValues(), result, stop), ...moment });
          form.clearErrors();
        }}
        onMoment={(checkedAt) => form.setFieldValue('checkedAt', checkedAt)}
        onCancel={given.onClose}
      >
        {inspected && <BusinessFields write={write} required={stop.objectId !== null} />}
      </PlaceCheckForm>
    </DialogFrame>
  );
}

/** Records the result of a stop, or keeps it on the device. */
function useResult({ context, entry = null, photos = null, onClose }: Given) {
  const text = useText();
  const { field: own } = text.routes;
  const { stop } = context;
  const submit = useSubmit<FieldRouteList>(entry);
  const evidence = useEvidence(stop.place, evidenceOf(context, photos));
  const linesOf = useResultLines(context, evidence);
  const write = useWrite({
    initial: context.values,
    schema: RecordStopResult,
    body: (values) => resultBody(context, values, evidence),
    at: { finishedAt: 'checkedAt' },
    words: { result: text.checks.resultMissing, reason: text.checks.obstacleWordsMissing },
    check: (values) => ({
      ...missingOf(values, now(), text),
      inspection: needsInspection(stop, values) ? own.chooseInspection : null,
    }),
    send(body, _, values) {
      const { position } = evidence.device;
      const lines = plainLines(linesOf(values));
      const written = { body, photos: evidence.photos, lines, text };
      return submit(resultEntry({ ...context, values, position }, written));
    },
    said: own.recorded,
    kept: own.kept,
    keep: (client, list) => void client.setQueryData(FIELD_KEY, list),
    onDone() {
      forgetArrival(stop.id);
      onClose();
    },
  });
  return { write, lines: linesOf(write.values), evidence };
}
