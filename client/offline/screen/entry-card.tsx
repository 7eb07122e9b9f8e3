import { Button, Group, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { type Text, useFormat, useText } from '#client/i18n/use-text.ts';
import type { Entry, EntryProblem } from '#client/offline/outbox/entry.ts';
import { asError } from '#client/offline/outbox/entry-problem.ts';
import { useLoadKind, useOutbox } from '#client/offline/outbox/outbox-context.ts';
import {
  CLOCK_WAS_BEHIND,
  isChangeable,
  isConflict,
  isSettled,
  offeredFor,
} from '#client/offline/outbox/rules.ts';
import { Notice } from '#client/ui/notice.tsx';
import { ConflictView } from './conflict-view.tsx';
import { EntryContent } from './entry-content.tsx';
import classes from './outbox.module.css';
import {
  type Icon,
  IconAlertTriangle,
  IconArrowsDiff,
  IconCircleCheck,
  IconClock,
  IconLoader2,
} from '@tabler/icons-react';
import type { Format } from '#client/i18n/format.ts';

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
  const kind = useQuery({
    queryKey: ['outbox', 'kind', entry.kind],
    queryFn: () => loadKind(entry.kind),
    staleTime: Infinity,
  });
  const settledBy = kind.data?.settledBy ?? [];
  const offered = offeredFor(entry, { settledBy, hasForm: kind.data?.Form !== undefined });
  const [failure, setFailure] = useState<unknown>(null);
  const retry = async () => {
    setFailure(null);
    try {
      const body = entry.state === 'refused' ? await kind.data?.renew?.(entry) : undefined;
      await outbox.retry(entry.id, body);
    } catch (error) {
      setFailure(error);
    }
  };
  const about = <span className="visually-hidden"> {entry.label}</span>;
  return (
    <>
      <ErrorNotice error={failure ?? kind.error} />
      {isSettled(entry, settledBy) && <Notice>{text.settled}</Notice>}
      <div className={classes.actions}>
        {kind.isSuccess && offered.again && (
          <Button variant="default" title={text.retryMore} onClick={() => void retry()}>
            {text.retry}
            {about}
          </Button>
        )}
        {offered.change && (
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

type Shown = { sign: Icon; words: string; tone: 'quiet' | 'waiting' | 'wrong' | 'good' };

/** State of an entry: a sign, words and a colour. */
function EntryStateLine({ entry, behind }: { entry: Entry; behind: boolean }) {
  const text = useText();
  const format = useFormat();
  const { sign: Sign, words, tone } = shown(entry, behind, text, format);
  return (
    <p className={classes.state} data-tone={tone}>
      <Sign size={18} stroke={1.8} aria-hidden="true" />
      {words}
    </p>
  );
}

function shown(entry: Entry, behind: boolean, { outbox: text }: Text, format: Format): Shown {
  switch (entry.state) {
    case 'sent': {
      const time = entry.sentAt === null ? '' : format.recent(entry.sentAt);
      return { sign: IconCircleCheck, words: text.state.sent({ time }), tone: 'good' };
    }
    case 'sending':
      return { sign: IconLoader2, words: text.state.sending, tone: 'waiting' };
    case 'refused':
      return isConflict(entry)
        ? { sign: IconArrowsDiff, words: text.state.conflict, tone: 'wrong' }
        : { sign: IconAlertTriangle, words: text.state.refused, tone: 'wrong' };
    case 'waiting': {
      const { behind: later, unsure, waiting } = text.state;
      const words = behind ? later : entry.attempts > 0 ? unsure : waiting;
      return { sign: IconClock, words, tone: 'waiting' };
    }
  }
}

/** Asks before an unsent entry is given up, and shows what will then not be recorded. */
function DiscardDialog({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const text = useText();
  const own = text.outbox;
  const outbox = useOutbox();
  const discard = async () => {
    await outbox.discard(entry.id);
    onClose();
  };
  return (
    <Modal
      opened
      centered
      onClose={onClose}
      title={own.discardTitle}
      closeButtonProps={{ 'aria-label': text.common.close, size: 44 }}
    >
      <div className={classes.dialog}>
        <p>{isChangeable(entry) ? own.discardLead : own.discardUnsure}</p>
        <EntryContent entry={entry} />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" mih={44} onClick={onClose}>
            {text.common.cancel}
          </Button>
          <Button color="red" mih={44} onClick={() => void discard()}>
            {own.discard}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
