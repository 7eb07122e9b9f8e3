import { TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState, type FormEvent, type ReactNode } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { ActDialog } from '#client/forms/act-dialog.tsx';
import { refusedFields } from '#client/forms/refused-fields.tsx';
import { today } from '#client/i18n/today.ts';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import type { SignalParameter } from '#server/contract/signal-parameters.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { changedLines } from './measure-lines.ts';
import { MeasureFields } from './measure-fields.tsx';
import { useTryOut } from './queries.ts';

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
  const tryOut = useTryOut();
  const [draft, setDraft] = useState(measure);
  const [day, setDay] = useState<IsoDate | null>(today());
  const [origin, setOrigin] = useState('');
  const [errors, setErrors] = useState<Record<string, ReactNode>>({});
  const [refusals, setRefusals] = useState(0);
  const changed = changedLines(measure, draft, { text, format, language });

  function refuse(found: Record<string, ReactNode>) {
    setErrors(found);
    setRefusals((count) => count + 1);
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    const missing = {
      ...(origin.trim() === '' ? { origin: own.originMissing } : {}),
      ...(day === null ? { validFrom: own.dayMissing } : {}),
    };
    if (day === null || Object.keys(missing).length > 0) return refuse(missing);
    const { key, value } = draft;
    tryOut.mutate(
      // The draft keeps key and value together; a spread would forget that they fit.
      { key, value, origin: origin.trim(), validFrom: day } as Parameters<typeof tryOut.mutate>[0],
      {
        onSuccess() {
          notifications.show({ message: own.tryStarted });
          onClose();
        },
        onError: (error) => refuse(refusedFields(error, language, () => origin)),
      },
    );
  }
  return (
    <ActDialog
      title={own.changeFor({ measure: own.measure[measure.key] })}
      lead={own.changeLead}
      lines={[
        ...(changed.length === 0
          ? [{ label: own.measure[measure.key], value: own.unchanged }]
          : changed),
        { label: own.validFrom, value: day === null ? '' : format.date(day) },
        { label: own.origin, value: origin.trim() },
      ]}
      confirm={own.tryIt}
      pending={tryOut.isPending}
      blocked={changed.length === 0}
      refusals={refusals}
      notice={<ErrorNotice error={Object.keys(errors).length > 0 ? null : tryOut.error} />}
      onSubmit={submit}
      onClose={onClose}
    >
      <MeasureFields draft={draft} errors={errors} onChange={setDraft} />
      <DateField
        label={own.validFrom}
        description={own.validFromMore}
        minDate={today()}
        withAsterisk
        value={day}
        error={errors['validFrom']}
        onChange={(value) => setDay(value)}
      />
      <TextInput
        label={own.origin}
        description={own.originMore}
        withAsterisk
        maxLength={500}
        value={origin}
        error={errors['origin']}
        onChange={(event) => setOrigin(event.currentTarget.value)}
      />
    </ActDialog>
  );
}
