import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { isNeeded } from '#client/api/problem.ts';
import { ProposeInstead } from '#client/forms/propose-instead.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { today } from '#client/i18n/today.ts';
import { useText } from '#client/i18n/use-text.ts';
import { deviceName } from '#client/ui/device-name.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Modal } from '#client/ui/modal.tsx';
import { ConfirmRecord } from '#client/ui/record-preview.tsx';
import { SessionList } from '#client/ui/session-list.tsx';
import { type Account, NewAssignment, type AccountSession } from '#server/contract/account.ts';

import { AccountBinding } from './account-binding.tsx';
import {
  AssignmentFields,
  assignmentBody,
  assignmentRules,
  emptyAssignment,
} from './assignment-fields.tsx';
import { presentCommuneIds } from './assignment.ts';
import { ConfirmLink, IssueLink } from './issue-link.tsx';
import {
  useDisableAccount,
  accountsQuery,
  accountSessionsQuery,
  useRevokeSession,
  useWipeDevice,
} from './queries.ts';
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

/** Gives an account another role or other communes from a day on; the form opens with today's. */
function AssignRole({ account, onClose }: { account: Account; onClose: () => void }) {
  const text = useText();
  const { accounts: own } = text;
  const write = useWrite({
    draft: `role of account ${account.id}`,
    initial: {
      ...emptyAssignment(),
      role: account.role,
      communeIds: presentCommuneIds(account, today()).map(String),
    },
    schema: NewAssignment,
    body: assignmentBody,
    ...assignmentRules(text),
    send: (json, once) =>
      call(api.accounts[':id'].assignments.$post({ param: { id: account.id }, json }, once)),
    propose: (act) => ({ kind: 'role', accountId: account.id, act }),
    said: own.assigned,
    refresh: [accountsQuery.queryKey],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={write}
      title={own.assignTitle({ name: account.name })}
      lead={own.assignMore}
      confirm={own.assign}
      onClose={onClose}
    >
      <AssignmentFields role={write.values.role} field={write.field} />
    </WriteDialog>
  );
}

/** Lists where an account is signed in, each session with the buttons that end it. */
function AccountSessions({ account, onClose }: { account: Account; onClose: () => void }) {
  const text = useText();
  const sessions = useQuery(accountSessionsQuery(account.id));
  const revoke = useRevokeSession(account.id);
  const [lost, setLost] = useState<AccountSession | null>(null);
  if (lost !== null) {
    return <WipeDevice account={account} session={lost} onClose={() => setLost(null)} />;
  }
  return (
    <Modal
      opened
      centered
      onClose={onClose}
      title={text.accounts.sessionsTitle({ name: account.name })}
      closeButtonProps={{ 'aria-label': text.common.close }}
    >
      <ErrorNotice error={sessions.error ?? revoke.error} />
      {sessions.isPending && <LoadingRows rows={2} />}
      {sessions.data !== undefined && (
        <SessionList
          sessions={sessions.data.items}
          pendingId={revoke.isPending ? revoke.variables : null}
          onRevoke={revoke.mutate}
          onWipe={setLost}
        />
      )}
    </Modal>
  );
}

/** Asks before the device of a session deletes what it keeps, and says that unsent work is lost with it. */
function WipeDevice({
  account,
  session,
  onClose,
}: {
  account: Account;
  session: AccountSession;
  onClose: () => void;
}) {
  const { accounts: own, settings } = useText();
  const wipe = useWipeDevice(account.id);
  const device = deviceName(session.userAgent) ?? settings.unknownDevice;
  const confirm = () =>
    wipe.mutate(session.id, {
      onSuccess: () => {
        notifications.show({ message: own.wipeAsked });
        onClose();
      },
    });
  return (
    <ConfirmRecord
      opened
      title={own.wipeTitle({ name: account.name })}
      lines={[
        { label: own.account, value: account.username },
        { label: own.device, value: device },
        { label: own.effect, value: own.wipeRecord },
        { label: own.unsentWork, value: own.wipeUnsent },
      ]}
      confirm={settings.wipe}
      danger
      pending={wipe.isPending}
      notice={<ErrorNotice error={wipe.error} />}
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}
