import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useCan } from '#client/api/me.ts';
import { ReplyForm } from '#client/features/replies/reply-form.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { pointQuery } from '#client/register/record-queries.ts';
import type { ComparedCase } from '#server/contract/comparison.ts';

import classes from './commune-home.module.css';

/** The answers of a commune to a case, each one press away: its reply, and the signal against which it may object. */
export function CaseActs({ item }: { item: ComparedCase }) {
  const { communeLook: own } = useText();
  const appeals = useCan('signals:appeal');
  const [replying, setReplying] = useState(false);
  const { pointId, cycle, signalId, replyDueOn, reply } = item;
  if (pointId === null || cycle === null) return null;
  return (
    <div className={classes.acts}>
      {replyDueOn !== null && (
        <Button variant={reply === null ? 'filled' : 'default'} onClick={() => setReplying(true)}>
          {reply === null ? own.reply : own.replyAgain}
          <span className="visually-hidden"> {item.code}</span>
        </Button>
      )}
      {appeals && signalId !== null && (
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link {...props} to="/signals" search={{ state: 'confirmed', id: signalId }} />
          )}
        >
          {own.appeal}
          <span className="visually-hidden"> {item.code}</span>
        </Button>
      )}
      {replying && <Reply pointId={pointId} cycle={cycle} onClose={() => setReplying(false)} />}
    </div>
  );
}

/** The draft and earlier versions of the reply come with the record. */
function Reply({
  pointId,
  cycle,
  onClose,
}: {
  pointId: number;
  cycle: number;
  onClose: () => void;
}) {
  const record = useQuery(pointQuery(pointId));
  if (record.data === undefined) {
    return <ErrorNotice error={record.error} onRetry={() => void record.refetch()} />;
  }
  return <ReplyForm point={record.data} cycle={cycle} onClose={onClose} />;
}
