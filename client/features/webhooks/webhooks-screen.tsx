import { Checkbox, MultiSelect, Select, SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { communesQuery } from '#client/api/communes.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { PageForm } from '#client/forms/page-form.tsx';
import { type FieldProps, useWrite } from '#client/forms/use-write.ts';
import { useText } from '#client/i18n/use-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import { PlainInput } from '#client/ui/plain-input.tsx';
import { SecretDialog } from '#client/ui/secret-dialog.tsx';
import {
  type WebhookWithSecret,
  FIGURE_KINDS,
  isFigures,
  NewWebhookBody,
  OUTGOING_EVENT_KINDS,
  WEBHOOK_DETAILS,
  type WebhookDetail,
  type WebhookKind,
} from '#server/contract/webhook.ts';

import { kindWords } from './outcome-words.ts';
import { webhooksQuery, WEBHOOKS_KEY } from './queries.ts';
import { WebhookCard } from './webhook-card.tsx';
import classes from './webhooks.module.css';

const INITIAL = {
  name: '',
  address: '',
  detail: 'figures' as WebhookDetail,
  kinds: ['figures_of_day'] as WebhookKind[],
  communeIds: [] as string[],
};

/** A new receiver; with it comes its key. */
function WebhookForm({ onIssued }: { onIssued: (issued: WebhookWithSecret) => void }) {
  const text = useText();
  const own = text.webhooks;
  const write = useNewWebhook(onIssued);
  const { field, values } = write;
  const kinds: readonly WebhookKind[] =
    values.detail === 'figures' ? FIGURE_KINDS : [...FIGURE_KINDS, ...OUTGOING_EVENT_KINDS];
  return (
    <PageForm write={write} className={classes.form} confirm={own.create}>
      <PlainInput label={own.name} description={own.nameMore} {...field('name')} />
      <PlainInput
        label={own.address}
        description={own.addressMore}
        inputMode="url"
        {...field('address')}
      />
      <Select
        label={own.detailLabel}
        description={own.detailMore[values.detail]}
        allowDeselect={false}
        data={WEBHOOK_DETAILS.map((value) => ({ value, label: own.detail[value] }))}
        {...field('detail')}
      />
      <CommunesOfReceiver field={field} />
      <Checkbox.Group label={own.kinds} className={classes.whole} {...field('kinds')}>
        <SimpleGrid minColWidth="min(100%, 220px)" spacing="md" verticalSpacing="sm" mt="xs">
          {kinds.map((kind) => (
            <Checkbox key={kind} value={kind} label={kindWords(kind, text)} />
          ))}
        </SimpleGrid>
      </Checkbox.Group>
    </PageForm>
  );
}

function useNewWebhook(onIssued: (issued: WebhookWithSecret) => void) {
  const { webhooks: own } = useText();
  return useWrite({
    draft: 'webhook',
    initial: INITIAL,
    schema: NewWebhookBody,
    body: ({ kinds, communeIds, ...rest }) => ({
      ...rest,
      kinds: kinds.filter((kind) => rest.detail !== 'figures' || isFigures(kind)),
      communeIds: communeIds.map(Number),
    }),
    words: { name: own.nameMissing, address: own.addressMissing, kinds: own.kindsMissing },
    // The server keeps no answer to it under the key, because the answer holds the secret.
    send: (json, once) => call(api.webhooks.$post({ json }, once)),
    refresh: [WEBHOOKS_KEY],
    onDone: onIssued,
    startsAnew: true,
  });
}

function CommunesOfReceiver({ field }: { field: FieldProps }) {
  const { webhooks: own } = useText();
  const communes = useQuery(communesQuery);
  return (
    <MultiSelect
      label={own.communes}
      description={own.communesMore}
      searchable
      data={communes.data?.items.map(({ id, name }) => ({ value: String(id), label: name })) ?? []}
      {...field('communeIds')}
    />
  );
}

const WIDTH = 620;

/** A new key of a receiver, shown this once with how to test a signature. */
function WebhookOnce({ issued, onClose }: { issued: WebhookWithSecret; onClose: () => void }) {
  const { webhooks: own } = useText();
  return (
    <SecretDialog
      title={own.onceTitle}
      secret={issued.secret}
      seen={own.seen}
      size={WIDTH}
      onClose={onClose}
    >
      <p>{own.onceMore}</p>
      <p>
        {issued.webhook.name}: <code data-secret>{issued.secret}</code>
      </p>
      <p>{own.how}</p>
      <pre aria-label={own.how}>
        {'v1,base64(HMAC-SHA256(base64decode(key after whsec_), id.timestamp.body))'}
      </pre>
    </SecretDialog>
  );
}

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
