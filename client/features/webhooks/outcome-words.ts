import type { Text } from '#client/i18n/use-text.ts';
import { isFigures, type WebhookKind, type WebhookOutcome } from '#server/contract/webhook.ts';

/** Names the outcome of an attempt, with the status of an answer that refused. */
export function outcomeWords(
  { outcome, status }: { outcome: WebhookOutcome; status: number | null },
  { webhooks: own }: Text,
): string {
  const words = own.outcome[outcome];
  if (status === null || outcome === 'taken') return words;
  return own.withStatus({ words, status: String(status) });
}

/** Name of a kind of event, in the words of the register. */
export function kindWords(kind: WebhookKind | 'test', { webhooks: own, register }: Text): string {
  if (kind === 'test') return own.testKind;
  if (isFigures(kind)) return own.figures[kind as keyof typeof own.figures];
  return register.event[kind as keyof typeof register.event];
}
