import { Button } from '@mantine/core';
import { useState } from 'react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { Handover } from '#server/contract/handover.ts';
import type { PointDetail } from '#server/contract/point.ts';

import { HandoverAttemptCard } from './handover-attempt.tsx';
import { handoverAttempts } from './handover-thread.ts';
import classes from '#client/ui/part-list.module.css';

export type PartAct =
  | 'confirm_handover'
  | 'refuse_handover'
  | 'respond_refusal'
  | 'withdraw_handover';
export type Answer = (act: PartAct, part: Handover) => void;

/** Hand-overs of the place, attempt by attempt, earlier cycles behind a button. */
export function HandoverSection({
  point,
  onAnswer,
}: {
  point: PointDetail;
  /** Null on paper, where everything shows and nothing can be pressed. */
  onAnswer: Answer | null;
}) {
  const text = useText();
  const format = useFormat();
  const [all, setAll] = useState(onAnswer === null);
  const attempts = handoverAttempts(point.handovers);
  const [latest] = attempts;
  if (latest === undefined) return null;
  // The thread of one cycle is read as a whole: why it was refused explains what was proposed next.
  const thread = attempts.filter((attempt) => attempt.cycle === latest.cycle);
  const shown = all ? attempts : thread;
  const hidden = attempts.length - shown.length;
  return (
    <section className={classes.section} aria-label={text.pointDrawer.handovers}>
      <h3>{text.pointDrawer.handovers}</h3>
      <ol reversed>
        {shown.map((attempt) => (
          <HandoverAttemptCard
            key={`${attempt.cycle}.${attempt.attempt}`}
            attempt={attempt}
            status={attempt === latest ? point.status : null}
            onAnswer={onAnswer}
          />
        ))}
      </ol>
      {hidden > 0 && (
        <Button
          variant="subtle"
          c="var(--db-accent)"
          size="compact-sm"
          onClick={() => setAll(true)}
        >
          {text.handover.older({ count: format.number(hidden, 0) })}
        </Button>
      )}
    </section>
  );
}
