import { TextInput } from '@mantine/core';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { today } from '#client/i18n/today.ts';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { NewRematch, type SignalParameter } from '#server/contract/signal-parameters.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { changedLines } from './measure-lines.ts';
import { MeasureFields } from './measure-fields.tsx';
import { measuresQuery } from './queries.ts';

/** Another value for one measure: tried out first, applied by a second step and not before. */
export function ChangeDialog({
  measure,
  onClose,
}: {
  measure: SignalParameter;
  onClose: () => void;
}) {
  const text = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const { signalMeasures: own } = text;
  const { key } = measure;
  const write = useWrite({
    initial: { value: measure.value, validFrom: today() as IsoDate | null, origin: '' },
    schema: NewRematch,
    body: (values) => ({ ...values, key }),
    words: { validFrom: own.dayMissing },
    check: ({ origin }) => ({ origin: origin.trim() === '' ? own.originMissing : null }),
    send: (json, once) => call(api['signal-rematches'].$post({ json }, once)),
    said: own.tryStarted,
    refresh: [measuresQuery.queryKey],
    onDone: onClose,
  });
  const { field, form, values } = write;
  // The form keeps the value of this key alone; a spread would forget that they fit.
  const draft = { ...measure, value: values.value } as SignalParameter;
  const changed = changedLines(measure, draft, { text, format, language });
  return (
    <WriteDialog
      write={write}
      title={own.changeFor({ measure: own.measure[key] })}
      lead={own.changeLead}
      lines={[
        ...(changed.length === 0 ? [{ label: own.measure[key], value: own.unchanged }] : changed),
        {
          label: own.validFrom,
          value: values.validFrom === null ? '' : format.date(values.validFrom),
        },
        { label: own.origin, value: values.origin.trim() },
      ]}
      confirm={own.tryIt}
      blocked={changed.length === 0}
      onClose={onClose}
    >
      <MeasureFields
        draft={draft}
        field={field}
        onChange={(value) => form.setFieldValue('value', value)}
      />
      <DateField
        label={own.validFrom}
        description={own.validFromMore}
        minDate={today()}
        {...field('validFrom')}
      />
      <TextInput label={own.origin} description={own.originMore} {...field('origin')} />
    </WriteDialog>
  );
}
