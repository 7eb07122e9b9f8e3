import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import type { WebhookWithSecret } from '#server/contract/webhook.ts';

import { webhooksQuery } from './queries.ts';
import { WebhookCard } from './webhook-card.tsx';
import { WebhookForm } from './webhook-form.tsx';
import { WebhookOnce } from './webhook-once.tsx';

/** Systems outside that are told of figures and events. */
export default function WebhooksScreen() {
  const { webhooks: own } = useText();
  const webhooks = useQuery(webhooksQuery);
  const [issued, setIssued] = useState<WebhookWithSecret | null>(null);
  return (
    <Page title={own.title} lead={own.lead}>
      <Section title={own.add}>
        <WebhookForm onIssued={setIssued} />
      </Section>
      <ErrorNotice error={webhooks.error} onRetry={() => void webhooks.refetch()} />
      {webhooks.isPending && <LoadingRows rows={3} />}
      {webhooks.data?.items.length === 0 && (
        <EmptyState title={own.emptyTitle}>{own.emptyMore}</EmptyState>
      )}
      {webhooks.data?.items.map((webhook) => (
        <WebhookCard key={webhook.id} webhook={webhook} onIssued={setIssued} />
      ))}
      {issued !== null && <WebhookOnce issued={issued} onClose={() => setIssued(null)} />}
    </Page>
  );
}
