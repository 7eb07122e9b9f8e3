import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';

import * as z from 'zod';

import { systemClock } from '#server/clock.ts';
import {
  GAZETTEER_FIELDS,
  GazetteerImportForm,
  type GazetteerColumns,
  type GazetteerReport,
} from '#server/contract/gazetteer.ts';
import { problemText } from '#server/contract/problem-text.ts';
import { AppError } from '#server/contract/problem.ts';
import { importGazetteer, previewGazetteer } from '#server/features/geocoding/commands.ts';

import { withDatabase } from './open-database.ts';

const OPTIONS = {
  source: { type: 'string' },
  'source-date': { type: 'string' },
  licence: { type: 'string' },
  'error-metres': { type: 'string' },
  /** `name=Tên,longitude=Kinh độ`: headings of a table, where they are not understood by themselves. */
  columns: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
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
  const [path] = positionals;
  const given = Given.safeParse({
    source: values.source,
    sourceDate: values['source-date'],
    licence: values.licence,
    errorMetres: values['error-metres'],
  });
  if (path === undefined || positionals.length > 1 || !given.success) {
    console.error(given.success ? USAGE : `${USAGE}\n${z.prettifyError(given.error)}`);
    return 1;
  }
  try {
    const file = {
      bytes: new Uint8Array(await readFile(path)),
      fileName: basename(path).normalize('NFC'),
    };
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
    const { sourceDate = null, licence = null } = given.data;
    const input = { ...file, ...given.data, columns, sourceDate, licence };
    const gazetteer = await withDatabase((database) =>
      importGazetteer({ database, clock: systemClock }, null, input),
    );
    console.log([`Gazetteer ${gazetteer.id} is in use.`, ...describe(gazetteer.report)].join('\n'));
    return 0;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    console.error(problemText(error.code, 'en', error.parameters));
    return 1;
  }
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
