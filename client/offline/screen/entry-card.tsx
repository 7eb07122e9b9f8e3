import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { type Text, useFormat, useText } from '#client/i18n/use-text.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import { asError } from '#client/offline/outbox/entry-problem.ts';
import { useLoadKind, useOutbox } from '#client/offline/outbox/outbox-context.ts';
import { isChangeable, isConflict, isSettled, offeredFor } from '#client/offline/outbox/rules.ts';
import { Notice } from '#client/ui/notice.tsx';
import { saveFile } from '#client/ui/save-file.ts';
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
import shared from '#client/ui/shared.module.css';
import type { Format } from '#client/i18n/format.ts';
import { Modal } from '#client/ui/modal.tsx';

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
        <h2 className={shared.wrap}>{entry.title}</h2>
        <p className={`${shared.aside} ${shared.wrap}`}>{entry.label}</p>
        <p className={`${shared.aside} ${shared.wrap}`}>
          {text.written({ time: format.recent(entry.writtenAt) })}
        </p>
      </div>
      {entry.problem !== null && <ErrorNotice error={asError(entry.problem)} />}
      {entry.receipt !== null && <ReceiptPart receipt={entry.receipt} id={entry.id} />}
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

/** The server's proof that it has recorded an entry, to be shown and saved. */
function ReceiptPart({ receipt, id }: { receipt: string; id: string }) {
  const { outbox: text } = useText();
  const save = () =>
    saveFile(new Blob([receipt], { type: 'application/jose' }), `bien-nhan-${id}.jws`);
  return (
    <details className={classes.content}>
      <summary>{text.receipt}</summary>
      <p className={classes.where}>{text.receiptMore}</p>
      <code className={classes.receipt}>{receipt}</code>
      <div className={classes.actions}>
        <Button variant="default" onClick={save}>
          {text.receiptSave}
        </Button>
      </div>
    </details>
  );
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
      const words = behind ? text.state.behind : waitingWords(entry, text, format);
      return { sign: IconClock, words, tone: 'waiting' };
    }
  }
}

const TOO_LARGE = 413;
const NO_ROOM = 507;

/** Says what an entry waits for, as its last try has told. */
function waitingWords({ held, posted }: Entry, text: Text['outbox'], format: Format): string {
  const { state } = text;
  const status = format.number(held?.status ?? 0, 0);
  switch (held?.by) {
    case 'stranger':
      return held.status === TOO_LARGE ? state.tooLarge : state.stranger({ status });
    case 'server':
      return held.status === NO_ROOM ? state.noRoom : state.serverFailed({ status });
    case 'another':
      return state.another;
    case 'unproved':
      return state.unproved;
    case 'network':
    case undefined:
      return posted ? state.unsure : state.waiting;
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
