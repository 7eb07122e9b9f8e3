import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactNode } from 'react';

import { today } from '#client/i18n/today.ts';
import { useText } from '#client/i18n/use-text.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { DateField } from './date-field.tsx';
import classes from './source-form.module.css';

export type FileSource = { source: string; sourceDate: IsoDate | null; licence: string };

const SHORTEST_SOURCE = 2;

/** Form for the source of a file, with the button that sends it. */
export function SourceForm({
  submit,
  pending,
  disabled,
  notice,
  children,
  onSubmit,
}: {
  /** The verb on the button. */
  submit: string;
  pending: boolean;
  disabled: boolean;
  /** Notice of a refusal. */
  notice: ReactNode;
  /** More fields, before the button. */
  children?: ReactNode;
  onSubmit: (source: FileSource) => void;
}) {
  const { geodata, common } = useText();
  const form = useForm<FileSource>({
    initialValues: { source: '', sourceDate: null, licence: '' },
    validate: {
      source: (source) => (source.trim().length < SHORTEST_SOURCE ? geodata.sourceMissing : null),
    },
  });
  return (
    <form className={classes.form} noValidate onSubmit={form.onSubmit(onSubmit)}>
      <div className={classes.fields}>
        <TextInput
          label={geodata.source}
          description={geodata.sourceHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          required
          maxLength={300}
          autoComplete="off"
          {...form.getInputProps('source')}
        />
        <TextInput
          label={geodata.licence}
          maxLength={300}
          autoComplete="off"
          {...form.getInputProps('licence')}
        />
        <DateField
          label={geodata.sourceDate}
          clearable
          clearButtonProps={{ 'aria-label': common.clear }}
          maxDate={today()}
          {...form.getInputProps('sourceDate')}
        />
        {children}
      </div>
      {notice}
      <Button type="submit" className={classes.submit ?? ''} loading={pending} disabled={disabled}>
        {submit}
      </Button>
    </form>
  );
}
