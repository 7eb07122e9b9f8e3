import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';

import { WordsField } from '#client/forms/base-fields.tsx';
import type { Write } from '#client/forms/use-write.ts';
import { useText } from '#client/i18n/use-text.ts';

import shared from '#client/ui/shared.module.css';

/** Field for a note, opened by a press unless it has words already. */
export function NoteField({ field }: Pick<Write, 'field'>) {
  const { checks, pointActs } = useText();
  const props = field('note');
  const [open, setOpen] = useState(props.value !== '');
  const [pressed, setPressed] = useState(false);
  // A draft brings words back after the form has opened.
  if (props.value !== '' && !open) setOpen(true);
  const words = useRef<HTMLTextAreaElement>(null);
  useEffect(
    function beginWriting() {
      if (pressed) words.current?.focus();
    },
    [pressed],
  );
  if (!open) {
    return (
      <Button
        className={shared.start ?? ''}
        px={0}
        variant="transparent"
        c="var(--db-accent)"
        mih={44}
        onClick={() => {
          setOpen(true);
          setPressed(true);
        }}
      >
        {checks.addNote}
      </Button>
    );
  }
  return (
    <WordsField ref={words} label={pointActs.note} description={pointActs.noteMore} {...props} />
  );
}
