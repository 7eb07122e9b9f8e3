import { Button, Group, Stack } from '@mantine/core';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { WordsField } from '#client/forms/base-fields.tsx';
import { Form } from '#client/forms/form.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { useText } from '#client/i18n/use-text.ts';
import { WithdrawAttachmentBody, type Attachment } from '#server/contract/attachment.ts';

import { ownerOf, recordKey } from './attachment-owner.ts';

/** Hides a wrong photo or paper, with the reason. */
export function WithdrawForm({
  attachment,
  confirm,
  onClose,
  onDone,
}: {
  attachment: Attachment;
  /** The verb on the button. */
  confirm: string;
  onClose: () => void;
  onDone: () => void;
}) {
  const text = useText();
  const own = text.attachments;
  const write = useWrite({
    draft: `withdrawal of file ${attachment.id}`,
    initial: { reason: '' },
    schema: WithdrawAttachmentBody,
    words: { reason: own.reasonMissing },
    send: (json, once) =>
      call(api.attachments[':id'].withdraw.$post({ param: { id: attachment.id }, json }, once)),
    said: own.withdrawDone,
    refresh: [recordKey(ownerOf(attachment))],
    onDone,
  });
  return (
    <Stack gap="sm" mt="sm" renderRoot={(root) => <Form {...root} {...write.formProps} />}>
      <WordsField
        label={own.withdrawReason}
        description={own.withdrawMore}
        {...write.field('reason')}
      />
      <ErrorNotice error={write.error} />
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onClose}>
          {text.common.cancel}
        </Button>
        <Button type="submit" color="red" loading={write.pending}>
          {confirm}
        </Button>
      </Group>
    </Stack>
  );
}
