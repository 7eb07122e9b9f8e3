import { Box, Button } from '@mantine/core';
import { useState } from 'react';

import { communeName } from '#client/i18n/commune-name.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { Reply, ReplyThread as Thread } from '#server/contract/reply.ts';
import { daysBetween } from '#server/contract/civil-day.ts';

import { replyStanding, type ReplyStanding } from './reply-state.ts';
import shared from '#client/ui/shared.module.css';
import classes from './replies.module.css';

/** The commune's reply beside the event that it answers: the one that counts, earlier ones behind a button. */
export function ReplyThread({
  thread,
  onReply,
}: {
  thread: Thread;
  /** Opens the form; null on paper. */
  onReply: (() => void) | null;
}) {
  const { replies: own } = useText();
  const format = useFormat();
  const [all, setAll] = useState(onReply === null);
  const standing = replyStanding(thread, today());
  const { current, earlier, draft } = standing;
  return (
    <section className={classes.thread} aria-label={own.askedFor[thread.askedFor]}>
      {current === null ? (
        <Waiting thread={thread} late={standing.late} />
      ) : (
        <Filed reply={current} late={standing.late} />
      )}
      {all && earlier.map((reply) => <Filed key={reply.id} reply={reply} superseded />)}
      {!all && earlier.length > 0 && (
        <Small onClick={() => setAll(true)}>
          {own.earlier({ count: format.number(earlier.length, 0) })}
        </Small>
      )}
      {draft !== null && <Draft reply={draft} />}
      {onReply !== null && thread.whyNotDraft === null && (
        <Small onClick={onReply}>{own[verbOf(standing)]}</Small>
      )}
    </section>
  );
}

function verbOf({ current, draft }: ReplyStanding): 'continueDraft' | 'writeAgain' | 'write' {
  if (draft !== null) return 'continueDraft';
  return current === null ? 'write' : 'writeAgain';
}

function Small({ children, onClick }: { children: string; onClick: () => void }) {
  return (
    <Button variant="subtle" c="var(--db-accent)" size="compact-sm" px={4} onClick={onClick}>
      {children}
    </Button>
  );
}

function Waiting({ thread, late }: { thread: Thread; late: boolean }) {
  const { replies: own } = useText();
  const format = useFormat();
  const date = format.date(thread.dueOn);
  return (
    <p className={classes.waiting} data-late={late}>
      {late
        ? own.overdue({ date, days: format.days(daysBetween(thread.dueOn, today())) })
        : own.due({ date, ago: format.relativeDays(thread.dueOn, today()) })}
    </p>
  );
}

function Filed({
  reply,
  late = false,
  superseded = false,
}: {
  reply: Reply;
  late?: boolean;
  superseded?: boolean;
}) {
  const text = useText();
  const format = useFormat();
  const own = text.replies;
  const time = format.dateTime(reply.writtenAt);
  return (
    <div className={classes.filed} data-superseded={superseded}>
      <Box component="p" fw={500}>
        {own.filed({ commune: communeName(reply.commune, text), time })}
        {late && ` (${own.filedLate})`}
        {superseded && ` (${own.superseded})`}
      </Box>
      <p className={shared.lines}>{reply.words}</p>
      <Below reply={reply} />
    </div>
  );
}

function Draft({ reply }: { reply: Reply }) {
  const { replies: own } = useText();
  const format = useFormat();
  return (
    <Box w="100%" py={6} px="xs" bd="1px dashed var(--db-border-strong)" bdrs="sm">
      <Box component="p" fw={500}>
        {own.draft({ name: reply.writtenBy, time: format.dateTime(reply.writtenAt) })}
      </Box>
      <p className={shared.lines}>{reply.words}</p>
      <p className={shared.note}>{own.draftMore}</p>
    </Box>
  );
}

function Below({ reply }: { reply: Reply }) {
  const { replies: own } = useText();
  const numbers = reply.documentNumbers.join(', ');
  return (
    <p className={shared.note}>
      {numbers !== '' && <>{own.documents({ numbers })} · </>}
      {own.writer({ name: reply.writtenBy })}
    </p>
  );
}
