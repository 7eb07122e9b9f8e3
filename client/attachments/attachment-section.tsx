import { Button, FileButton, Flex, Stack, Text, TextInput } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';

import { useMe } from '#client/api/me.ts';
import { given } from '#client/forms/entered-values.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Notice } from '#client/ui/notice.tsx';
import { type Attachment, AttachmentForm } from '#server/contract/attachment.ts';

import { type AttachmentOwner, ownerFields, recordKey } from './attachment-owner.ts';
import classes from './attachments.module.css';
import { PhotoStrip, Withdrawn } from './photo-strip.tsx';
import { attachmentAddress, chosenFile, sendAttachment, type NewPhoto } from './send-attachment.ts';
import { shrinkPhoto } from './shrink-photo.ts';
import shared from '#client/ui/shared.module.css';
import { WithdrawForm } from './withdraw-form.tsx';

const PDF = 'application/pdf';

/** A photo or paper that stands at the place or the tip itself. Says first what must not be sent. */
function AddAttachment({ owner, onClose }: { owner: AttachmentOwner; onClose: () => void }) {
  const { attachments: own } = useText();
  const format = useFormat();
  const me = useMe();
  const { write, chosen, isPaper, choose } = useNewAttachment(owner, onClose);
  const lines = own.willRecord;
  const number = given(write.values.documentNumber);
  return (
    <WriteDialog
      write={write}
      title={own.addPaper}
      lines={[
        { label: lines[owner.kind], value: owner.name },
        {
          label: lines.file,
          value: chosen === null ? '…' : `${chosen.file.name} (${format.bytes(chosen.file.size)})`,
        },
        ...(number === null ? [] : [{ label: lines.number, value: number }]),
        { label: lines.by, value: me.account.name },
      ]}
      confirm={own.send}
      onClose={onClose}
    >
      <Notice title={own.secretTitle}>{own.secretMore}</Notice>
      <FileChoice chosen={chosen} missing={write.form.errors['file']} onChoose={choose} />
      <TextInput
        label={own.documentNumber}
        description={own.documentNumberMore}
        {...write.field('documentNumber')}
        withAsterisk={isPaper}
      />
    </WriteDialog>
  );
}

/** The file that was chosen so far, and the sending of it with what the form says about it. */
function useNewAttachment(owner: AttachmentOwner, onClose: () => void) {
  const { attachments: own } = useText();
  const [chosen, setChosen] = useState<NewPhoto | null>(null);
  const isPaper = chosen?.file.type === PDF;
  const write = useWrite({
    draft: `file of ${JSON.stringify(ownerFields(owner))}`,
    initial: { documentNumber: '' },
    schema: AttachmentForm,
    body: ({ documentNumber }) => ({
      ...chosen,
      ...ownerFields(owner),
      purpose: owner.kind,
      documentNumber: given(documentNumber) ?? undefined,
    }),
    check: ({ documentNumber }) => ({
      file: chosen === null ? own.fileMissing : null,
      documentNumber: isPaper && given(documentNumber) === null ? own.documentNumberMissing : null,
    }),
    send: async ({ id, file, purpose, documentNumber }) =>
      sendAttachment({
        id,
        // The name goes along for papers only: it may say that one is secret.
        file: isPaper ? file : await shrinkPhoto(file),
        owner,
        purpose,
        ...(documentNumber === undefined ? {} : { documentNumber }),
      }),
    said: own.sent,
    refresh: [recordKey(owner)],
    onDone: onClose,
  });
  const choose = (file: File | null) => {
    write.form.clearFieldError('file');
    if (file !== null) setChosen(chosenFile(file));
  };
  return { write, chosen, isPaper, choose };
}

