import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';

import * as z from 'zod';

import { systemClock } from '#server/clock.ts';
import { problemText } from '#server/contract/problem-text.ts';
import { AppError } from '#server/contract/problem.ts';
import { RoadImportForm, type RoadReport } from '#server/contract/road-network.ts';
import { importRoads, previewRoads } from '#server/features/roads/commands.ts';

import { withDatabase } from './open-database.ts';

const OPTIONS = {
  source: { type: 'string' },
  'source-date': { type: 'string' },
  licence: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
} as const;
const Given = RoadImportForm.omit({ file: true });

/** Brings the roads of an OSM file into force, or shows what that would do. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: OPTIONS,
    allowPositionals: true,
  });
  const [path] = positionals;
  const given = Given.safeParse({
    source: values.source,
    sourceDate: values['source-date'],
    licence: values.licence,
  });
  if (path === undefined || positionals.length > 1 || !given.success) {
    console.error('Say what: import-roads FILE --source <where it comes from> [options]');
    if (!given.success) console.error(z.prettifyError(given.error));
    return 1;
  }
  try {
    const bytes = new Uint8Array(await readFile(path));
    if (values['dry-run']) {
      const { report } = await previewRoads(bytes, { operator: true });
      console.log(['Dry run: nothing was written.', ...describe(report)].join('\n'));
      return 0;
    }
    const { sourceDate = null, licence = null } = given.data;
    const input = {
      ...given.data,
      sourceDate,
      licence,
      bytes,
      fileName: basename(path).normalize('NFC'),
    };
    const network = await withDatabase((database) =>
      importRoads({ database, clock: systemClock }, null, input),
    );
    console.log(
      [`Road network ${network.id} is in force.`, ...describe(network.report)].join('\n'),
    );
    return 0;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    console.error(problemText(error.code, 'en', error.parameters));
    return 1;
  }
}

function describe(report: RoadReport): string[] {
  return [
    `${report.kilometres} km of roads in ${report.edges} stretches of ${report.ways} ways, ` +
      `${report.closedWays} ways closed, ${report.cutWays} cut off by the extract.`,
    ...report.vehicles.map(
      ({ vehicle, kilometres, oneWay, islands, islandKilometres }) =>
        `  ${vehicle}: ${kilometres} km, ${oneWay} one-way stretches, ${islands} islands (${islandKilometres} km)`,
    ),
  ];
}
