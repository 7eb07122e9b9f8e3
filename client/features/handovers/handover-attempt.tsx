import { Box, Button, Flex, Group, Text } from '@mantine/core';
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
import shared from '#client/ui/shared.module.css';
import type { Handover } from '#server/contract/handover.ts';
import type { PointStatus } from '#server/contract/point.ts';

import { HandoverMessage } from './handover-message.tsx';
import type { Answer } from './handover-section.tsx';
import { type HandoverAttempt, refusalLines } from './handover-thread.ts';
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
      <Flex component="p" gap="0 12px" align="baseline" justify="space-between" wrap="wrap" fz="md">
        <strong>
          {own.attempt({ number: format.number(attempt.attempt, 0) })}
          {', '}
          {text.pointDrawer.cycle({ number: format.number(attempt.cycle, 0) })}
        </strong>
        <span className={classes.outcome} data-outcome={outcome}>
          {own.outcome[outcome]}
        </span>
      </Flex>
      <Progress attempt={attempt} status={status} />
      {first !== undefined && <Proposal part={first} />}
      <Flex component="ul" direction="column" gap="xs" mt="xs" pl="sm">
        {parts.map((part) => (
          <HandoverPart key={part.id} part={part} onAnswer={onAnswer} />
        ))}
      </Flex>
      {refused !== null && parts.some((part) => part.state === 'cancelled') && (
        <Text size="xs" c="dimmed" mt="xs">
          {own.endedByRefusal({ commune: communeName(refused.commune, text) })}
        </Text>
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

/** One commune's part: its state, its last day, its answer. */
function HandoverPart({ part, onAnswer }: { part: Handover; onAnswer: Answer | null }) {
  const text = useText();
  const late = part.answerOverdueDays !== null;
  return (
    <Box component="li" className={shared.ruled} pt="xs">
      <Flex component="p" gap="0 12px" align="baseline" justify="space-between" wrap="wrap" fz="md">
        <Box component="span" fw={600}>
          {communeName(part.commune, text)}
        </Box>
        <span className={list.state} data-late={late}>
          <HandoverSign state={part.state} late={late} />
          {text.register.handover[part.state]}
        </span>
      </Flex>
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
    </Box>
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
      <p className={shared.note}>
        {own.lapsed({ date: format.date(part.lapsedOn) })}
        {before}
      </p>
    );
  }
  if (part.state !== 'pending') return null;
  const asked = part.successor === null ? null : format.date(part.proposedOn);
  return (
    <>
      {asked !== null && <p className={shared.note}>{own.successorSince({ date: asked })}</p>}
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
