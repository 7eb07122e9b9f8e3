import { Select } from '@mantine/core';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { NOTHING_TYPED } from '#client/forms/use-kept-form.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import {
  NewSecretBody,
  ResumeBody,
  type Webhook,
  type WebhookWithSecret,
} from '#server/contract/webhook.ts';

import { WEBHOOKS_KEY } from './queries.ts';

type ActProps = { webhook: Webhook; onClose: () => void };
const paramOf = ({ id }: Webhook) => ({ id: String(id) });

/** Lets the sending go on, or sends again from a day. */
export function ResumeWebhook({ webhook, onClose }: ActProps) {
  const { webhooks: own, common } = useText();
  const write = useWrite({
    draft: NOTHING_TYPED,
    initial: { from: null as string | null },
    schema: ResumeBody,
    send: (json, once) =>
      call(api.webhooks[':id'].resume.$post({ param: paramOf(webhook), json }, once)),
    refresh: [WEBHOOKS_KEY],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={write}
      title={`${own.resumeTitle}: ${webhook.name}`}
      lead={own.resumeMore}
      confirm={own.resumeConfirm}
      onClose={onClose}
    >
      <DateField
        label={own.resumeFrom}
        description={own.resumeFromMore}
        clearable
        clearButtonProps={{ 'aria-label': common.clear }}
        {...write.field('from')}
      />
    </WriteDialog>
  );
}

/** Makes a new key; for some time the old one signs too. */
export function RenewKey({
  webhook,
  onIssued,
  onClose,
}: ActProps & { onIssued: (issued: WebhookWithSecret) => void }) {
  const { webhooks: own } = useText();
  const write = useWrite({
    draft: NOTHING_TYPED,
    initial: { keepHours: '24' },
    schema: NewSecretBody,
    body: ({ keepHours }) => ({ keepHours: Number(keepHours) }),
    send: (json, once) =>
      call(api.webhooks[':id'].secret.$post({ param: paramOf(webhook), json }, once)),
    refresh: [WEBHOOKS_KEY],
    onDone(issued) {
      onClose();
      onIssued(issued);
    },
  });
  return (
    <WriteDialog
      write={write}
      title={`${own.renewTitle}: ${webhook.name}`}
      lead={own.renewMore}
      confirm={own.renewConfirm}
      onClose={onClose}
    >
      <Select
        label={own.keep}
        allowDeselect={false}
        data={(['0', '24', '168'] as const).map((value) => ({
          value,
          label: own.keepHours[value],
        }))}
        {...write.field('keepHours')}
      />
    </WriteDialog>
  );
}

/** Deletes a receiver with what waits for it. */
export function DeleteWebhook({ webhook, onClose }: ActProps) {
  const { webhooks: own } = useText();
  const write = useWrite({
    initial: {},
    schema: NO_BODY,
    send: (_, once) => call(api.webhooks[':id'].$delete({ param: paramOf(webhook) }, once)),
    refresh: [WEBHOOKS_KEY],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={write}
      weighty
      title={`${own.removeTitle}: ${webhook.name}`}
      lead={own.removeMore}
      confirm={own.removeConfirm}
      onClose={onClose}
    />
  );
}
