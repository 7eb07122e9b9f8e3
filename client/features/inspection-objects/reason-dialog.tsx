import { TextInput } from '@mantine/core';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { ConfirmRecord } from '#client/ui/record-preview.tsx';
import type { InspectionObject } from '#server/contract/inspection-object.ts';
import type { Inspection } from '#server/contract/inspection.ts';

import { useObjectAct, type ObjectAct } from './queries.ts';

const SHORTEST = 3;

/** Acts that ask for a reason and little else. */
export type ReasonedAct =
  | { what: 'close' }
  | { what: 'reopen' }
  | { what: 'withdraw'; inspection: Inspection };

export function ReasonDialog({
  object,
  act,
  onClose,
}: {
  object: InspectionObject;
  act: ReasonedAct;
  onClose: () => void;
}) {
  const { inspections: own } = useText();
  const format = useFormat();
  const [reason, setReason] = useState('');
  const [closedOn, setClosedOn] = useState<string | null>(today());
  const [tried, setTried] = useState(false);
  const send = useObjectAct();
  const short = reason.trim().length < SHORTEST;
  const undated = act.what === 'close' && closedOn === null;
  const titles = { close: own.closeTitle, reopen: own.reopenTitle, withdraw: own.withdrawTitle };
  const verbs = { close: own.close, reopen: own.reopen, withdraw: own.withdraw };
  const lines = [
    { label: own.name, value: `${object.code} · ${object.name}` },
    ...(act.what === 'close' && closedOn !== null
      ? [{ label: own.closedOn, value: format.date(closedOn) }]
      : []),
    ...(act.what === 'withdraw'
      ? [{ label: own.inspectedOn, value: format.date(act.inspection.inspectedOn) }]
      : []),
    { label: own.reason, value: reason.trim() === '' ? '…' : reason.trim() },
  ];
  return (
    <ConfirmRecord
      opened
      danger={act.what !== 'reopen'}
      title={titles[act.what]}
      lines={lines}
      confirm={verbs[act.what]}
      pending={send.isPending}
      notice={<ErrorNotice error={send.error} />}
      onConfirm={() => {
        setTried(true);
        if (short || undated) return;
        const given = orderOf(object, act, { reason: reason.trim(), closedOn: closedOn ?? '' });
        send.mutate(given, { onSuccess: onClose });
      }}
      onClose={onClose}
    >
      {act.what === 'close' && (
        <DateField
          label={own.closedOn}
          withAsterisk
          maxDate={today()}
          value={closedOn}
          error={tried && undated ? own.wrong.date : null}
          onChange={setClosedOn}
        />
      )}
      <TextInput
        label={own.reason}
        withAsterisk
        data-autofocus
        maxLength={300}
        value={reason}
        error={tried && short ? own.wrong.reason : null}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmRecord>
  );
}

function orderOf(
  object: InspectionObject,
  act: ReasonedAct,
  given: { reason: string; closedOn: string },
): ObjectAct {
  const { reason, closedOn } = given;
  if (act.what === 'close') return { act: 'close', object, closedOn, reason };
  if (act.what === 'reopen') return { act: 'reopen', object, reason };
  return { act: 'withdraw', object, inspectionId: act.inspection.id, reason };
}
