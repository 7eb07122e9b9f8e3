import { TextInput } from '@mantine/core';

import { useFormat, useText, type Text } from '#client/i18n/use-text.ts';
import type { Format } from '#client/i18n/format.ts';
import { DateField } from '#client/ui/date-field.tsx';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import type { PointDetail, PointEvent } from '#server/contract/point.ts';

import classes from '#client/forms/forms.module.css';
import { WordsField } from '#client/forms/base-fields.tsx';
import { futureDay, given, isFuture } from '#client/forms/entered-values.ts';
import { CorrectionDialog } from './correction-dialog.tsx';
import { useCorrection } from './correction.ts';

type EventValues = { effectiveOn: string | null; documentNumber: string; note: string };

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
  const { effectiveOn, documentNumber, note } = event;
  const write = useCorrection({
    point,
    initial: {
      event: { effectiveOn, documentNumber: documentNumber ?? '', note: note ?? '' } as EventValues,
    },
    changes: (values) => ({ event: eventChanges(event, values.event) }),
    check: (values) => ({ 'event.effectiveOn': futureDay(values.event, text).effectiveOn }),
    onClose,
  });
  return (
    <CorrectionDialog
      title={own.correctEventTitle({ kind })}
      lead={own.correctEventMore}
      point={point}
      changes={changedLines(event, write.values.event, text, format)}
      write={write}
      onClose={onClose}
    >
      <div className={classes.pair}>
        <DateField
          label={own.correctedDay}
          excludeDate={isFuture}
          {...write.field('event.effectiveOn')}
          withAsterisk
        />
        <TextInput
          label={own.correctedDocument}
          autoComplete="off"
          {...write.field('event.documentNumber')}
        />
      </div>
      <WordsField label={own.correctedNote} {...write.field('event.note')} />
    </CorrectionDialog>
  );
}

function eventChanges(event: PointEvent, values: EventValues) {
  const documentNumber = given(values.documentNumber);
  const note = given(values.note);
  return {
    id: event.id,
    ...(values.effectiveOn === event.effectiveOn ? {} : { effectiveOn: values.effectiveOn }),
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
    ...(effectiveOn === undefined || effectiveOn === null
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
