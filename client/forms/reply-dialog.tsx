import { Button, TagsInput } from '@mantine/core';

import { useText } from '#client/i18n/use-text.ts';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import { REPLY_MOST_DOCUMENTS, type ReplyState } from '#server/contract/reply.ts';

import { WordsField } from './base-fields.tsx';
import type { FieldProps, Write } from './use-write.ts';
import { WriteDialog } from './write-dialog.tsx';

/** Dialog of what a commune answers: whoever may file it keeps a draft beside it, anybody else keeps a draft alone. */
export function ReplyDialog({
  write,
  title,
  mayFile,
  lines,
  onClose,
}: {
  write: Write<{ words: string; documentNumbers: string[]; state: ReplyState }>;
  title: string;
  mayFile: boolean;
  lines: readonly RecordLine[];
  onClose: () => void;
}) {
  const { replies: own } = useText();
  return (
    <WriteDialog
      write={write}
      title={title}
      lead={mayFile ? own.keptBeside : own.leaderFiles}
      lines={lines}
      confirm={mayFile ? own.file : own.saveDraft}
      aside={
        mayFile ? (
          <Button
            variant="default"
            disabled={write.pending}
            onClick={() => write.sendAs({ state: 'draft' })}
          >
            {own.saveDraft}
          </Button>
        ) : null
      }
      onClose={onClose}
    >
      <ReplyFields field={write.field} />
    </WriteDialog>
  );
}

/** Words and documents of what a commune answers: to a recurrence, or to a question. */
function ReplyFields({ field }: { field: FieldProps }) {
  const { replies: own } = useText();
  return (
    <>
      <WordsField
        label={own.words}
        description={own.wordsMore}
        minRows={5}
        maxRows={16}
        {...field('words')}
      />
      <TagsInput
        label={own.documentNumbers}
        description={own.documentNumbersMore}
        maxTags={REPLY_MOST_DOCUMENTS}
        {...field('documentNumbers')}
      />
    </>
  );
}
