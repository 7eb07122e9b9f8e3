import { Button, FileButton, Stack, TextInput } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { PhotoField } from '#client/attachments/photo-field.tsx';
import { chosenFile } from '#client/attachments/send-attachment.ts';
import { limitsOf } from '#client/forms/schema-fields.ts';
import { useText } from '#client/i18n/use-text.ts';
import { AttachmentForm } from '#server/contract/attachment.ts';

import { MOST_INTAKE_PHOTOS, type IntakeAttachments } from './intake-attachments.ts';
import shared from '#client/ui/shared.module.css';
import classes from './intake.module.css';

/** Photos of the place and a paper, which follow the tip as soon as it is recorded. */
export function IntakeAttachmentFields({
  value,
  error,
  onChange,
}: {
  value: IntakeAttachments;
  /** Fault in the number of the paper. */
  error: ReactNode;
  onChange: (change: (before: IntakeAttachments) => IntakeAttachments) => void;
}) {
  const { attachments: text, tipIntake: own } = useText();
  const { paper } = value;
  return (
    <Stack gap="sm">
      <PhotoField
        photos={value.photos}
        most={MOST_INTAKE_PHOTOS}
        onChange={(change) => onChange((before) => ({ ...before, photos: change(before.photos) }))}
      />
      <PaperFile
        paper={paper}
        onChoose={(file) => onChange((before) => ({ ...before, paper: chosenFile(file) }))}
      />
      {paper !== null && (
        <>
          <TextInput
            label={text.documentNumber}
            {...limitsOf(AttachmentForm, 'documentNumber')}
            withAsterisk
            value={value.documentNumber}
            error={error}
            onChange={({ currentTarget: { value: documentNumber } }) =>
              onChange((before) => ({ ...before, documentNumber }))
            }
          />
          <Button
            variant="subtle"
            color="gray"
            mih={44}
            justify="start"
            onClick={() => onChange((before) => ({ ...before, paper: null, documentNumber: '' }))}
          >
            {own.paperRemove}
          </Button>
        </>
      )}
    </Stack>
  );
}

function PaperFile({
  paper,
  onChoose,
}: {
  paper: IntakeAttachments['paper'];
  onChoose: (file: File) => void;
}) {
  const { attachments: text, tipIntake: own } = useText();
  return (
    <div className={classes.paperField}>
      <IconFileText size={20} stroke={1.6} aria-hidden="true" />
      <div>
        <p>{own.paper}</p>
        <p className={shared.aside}>{paper === null ? own.paperMore : paper.file.name}</p>
      </div>
      <FileButton
        accept="application/pdf"
        onChange={(file) => {
          if (file !== null) onChoose(file);
        }}
      >
        {(props) => (
          <Button {...props} variant="subtle" size="compact-md" mih={44}>
            {paper === null ? text.choose : text.chooseOther}
          </Button>
        )}
      </FileButton>
    </div>
  );
}
