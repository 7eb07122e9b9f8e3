import { Button, Group, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { refusedFields } from '#client/forms/refused-fields.tsx';
import { useLanguage, useText } from '#client/i18n/use-text.ts';
import type { Attachment } from '#server/contract/attachment.ts';

import { ownerOf, recordKey } from './attachment-owner.ts';
import classes from './attachments.module.css';
import { withdrawAttachment } from './send-attachment.ts';

const SHORTEST_REASON = 3;

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
  const { language } = useLanguage();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const withdraw = useMutation({
    mutationFn: () => withdrawAttachment(attachment.id, reason.trim()),
    onSuccess: async () => {
      notifications.show({ message: own.withdrawDone });
      onDone();
      await client.invalidateQueries({ queryKey: recordKey(ownerOf(attachment)) });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const short = reason.trim().length < SHORTEST_REASON;
    setMissing(short);
    if (!short) withdraw.mutate();
  };
  const refused = refusedFields(withdraw.error, language, () => reason)['reason'];
  return (
    <form className={classes.withdraw} noValidate onSubmit={submit}>
      <Textarea
        label={own.withdrawReason}
        description={own.withdrawMore}
        withAsterisk
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        error={refused ?? (missing ? own.reasonMissing : undefined)}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {refused === undefined && <ErrorNotice error={withdraw.error} />}
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onClose}>
          {text.common.cancel}
        </Button>
        <Button type="submit" color="red" loading={withdraw.isPending}>
          {confirm}
        </Button>
      </Group>
    </form>
  );
}
