import { Button, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMediaQuery } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';

import { fieldErrors } from '#client/api/describe-error.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { today } from '#client/i18n/today.ts';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { RecordPreview } from '#client/ui/record-preview.tsx';
import type { InspectionObject } from '#server/contract/inspection-object.ts';
import {
  INSPECTION_KINDS,
  INSPECTION_RESULTS,
  RecordInspectionBody,
  type InspectionResult,
} from '#server/contract/inspection.ts';

import classes from './inspection-objects.module.css';
import { useObjectAct } from './queries.ts';

/** A visit and what came of it, shown before it is recorded. */
export function VisitDialog({
  object,
  onClose,
}: {
  object: InspectionObject;
  onClose: () => void;
}) {
  const text = useText();
  const own = text.inspections;
  const format = useFormat();
  const { language } = useLanguage();
  const phone = useMediaQuery('(max-width: 47.99em)', undefined, {
    getInitialValueInEffect: false,
  });
  const act = useObjectAct();
  const due = object.needs.includes('reinspection_due');
  const form = useForm({
    initialValues: {
      kind: due ? ('reinspection' as const) : ('regular' as const),
      result: null as InspectionResult | null,
      inspectedOn: today() as string | null,
      obstacle: '',
      documentNumber: '',
      note: '',
    },
    validate: (values) => {
      const read = readVisit(values);
      if (read.success) return {};
      const faulty = new Set(read.error.issues.map(({ path }) => String(path[0])));
      const words = {
        result: own.wrong.result,
        inspectedOn: own.wrong.date,
        obstacle: own.wrong.reason,
        note: own.wrong.reason,
      };
      return Object.fromEntries(Object.entries(words).filter(([field]) => faulty.has(field)));
    },
  });
  const { kind, result, inspectedOn } = form.getValues();
  const submit = form.onSubmit((values) => {
    const read = readVisit(values);
    if (!read.success) return;
    act.mutate(
      { act: 'record', object, visit: read.data },
      {
        onSuccess() {
          notifications.show({ message: own.recorded });
          onClose();
        },
        onError: (error) => form.setErrors(fieldErrors(error, language)),
      },
    );
  });
  return (
    <Modal
      opened
      centered
      fullScreen={phone}
      size={520}
      title={own.record}
      closeButtonProps={{ 'aria-label': text.common.close }}
      onClose={onClose}
    >
      <form className={classes.form} noValidate onSubmit={submit}>
        <Select
          label={own.kindLabel}
          allowDeselect={false}
          data={INSPECTION_KINDS.map((one) => ({ value: one, label: own.kind[one] }))}
          {...form.getInputProps('kind')}
        />
        <Select
          label={own.resultLabel}
          withAsterisk
          allowDeselect={false}
          data={INSPECTION_RESULTS.map((one) => ({ value: one, label: own.result[one] }))}
          {...form.getInputProps('result')}
        />
        <DateField
          label={own.inspectedOn}
          withAsterisk
          maxDate={today()}
          {...form.getInputProps('inspectedOn')}
        />
        {result === 'could_not_inspect' && (
          <TextInput
            label={own.obstacle}
            withAsterisk
            maxLength={1_000}
            {...form.getInputProps('obstacle')}
          />
        )}
        <TextInput
          label={own.documentNumber}
          maxLength={100}
          {...form.getInputProps('documentNumber')}
        />
        <Textarea
          label={own.note}
          description={own.noteMore}
          autosize
          minRows={2}
          maxLength={1_000}
          {...form.getInputProps('note')}
        />
        <RecordPreview
          lines={[
            { label: own.name, value: `${object.code} · ${object.name}` },
            { label: own.kindLabel, value: own.kind[kind] },
            { label: own.resultLabel, value: result === null ? '…' : own.result[result] },
            {
              label: own.inspectedOn,
              value: inspectedOn === null ? '…' : format.date(inspectedOn),
            },
          ]}
        />
        <ErrorNotice error={act.error} />
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
          <Button type="submit" loading={act.isPending}>
            {own.record}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function readVisit(values: {
  kind: string;
  result: string | null;
  inspectedOn: string | null;
  obstacle: string;
  documentNumber: string;
  note: string;
}) {
  const given = (typed: string) => (typed.trim() === '' ? null : typed);
  return RecordInspectionBody.safeParse({
    ...values,
    obstacle: values.result === 'could_not_inspect' ? given(values.obstacle) : null,
    documentNumber: given(values.documentNumber),
    note: given(values.note),
  });
}
