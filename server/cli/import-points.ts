import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';

import { createGazetteerMemory } from '#server/addresses/gazetteer-memory.ts';
import { systemClock } from '#server/clock.ts';
import type { Actor } from '#server/contract/permission.ts';
import { ImportMapping, type ImportPreview } from '#server/contract/point-import.ts';
import { problemText } from '#server/contract/problem-text.ts';
import { AppError } from '#server/contract/problem.ts';
import type { Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { findActor } from '#server/features/accounts/assignment-queries.ts';
import { importPoints } from '#server/features/point-imports/commands.ts';
import { previewImport } from '#server/features/point-imports/read-preview.ts';
import type { ImportFile } from '#server/features/point-imports/read-table.ts';

import { withDatabase } from './open-database.ts';

const OPTIONS = {
  as: { type: 'string' },
  mapping: { type: 'string' },
  write: { type: 'boolean', default: false },
} as const;

/** Imports a table of points in the name of an account; without --write it says what that would do. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: OPTIONS,
    allowPositionals: true,
  });
  const [path] = positionals;
  if (path === undefined || values.as === undefined) {
    console.error('Say what: import-points FILE --as <username> [--mapping FILE.json] [--write]');
    return 1;
  }
  const { mapping } = values;
  const file: ImportFile = {
    fileName: basename(path).normalize('NFC'),
    bytes: await readFile(path),
    mapping:
      mapping === undefined
        ? null
        : ImportMapping.parse(JSON.parse(await readFile(mapping, 'utf8'))),
    // What an address means that is not clear is chosen on the screen.
    choices: [],
    reading: { operator: true },
  };
  const username = values.as;
  try {
    return await withDatabase((database) => judgeOrWrite(database, username, file, values.write));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    console.error(problemText(error.code, 'vi', error.parameters));
    return 1;
  }
}

async function judgeOrWrite(
  database: Database,
  username: string,
  file: ImportFile,
  write: boolean,
): Promise<number> {
  const today = systemClock.today();
  const actor: Actor | null = await asSystem(database, (sql) => findActor(sql, username, today));
  if (actor === null) throw new AppError('account.not_found');
  // A server that runs beside it hears of the new points by the database, not from here.
  const points = { refreshLogged: () => Promise.resolve() };
  const deps = { database, clock: systemClock, points, gazetteers: createGazetteerMemory() };
  const preview = await previewImport(deps, actor, file);
  print(preview);
  if (!write) return 0;
  const result = await importPoints(deps, actor, file, {
    report: async () => {},
    signal: new AbortController().signal,
  });
  console.log(`added ${result.added}, unchanged ${result.unchanged}, refused ${result.refused}`);
  return 0;
}

function print({ counts, problemCounts, problems }: ImportPreview): void {
  console.log(
    `${counts.rows} rows: ${counts.added} new, ${counts.unchanged} known, ${counts.changed} known but different, ` +
      `${counts.needsConsent} need consent, ${counts.refused} refused`,
  );
  for (const { code, count } of problemCounts) {
    const lines = problems.filter((problem) => problem.code === code).map(({ line }) => line);
    console.log(`  ${code}: ${count} (lines ${lines.slice(0, 10).join(', ')})`);
  }
}
