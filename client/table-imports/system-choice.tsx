import { NativeSelect } from '@mantine/core';

import { BELOW } from '#client/forms/base-fields.tsx';
import { systemChoices } from '#client/forms/source-systems.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { SystemSuggestion } from '#server/contract/boundary.ts';

/** Choice of the coordinate system of a map file: those that put it into the city come first, each with its reason. */
export function SystemChoice({
  suggestions,
  srid,
  onChoose,
}: {
  suggestions: readonly SystemSuggestion[];
  /** EPSG number; null: as the file says. */
  srid: number | null;
  onChoose: (srid: number | null) => void;
}) {
  const text = useText();
  const format = useFormat();
  const { boundaries } = text;
  return (
    <NativeSelect
      label={boundaries.sourceSrid}
      description={boundaries.sridHint}
      inputWrapperOrder={BELOW}
      value={srid === null ? '' : String(srid)}
      data={systemChoices(suggestions, text, format)}
      onChange={({ currentTarget: { value } }) => onChoose(value === '' ? null : Number(value))}
    />
  );
}
