import { notifications } from '@mantine/notifications';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { isNeeded } from '#client/api/problem.ts';
import { ProposeInstead } from '#client/forms/propose-instead.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { ConfirmRecord } from '#client/ui/record-preview.tsx';
import type { Account } from '#server/contract/account.ts';

import { AccountBinding } from './account-binding.tsx';
import { AccountSessions } from './account-sessions.tsx';
import { AssignRole } from './assign-role.tsx';
import { ConfirmLink, IssueLink } from './issue-link.tsx';
import { useDisableAccount } from './queries.ts';
import type { Issued } from './secret-once.tsx';

export type AccountAct = {
  kind: 'assign' | 'sessions' | 'link' | 'confirm' | 'binding' | 'disable';
  account: Account;
};

type DialogProps = { account: Account; onClose: () => void };

/** The dialog of the act that was chosen on an account. */
export function AccountDialog({
  act,
  onIssued,
  onClose,
}: {
  act: AccountAct;
  onIssued: (issued: Issued) => void;
  onClose: () => void;
}) {
  const given = { account: act.account, onClose };
  switch (act.kind) {
    case 'assign':
      return <AssignRole {...given} />;
    case 'sessions':
      return <AccountSessions {...given} />;
    case 'link':
      return <IssueLink {...given} onIssued={onIssued} />;
    case 'confirm':
      return <ConfirmLink {...given} onIssued={onIssued} />;
    case 'binding':
      return <AccountBinding {...given} onIssued={onIssued} />;
    case 'disable':
      return <Disable {...given} />;
  }
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
      notice={
        isNeeded(disable.error) ? (
          <ProposeInstead act={{ kind: 'disable', accountId: account.id }} onDone={onClose} />
        ) : (
          <ErrorNotice error={disable.error} />
        )
      }
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}
