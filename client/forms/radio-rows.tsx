import { Radio } from '@mantine/core';

import classes from './radio-rows.module.css';

/** Choices of a radio group, each a row of 44 pixels that a thumb hits as a whole. */
export function RadioRows({
  rows,
}: {
  rows: readonly (readonly [value: string, label: string])[];
}) {
  return rows.map(([value, label]) => (
    <Radio
      key={value}
      value={value}
      label={label}
      classNames={{
        body: classes.row ?? '',
        labelWrapper: classes.words ?? '',
        label: classes.label ?? '',
      }}
    />
  ));
}
