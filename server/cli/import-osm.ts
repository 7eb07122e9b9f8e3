import { parseArgs } from 'node:util';

import { systemClock } from '#server/clock.ts';
import {
  OsmImportForm,
  type OsmImport,
  type OsmImportProgress,
  type OsmPreview,
} from '#server/contract/osm-import.ts';
import { problemText } from '#server/contract/problem-text.ts';
import type { ProblemCode } from '#server/contract/problem.ts';
import { importOsm, previewOsm, undoOsm } from '#server/features/osm-imports/commands.ts';

import {
  IMPORT_OPTIONS,
  readImportArguments,
  readNamedFile,
  sayProblems,
} from './import-arguments.ts';
import { withDatabase } from './open-database.ts';

const OPTIONS = {
  ...IMPORT_OPTIONS,
  only: { type: 'string' },
  undo: { type: 'boolean', default: false },
} as const;
const Given = OsmImportForm.omit({ file: true });
const USAGE =
  'Say what: import-osm FILE --source <where it comes from> [--only communes,roads,gazetteer,ground] ' +
  '[--source-date …] [--licence …] [--dry-run], or import-osm --undo';

/** A server that runs beside it hears of changed points by the database, not from here. */
const DEPS = { clock: systemClock, points: { reload: () => Promise.resolve() } };

/** Brings the parts of an OSM file in force, shows what that would do, or goes back from the latest import. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: OPTIONS,
    allowPositionals: true,
  });
  if (values.undo && positionals.length === 0) return await sayProblems(goBack);
  const asked = readImportArguments(
    { values, positionals: values.undo ? [] : positionals },
    { form: Given, usage: USAGE, parts: values.only },
  );
  if (asked === null) return 1;
  return await sayProblems(async () => {
    const upload = await readNamedFile(asked.path);
    if (values['dry-run']) {
      const preview = await withDatabase((database) =>
        previewOsm({ ...DEPS, database }, upload, { operator: true }),
      );
      console.log(['Dry run: nothing was written.', ...describePreview(preview)].join('\n'));
      return 0;
    }
    const { sourceDate = null, licence = null, parts = null, source } = asked.given;
    const order = { ...upload, source, sourceDate, licence, parts };
    const watcher = { report: showProgress, signal: new AbortController().signal };
    const brought = await withDatabase((database) =>
      importOsm({ ...DEPS, database }, null, order, watcher),
    );
    console.log(describe(brought).join('\n'));
    return 0;
  });
}

async function goBack(): Promise<number> {
  const items = await withDatabase((database) => undoOsm({ ...DEPS, database }, null));
  const [undone] = items.filter(({ undoneAt }) => undoneAt !== null);
  console.log(`Import ${undone?.id ?? ''} (${undone?.source ?? ''}) was taken back.`);
  return 0;
}

/** Tells of each part once, when it begins. */
function showProgress(progress: OsmImportProgress): Promise<void> {
  if (progress.phase === 'reading') console.log('Reading the file …');
  if (progress.phase === 'writing' && progress.done === 0) {
    console.log(`Writing ${progress.part}: ${progress.total} …`);
  }
  return Promise.resolve();
}

function describe(brought: OsmImport): string[] {
  return [
    `Import ${brought.id} is in force: ${describeCoverage(brought.coverage)}`,
    ...brought.parts.map(({ part, id, count, previousIds }) => {
      const before = previousIds.length === 0 ? 'none' : previousIds.join(', ');
      return `  ${part}: version ${id} with ${count} (before: ${before})`;
    }),
    `  former names: ${brought.formerNames.length} new`,
  ];
}

function describePreview(preview: OsmPreview): string[] {
  const { counts, coverage, communes, roads, gazetteer, ground } = preview;
  return [
    `${counts.nodes} nodes, ${counts.ways} ways, ${counts.relations} areas. ${describeCoverage(coverage)}`,
    communes === null
      ? null
      : `  communes: ${communes.report.matched.total} of ${communes.report.expected}, ` +
        `${communes.report.points.leadChanged} points with another lead commune, ` +
        `${communes.cutOff.length} areas cut off, ${communes.formerNames.length} former names`,
    roads === null ? null : `  roads: ${roads.kilometres} km in ${roads.edges} stretches`,
    gazetteer === null
      ? null
      : `  gazetteer: ${gazetteer.entries} entries, ${gazetteer.doors} doors, ` +
        `${gazetteer.streetNames} names of streets`,
    ground === null
      ? null
      : `  ground: ${ground.zooms.reduce((sum, { tiles }) => sum + tiles, 0)} tiles, ` +
        `${ground.names} names`,
    ...preview.lacking.map(
      ({ part, code }) => `  ${part}: nothing (${problemText(code as ProblemCode, 'en', {})})`,
    ),
    ...preview.replaced.map(
      ({ part, source, importedAt }) => `  replaces ${part} of ${source}, ${importedAt}`,
    ),
    ...preview.kept.map(({ part, reason }) => `  keeps ${part} unless named (${reason})`),
    `  would bring: ${preview.advised.join(', ') || 'nothing'}`,
  ].filter((line) => line !== null);
}

function describeCoverage({ cityShare, communes }: OsmPreview['coverage']): string {
  return (
    `It covers ${(100 * cityShare).toFixed(1)} % of the city: ${communes.whole} of ` +
    `${communes.total} communes wholly, ${communes.part} in part.`
  );
}
