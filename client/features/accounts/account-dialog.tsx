import { Checkbox } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { ConfirmRecord } from '#client/ui/record-preview.tsx';
import type { Account, AccountWithPassword } from '#server/contract/account.ts';

import { AccountSessions } from './account-sessions.tsx';
import { AssignRole } from './assign-role.tsx';
import { useDisableAccount, useResetPassword } from './queries.ts';

export type AccountAct = { kind: 'assign' | 'sessions' | 'reset' | 'disable'; account: Account };

type DialogProps = { account: Account; onClose: () => void };

/** The dialog of the act that was chosen on an account. */
export function AccountDialog({
  act,
  onIssued,
  onClose,
}: {
  act: AccountAct;
  onIssued: (issued: AccountWithPassword) => void;
  onClose: () => void;
}) {
  const given = { account: act.account, onClose };
  switch (act.kind) {
    case 'assign':
      return <AssignRole {...given} />;
    case 'sessions':
      return <AccountSessions {...given} />;
    case 'reset':
      return <Reset {...given} onIssued={onIssued} />;
    case 'disable':
      return <Disable {...given} />;
  }
}

function Reset({
  account,
  onIssued,
  onClose,
}: DialogProps & { onIssued: (issued: AccountWithPassword) => void }) {
  const text = useText();
  const reset = useResetPassword(account.id);
  const [second, setSecond] = useState(false);
  return (
    <ConfirmRecord
      opened
      title={text.accounts.resetTitle({ name: account.name })}
      lines={[
        { label: text.accounts.account, value: account.username },
        { label: text.accounts.effect, value: text.accounts.resetRecord },
        {
          label: text.accounts.second,
          value: second ? text.accounts.resetSecondRecord : text.accounts.keep,
        },
      ]}
      confirm={text.accounts.reset}
      danger
      pending={reset.isPending}
      notice={<ErrorNotice error={reset.error} />}
      onConfirm={() => reset.mutate(second, { onSuccess: onIssued })}
      onClose={onClose}
    >
      {account.secondFactor && (
        <Checkbox
          label={text.accounts.resetSecond}
          checked={second}
          onChange={(event) => setSecond(event.currentTarget.checked)}
        />
      )}
    </ConfirmRecord>
  );
}

function Disable({ account, onClose }: DialogProps) {
  const text = useText();
  const disable = useDisableAccount(account.id);
  const confirm = () =>
    disable.mutate(undefined, {
      onSuccess: () => {
        notifications.show({ message: text.accounts.disabled });
        onClose();
      },
    });
  return (
    <ConfirmRecord
      opened
      title={text.accounts.disableTitle({ name: account.name })}
      lines={[
        { label: text.accounts.account, value: account.username },
        { label: text.accounts.effect, value: text.accounts.disableRecord },
        { label: text.accounts.history, value: text.accounts.historyRecord },
      ]}
      confirm={text.accounts.disable}
      danger
      pending={disable.isPending}
      notice={<ErrorNotice error={disable.error} />}
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}
