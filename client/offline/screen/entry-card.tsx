import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { Entry, EntryProblem } from '#client/offline/outbox/entry.ts';
import { asError } from '#client/offline/outbox/entry-problem.ts';
import { useLoadKind, useOutbox } from '#client/offline/outbox/outbox-context.ts';
import { CLOCK_WAS_BEHIND, isChangeable, isConflict } from '#client/offline/outbox/rules.ts';
import { Notice } from '#client/ui/notice.tsx';

import { ConflictView } from './conflict-view.tsx';
import { DiscardDialog } from './discard-dialog.tsx';
import { EntryContent } from './entry-content.tsx';
import { EntryStateLine } from './entry-state.tsx';
import classes from './outbox.module.css';

const ChangeForm = lazy(() => import('./change-form.tsx'));

/** One entry: what it is, how it stands, what the server said, and what its writer can do about it. */
export function EntryCard({ entry, behind }: { entry: Entry; behind: boolean }) {
  const { outbox: text } = useText();
  const format = useFormat();
  const [dialog, setDialog] = useState<'change' | 'discard' | null>(null);
  const close = () => setDialog(null);
  const conflict = isConflict(entry);
  return (
    <li className={classes.card} data-entry={entry.state}>
      <EntryStateLine entry={entry} behind={behind} />
      <div>
        <h2 className={classes.name}>{entry.title}</h2>
        <p className={classes.where}>{entry.label}</p>
        <p className={classes.where}>{text.written({ time: format.recent(entry.writtenAt) })}</p>
      </div>
      {entry.problem !== null && <Problem problem={entry.problem} />}
      {conflict && <ConflictView entry={entry} />}
      {!conflict && entry.state !== 'sent' && (
        <details className={classes.content} open={entry.state === 'refused'}>
          <summary>{text.content}</summary>
          <EntryContent entry={entry} />
        </details>
      )}
      {entry.state !== 'sent' && (
        <Actions
          entry={entry}
          onChange={() => setDialog('change')}
          onDiscard={() => setDialog('discard')}
        />
      )}
      {dialog === 'discard' && <DiscardDialog entry={entry} onClose={close} />}
      {dialog === 'change' && (
        <Suspense fallback={null}>
          <ChangeForm entry={entry} onClose={close} />
        </Suspense>
      )}
    </li>
  );
}

function Problem({ problem }: { problem: EntryProblem }) {
  const { outbox: text } = useText();
  if (problem.code === CLOCK_WAS_BEHIND.code) return <Notice>{text.clockBehind}</Notice>;
  return <ErrorNotice error={asError(problem)} />;
}

function Actions({
  entry,
  onChange,
  onDiscard,
}: {
  entry: Entry;
  onChange: () => void;
  onDiscard: () => void;
}) {
  const { outbox: text } = useText();
  const outbox = useOutbox();
  const loadKind = useLoadKind();
  const [failure, setFailure] = useState<unknown>(null);
  const retry = async () => {
    setFailure(null);
    try {
      const kind = await loadKind(entry.kind);
      const body = entry.state === 'refused' ? await kind?.renew?.(entry) : undefined;
      await outbox.retry(entry.id, body);
    } catch (error) {
      setFailure(error);
    }
  };
  const about = <span className="visually-hidden"> {entry.label}</span>;
  return (
    <>
      <ErrorNotice error={failure} />
      <div className={classes.actions}>
        {entry.state === 'refused' && (
          <Button variant="default" title={text.retryMore} onClick={() => void retry()}>
            {text.retry}
            {about}
          </Button>
        )}
        {isChangeable(entry) && (
          <Button variant="default" onClick={onChange}>
            {text.change}
            {about}
          </Button>
        )}
        <Button variant="subtle" color="red" onClick={onDiscard}>
          {text.discard}
          {about}
        </Button>
      </div>
    </>
  );
}
