import { TextInput } from '@mantine/core';
import type { GetInputPropsReturnType } from '@mantine/form';

import { today } from '#client/i18n/today.ts';
import { useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import type { IsoDate } from '#server/contract/time.ts';

import { BELOW } from './base-fields.tsx';

/** The origin of a file, before anything is said of it. */
export const NO_SOURCE = { source: '', sourceDate: null as IsoDate | null, licence: '' };

/** Inputs for the origin of a file, by the names of its form. */
export function SourceFields({ field }: { field: (path: string) => GetInputPropsReturnType }) {
  const { geodata, common } = useText();
  return (
    <>
      <TextInput
        label={geodata.source}
        description={geodata.sourceHint}
        inputWrapperOrder={BELOW}
        required
        autoComplete="off"
        {...field('source')}
      />
      <TextInput label={geodata.licence} autoComplete="off" {...field('licence')} />
      <DateField
        label={geodata.sourceDate}
        clearable
        clearButtonProps={{ 'aria-label': common.clear }}
        maxDate={today()}
        {...field('sourceDate')}
      />
    </>
  );
}

/** The origin as it is sent beside a file: what is not said is left out. */
export function sourceForm({ source, sourceDate, licence }: typeof NO_SOURCE) {
  return {
    source: source.trim(),
    ...(sourceDate === null ? {} : { sourceDate }),
    ...(licence.trim() === '' ? {} : { licence: licence.trim() }),
  };
}
