import type { TableFormat } from '#server/contract/import-history.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { asActor } from '#server/db/transaction.ts';
import { readInWorker } from '#server/workers/read-in-worker.ts';

import { refusedRows } from './formats/refused-rows.ts';
import { judgePoints } from './read-preview.ts';
import { readImport, type ImportFile, type ImportReader } from './read-table.ts';

/**
 * Gives the rows of a table that would not be written as a file with the same columns, the reasons beside them. Nothing
 * of it is kept: the cells may hold what the register must not hold.
 * @throws AppError what reading throws; `import.nothing_refused`
 */
export async function readRefused(
  deps: ImportReader,
  actor: Actor,
  file: ImportFile,
  format: TableFormat,
): Promise<Uint8Array> {
  const read = await readImport(deps, actor, file);
  const { judged } = await asActor(deps.database, actor, (sql) =>
    judgePoints(sql, deps, read, file),
  );
  const refused = refusedRows(judged.problems);
  if (refused.length === 0) throw new AppError('import.nothing_refused');
  const { fileName, bytes, layer = null, sourceSrid = null } = file;
  const written = await readInWorker(
    'refusedRows',
    { fileName, bytes, layer, sourceSrid, format, refused },
    file.reading,
  );
  return written.bytes;
}
