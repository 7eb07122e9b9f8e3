import { Button, Checkbox, MultiSelect, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { communesQuery } from '#client/api/communes.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { type FieldProps, useWrite } from '#client/forms/use-write.ts';
import { useText } from '#client/i18n/use-text.ts';
import {
  FIGURE_KINDS,
  isFigures,
  NewWebhookBody,
  OUTGOING_EVENT_KINDS,
  WEBHOOK_DETAILS,
  type WebhookDetail,
  type WebhookKind,
  type WebhookWithSecret,
} from '#server/contract/webhook.ts';

import { kindWords } from './outcome-words.ts';
import { WEBHOOKS_KEY } from './queries.ts';
import classes from './webhooks.module.css';

const INITIAL = {
  name: '',
  address: '',
  detail: 'figures' as WebhookDetail,
  kinds: ['figures_of_day'] as WebhookKind[],
  communeIds: [] as string[],
};

/** A new receiver; with it comes its key. */
export function WebhookForm({ onIssued }: { onIssued: (issued: WebhookWithSecret) => void }) {
  const text = useText();
  const own = text.webhooks;
  const write = useNewWebhook(onIssued);
  const { field, values } = write;
  const kinds: readonly WebhookKind[] =
    values.detail === 'figures' ? FIGURE_KINDS : [...FIGURE_KINDS, ...OUTGOING_EVENT_KINDS];
  return (
    <form className={classes.form} {...write.formProps}>
      <TextInput
        label={own.name}
        description={own.nameMore}
        autoComplete="off"
        {...field('name')}
      />
      <TextInput
        label={own.address}
        description={own.addressMore}
        inputMode="url"
        autoComplete="off"
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
        <div className={classes.kinds}>
          {kinds.map((kind) => (
            <Checkbox key={kind} value={kind} label={kindWords(kind, text)} />
          ))}
        </div>
      </Checkbox.Group>
      <Button type="submit" mih={44} loading={write.pending}>
        {own.create}
      </Button>
      <ErrorNotice error={write.error} />
    </form>
  );
}

function useNewWebhook(onIssued: (issued: WebhookWithSecret) => void) {
  const { webhooks: own } = useText();
  return useWrite({
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
