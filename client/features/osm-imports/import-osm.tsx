import { Box, Button, Checkbox, Progress, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';

import { fieldText } from '#client/api/describe-error.ts';
import { NotRead, SourceForm, type ChosenFile } from '#client/forms/file-import.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import counted from '#client/ui/counted-facts.module.css';
import { FactList } from '#client/ui/fact-list.tsx';
import { Notice } from '#client/ui/notice.tsx';
import {
  OSM_PARTS,
  type OsmImport,
  OsmImportForm,
  type OsmImportProgress,
  type OsmPart,
  type OsmPreview,
} from '#server/contract/osm-import.ts';

import classes from './osm-imports.module.css';
import { formOf, importOsm, osmPreviewQuery, refreshGeodata, type OsmOrder } from './queries.ts';

const MOST_NAMES = 8;

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
      <Box className={classes.map} pos="relative" h={320} bd="1px solid var(--db-border)" bdrs="md">
        <Suspense fallback={<Skeleton height="100%" radius={6} />}>
          <CoverageMap hull={coverage.hull} />
        </Suspense>
      </Box>
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
    draft: 'OpenStreetMap file',
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
    <Stack ref={frame} tabIndex={-1} className={classes.progress} gap="sm" align="flex-start">
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
    </Stack>
  );
}

/** Reading takes a tenth of the bar, each part the same share of the rest. */
function shareOf(progress: OsmImportProgress): number {
  if (progress.phase !== 'writing') return 0.05;
  const { part, done, total } = progress;
  const within = total === 0 ? 0 : done / total;
  return 0.1 + (0.9 * (OSM_PARTS.indexOf(part) + within)) / OSM_PARTS.length;
}

/** Parts of a file to tick, each with what it holds, what it replaces, or why it cannot be chosen. */
function PartChoices({
  preview,
  chosen,
  error,
  onChange,
}: {
  preview: OsmPreview;
  chosen: readonly OsmPart[];
  error: ReactNode;
  onChange: (parts: OsmPart[]) => void;
}) {
  const { osmImports: text } = useText();
  return (
    <Checkbox.Group
      label={text.parts}
      value={[...chosen]}
      error={error}
      onChange={(values) => onChange(OSM_PARTS.filter((part) => values.includes(part)))}
    >
      <Stack gap="sm" mt="xs">
        {OSM_PARTS.map((part) => (
          <Checkbox
            key={part}
            value={part}
            label={text.part[part]}
            description={<PartLines part={part} preview={preview} />}
            disabled={preview.lacking.some((one) => one.part === part)}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

function PartLines({ part, preview }: { part: OsmPart; preview: OsmPreview }) {
  const { osmImports: text } = useText();
  const { language } = useLanguage();
  const format = useFormat();
  const lacking = preview.lacking.find((one) => one.part === part);
  const found = useFound(preview)[part];
  const replaced = preview.replaced.filter((one) => one.part === part);
  const kept = preview.kept.find((one) => one.part === part);
  const lines =
    lacking === undefined
      ? [
          ...found,
          ...replaced.map(({ source, importedAt }) =>
            text.replaces({ source, date: format.dateTime(importedAt) }),
          ),
          ...(kept === undefined ? [] : [text.kept[kept.reason]]),
        ]
      : [fieldText(lacking.code, language)];
  return lines.map((line) => (
    <Box key={line} component="span" display="block">
      {line}
    </Box>
  ));
}

/** Sentences about what the file holds for each part. */
function useFound({ communes, roads, gazetteer, ground }: OsmPreview): Record<OsmPart, string[]> {
  const { osmImports: text } = useText();
  const format = useFormat();
  const number = (count: number) => format.number(count, 0);
  const listed = (names: readonly string[]) =>
    names.length > MOST_NAMES ? `${names.slice(0, MOST_NAMES).join(', ')}, …` : names.join(', ');
  const ofCommunes = () => {
    if (communes === null) return [];
    const { report, cutOff, formerNames } = communes;
    const { matched, expected, points, missing } = report;
    return [
      text.communesFound({
        matched: number(matched.total),
        expected: number(expected),
        points: number(points.leadChanged),
      }),
      ...(missing.length > 0 ? [text.communesKept({ count: number(missing.length) })] : []),
      ...(cutOff.length > 0 ? [text.cutOff({ names: listed(cutOff) })] : []),
      ...(formerNames.length > 0
        ? [text.formerNames({ names: listed(formerNames.map(({ name }) => name)) })]
        : []),
    ];
  };
  return {
    communes: ofCommunes(),
    roads:
      roads === null
        ? []
        : [
            text.roadsFound({
              km: format.number(roads.kilometres, 1),
              edges: number(roads.edges),
            }),
          ],
    gazetteer:
      gazetteer === null
        ? []
        : [
            text.entriesFound({
              entries: number(gazetteer.entries),
              streets: number(gazetteer.streetNames),
              doors: number(gazetteer.doors),
              places: number(gazetteer.places),
            }),
          ],
    ground:
      ground === null
        ? []
        : [
            text.groundFound({
              streets: number(ground.shapes['streets'] ?? 0),
              names: number(ground.names),
              size: format.bytes(ground.zooms.reduce((sum, { bytes }) => sum + bytes, 0)),
            }),
          ],
  };
}
