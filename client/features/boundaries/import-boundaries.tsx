import { Button, Skeleton } from '@mantine/core';
import { useEffect, useRef, useState, lazy, Suspense } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { FileDrop } from '#client/ui/file-drop.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import marks from '#client/ui/map-legend.module.css';
import { Notice } from '#client/ui/notice.tsx';
import { Section } from '#client/ui/page.tsx';
import type { BoundarySet, BoundaryPreview } from '#server/contract/boundary.ts';

import classes from './boundaries.module.css';
import { ImportForm } from './import-form.tsx';
import { ReadChoices } from './read-choices.tsx';
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
        <div className={classes.reading}>
          <output>{text.boundaries.reading}</output>
          <Button variant="default" size="xs" onClick={state.stop}>
            {text.boundaries.stopReading}
          </Button>
        </div>
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
