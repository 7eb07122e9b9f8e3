import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';

const TYPING_MILLISECONDS = 300;

/** Words that a list is narrowed by, told when typing rests; nothing where there are none. */
export function WordsFilter({
  label,
  words,
  onWords,
}: {
  label: string;
  words: string | undefined;
  onWords: (words: string | undefined) => void;
}) {
  const look = useDebouncedCallback(
    (typed: string) => onWords(typed.trim() === '' ? undefined : typed.trim()),
    TYPING_MILLISECONDS,
  );
  return (
    <TextInput
      key={words === undefined ? 'empty' : 'words'}
      type="search"
      aria-label={label}
      placeholder={label}
      defaultValue={words ?? ''}
      maxLength={100}
      leftSection={<IconSearch size={16} stroke={1.6} aria-hidden="true" />}
      onChange={(event) => look(event.currentTarget.value)}
    />
  );
}
