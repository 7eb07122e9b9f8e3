import { Select } from '@mantine/core';

import { useFormat, useText, type Text } from '#client/i18n/use-text.ts';
import type { Format } from '#client/i18n/format.ts';
import { DateField } from '#client/ui/date-field.tsx';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import { ELIMINATION_WAYS, type EliminationWay } from '#server/contract/life-cycle.ts';
import type { EventKind, PointDetail, PointEvent } from '#server/contract/point.ts';

import classes from '#client/forms/forms.module.css';
import { WordsField } from '#client/forms/base-fields.tsx';
import { futureDay, given, isFuture } from '#client/forms/entered-values.ts';
import type { Write } from '#client/forms/use-write.ts';
import { PlainInput } from '#client/ui/plain-input.tsx';
import { CorrectionDialog } from './correction-dialog.tsx';
import { useCorrection } from './correction.ts';

type EventValues = {
  effectiveOn: string | null;
  documentNumber: string;
  note: string;
  way: string;
  grounds: string;
};

/** Corrects the day, number, note, way or grounds of one event; the event itself stays as it was written. */
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
    draft: `event ${event.id}`,
    point,
    initial: {
      event: {
        effectiveOn,
        documentNumber: documentNumber ?? '',
        note: note ?? '',
        way: textOf(event, 'way'),
        grounds: textOf(event, 'grounds'),
      } as EventValues,
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
        <PlainInput label={own.correctedDocument} {...write.field('event.documentNumber')} />
      </div>
      <KindFields kind={event.kind} field={write.field} />
      <WordsField label={own.correctedNote} {...write.field('event.note')} />
    </CorrectionDialog>
  );
}

/** Fields that only some kinds of events have: the way of an elimination, the grounds of a recurrence or proposal. */
function KindFields({ kind, field }: { kind: EventKind } & Pick<Write, 'field'>) {
  const { pointActs: own } = useText();
  if (kind === 'eliminated') {
    return (
      <Select
        label={own.correctedWay}
        allowDeselect={false}
        data={ELIMINATION_WAYS.map((value) => ({ value, label: own.ways[value] }))}
        {...field('event.way')}
      />
    );
  }
  return HAS_GROUNDS.includes(kind) ? (
    <WordsField label={own.correctedGrounds} {...field('event.grounds')} />
  ) : null;
}

const HAS_GROUNDS: readonly EventKind[] = ['recurrence_confirmed', 'handover_proposed'];

function textOf({ detail }: PointEvent, field: 'way' | 'grounds'): string {
  const value = detail[field];
  return typeof value === 'string' ? value : '';
}

function eventChanges(event: PointEvent, values: EventValues) {
  const documentNumber = given(values.documentNumber);
  const note = given(values.note);
  return {
    id: event.id,
    ...(values.effectiveOn === event.effectiveOn ? {} : { effectiveOn: values.effectiveOn }),
    ...(documentNumber === event.documentNumber ? {} : { documentNumber }),
    ...(note === event.note ? {} : { note }),
    ...(values.way === textOf(event, 'way') ? {} : { way: values.way }),
    ...(values.grounds.trim() === textOf(event, 'grounds') ? {} : { grounds: values.grounds }),
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
  const { effectiveOn, documentNumber, note, way, grounds } = changes;
  const wayName = (code: string) => (code === '' ? null : own.ways[code as EliminationWay]);
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
    ...(way === undefined
      ? []
      : [
          {
            label: own.correctedWay,
            value: change(wayName(textOf(event, 'way')), wayName(way)),
          },
        ]),
    ...(grounds === undefined
      ? []
      : [
          {
            label: own.correctedGrounds,
            value: change(given(textOf(event, 'grounds')), given(grounds)),
          },
        ]),
    ...(note === undefined ? [] : [{ label: own.correctedNote, value: change(event.note, note) }]),
  ];
}
