import { parseArgs } from 'node:util';

import { systemClock } from '#server/clock.ts';
import { RoadImportForm, type RoadReport } from '#server/contract/road-network.ts';
import { importRoads, previewRoads } from '#server/features/roads/commands.ts';

import {
  IMPORT_OPTIONS,
  readImportArguments,
  readNamedFile,
  sayProblems,
} from './import-arguments.ts';
import { withDatabase } from './open-database.ts';

const ASKED = {
  form: RoadImportForm.omit({ file: true }),
  usage: 'Say what: import-roads FILE --source <where it comes from> [options]',
};

/** Brings the roads of an OSM file into force, or shows what that would do. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: IMPORT_OPTIONS,
    allowPositionals: true,
  });
  const asked = readImportArguments({ values, positionals }, ASKED);
  if (asked === null) return 1;
  return await sayProblems(async () => {
    const file = await readNamedFile(asked.path);
    if (values['dry-run']) {
      const { report } = await previewRoads(file.bytes, { operator: true });
      console.log(['Dry run: nothing was written.', ...describe(report)].join('\n'));
      return 0;
    }
    const { sourceDate = null, licence = null } = asked.given;
    const input = { ...asked.given, ...file, sourceDate, licence };
    const network = await withDatabase((database) =>
      importRoads({ database, clock: systemClock }, null, input),
    );
    console.log(
      [`Road network ${network.id} is in force.`, ...describe(network.report)].join('\n'),
    );
    return 0;
  });
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
