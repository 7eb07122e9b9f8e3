import { TextInput, type TextInputProps } from '@mantine/core';

/** Field for words that the browser does not offer again. */
export function PlainInput(props: TextInputProps) {
  return <TextInput autoComplete="off" {...props} />;
}

/** Large field for a code that somebody was given, taken as it is typed. */
export function CodeInput(props: TextInputProps) {
  return <PlainInput size="md" autoCapitalize="none" spellCheck={false} {...props} />;
}
