import { Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { deviceName } from '#client/ui/device-name.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { ConfirmRecord } from '#client/ui/record-preview.tsx';
import { SessionList } from '#client/ui/session-list.tsx';
import type { Account, AccountSession } from '#server/contract/account.ts';

import { accountSessionsQuery, useRevokeSession, useWipeDevice } from './queries.ts';

/** Lists where an account is signed in, each session with the buttons that end it. */
export function AccountSessions({ account, onClose }: { account: Account; onClose: () => void }) {
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
