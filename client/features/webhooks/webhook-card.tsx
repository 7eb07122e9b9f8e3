import { Box, Button, Flex } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { useFormat, useText, type Text } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Section } from '#client/ui/page.tsx';
import type {
  Webhook,
  WebhookAttempt,
  WebhookWithSecret,
  WebhookKind,
} from '#server/contract/webhook.ts';

import { outcomeWords, kindWords } from './outcome-words.ts';
import { WEBHOOKS_KEY, attemptsQuery } from './queries.ts';
import { DeleteWebhook, RenewKey, ResumeWebhook } from './webhook-acts.tsx';
import shared from '#client/ui/shared.module.css';
import classes from './webhooks.module.css';

type Props = { webhook: Webhook; onIssued: (issued: WebhookWithSecret) => void };

/** One receiver: its state, what waits, what went wrong, and what can be done. */
export function WebhookCard({ webhook, onIssued }: Props) {
  const { webhooks: own } = useText();
  const [tested, setTested] = useState<WebhookAttempt | null>(null);
  const [isLogShown, setLogShown] = useState(false);
  const reach =
    webhook.communes.length === 0
      ? own.wholeCity
      : webhook.communes.map(({ name }) => name).join(', ');
  return (
    <Section title={webhook.name} lead={`${own.detail[webhook.detail]} · ${reach}`}>
      <Box component="p" className={shared.wrap} mb="sm">
        <code>{webhook.address}</code>
      </Box>
      <Facts webhook={webhook} />
      <Acts webhook={webhook} onIssued={onIssued} onTested={setTested}>
        <Button
          variant="default"
          mih={44}
          aria-expanded={isLogShown}
          aria-label={`${own.log}: ${webhook.name}`}
          onClick={() => setLogShown(!isLogShown)}
        >
          {own.log}
        </Button>
      </Acts>
      <Tested attempt={tested} />
      {isLogShown && <WebhookLog id={webhook.id} name={webhook.name} />}
    </Section>
  );
}

function Tested({ attempt }: { attempt: WebhookAttempt | null }) {
  const text = useText();
  const format = useFormat();
  return (
    <output className={classes.tested}>
      {attempt !== null &&
        text.webhooks.tested({
          words: outcomeWords(attempt, text),
          milliseconds: format.number(attempt.milliseconds, 0),
        })}
    </output>
  );
}

function Facts({ webhook }: { webhook: Webhook }) {
  const text = useText();
  const own = text.webhooks;
  const format = useFormat();
  const { lastOutcome, lastTakenAt, previousValidUntil, failures, state, nextAttemptAt } = webhook;
  const isAway = failures > 0 && lastOutcome !== null;
  const facts: [string, string][] = [
    [own.state, stateWords(webhook, text, format)],
    [own.waiting, format.number(webhook.waiting, 0)],
    [own.lastTaken, lastTakenAt === null ? own.neverTaken : format.dateTime(lastTakenAt)],
  ];
  if (isAway) {
    const failed = { outcome: lastOutcome, status: webhook.lastStatus };
    facts.push([own.lastError, outcomeWords(failed, text)]);
    if (state === 'active') facts.push([own.nextAttempt, format.dateTime(nextAttemptAt)]);
  }
  if (previousValidUntil !== null) {
    facts.push([own.bothKeys, format.dateTime(previousValidUntil)]);
  }
  return (
    <dl className={classes.facts} data-away={isAway || state === 'paused'}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function stateWords(
  { state, pausedBecause, failures, failingSince }: Webhook,
  { webhooks: own }: Text,
  format: ReturnType<typeof useFormat>,
): string {
  if (state === 'paused') return own.paused[pausedBecause ?? 'by_hand'];
  if (failures === 0 || failingSince === null) return own.active;
  return own.failing({
    count: format.number(failures, 0),
    time: format.dateTime(failingSince),
  });
}

type Act = 'resume' | 'renew' | 'remove';

function Acts({
  webhook,
  onIssued,
  onTested,
  children,
}: Props & { onTested: (attempt: WebhookAttempt) => void; children: ReactNode }) {
  const { webhooks: own } = useText();
  const [act, setAct] = useState<Act | null>(null);
  const param = { id: String(webhook.id) };
  const plain = { initial: {}, schema: NO_BODY, refresh: [WEBHOOKS_KEY] };
  const test = useWrite({
    ...plain,
    send: (_, once) => call(api.webhooks[':id'].test.$post({ param }, once)),
    onDone: onTested,
  });
  const pause = useWrite({
    ...plain,
    send: (_, once) => call(api.webhooks[':id'].pause.$post({ param }, once)),
  });
  const close = () => setAct(null);
  const isPaused = webhook.state === 'paused';
  const { name } = webhook;
  return (
    <Flex gap="xs" wrap="wrap" mb="xs">
      <ActButton verb={own.test} name={name} pending={test.pending} onPress={test.press} />
      {!isPaused && (
        <ActButton verb={own.pause} name={name} pending={pause.pending} onPress={pause.press} />
      )}
      <ActButton
        verb={isPaused ? own.resume : own.again}
        name={name}
        onPress={() => setAct('resume')}
      />
      <ActButton verb={own.renew} name={name} onPress={() => setAct('renew')} />
      <ActButton verb={own.remove} name={name} onPress={() => setAct('remove')} />
      {children}
      <ErrorNotice error={test.error ?? pause.error} />
      {act === 'resume' && <ResumeWebhook webhook={webhook} onClose={close} />}
      {act === 'renew' && <RenewKey webhook={webhook} onIssued={onIssued} onClose={close} />}
      {act === 'remove' && <DeleteWebhook webhook={webhook} onClose={close} />}
    </Flex>
  );
}

function ActButton({
  verb,
  name,
  pending = false,
  onPress,
}: {
  verb: string;
  /** Name of the receiver, for who hears the button. */
  name: string;
  pending?: boolean;
  onPress: () => void;
}) {
  return (
    <Button
      variant="default"
      mih={44}
      loading={pending}
      aria-label={`${verb}: ${name}`}
      onClick={onPress}
    >
      {verb}
    </Button>
  );
}

/** The last deliveries to a receiver, latest first. */
function WebhookLog({ id, name }: { id: number; name: string }) {
  const text = useText();
  const own = text.webhooks;
  const format = useFormat();
  const attempts = useQuery(attemptsQuery(id));
  if (attempts.isPending) return <LoadingRows rows={3} />;
  if (attempts.isError) return <ErrorNotice error={attempts.error} />;
  const { items } = attempts.data;
  if (items.length === 0) return <EmptyLine title={own.logEmpty} next="deliveries" />;
  return (
    <DataTable label={`${own.log}: ${name}`} head={[own.at, own.what, own.result, own.duration]}>
      {items.map((attempt) => (
        <tr key={`${attempt.eventId} ${attempt.attemptedAt}`}>
          <td>{format.dateTime(attempt.attemptedAt)}</td>
          <td>{kindWords(attempt.kind as WebhookKind | 'test', text)}</td>
          <td>{outcomeWords(attempt, text)}</td>
          <td>{format.number(attempt.milliseconds, 0)} ms</td>
        </tr>
      ))}
    </DataTable>
  );
}
