import { TextInput } from '@mantine/core';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { ConfirmRecord } from '#client/ui/record-preview.tsx';
import type { SupportService } from '#server/contract/support-service.ts';

import { useWithdrawService } from './queries.ts';

const SHORTEST = 3;

export function WithdrawDialog({
  service,
  onClose,
}: {
  service: SupportService;
  onClose: () => void;
}) {
  const { services: own } = useText();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const withdraw = useWithdrawService(service);
  const short = reason.trim().length < SHORTEST;
  return (
    <ConfirmRecord
      opened
      danger
      title={own.withdrawOf({ name: service.name })}
      lines={[
        { label: own.name, value: service.name },
        { label: own.reason, value: reason.trim() === '' ? '…' : reason.trim() },
      ]}
      confirm={own.withdraw}
      pending={withdraw.isPending}
      notice={<ErrorNotice error={withdraw.error} />}
      onConfirm={() => {
        setTried(true);
        if (short) return;
        withdraw.mutate(reason.trim(), { onSuccess: onClose });
      }}
      onClose={onClose}
    >
      <TextInput
        label={own.reason}
        withAsterisk
        data-autofocus
        maxLength={300}
        value={reason}
        error={tried && short ? own.reasonShort : null}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmRecord>
  );
}
