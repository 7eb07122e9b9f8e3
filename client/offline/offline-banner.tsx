import { notifyManager, useQueryClient } from '@tanstack/react-query';
import { IconCloudOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { connection, onConnectionChange } from '#client/api/connection.ts';
import { shownDataAt } from '#client/api/shown-data.ts';
import { clockOff } from '#client/i18n/clock.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { useUnsent } from './outbox/outbox-context.ts';
import classes from './screen/outbox.module.css';
import { Button } from '@mantine/core';
import type { IsoInstant } from '#server/contract/time.ts';
import { onReleaseChange, takeOver, waitingRelease } from './worker/start-worker.ts';

/** Says that the server cannot be reached and of when the data are, and how much waits to be sent; else nothing. */
export function OfflineBanner() {
  const { outbox: text } = useText();
  const format = useFormat();
  const { reachable, keptAt } = useSyncExternalStore(onConnectionChange, connection);
  const shownAt = useShownDataAt(!reachable) ?? keptAt;
  const unsent = useUnsent();
  const refused = unsent.filter(({ state }) => state === 'refused').length;
  const updateWaits = useSyncExternalStore(onReleaseChange, waitingRelease) !== null;
  const wrongClock = clockOff() !== null;
  if (reachable && unsent.length === 0 && !wrongClock && !updateWaits) return null;
  return (
    <output className={classes.banner}>
      {!reachable && (
        <span className={classes.said}>
          <IconCloudOff size={16} stroke={1.8} aria-hidden="true" />
          {shownAt === null ? text.offline : text.offlineAt({ moment: format.recent(shownAt) })}
        </span>
      )}
      {wrongClock && <span>{text.clockOff}</span>}
      {unsent.length > 0 && (
        <Link to="/outbox" data-tone={refused > 0 ? 'wrong' : 'waiting'}>
          {refused > 0
            ? text.refused({ count: format.number(refused, 0) })
            : text.unsent({ count: format.number(unsent.length, 0) })}
        </Link>
      )}
      {updateWaits && <UpdateNotice />}
    </output>
  );
}

/** The time of the oldest data on the screen while `asked`, followed as data comes and screens change. */
function useShownDataAt(asked: boolean): IsoInstant | null {
  const client = useQueryClient();
  return useSyncExternalStore(
    (listener) => client.getQueryCache().subscribe(notifyManager.batchCalls(listener)),
    () => (asked ? shownDataAt(client) : null),
  );
}

/** Offers a newer release that is on the device; the reader chooses when, so that no form is lost to it. */
function UpdateNotice() {
  const { outbox: text } = useText();
  return (
    <span>
      {text.updateReady}{' '}
      <Button variant="subtle" size="compact-sm" title={text.updateMore} onClick={takeOver}>
        {text.update}
      </Button>
    </span>
  );
}
