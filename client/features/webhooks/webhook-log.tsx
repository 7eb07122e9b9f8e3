import { useQuery } from '@tanstack/react-query';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import type { WebhookKind } from '#server/contract/webhook.ts';

import { kindWords, outcomeWords } from './outcome-words.ts';
import { attemptsQuery } from './queries.ts';

/** The last deliveries to a receiver, latest first. */
export function WebhookLog({ id, name }: { id: number; name: string }) {
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
