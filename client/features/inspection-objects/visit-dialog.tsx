import { Select, Textarea, TextInput } from '@mantine/core';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { missingPaper, PaperFields } from '#client/forms/late-entry.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import type { InspectionObject } from '#server/contract/inspection-object.ts';
import {
  INSPECTION_KINDS,
  INSPECTION_RESULTS,
  RecordInspectionBody,
  type InspectionKind,
  type InspectionResult,
} from '#server/contract/inspection.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { OBJECTS_KEY } from './queries.ts';

/** Records a visit to a business. */
function useVisit(object: InspectionObject, onDone: () => void) {
  const text = useText();
  const { inspections: own } = text;
  const due = object.needs.includes('reinspection_due');
  return useWrite({
    draft: `visit to business ${object.id}`,
    initial: {
      kind: (due ? 'reinspection' : 'regular') as InspectionKind,
      result: null as InspectionResult | null,
      inspectedOn: today() as IsoDate | null,
      obstacle: '',
      documentNumber: '',
      documentOn: null as IsoDate | null,
      note: '',
    },
    schema: RecordInspectionBody,
    body: (values) => ({
      ...values,
      obstacle: values.result === 'could_not_inspect' ? values.obstacle : null,
    }),
    check: ({ inspectedOn, ...paper }) =>
      missingPaper({ ...paper, effectiveOn: inspectedOn }, text),
    words: {
      result: own.wrong.result,
      inspectedOn: own.wrong.date,
      obstacle: own.wrong.reason,
      note: own.wrong.reason,
    },
    send: (json, once) =>
      call(
        api['inspection-objects'][':id'].inspections.$post(
          { param: { id: String(object.id) }, json },
          once,
        ),
      ),
    said: own.recorded,
    refresh: [OBJECTS_KEY],
    onDone,
  });
}

/** A visit and what came of it, shown before it is recorded. */
export function VisitDialog({
  object,
  onClose,
}: {
  object: InspectionObject;
  onClose: () => void;
}) {
  const { inspections: own } = useText();
  const format = useFormat();
  const write = useVisit(object, onClose);
  const { field } = write;
  const { kind, result, inspectedOn } = write.values;
  return (
    <WriteDialog
      write={write}
      title={own.record}
      lines={[
        { label: own.name, value: `${object.code} · ${object.name}` },
        { label: own.kindLabel, value: own.kind[kind] },
        { label: own.resultLabel, value: result === null ? '…' : own.result[result] },
        { label: own.inspectedOn, value: inspectedOn === null ? '…' : format.date(inspectedOn) },
      ]}
      confirm={own.record}
      onClose={onClose}
    >
      <Select
        label={own.kindLabel}
        allowDeselect={false}
        data={INSPECTION_KINDS.map((one) => ({ value: one, label: own.kind[one] }))}
        {...field('kind')}
      />
      <Select
        label={own.resultLabel}
        allowDeselect={false}
        data={INSPECTION_RESULTS.map((one) => ({ value: one, label: own.result[one] }))}
        {...field('result')}
      />
      <DateField label={own.inspectedOn} maxDate={today()} {...field('inspectedOn')} />
      {result === 'could_not_inspect' && (
        <TextInput label={own.obstacle} {...field('obstacle')} withAsterisk />
      )}
      <TextInput label={own.documentNumber} {...field('documentNumber')} />
      <PaperFields field={field} on={inspectedOn} />
      <Textarea
        label={own.note}
        description={own.noteMore}
        autosize
        minRows={2}
        {...field('note')}
      />
    </WriteDialog>
  );
}
