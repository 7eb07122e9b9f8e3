import { Button } from '@mantine/core';
import { useSyncExternalStore } from 'react';

import { useText } from '#client/i18n/use-text.ts';

import { onReleaseChange, takeOver, waitingRelease } from './worker/start-worker.ts';

/** Offers a newer release once it is on the device; the reader chooses when, so that no form is lost to it. */
export function UpdateNotice() {
  const { outbox: text } = useText();
  const waiting = useSyncExternalStore(onReleaseChange, waitingRelease);
  if (waiting === null) return null;
  return (
    <span>
      {text.updateReady}{' '}
      <Button variant="subtle" size="compact-sm" title={text.updateMore} onClick={takeOver}>
        {text.update}
      </Button>
    </span>
  );
}

export function useUpdateWaits(): boolean {
  return useSyncExternalStore(onReleaseChange, waitingRelease) !== null;
}
