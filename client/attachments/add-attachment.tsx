import { Button, FileButton, Group, Modal, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';

import { newIdempotencyKey } from '#client/api/call.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { refusedFields } from '#client/forms/refused-fields.tsx';
import { useReturnFocus } from '#client/forms/use-return-focus.ts';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { Notice } from '#client/ui/notice.tsx';
import { RecordPreview } from '#client/ui/record-preview.tsx';

import { recordKey, type AttachmentOwner } from './attachment-owner.ts';
import classes from './attachments.module.css';
import { sendAttachment } from './send-attachment.ts';
import { shrinkPhoto } from './shrink-photo.ts';

const PDF = 'application/pdf';

/** A photo or paper that stands at the place or the tip itself. Says first what must not be sent. */
export function AddAttachment({ owner, onClose }: { owner: AttachmentOwner; onClose: () => void }) {
  const text = useText();
  const own = text.attachments;
  const format = useFormat();
  const me = useMe();
  const { language } = useLanguage();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<{ id: string; file: File } | null>(null);
  const [number, setNumber] = useState('');
  const [tried, setTried] = useState(false);
  useReturnFocus();
  const send = useMutation({
    mutationFn: async ({ id, file }: { id: string; file: File }) =>
      sendAttachment({
        id,
        // The name goes along for papers only: it may say that one is secret.
        file: file.type === PDF ? file : await shrinkPhoto(file),
        owner,
        purpose: owner.kind,
        ...(number.trim() === '' ? {} : { documentNumber: number.trim() }),
      }),
    onSuccess: async () => {
      notifications.show({ message: own.sent });
      onClose();
      await client.invalidateQueries({ queryKey: recordKey(owner) });
    },
  });
  const isPaper = chosen?.file.type === PDF;
  const numberMissing = isPaper && number.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (chosen !== null && !numberMissing) send.mutate(chosen);
  };
  const refused = refusedFields(send.error, language, () => number)['documentNumber'];
  const lines = own.willRecord;
  return (
    <Modal
      opened
      centered
      onClose={onClose}
      title={own.addPaper}
      closeButtonProps={{ 'aria-label': text.common.close, size: 44 }}
    >
      <form className={classes.form} noValidate onSubmit={submit}>
        <Notice title={own.secretTitle}>{own.secretMore}</Notice>
        <div className={classes.choose}>
          <p className={classes.small}>
            {own.fileMore} {own.photoMore}
          </p>
          <FileButton
            accept="image/jpeg,image/png,image/webp,image/heic,image/heif,application/pdf"
            onChange={(file) => {
              send.reset();
              if (file !== null) setChosen({ id: newIdempotencyKey(), file });
            }}
          >
            {(props) => (
              <Button {...props} variant="default" mih={44}>
                {chosen === null ? own.choose : own.chooseOther}
              </Button>
            )}
          </FileButton>
          {tried && chosen === null && (
            <p className={classes.wrong} role="alert">
              {own.fileMissing}
            </p>
          )}
        </div>
        <TextInput
          label={own.documentNumber}
          description={own.documentNumberMore}
          withAsterisk={isPaper}
          maxLength={100}
          value={number}
          error={refused ?? (tried && numberMissing ? own.documentNumberMissing : undefined)}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
        <RecordPreview
          lines={[
            { label: lines[owner.kind], value: owner.name },
            {
              label: lines.file,
              value:
                chosen === null ? '…' : `${chosen.file.name} (${format.bytes(chosen.file.size)})`,
            },
            ...(number.trim() === '' ? [] : [{ label: lines.number, value: number.trim() }]),
            { label: lines.by, value: me.account.name },
          ]}
        />
        {refused === undefined && <ErrorNotice error={send.error} />}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
          <Button type="submit" loading={send.isPending}>
            {own.send}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
