import { Button } from '@mantine/core';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { AccountSession } from '#server/contract/account.ts';

import { deviceName } from './device-name.ts';
import { EmptyState } from './empty-state.tsx';
import classes from './session-list.module.css';

/** Sessions of an account; each can be ended but the present one. */
export function SessionList({
  sessions,
  pendingId,
  onRevoke,
  onWipe,
}: {
  sessions: readonly AccountSession[];
  pendingId: string | null;
  onRevoke: (id: string) => void;
  /** Offered for the devices of other people only. */
  onWipe?: (session: AccountSession) => void;
}) {
  const text = useText();
  const format = useFormat();
  if (sessions.length === 0)
    return <EmptyState title={text.settings.noSessions}>{text.emptyLists.sessions}</EmptyState>;
  return (
    <ul className={classes.list}>
      {sessions.map((session) => {
        const device = deviceName(session.userAgent) ?? text.settings.unknownDevice;
        return (
          <li key={session.id}>
            <div className={classes.words}>
              <p>
                <strong>{device}</strong>
                {session.current && (
                  <span className={classes.current}>{text.settings.current}</span>
                )}
              </p>
              <p className={classes.small}>
                {session.address !== null && <span>{session.address}</span>}
                <span>{text.settings.since({ at: format.dateTime(session.createdAt) })}</span>
                <span>{text.settings.until({ at: format.dateTime(session.expiresAt) })}</span>
              </p>
            </div>
            {!session.current && (
              <div className={classes.acts}>
                <Button
                  variant="default"
                  size="xs"
                  loading={pendingId === session.id}
                  aria-label={text.settings.revokeWhich({ device })}
                  onClick={() => onRevoke(session.id)}
                >
                  {text.settings.revoke}
                </Button>
                {onWipe !== undefined && (
                  <Button
                    variant="default"
                    size="xs"
                    aria-label={text.settings.wipeWhich({ device })}
                    onClick={() => onWipe(session)}
                  >
                    {text.settings.wipe}
                  </Button>
                )}
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
