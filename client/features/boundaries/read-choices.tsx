import { NativeSelect } from '@mantine/core';

import { systemChoices } from '#client/forms/source-systems.ts';
import { useFormat, useText, type Text } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { BOUNDARY_ENCODINGS, type BoundaryPreview } from '#server/contract/boundary.ts';

import classes from './boundaries.module.css';
import type { BoundaryFileState } from './use-boundary-file.ts';

/** Choices for reading the file: the values found in it, and those to set where it is silent or wrong. */
export function ReadChoices({ state }: { state: BoundaryFileState }) {
  const { preview, layers, suggestions, options, edit: onEdit } = state;
  const { boundaries } = useText();
  return (
    <div className={classes.stack}>
      <h3>{boundaries.howRead}</h3>
      {preview !== null && <Facts preview={preview} />}
      <div className={classes.fields}>
        {layers.length > 0 && (
          <NativeSelect
            label={boundaries.layer}
            description={boundaries.layerHint}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={options.layer?.name ?? ''}
            data={[
              ...(options.layer === null ? [{ value: '', label: boundaries.layerNone }] : []),
              ...layers.map((name) => ({ value: name, label: name })),
            ]}
            onChange={({ currentTarget: { value: name } }) =>
              onEdit({ ...options, layer: name === '' ? null : { name, among: layers } })
            }
          />
        )}
        <SystemField suggestions={suggestions} options={options} onEdit={onEdit} />
        {preview?.encoding.used !== 'unicode' && (
          <NativeSelect
            label={boundaries.encoding}
            value={options.encoding}
            data={BOUNDARY_ENCODINGS.map((encoding) => ({
              value: encoding,
              label: boundaries.encodings[encoding],
            }))}
            onChange={({ currentTarget: { value } }) => {
              const encoding = BOUNDARY_ENCODINGS.find((one) => one === value);
              if (encoding !== undefined) onEdit({ ...options, encoding });
            }}
          />
        )}
      </div>
      {preview !== null && preview.encoding.used !== 'unicode' && (
        <EncodingPreviews preview={preview} />
      )}
    </div>
  );
}

function SystemField({
  suggestions,
  options,
  onEdit,
}: {
  suggestions: BoundaryFileState['suggestions'];
  options: BoundaryFileState['options'];
  onEdit: BoundaryFileState['edit'];
}) {
  const text = useText();
  const format = useFormat();
  const { boundaries } = text;
  return (
    <NativeSelect
      label={boundaries.sourceSrid}
      description={boundaries.sridHint}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={String(options.sourceSrid ?? '')}
      data={systemChoices(suggestions, text, format)}
      onChange={({ currentTarget: { value } }) =>
        onEdit({ ...options, sourceSrid: value === '' ? null : Number(value) })
      }
    />
  );
}

function Facts({ preview }: { preview: BoundaryPreview }) {
  const text = useText();
  const { boundaries } = text;
  const { encoding } = preview;
  const used = boundaries.encodingUsed({ encoding: encodingName(encoding.used, text) });
  const facts = [
    [boundaries.format, preview.format.toUpperCase()],
    [boundaries.layer, preview.layer],
    [boundaries.coordinateSystem, preview.coordinateSystem],
    [boundaries.encoding, encoding.guessed ? `${used} (${boundaries.encodingGuessed})` : used],
    [boundaries.fields, preview.fields.join(', ')],
  ] as const;
  return (
    <>
      <dl className={classes.facts}>
        {facts.map(([name, value]) =>
          value === null || value === '' ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      <p className={classes.shift} data-shifted={preview.datumShift === 'vn2000'}>
        {preview.datumShift === 'vn2000' ? boundaries.datumShift : boundaries.noDatumShift}
      </p>
    </>
  );
}

/** The same names under each encoding, so that the eye finds the right one. */
function EncodingPreviews({ preview }: { preview: BoundaryPreview }) {
  const text = useText();
  const { used, previews } = preview.encoding;
  return (
    <div className={classes.framed}>
      <DataTable
        label={text.boundaries.encodingPreview}
        head={[text.boundaries.encoding, text.boundaries.encodingPreview]}
      >
        {previews.map(({ encoding, values }) => (
          <tr key={encoding}>
            <td className={classes.numeric}>
              {encodingName(encoding, text)}
              {encoding === used && <span aria-hidden="true"> ✓</span>}
            </td>
            <td>{values.slice(0, 5).join(' · ')}</td>
          </tr>
        ))}
      </DataTable>
    </div>
  );
}

function encodingName(encoding: string, { boundaries }: Text): string {
  if (encoding === 'unicode') return boundaries.unicode;
  const known = BOUNDARY_ENCODINGS.find((one) => one === encoding);
  return known === undefined ? encoding : boundaries.encodings[known];
}
