import { Button, Group } from '@mantine/core';

import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import list from '#client/ui/part-list.module.css';
import type { Handover } from '#server/contract/handover.ts';
import type { PointStatus } from '#server/contract/point.ts';

import { HandoverMessage } from './handover-message.tsx';
import { HandoverPart } from './handover-part.tsx';
import type { Answer } from './handover-section.tsx';
import type { HandoverAttempt } from './handover-thread.ts';
import classes from './handover-thread.module.css';

/** One attempt as a conversation: the proposal, each commune's answer, what the proposer's side said to it. */
export function HandoverAttemptCard({
  attempt,
  status,
  onAnswer,
}: {
  attempt: HandoverAttempt;
  /** The point's status where this is its latest attempt; null otherwise. */
  status: PointStatus | null;
  onAnswer: Answer | null;
}) {
  const text = useText();
  const format = useFormat();
  const own = text.handover;
  const { parts, refused, withdrawn, outcome } = attempt;
  const [first] = parts;
  return (
    <li className={classes.attempt}>
      <p className={list.head}>
        <strong>
          {own.attempt({ number: format.number(attempt.attempt, 0) })}
          {', '}
          {text.pointDrawer.cycle({ number: format.number(attempt.cycle, 0) })}
        </strong>
        <span className={classes.outcome} data-outcome={outcome}>
          {own.outcome[outcome]}
        </span>
      </p>
      <Progress attempt={attempt} status={status} />
      {first !== undefined && <Proposal part={first} />}
      <ul className={classes.parts}>
        {parts.map((part) => (
          <HandoverPart key={part.id} part={part} onAnswer={onAnswer} />
        ))}
      </ul>
      {refused !== null && parts.some((part) => part.state === 'cancelled') && (
        <p className={classes.aside}>
          {own.endedByRefusal({ commune: communeName(refused.commune, text) })}
        </p>
      )}
      {withdrawn !== null && withdrawn.withdrawal !== null && (
        <HandoverMessage
          side="proposer"
          title={own.withdrew}
          on={withdrawn.withdrawal.on}
          by={withdrawn.withdrawal.by}
          role={withdrawn.withdrawal.byRole}
          documentNumber={withdrawn.withdrawal.documentNumber}
          lines={[own.reason({ reason: withdrawn.withdrawal.reason })]}
        />
      )}
      {refused !== null && refused.response !== null && <Response response={refused.response} />}
      {onAnswer !== null && <ProposerButtons attempt={attempt} onAnswer={onAnswer} />}
    </li>
  );
}

function Proposal({ part }: { part: Handover }) {
  const { handover: own } = useText();
  return (
    <HandoverMessage
      side="proposer"
      title={
        part.proposedBy === null && part.successor === null ? own.proposedFromPapers : own.proposed
      }
      on={part.proposedOn}
      by={part.proposedBy}
      role={part.proposedByRole}
      documentNumber={part.documentNumber}
      lines={part.grounds === null ? [] : [own.grounds({ text: part.grounds })]}
    />
  );
}

function Response({ response }: { response: NonNullable<Handover['response']> }) {
  const text = useText();
  const own = text.handover;
  const { commune, point } = response;
  return (
    <HandoverMessage
      side="proposer"
      title={own[response.kind]}
      on={response.on}
      by={response.by}
      role={response.byRole}
      documentNumber={response.documentNumber}
      lines={[
        response.text,
        ...(commune === null ? [] : [own.namesCommune({ commune: communeName(commune, text) })]),
        ...(point === null ? [] : [own.namesPoint({ code: point.code })]),
      ]}
    />
  );
}

/**
 * Progress of an attempt: the communes that confirmed, those still to answer, and the note that silence is no
 * consent.
 */
function Progress({ attempt, status }: { attempt: HandoverAttempt; status: PointStatus | null }) {
  const text = useText();
  const format = useFormat();
  const own = text.handover;
  const { counting, waiting, yes } = attempt;
  if (waiting.length === 0) return null;
  const late = Math.max(0, ...waiting.map((part) => part.answerOverdueDays ?? 0));
  const abolished = waiting.some((part) => part.whyNotAnswer === 'handover.commune_abolished');
  const pieces = [
    counting.length > 1
      ? own.saidYes({ yes: format.number(yes, 0), all: format.number(counting.length, 0) })
      : null,
    counting.length > 1
      ? own.stillMissing({
          communes: waiting.map((part) => communeName(part.commune, text)).join(', '),
        })
      : null,
    late > 0 ? own.overdue({ days: format.days(late) }) : null,
  ].filter((piece) => piece !== null);
  return (
    <p className={classes.progress} data-late={late > 0}>
      {pieces.length > 0 && <>{pieces.join('; ')}. </>}
      {status === 'handed_over' ? own.successorWaits : own.countsForNobody}
      {abolished && <> {own.noSuccessor}</>}
    </p>
  );
}

function ProposerButtons({ attempt, onAnswer }: { attempt: HandoverAttempt; onAnswer: Answer }) {
  const { register } = useText();
  const { refused, waiting } = attempt;
  const open = waiting.find((part) => part.whyNotWithdraw === null);
  const answers = refused !== null && refused.whyNotRespond === null;
  if (open === undefined && !answers) return null;
  return (
    <Group gap={8} mt={8}>
      {answers && (
        <Button size="xs" onClick={() => onAnswer('respond_refusal', refused)}>
          {register.act.respond_refusal}
        </Button>
      )}
      {open !== undefined && (
        <Button size="xs" variant="default" onClick={() => onAnswer('withdraw_handover', open)}>
          {register.act.withdraw_handover}
        </Button>
      )}
    </Group>
  );
}
