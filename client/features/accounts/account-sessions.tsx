import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { SessionList } from '#client/ui/session-list.tsx';
import type { Account } from '#server/contract/account.ts';

import { accountSessionsQuery, useRevokeSession } from './queries.ts';

/** Where an account is signed in, each session with the button that ends it. */
export function AccountSessions({ account, onClose }: { account: Account; onClose: () => void }) {
  const text = useText();
  const sessions = useQuery(accountSessionsQuery(account.id));
  const revoke = useRevokeSession(account.id);
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
        />
      )}
    </Modal>
  );
}
