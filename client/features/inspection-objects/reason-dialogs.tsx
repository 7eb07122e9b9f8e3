import { TextInput } from '@mantine/core';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import {
  CloseInspectionObjectBody,
  ReopenInspectionObjectBody,
  type InspectionObject,
} from '#server/contract/inspection-object.ts';
import { WithdrawInspectionBody, type Inspection } from '#server/contract/inspection.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { OBJECTS_KEY } from './queries.ts';

type Given = { object: InspectionObject; onClose: () => void };

const one = api['inspection-objects'][':id'];
const shown = (reason: string) => (reason.trim() === '' ? '…' : reason.trim());

/** Takes a business off the register. */
export function CloseDialog({ object, onClose }: Given) {
  const { inspections: own } = useText();
  const format = useFormat();
  const write = useWrite({
    draft: `closing of business ${object.id}`,
    initial: { closedOn: today() as IsoDate | null, reason: '' },
    schema: CloseInspectionObjectBody,
    body: (values) => ({ ...values, version: object.version }),
    words: { closedOn: own.wrong.date, reason: own.wrong.reason },
    send: (json, once) => call(one.close.$post({ param: { id: String(object.id) }, json }, once)),
    refresh: [OBJECTS_KEY],
    onDone: onClose,
  });
  const { closedOn, reason } = write.values;
  return (
    <WriteDialog
      write={write}
      weighty
      title={own.closeTitle}
      lines={[
        { label: own.name, value: `${object.code} · ${object.name}` },
        { label: own.closedOn, value: closedOn === null ? '…' : format.date(closedOn) },
        { label: own.reason, value: shown(reason) },
      ]}
      confirm={own.close}
      onClose={onClose}
    >
      <DateField label={own.closedOn} maxDate={today()} {...write.field('closedOn')} />
      <TextInput label={own.reason} data-autofocus {...write.field('reason')} />
    </WriteDialog>
  );
}

/** Puts a business back on the register. */
export function ReopenDialog({ object, onClose }: Given) {
  const { inspections: own } = useText();
  const write = useWrite({
    draft: `reopening of business ${object.id}`,
    initial: { reason: '' },
    schema: ReopenInspectionObjectBody,
    body: (values) => ({ ...values, version: object.version }),
    words: { reason: own.wrong.reason },
    send: (json, once) => call(one.reopen.$post({ param: { id: String(object.id) }, json }, once)),
    refresh: [OBJECTS_KEY],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={write}
      title={own.reopenTitle}
      lines={[
        { label: own.name, value: `${object.code} · ${object.name}` },
        { label: own.reason, value: shown(write.values.reason) },
      ]}
      confirm={own.reopen}
      onClose={onClose}
    >
      <TextInput label={own.reason} data-autofocus {...write.field('reason')} />
    </WriteDialog>
  );
}

/** Takes back a visit that was recorded wrongly; it stays readable. */
export function WithdrawDialog({
  object,
  inspection,
  onClose,
}: Given & { inspection: Inspection }) {
  const { inspections: own } = useText();
  const format = useFormat();
  const write = useWrite({
    draft: `withdrawal of visit ${inspection.id}`,
    initial: { reason: '' },
    schema: WithdrawInspectionBody,
    words: { reason: own.wrong.reason },
    send(json, once) {
      const param = { id: String(object.id), inspectionId: String(inspection.id) };
      return call(one.inspections[':inspectionId'].withdraw.$post({ param, json }, once));
    },
    refresh: [OBJECTS_KEY],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={write}
      weighty
      title={own.withdrawTitle}
      lines={[
        { label: own.name, value: `${object.code} · ${object.name}` },
        { label: own.inspectedOn, value: format.date(inspection.inspectedOn) },
        { label: own.reason, value: shown(write.values.reason) },
      ]}
      confirm={own.withdraw}
      onClose={onClose}
    >
      <TextInput label={own.reason} data-autofocus {...write.field('reason')} />
    </WriteDialog>
  );
}
