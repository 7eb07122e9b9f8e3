import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { Notice } from '#client/ui/notice.tsx';
import type { RoutePresence } from '#server/contract/route.ts';

/** Fate of what is open in a dialog: somebody removed it, or these words say what of it has changed. */
export type Meanwhile = 'gone' | readonly string[];

/**
 * Tells who removed or changed what is open in a dialog, and why an edit of it was refused; nothing while all is as it
 * was when the dialog opened.
 */
export function ChangedMeanwhile({
  of: what,
  meanwhile,
  lastEdit,
  error,
}: {
  of: 'stop' | 'team';
  meanwhile: Meanwhile;
  /** Last edit of what is open; null while that is not known. */
  lastEdit: RoutePresence['lastEdit'];
  /** Error of the last edit, whatever it was about. */
  error: unknown;
}) {
  const words = useText().routes.meanwhile;
  const [earlier] = useState(error);
  const who = { by: lastEdit?.name ?? words.somebody };
  return (
    <>
      {meanwhile.length > 0 && (
        <div role="alert">
          <Notice>
            {meanwhile === 'gone'
              ? words.gone[what](who)
              : words.changed({ ...who, changes: meanwhile.join('; ') })}
          </Notice>
        </div>
      )}
      <ErrorNotice error={error === earlier ? null : error} />
    </>
  );
}
