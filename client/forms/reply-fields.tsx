import { TagsInput } from '@mantine/core';

import { useText } from '#client/i18n/use-text.ts';
import { REPLY_MOST_DOCUMENTS } from '#server/contract/reply.ts';

import { WordsField } from './base-fields.tsx';
import type { FieldProps } from './use-write.ts';

/** Words and documents of what a commune answers: to a recurrence, or to a question. */
export function ReplyFields({ field }: { field: FieldProps }) {
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
