import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import { hinted } from '#client/ui/hinted.ts';
import type { WorkItem, WorkOf } from '#server/contract/worklist.ts';

import shared from '#client/ui/shared.module.css';
import classes from './worklist.module.css';

/** Open dialog, and the item that it is about. */
export type OpenWork =
  | { form: 'confirm_handover' | 'refuse_handover'; item: WorkOf<'handover'> }
  | { form: 'check'; item: WorkOf<'check' | 'suspicion'> }
  | { form: 'reply'; item: WorkOf<'reply'> };

/** The buttons of one thing that waits; the main one is filled where it is the first of its card. */
export function WorkActions({
  item,
  filled,
  onOpen,
}: {
  item: WorkItem;
  filled: boolean;
  onOpen: (open: OpenWork) => void;
}): ReactNode {
  const { worklist: own } = useText();
  switch (item.kind) {
    case 'handover':
      if (!item.mayAnswer)
        return <p className={`${classes.note} ${shared.aside}`}>{own.leaderAnswers}</p>;
      return (
        <>
          <Act
            label={own.confirm}
            code={item.point.code}
            filled={filled}
            onClick={() => onOpen({ form: 'confirm_handover', item })}
          />
          <Act
            label={own.refuse}
            code={item.point.code}
            onClick={() => onOpen({ form: 'refuse_handover', item })}
          />
        </>
      );
    case 'reply':
      return (
        <Act
          label={item.reply.drafted ? own.finishReply : own.reply}
          code={item.point.code}
          filled={filled}
          onClick={() => onOpen({ form: 'reply', item })}
        />
      );
    case 'check':
    case 'suspicion':
      return (
        <Act
          label={own.check}
          code={item.point.code}
          filled={filled}
          onClick={() => onOpen({ form: 'check', item })}
        />
      );
    case 'refusal':
      return <RecordLink item={item} label={own.answerRefusal} filled={filled} />;
    case 'signal':
    case 'unanswered':
      return null;
  }
}

function Act({
  label,
  code,
  filled = false,
  onClick,
}: {
  label: string;
  /** Code of the point: it distinguishes buttons of the same name. */
  code: string;
  filled?: boolean;
  onClick: () => void;
}) {
  return (
    <Button
      variant={filled ? 'filled' : 'default'}
      onClick={onClick}
      {...(filled ? hinted('act') : {})}
    >
      {label}
      <span className="visually-hidden"> {code}</span>
    </Button>
  );
}

function RecordLink({ item, label, filled }: { item: WorkItem; label: string; filled: boolean }) {
  return (
    <Button
      variant={filled ? 'filled' : 'default'}
      {...hinted('act')}
      renderRoot={(props) => (
        <Link {...props} to="/" search={{ id: item.point.id }} preload={false} />
      )}
    >
      {label}
      <span className="visually-hidden"> {item.point.code}</span>
    </Button>
  );
}
