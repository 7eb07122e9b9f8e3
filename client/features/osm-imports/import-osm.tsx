import { Stack, Skeleton, Button, Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, lazy, Suspense } from 'react';

import { NotRead, SourceForm, type ChosenFile } from '#client/forms/file-import.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { useText, useFormat } from '#client/i18n/use-text.ts';
import counted from '#client/ui/counted-facts.module.css';
import { FactList } from '#client/ui/fact-list.tsx';
import { Notice } from '#client/ui/notice.tsx';
import {
  OsmImportForm,
  type OsmImport,
  type OsmImportProgress,
  type OsmPreview,
  OSM_PARTS,
} from '#server/contract/osm-import.ts';

import classes from './osm-imports.module.css';
import { PartChoices } from './part-choices.tsx';
import { formOf, importOsm, osmPreviewQuery, refreshGeodata, type OsmOrder } from './queries.ts';

// The map is most of the page's weight, and only a readable file needs it.
const CoverageMap = lazy(() => import('./coverage-map.tsx'));
/** Files of a whole city end somewhere outside of it; less than this is a part of it. */
const WHOLE_CITY = 0.95;

/** Elements of a file, and how much of the city they cover: in words and drawn on the map. */
function Coverage({ preview: { counts, coverage } }: { preview: OsmPreview }) {
  const { osmImports: text } = useText();
  const format = useFormat();
  const number = (count: number) => format.number(count, 0);
  const facts: [string, string][] = [
    [text.nodes, number(counts.nodes)],
    [text.ways, number(counts.ways)],
    [text.relations, number(counts.relations)],
  ];
  const { total, whole, part } = coverage.communes;
  return (
    <>
      <FactList className={counted.facts} facts={facts} />
      <div>
        <h3>{text.coverage}</h3>
        <p>
          {text.covers({
            share: format.percent(coverage.cityShare),
            whole: number(whole),
            part: number(part),
            total: number(total),
          })}
        </p>
      </div>
      {coverage.cityShare < WHOLE_CITY && <Notice title={text.partial}>{text.partialMore}</Notice>}
      <div className={classes.map}>
        <Suspense fallback={<Skeleton height="100%" radius={6} />}>
          <CoverageMap hull={coverage.hull} />
        </Suspense>
      </div>
    </>
  );
}

type Props = { chosen: ChosenFile; onTaken: (brought: OsmImport) => void };

/** A chosen file: what it holds and covers, which parts of it are brought in, and how far that is. */
export function ImportOsm({ chosen, onTaken }: Props) {
  const preview = useQuery(osmPreviewQuery(chosen));
  if (preview.data === undefined) return <NotRead preview={preview} />;
  return <Parts chosen={chosen} preview={preview.data} onTaken={onTaken} />;
}

function Parts({ chosen: { file }, preview, onTaken }: Props & { preview: OsmPreview }) {
  const { osmImports: text } = useText();
  const [progress, setProgress] = useState<OsmImportProgress | null>(null);
  const [stopped, setStopped] = useState(false);
  const running = useRef<AbortController>(null);
  useEffect(function stopOnLeave() {
    return () => running.current?.abort();
  }, []);
  const initial: OsmOrder = {
    source: text.usualSource,
    sourceDate: null,
    licence: text.usualLicence,
    parts: preview.advised,
  };
  const write = useWrite({
    initial,
    schema: OsmImportForm,
    body: (values) => formOf(file, values),
    check: ({ parts }) => ({ parts: parts.length === 0 ? text.noParts : null }),
    send(_, once, values) {
      const abort = new AbortController();
      running.current = abort;
      setStopped(false);
      setProgress({ phase: 'reading' });
      return importOsm(formOf(file, values), once, abort.signal, setProgress).finally(() =>
        setProgress(null),
      );
    },
    refresh: refreshGeodata,
    onDone: (brought) => (brought === null ? setStopped(true) : onTaken(brought)),
  });
  return (
    <Stack gap={16}>
      <Coverage preview={preview} />
      <PartChoices
        preview={preview}
        chosen={write.values.parts}
        error={write.form.errors['parts']}
        onChange={(parts) => write.form.setFieldValue('parts', parts)}
      />
      {stopped && <Notice>{text.stopped}</Notice>}
      {progress === null ? (
        <SourceForm write={write} submit={text.submit} disabled={write.values.parts.length === 0} />
      ) : (
        <RunProgress progress={progress} onStop={() => running.current?.abort()} />
      )}
    </Stack>
  );
}

/** Progress of an import, as a bar and in words, with the button that stops it. */
function RunProgress({ progress, onStop }: { progress: OsmImportProgress; onStop: () => void }) {
  const { osmImports: text } = useText();
  const format = useFormat();
  const [stopping, setStopping] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(function goToProgress() {
    frame.current?.focus();
  }, []);
  const sentence =
    progress.phase === 'writing'
      ? text.phaseWriting({
          part: text.part[progress.part],
          done: format.number(progress.done, 0),
          total: format.number(progress.total, 0),
        })
      : text.phaseReading;
  // Read aloud when a part begins, not at each of its chunks.
  const step = progress.phase === 'writing' ? text.part[progress.part] : text.phaseReading;
  return (
    <div ref={frame} tabIndex={-1} className={classes.progress}>
      <Progress
        value={100 * shareOf(progress)}
        size="lg"
        radius={4}
        animated={progress.phase !== 'writing'}
        aria-label={text.running}
      />
      <p>{stopping ? text.stopping : sentence}</p>
      <output className="visually-hidden">{step}</output>
      <Button
        variant="default"
        disabled={stopping}
        onClick={() => {
          setStopping(true);
          onStop();
        }}
      >
        {text.stop}
      </Button>
    </div>
  );
}

/** Reading takes a tenth of the bar, each part the same share of the rest. */
function shareOf(progress: OsmImportProgress): number {
  if (progress.phase !== 'writing') return 0.05;
  const { part, done, total } = progress;
  const within = total === 0 ? 0 : done / total;
  return 0.1 + (0.9 * (OSM_PARTS.indexOf(part) + within)) / OSM_PARTS.length;
}
