import { Radio, Stack } from '@mantine/core';

import classes from './forms.module.css';
import type { FieldProps } from './use-write.ts';

/** One of a few, each in a row of its own; a whole row takes the press. */
export function ChoiceField({
  label,
  options,
  ...field
}: {
  label: string;
  options: readonly { value: string; label: string }[];
} & ReturnType<FieldProps>) {
  return (
    <div data-faulty={Boolean(field.error)}>
      <Radio.Group label={label} {...field}>
        <Stack className={classes.options ?? ''}>
          {options.map((option) => (
            <Radio
              key={option.value}
              {...option}
              classNames={{ body: classes.option ?? '', labelWrapper: classes.optionLabel ?? '' }}
            />
          ))}
        </Stack>
      </Radio.Group>
    </div>
  );
}
