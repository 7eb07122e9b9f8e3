import { parseArgs } from 'node:util';

import { systemClock } from '#server/clock.ts';
import {
  GAZETTEER_FIELDS,
  GazetteerImportForm,
  type GazetteerColumns,
  type GazetteerReport,
} from '#server/contract/gazetteer.ts';
import { importGazetteer, previewGazetteer } from '#server/features/geocoding/commands.ts';

import {
  IMPORT_OPTIONS,
  readImportArguments,
  readNamedFile,
  sayProblems,
} from './import-arguments.ts';
import { withDatabase } from './open-database.ts';

const OPTIONS = {
  ...IMPORT_OPTIONS,
  'error-metres': { type: 'string' },
  /** `name=Tên,longitude=Kinh độ`: headings of a table, where they are not understood by themselves. */
  columns: { type: 'string' },
} as const;
const Given = GazetteerImportForm.omit({ file: true, columns: true });
const OPERATOR = { operator: true };
const USAGE =
  'Say what: import-gazetteer FILE --source <where it comes from> [--licence …] [--source-date …] ' +
  `[--error-metres N] [--columns field=heading,…] [--dry-run]\nFields: ${GAZETTEER_FIELDS.join(', ')}`;

/** Takes in a gazetteer (a table with positions, or an OSM file), or shows what that would do. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: OPTIONS,
    allowPositionals: true,
  });
  const asked = readImportArguments(
    { values, positionals },
    { form: Given, usage: USAGE, errorMetres: values['error-metres'] },
  );
  if (asked === null) return 1;
  return await sayProblems(async () => {
    const file = await readNamedFile(asked.path);
    const { header, columns: guessed } = await previewGazetteer(
      { ...file, columns: null },
      OPERATOR,
    );
    const columns = { ...guessed, ...columnsNamed(values.columns ?? '', header) };
    if (values['dry-run']) {
      const { report, missing } = await previewGazetteer({ ...file, columns }, OPERATOR);
      console.log(['Dry run: nothing was written.', ...describe(report)].join('\n'));
      if (missing.length > 0) console.error(`Still to be mapped: ${missing.join(', ')}`);
      return missing.length > 0 ? 1 : 0;
    }
    const { sourceDate = null, licence = null } = asked.given;
    const input = { ...file, ...asked.given, columns, sourceDate, licence };
    const gazetteer = await withDatabase((database) =>
      importGazetteer({ database, clock: systemClock }, null, input),
    );
    console.log([`Gazetteer ${gazetteer.id} is in use.`, ...describe(gazetteer.report)].join('\n'));
    return 0;
  });
}

/** A heading that the table does not have becomes no column. */
function columnsNamed(text: string, header: readonly string[]): GazetteerColumns {
  const pairs = text.split(',').flatMap((pair) => {
    const [field = '', heading = ''] = pair.split('=');
    const at = header.indexOf(heading.normalize('NFC'));
    const known = GAZETTEER_FIELDS.find((one) => one === field.trim());
    return known === undefined || at === -1 ? [] : [[known, at] as const];
  });
  return Object.fromEntries(pairs);
}

function describe(report: GazetteerReport): string[] {
  return [
    `${report.entries} entries of ${report.elements}: ${report.doors} doors, ${report.streets} stretches of streets, ` +
      `${report.places} named places, ${report.streetNames} names of streets.`,
    ...report.refused.map(
      ({ code, count, lines }) => `  left out ${count} (${code}): ${lines.join(', ')}`,
    ),
  ];
}
