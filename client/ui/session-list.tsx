import { Box, Button, Flex } from '@mantine/core';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { AccountSession } from '#server/contract/account.ts';

import { deviceName } from './device-name.ts';
import { EmptyState } from './empty-state.tsx';
import classes from './session-list.module.css';

type SessionActs = {
  pendingId: string | null;
  onRevoke: (id: string) => void;
  /** Offered for the devices of other people only. */
  onWipe?: (session: AccountSession) => void;
};

/** Sessions of an account; each can be ended but the present one. */
export function SessionList({
  sessions,
  ...acts
}: { sessions: readonly AccountSession[] } & SessionActs) {
  const text = useText();
  if (sessions.length === 0)
    return <EmptyState title={text.settings.noSessions}>{text.emptyLists.sessions}</EmptyState>;
  return (
    <ul className={classes.list}>
      {sessions.map((session) => (
        <SessionRow key={session.id} session={session} {...acts} />
      ))}
    </ul>
  );
}

function SessionRow({
  session,
  pendingId,
  onRevoke,
  onWipe,
}: { session: AccountSession } & SessionActs) {
  const { settings } = useText();
  const format = useFormat();
  const device = deviceName(session.userAgent) ?? settings.unknownDevice;
  return (
    <li>
      <Box flex="1 1 180px" miw={0}>
        <p>
          <strong>{device}</strong>
          {session.current && <span className={classes.current}>{settings.current}</span>}
        </p>
        <Flex component="p" gap="0 12px" wrap="wrap" fz="xs" c="dimmed">
          {session.address !== null && <span>{session.address}</span>}
          <span>{settings.since({ at: format.dateTime(session.createdAt) })}</span>
          <span>{settings.until({ at: format.dateTime(session.expiresAt) })}</span>
        </Flex>
      </Box>
      {!session.current && (
        <Flex className={classes.acts} gap="xs" justify="flex-end" wrap="wrap">
          <Button
            variant="default"
            size="xs"
            loading={pendingId === session.id}
            aria-label={settings.revokeWhich({ device })}
            onClick={() => onRevoke(session.id)}
          >
            {settings.revoke}
          </Button>
          {onWipe !== undefined && (
            <Button
              variant="default"
              size="xs"
              aria-label={settings.wipeWhich({ device })}
              onClick={() => onWipe(session)}
            >
              {settings.wipe}
            </Button>
          )}
        </Flex>
      )}
    </li>
  );
}
