import { Textarea, TextInput } from '@mantine/core';

import { today } from '#client/i18n/today.ts';
import { useFormat, useText, type Text } from '#client/i18n/use-text.ts';
import type { Format } from '#client/i18n/format.ts';
import { DateField } from '#client/ui/date-field.tsx';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import type { PointDetail, PointEvent } from '#server/contract/point.ts';

import classes from '#client/forms/act-dialog.module.css';
import { dayProblem, given, isFuture } from '#client/forms/entered-values.ts';
import { CorrectionDialog } from './correction-dialog.tsx';
import { sendCorrection } from './send-correction.ts';
import { useCorrection } from './use-correction.ts';

type EventValues = { newDay: string | null; newDocument: string; newNote: string };

/** Where the interface's fields of the event stand in the form. */
const PATHS: Readonly<Record<string, string>> = {
  'event.effectiveOn': 'newDay',
  'event.documentNumber': 'newDocument',
  'event.note': 'newNote',
};

/** Corrects the day, number or note of one event; the event itself stays as it was written. */
export function EventForm({
  point,
  event,
  onClose,
}: {
  point: PointDetail;
  event: PointEvent;
  onClose: () => void;
}) {
  const text = useText();
  const format = useFormat();
  const own = text.pointActs;
  const kind = text.register.event[event.kind];
  const correction = useCorrection<EventValues>({
    point,
    initial: {
      newDay: event.effectiveOn,
      newDocument: event.documentNumber ?? '',
      newNote: event.note ?? '',
    },
    validate: (values) => ({ newDay: dayProblem(values.newDay, today(), own) }),
    send: (values, key) =>
      sendCorrection(point, { ...values, event: eventChanges(event, values) }, key),
    pathOf: (path) => PATHS[path] ?? path,
    onClose,
  });
  const { form } = correction;
  return (
    <CorrectionDialog
      title={own.correctEventTitle({ kind })}
      lead={own.correctEventMore}
      point={point}
      changes={changedLines(event, form.getValues(), text, format)}
      correction={correction}
      onClose={onClose}
    >
      <div className={classes.pair}>
        <DateField
          label={own.correctedDay}
          excludeDate={isFuture}
          withAsterisk
          {...form.getInputProps('newDay')}
        />
        <TextInput
          label={own.correctedDocument}
          autoComplete="off"
          maxLength={100}
          {...form.getInputProps('newDocument')}
        />
      </div>
      <Textarea
        label={own.correctedNote}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2_000}
        {...form.getInputProps('newNote')}
      />
    </CorrectionDialog>
  );
}

function eventChanges(event: PointEvent, values: EventValues) {
  const documentNumber = given(values.newDocument);
  const note = given(values.newNote);
  return {
    id: event.id,
    ...(values.newDay === null || values.newDay === event.effectiveOn
      ? {}
      : { effectiveOn: values.newDay }),
    ...(documentNumber === event.documentNumber ? {} : { documentNumber }),
    ...(note === event.note ? {} : { note }),
  };
}

function changedLines(
  event: PointEvent,
  values: EventValues,
  text: Text,
  format: Format,
): RecordLine[] {
  const own = text.pointActs;
  const changes = eventChanges(event, values);
  const change = (from: string | null, to: string | null) =>
    own.willBe({ from: from ?? own.empty, to: to ?? own.empty });
  const { effectiveOn, documentNumber, note } = changes;
  return [
    ...(effectiveOn === undefined
      ? []
      : [
          {
            label: own.correctedDay,
            value: change(format.date(event.effectiveOn), format.date(effectiveOn)),
          },
        ]),
    ...(documentNumber === undefined
      ? []
      : [{ label: own.correctedDocument, value: change(event.documentNumber, documentNumber) }]),
    ...(note === undefined ? [] : [{ label: own.correctedNote, value: change(event.note, note) }]),
  ];
}
