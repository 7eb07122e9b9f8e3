import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { systemClock } from '#server/clock.ts';
import { problemText } from '#server/contract/problem-text.ts';
import { AppError } from '#server/contract/problem.ts';
import { asSystem } from '#server/db/transaction.ts';
import { importFormerNames } from '#server/features/communes/commands.ts';
import { readFormerCommunes } from '#server/features/communes/formats/read-former-communes.ts';

import { withDatabase } from './open-database.ts';

const OPTIONS = { source: { type: 'string' } } as const;

/** Takes the names of communes before a reorganisation from a CSV file, so that searches find them. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: OPTIONS,
    allowPositionals: true,
  });
  const [path] = positionals;
  const { source } = values;
  if (path === undefined || positionals.length > 1 || source === undefined) {
    console.error('Say what: import-former-communes FILE --source <where it comes from>');
    return 1;
  }
  const bytes = await readFile(path);
  try {
    const rows = readFormerCommunes(bytes);
    const report = await withDatabase((database) =>
      asSystem(database, (sql) =>
        importFormerNames(sql, systemClock, { rows, source: source.normalize('NFC') }),
      ),
    );
    console.log(
      `${report.rows} rows: ${report.added} old names added, ${report.changed} changed, ` +
        `${report.names - report.added - report.changed} known already, ` +
        `${report.unchanged} still the present name.`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    console.error(problemText(error.code, 'en', error.parameters));
    for (const { pointer, code } of error.errors) console.error(`  ${pointer}: ${code}`);
    return 1;
  }
}
