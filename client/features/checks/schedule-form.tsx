import { Button, NumberInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { refusedFields } from '#client/forms/refused-fields.tsx';
import { today } from '#client/i18n/today.ts';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { RecordPreview } from '#client/ui/record-preview.tsx';
import type { CheckScheduleList } from '#server/contract/check.ts';
import { isIsoDate } from '#server/contract/time.ts';

import classes from './checks.module.css';
import { useSetSchedule } from './queries.ts';
import { readDays, readSchedule, type ScheduleValues } from './schedule-values.ts';

/** A new schedule, begun from the one in force. */
export function ScheduleForm({ list, onClose }: { list: CheckScheduleList; onClose: () => void }) {
  const text = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const own = text.checks;
  const setSchedule = useSetSchedule();
  const form = useForm<ScheduleValues>({
    initialValues: valuesOf(list),
    validate: (values) => {
      const read = readSchedule(values, text);
      return 'errors' in read ? read.errors : {};
    },
  });
  const submit = form.onSubmit((values) => {
    const read = readSchedule(values, text);
    if ('errors' in read) return;
    setSchedule.mutate(read.schedule, {
      onSuccess() {
        const date = format.date(read.schedule.validFrom);
        notifications.show({ message: own.scheduleSet({ date }) });
        onClose();
      },
      onError(error) {
        form.setErrors(refusedFields(error, language, () => values.origin));
      },
    });
  });
  const placed = Object.keys(form.errors).length > 0;
  const days = { min: 0, allowDecimal: false, allowNegative: false, hideControls: true } as const;
  return (
    <form className={classes.form} noValidate onSubmit={submit}>
      <TextInput
        label={own.days}
        description={own.daysMore}
        withAsterisk
        inputMode="numeric"
        {...form.getInputProps('days')}
      />
      <div className={classes.numbers}>
        <NumberInput label={own.leadDays} {...days} {...form.getInputProps('leadDays')} />
        <NumberInput label={own.retryDays} {...days} {...form.getInputProps('retryDays')} />
        <NumberInput label={own.watchDays} {...days} {...form.getInputProps('watchDays')} />
      </div>
      <DateField
        label={own.validFrom}
        description={own.validFromMore}
        withAsterisk
        minDate={today()}
        {...form.getInputProps('validFrom')}
      />
      <TextInput
        label={own.origin}
        description={own.originMore}
        withAsterisk
        maxLength={500}
        {...form.getInputProps('origin')}
      />
      <RecordPreview lines={linesOf(form.getValues(), text, format)} />
      <p className={classes.small}>{own.scheduleFlags}</p>
      {!placed && <ErrorNotice error={setSchedule.error} />}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>
          {text.common.cancel}
        </Button>
        <Button type="submit" loading={setSchedule.isPending}>
          {own.setSchedule}
        </Button>
      </div>
    </form>
  );
}

function valuesOf({ items, inForceFrom }: CheckScheduleList): ScheduleValues {
  const inForce = items.find(({ validFrom }) => validFrom === inForceFrom);
  return {
    days: inForce?.days.join(', ') ?? '',
    leadDays: inForce?.leadDays ?? '',
    retryDays: inForce?.retryDays ?? '',
    watchDays: inForce?.watchDays ?? '',
    validFrom: today(),
    origin: '',
  };
}

function linesOf(
  values: ScheduleValues,
  { checks: own }: ReturnType<typeof useText>,
  format: ReturnType<typeof useFormat>,
) {
  const { validFrom, origin } = values;
  return [
    {
      label: own.days,
      value:
        readDays(values.days)
          ?.toSorted((a, b) => a - b)
          .join(', ') ?? '…',
    },
    {
      label: own.validFrom,
      value: validFrom !== null && isIsoDate(validFrom) ? format.date(validFrom) : '…',
    },
    { label: own.origin, value: origin.trim() || '…' },
  ];
}
