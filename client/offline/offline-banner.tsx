import { notifyManager, useQueryClient } from '@tanstack/react-query';
import { IconCloudOff } from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { connection, onConnectionChange } from '#client/api/connection.ts';
import { forgetInstance } from '#client/api/instance.ts';
import { shownDataAt } from '#client/api/shown-data.ts';
import { wrongClock } from '#client/i18n/clock.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { Entry } from './outbox/entry.ts';
import { useUnsent } from './outbox/outbox-context.ts';
import classes from './screen/outbox.module.css';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { IsoInstant } from '#server/contract/time.ts';
import { onReleaseChange, takeOver, waitingRelease } from './worker/start-worker.ts';

/** Says that the server cannot be reached and of when the data are, and how much waits to be sent; else nothing. */
export function OfflineBanner() {
  const { outbox: text } = useText();
  const format = useFormat();
  const { reachable, keptAt, stranger } = useSyncExternalStore(onConnectionChange, connection);
  const shownAt = useShownDataAt(!reachable) ?? keptAt;
  const unsent = useUnsent();
  const conflicts = unsent.filter(({ state }) => state === 'refused');
  const refused = conflicts.length;
  useStayingNotice(conflicts);
  const updateWaits = useSyncExternalStore(onReleaseChange, waitingRelease) !== null;
  const wrong = wrongClock();
  if (reachable && unsent.length === 0 && wrong === null && !updateWaits) return null;
  return (
    <output className={classes.banner}>
      {!reachable && (
        <span className={classes.said}>
          <IconCloudOff size={16} stroke={1.8} aria-hidden="true" />
          {shownAt === null ? text.offline : text.offlineAt({ moment: format.recent(shownAt) })}
        </span>
      )}
      {stranger === 'stranger' && <span>{text.strangerAnswers}</span>}
      {stranger === 'another' && (
        <span>
          {text.anotherAnswers}{' '}
          <Button variant="subtle" size="compact-sm" onClick={signInAnew}>
            {text.signInAnew}
          </Button>
        </span>
      )}
      {wrong !== null && <span>{text.wrongClock[wrong]}</span>}
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

const STAYING = 'refused';

/** Has a notice stay as long as there is work that the server did not take; closed by the reader, until there is more. */
function useStayingNotice(refused: readonly Entry[]): void {
  const { common, outbox: text } = useText();
  const format = useFormat();
  const atOutbox = useLocation({ select: ({ pathname }) => pathname === '/outbox' });
  const known = useRef<readonly string[]>([]);
  useEffect(
    function tellOfRefused() {
      const told = atOutbox ? [] : refused;
      const isNew = told.some(({ id }) => !known.current.includes(id));
      if (isNew || told.length === 0) notifications.hide(STAYING);
      known.current = told.map(({ id }) => id);
      const notice = {
        id: STAYING,
        color: 'red',
        autoClose: false,
        title: text.refused({ count: format.number(told.length, 0) }),
        message: (
          <>
            {told[0]?.title}: {told[0]?.label} <Link to="/outbox">{text.open}</Link>
          </>
        ),
        closeButtonProps: { 'aria-label': common.close },
      };
      if (!isNew) notifications.update(notice);
      else {
        notifications.show(notice);
        // On a phone in a pocket it is felt.
        navigator.vibrate?.(200);
      }
    },
    [refused, atOutbox, text, format, common],
  );
  // Another person may sign in next.
  useEffect(() => () => void notifications.hide(STAYING), []);
}

/** Lets the installation that answers now be the one of this device, from the sign-in on. */
function signInAnew(): void {
  forgetInstance();
  location.assign('/sign-in');
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
