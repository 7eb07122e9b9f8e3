import { today } from '#client/i18n/today.ts';
import { useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { PlainInput } from '#client/ui/plain-input.tsx';
import type { IsoDate } from '#server/contract/time.ts';

import { BELOW } from './base-fields.tsx';
import type { FieldProps } from './use-write.ts';

/** The origin of a file. */
export type FileSource = { source: string; sourceDate: IsoDate | null; licence: string };
export const NO_SOURCE: FileSource = { source: '', sourceDate: null, licence: '' };

/** Inputs for the origin of a file, by the names of its form. */
export function SourceFields({ field, hint }: { field: FieldProps; hint?: string }) {
  const { geodata, common } = useText();
  return (
    <>
      <PlainInput
        label={geodata.source}
        description={hint ?? geodata.sourceHint}
        inputWrapperOrder={BELOW}
        {...field('source')}
      />
      <PlainInput label={geodata.licence} {...field('licence')} />
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
export function sourceForm({ source, sourceDate, licence }: FileSource) {
  return {
    source: source.trim(),
    ...(sourceDate === null ? {} : { sourceDate }),
    ...(licence.trim() === '' ? {} : { licence: licence.trim() }),
  };
}
