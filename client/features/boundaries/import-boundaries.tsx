import { Button, Group, NativeSelect, SimpleGrid, Skeleton } from '@mantine/core';
import { useEffect, useRef, useState, lazy, Suspense } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { systemChoices } from '#client/forms/source-systems.ts';
import { type Text, useFormat, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { FileDrop } from '#client/ui/file-drop.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import marks from '#client/ui/map-legend.module.css';
import { Notice } from '#client/ui/notice.tsx';
import { Section } from '#client/ui/page.tsx';
import shared from '#client/ui/shared.module.css';
import {
  BOUNDARY_ENCODINGS,
  type BoundaryPreview,
  type BoundarySet,
} from '#server/contract/boundary.ts';

import classes from './boundaries.module.css';
import { ImportForm } from './import-form.tsx';
import { ReportView } from './report-view.tsx';
import { useBoundaryFile, type BoundaryFileState } from './use-boundary-file.ts';

// The map is most of the page's weight, and only a readable file needs it.
const BoundaryMap = lazy(() => import('./boundary-map.tsx'));

/** The areas of a file over those in force. */
function BoundaryPlaces({ preview }: { preview: BoundaryPreview }) {
  const { boundaries } = useText();
  return (
    <div>
      <h3>{boundaries.where}</h3>
      <div className={classes.map}>
        <Suspense fallback={<Skeleton height="100%" radius={6} />}>
          <BoundaryMap preview={preview} />
        </Suspense>
      </div>
      <ul className={`${marks.legend} ${classes.legend}`}>
        <li data-mark="new">{boundaries.mapNew}</li>
        <li data-mark="present">{boundaries.mapPresent}</li>
        {preview.report.gaps.length > 0 && <li data-mark="gap">{boundaries.mapGaps}</li>}
      </ul>
    </div>
  );
}

/** A boundary file: read, matched, looked at, and brought into force only when asked. */
export function ImportBoundaries({ inForce }: { inForce: BoundarySet | null }) {
  const text = useText();
  const state = useBoundaryFile();
  const [imported, setImported] = useState<BoundarySet | null>(null);
  return (
    <Section title={text.boundaries.import} lead={text.boundaries.importLead}>
      <div className={classes.stack}>
        {imported !== null && <Imported set={imported} />}
        <FileDrop
          file={state.chosen?.file ?? null}
          accept=".geojson,.json,.zip,.gpkg,.kml,.kmz,.mif"
          words={{
            choose: text.boundaries.chooseFile,
            chooseOther: text.boundaries.chooseOther,
            drop: text.boundaries.dropHere,
            hint: text.boundaries.fileHint,
            tooLarge: text.boundaries.tooLarge,
          }}
          onFile={(file) => {
            setImported(null);
            state.choose(file);
          }}
        />
        {state.chosen !== null && (
          <Reading
            state={state}
            inForce={inForce}
            onImported={(set) => {
              state.clear();
              setImported(set);
            }}
          />
        )}
      </div>
    </Section>
  );
}

function Reading({
  state,
  inForce,
  onImported,
}: {
  state: BoundaryFileState;
  inForce: BoundarySet | null;
  onImported: (set: BoundarySet) => void;
}) {
  const text = useText();
  const { chosen, options, preview, reading, stopped, error } = state;
  if (chosen === null) return null;
  return (
    <>
      <ReadChoices state={state} />
      {reading && (
        <Group gap="8px 16px" c="dimmed">
          <output>{text.boundaries.reading}</output>
          <Button variant="default" size="xs" onClick={state.stop}>
            {text.boundaries.stopReading}
          </Button>
        </Group>
      )}
      {reading && preview === null && <LoadingRows rows={4} />}
      {stopped && (
        <Notice title={text.boundaries.stopped}>
          <Button variant="default" size="xs" mt={8} onClick={state.read}>
            {text.boundaries.readAgain}
          </Button>
        </Notice>
      )}
      {!reading && <ErrorNotice error={error} onRetry={state.read} />}
      {preview !== null && error === null && (
        <>
          <div>
            <h3>{text.boundaries.report}</h3>
            <ReportView report={preview.report} />
          </div>
          <BoundaryPlaces preview={preview} />
          <ImportForm
            // What was typed about one file says nothing of another.
            key={chosen.number}
            file={chosen.file}
            preview={preview}
            options={options}
            reading={reading}
            inForce={inForce}
            onOptions={state.edit}
            onImported={onImported}
          />
        </>
      )}
    </>
  );
}

/** Effects of the import on the points. */
function Imported({ set }: { set: BoundarySet }) {
  const { boundaries } = useText();
  const format = useFormat();
  const box = useRef<HTMLDivElement>(null);
  useEffect(function goToResult() {
    box.current?.focus();
  }, []);
  const points = set.report?.points;
  return (
    <div ref={box} tabIndex={-1}>
      <Notice kind="good" title={boundaries.done}>
        {points !== undefined &&
          boundaries.doneMore({
            total: format.number(points.total, 0),
            changed: format.number(points.leadChanged, 0),
            uncertain: format.number(points.uncertain, 0),
          })}
      </Notice>
    </div>
  );
}

/** Choices for reading the file: the values found in it, and those to set where it is silent or wrong. */
function ReadChoices({ state }: { state: BoundaryFileState }) {
  const { preview, layers, suggestions, options, edit: onEdit } = state;
  const { boundaries } = useText();
  return (
    <div className={classes.stack}>
      <h3>{boundaries.howRead}</h3>
      {preview !== null && <Facts preview={preview} />}
      <SimpleGrid className={shared.tops} minColWidth="min(100%, 280px)" spacing="md">
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
      </SimpleGrid>
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
            <td className={shared.nowrap}>
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
