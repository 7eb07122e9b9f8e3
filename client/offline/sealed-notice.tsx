import { useEffect, useState } from 'react';

import { useFirstText, useFormat } from '#client/i18n/use-text.ts';
import { Notice } from '#client/ui/notice.tsx';

import { wipedWork } from './forget-device.ts';
import { countKept } from './outbox/device-store.ts';

/** Tells people who sign in that unsent work waits on this device for its author, or that it was deleted. */
export default function SealedNotice() {
  const { session } = useFirstText();
  const format = useFormat();
  const [count, setCount] = useState(0);
  useEffect(function countOnce() {
    // A device without a store has nothing to report.
    void countKept().then(setCount, () => undefined);
  }, []);
  const wiped = wipedWork();
  return (
    <>
      {wiped !== null && (
        <Notice>
          {wiped === 0 ? session.wipedNothing : session.wiped({ count: format.number(wiped, 0) })}
        </Notice>
      )}
      {count > 0 && <Notice>{session.sealedAtSignIn({ count: format.number(count, 0) })}</Notice>}
    </>
  );
}
