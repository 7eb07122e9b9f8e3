import { NativeSelect } from '@mantine/core';

import { BELOW } from '#client/forms/base-fields.tsx';

import { useImportText } from './import-target.ts';

/** Choice of one of the layers of a map file. */
export function LayerChoice({
  layers,
  layer,
  onChoose,
}: {
  layers: readonly string[];
  layer: string | null;
  onChoose: (layer: string | null) => void;
}) {
  const { imports } = useImportText();
  return (
    <NativeSelect
      label={imports.layer}
      description={imports.layerHint}
      inputWrapperOrder={BELOW}
      value={layer ?? ''}
      data={[
        ...(layer === null ? [{ value: '', label: imports.layerNone }] : []),
        ...layers.map((name) => ({ value: name, label: name })),
      ]}
      onChange={({ currentTarget: { value } }) => onChoose(value === '' ? null : value)}
    />
  );
}
