import { Textarea } from '@mantine/core';

/** Some lines in the inspector's own words. */
export function WordsField({
  label,
  required = false,
  value,
  onChange,
}: {
  label: string;
  required?: boolean;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <Textarea
      label={label}
      withAsterisk={required}
      autosize
      minRows={2}
      maxLength={1_000}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
