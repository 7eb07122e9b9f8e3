import { Button, Group } from '@mantine/core';
import { useState } from 'react';

import { communeName } from '#client/i18n/commune-name.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { Handover, PointDetail } from '#server/contract/point.ts';

import { HandoverSign } from './handover-sign.tsx';
import classes from './part-list.module.css';

export type Answer = (act: 'confirm_handover' | 'refuse_handover', part: Handover) => void;

/** The parts of each commune in the latest hand-over, earlier ones behind a button. */
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
  const [first] = point.handovers;
  if (first === undefined) return null;
  const latest = point.handovers.filter(
    (part) => part.cycle === first.cycle && part.attempt === first.attempt,
  );
  const shown = all ? point.handovers : latest;
  const hidden = point.handovers.length - shown.length;
  return (
    <section className={classes.section} aria-label={text.pointDrawer.handovers}>
      <h3>{text.pointDrawer.handovers}</h3>
      <ul>
        {shown.map((part) => (
          <HandoverPart key={part.id} part={part} onAnswer={onAnswer} />
        ))}
      </ul>
      {hidden > 0 && (
        <Button
          variant="subtle"
          c="var(--db-accent)"
          size="compact-sm"
          onClick={() => setAll(true)}
        >
          {text.pointDrawer.olderHandovers({ count: format.number(hidden, 0) })}
        </Button>
      )}
    </section>
  );
}

function HandoverPart({ part, onAnswer }: { part: Handover; onAnswer: Answer | null }) {
  const text = useText();
  const format = useFormat();
  const own = text.pointDrawer;
  const refusals: Readonly<Record<string, string>> = text.pointActs.refusals;
  const proposedOn = format.date(part.proposedOn);
  const late = isLate(part);
  return (
    <li className={classes.part}>
      <p className={classes.head}>
        <span className={classes.name}>{communeName(part.commune, text)}</span>
        <span className={classes.state} data-late={late}>
          <HandoverSign state={part.state} late={late} />
          {text.register.handover[part.state]}
        </span>
      </p>
      <p className={classes.small}>
        {own.cycle({ number: format.number(part.cycle, 0) })}
        {part.attempt > 1 && `, ${own.handoverAttempt({ number: format.number(part.attempt, 0) })}`}
        {' · '}
        {part.proposedBy === null
          ? own.handoverProposedOn({ date: proposedOn })
          : own.handoverProposed({ date: proposedOn, name: part.proposedBy })}
        {part.documentNumber !== null && (
          <> · {own.handoverDocument({ number: part.documentNumber })}</>
        )}
      </p>
      <Due part={part} late={late} />
      {part.answeredOn !== null && (
        <p className={classes.small}>
          {part.answeredBy === null
            ? own.handoverAnsweredOn({ date: format.date(part.answeredOn) })
            : own.handoverAnswered({ date: format.date(part.answeredOn), name: part.answeredBy })}
        </p>
      )}
      {part.reason !== null && (
        <p>{own.handoverReason({ reason: refusals[part.reason] ?? part.reason })}</p>
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

function Due({ part, late }: { part: Handover; late: boolean }) {
  const { pointDrawer: own } = useText();
  const format = useFormat();
  if (part.state !== 'pending' || part.answerDueOn === null) return null;
  const words = {
    date: format.date(part.answerDueOn),
    ago: format.relativeDays(part.answerDueOn, today()),
  };
  return (
    <p className={classes.due} data-late={late}>
      {late ? own.handoverOverdue(words) : own.handoverDue(words)}
    </p>
  );
}

function isLate(part: Handover): boolean {
  return part.state === 'pending' && part.answerDueOn !== null && part.answerDueOn < today();
}
