import { Button, Group } from '@mantine/core';
import {
  IconArrowForwardUp,
  IconCheck,
  IconClock,
  IconFileText,
  IconMinus,
  IconX,
} from '@tabler/icons-react';

import { communeName } from '#client/i18n/commune-name.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import list from '#client/ui/part-list.module.css';
import type { Handover } from '#server/contract/handover.ts';

import { HandoverMessage } from './handover-message.tsx';
import type { Answer } from './handover-section.tsx';
import { refusalLines } from './handover-thread.ts';
import classes from './handover-thread.module.css';

/** One commune's part: its state, its last day, its answer. */
export function HandoverPart({ part, onAnswer }: { part: Handover; onAnswer: Answer | null }) {
  const text = useText();
  const late = part.answerOverdueDays !== null;
  return (
    <li className={classes.part}>
      <p className={list.head}>
        <span className={list.name}>{communeName(part.commune, text)}</span>
        <span className={list.state} data-late={late}>
          <HandoverSign state={part.state} late={late} />
          {text.register.handover[part.state]}
        </span>
      </p>
      <Waits part={part} />
      {part.answeredOn !== null && part.state !== 'successor_asked' && (
        <HandoverMessage
          side="commune"
          title={
            part.state === 'refused'
              ? text.register.act.refuse_handover
              : text.register.act.confirm_handover
          }
          on={part.answeredOn}
          by={part.answeredBy}
          role={part.answeredByRole}
          documentNumber={part.answerDocumentNumber}
          lines={part.state === 'refused' ? refusalLines(part, text) : []}
        />
      )}
      {onAnswer !== null && part.state === 'pending' && part.whyNotAnswer === null && (
        <Group gap={8} mt={8}>
          <Button size="xs" onClick={() => onAnswer('confirm_handover', part)}>
            {text.register.act.confirm_handover}
          </Button>
          <Button size="xs" variant="default" onClick={() => onAnswer('refuse_handover', part)}>
            {text.register.act.refuse_handover}
          </Button>
        </Group>
      )}
    </li>
  );
}

/** Since when and until when a part waits, or why it does not wait any more. */
function Waits({ part }: { part: Handover }) {
  const text = useText();
  const format = useFormat();
  const own = text.handover;
  if (part.lapsedOn !== null) {
    const before =
      part.answeredOn === null
        ? ''
        : ` (${own.confirmedBefore({ date: format.date(part.answeredOn) })})`;
    return (
      <p className={classes.small}>
        {own.lapsed({ date: format.date(part.lapsedOn) })}
        {before}
      </p>
    );
  }
  if (part.state !== 'pending') return null;
  const asked = part.successor === null ? null : format.date(part.proposedOn);
  return (
    <>
      {asked !== null && <p className={classes.small}>{own.successorSince({ date: asked })}</p>}
      {part.answerDueOn !== null && (
        <p className={classes.due} data-late={part.answerOverdueDays !== null}>
          {part.answerOverdueDays === null
            ? own.due({
                date: format.date(part.answerDueOn),
                ago: format.relativeDays(part.answerDueOn, today()),
              })
            : own.overdueSince({
                date: format.date(part.answerDueOn),
                days: format.days(part.answerOverdueDays),
              })}
        </p>
      )}
    </>
  );
}

/** The sign of a commune's answer. Decorative: the word stands beside it. */
function HandoverSign({ state, late }: { state: Handover['state']; late: boolean }) {
  const look = { size: 16, stroke: 1.8, 'aria-hidden': true } as const;
  switch (state) {
    case 'pending':
      return (
        <IconClock {...look} color={late ? 'var(--db-flag-late)' : 'var(--db-flag-waiting)'} />
      );
    case 'confirmed':
      return <IconCheck {...look} color="var(--db-status-handed-over)" />;
    case 'refused':
      return <IconX {...look} color="var(--db-flag-late)" />;
    case 'cancelled':
    case 'withdrawn':
      return <IconMinus {...look} color="var(--db-flag-quiet)" />;
    case 'successor_asked':
      return <IconArrowForwardUp {...look} color="var(--db-flag-quiet)" />;
    case 'recorded':
      return <IconFileText {...look} color="var(--db-flag-quiet)" />;
  }
}