function FileChoice({
  chosen,
  missing,
  onChoose,
}: {
  chosen: NewPhoto | null;
  /** Said where the form was sent without a file. */
  missing: ReactNode;
  onChoose: (file: File | null) => void;
}) {
  const { attachments: own } = useText();
  return (
    <Stack gap="xs" align="flex-start">
      <p className={shared.note}>
        {own.fileMore} {own.photoMore} {own.paperMore}
      </p>
      <FileButton
        accept="image/jpeg,image/png,image/webp,image/heic,image/heif,application/pdf"
        onChange={onChoose}
      >
        {(props) => (
          <Button {...props} variant="default" mih={44}>
            {chosen === null ? own.choose : own.chooseOther}
          </Button>
        )}
      </FileButton>
      {missing !== undefined && (
        <Text size="sm" c="var(--db-danger)" role="alert">
          {missing}
        </Text>
      )}
    </Stack>
  );
}

/** Photos and documents of the place or the tip itself. Those of checks are shown at their checks. */
export function AttachmentSection({
  owner,
  attachments,
  mayAdd,
  titled = true,
}: {
  owner: AttachmentOwner;
  attachments: readonly Attachment[];
  mayAdd: boolean;
  /** False where what it stands in says already what it is. */
  titled?: boolean;
}) {
  const { attachments: text } = useText();
  const [adding, setAdding] = useState(false);
  const standing = attachments.filter(({ eventId }) => eventId === null);
  const photos = standing.filter(({ mediaType }) => mediaType === 'image/jpeg');
  const papers = standing.filter(({ mediaType }) => mediaType === 'application/pdf');
  if (standing.length === 0 && !mayAdd) return null;
  return (
    <section className={titled ? classes.section : undefined} aria-label={text.title}>
      {titled && <h3>{text.title}</h3>}
      {photos.length > 0 && <PhotoStrip photos={photos} />}
      {papers.length > 0 && (
        <Flex component="ul" direction="column" gap="xs">
          {papers.map((paper) => (
            <Paper key={paper.id} paper={paper} />
          ))}
        </Flex>
      )}
      {mayAdd && (
        <Button
          className={shared.start ?? ''}
          variant="subtle"
          c="var(--db-accent)"
          size="compact-sm"
          mih={titled ? undefined : 44}
          onClick={() => setAdding(true)}
        >
          {text.addPaper}
        </Button>
      )}
      {adding && <AddAttachment owner={owner} onClose={() => setAdding(false)} />}
    </section>
  );
}

function Paper({ paper }: { paper: Attachment }) {
  const { attachments: text } = useText();
  const format = useFormat();
  const [withdrawing, setWithdrawing] = useState(false);
  const name = text.paper({ number: paper.documentNumber ?? '' });
  return (
    <li className={classes.paper}>
      <IconFileText size={20} stroke={1.6} aria-hidden="true" />
      <div>
        {paper.withdrawn === null ? (
          <a href={attachmentAddress(paper.id, 'full')} download>
            {name}
          </a>
        ) : (
          <span>{name}</span>
        )}
        <p className={shared.note}>
          {text.paperSize({ size: format.bytes(paper.bytes) })} ·{' '}
          {text.by({ name: paper.uploadedBy, at: format.dateTime(paper.uploadedAt) })}
        </p>
        <MadeHarmless paper={paper} />
        {paper.withdrawn !== null && <Withdrawn withdrawn={paper.withdrawn} />}
        {withdrawing && (
          <WithdrawForm
            attachment={paper}
            confirm={text.withdrawPaper}
            onClose={() => setWithdrawing(false)}
            onDone={() => setWithdrawing(false)}
          />
        )}
      </div>
      {paper.mayWithdraw && !withdrawing && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          aria-label={`${text.withdraw}: ${name}`}
          onClick={() => setWithdrawing(true)}
        >
          {text.withdraw}
        </Button>
      )}
    </li>
  );
}

/** Parts that were taken out of a paper before it was kept; of a signed one nothing is. */
function MadeHarmless({ paper: { removedParts, keptSigned } }: { paper: Attachment }) {
  const { attachments: text } = useText();
  const parts = (removedParts ?? []).map((part) => text.part[part]).join(', ');
  if (keptSigned) return <p className={shared.note}>{text.keptSigned}</p>;
  return parts === '' ? null : <p className={shared.note}>{text.removedParts({ parts })}</p>;
}
