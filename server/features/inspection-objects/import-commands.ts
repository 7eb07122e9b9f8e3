import type { Actor } from '#server/contract/permission.ts';
import type { ImportPreview, ImportResult } from '#server/contract/point-import.ts';
import { AppError } from '#server/contract/problem.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { asActor } from '#server/db/transaction.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { ImportWatcher } from '#server/features/point-imports/commands.ts';
import {
  headerSignature,
  missingFields,
} from '#server/features/point-imports/formats/column-mapping.ts';
import { insertRun } from '#server/features/import-history/queries.ts';
import { inChunks, rememberMapping } from '#server/features/point-imports/queries.ts';
import {
  describeImport,
  judgeImport,
  waitingLines,
} from '#server/features/point-imports/read-preview.ts';
import {
  readImport,
  type ImportFile,
  type ImportReader,
} from '#server/features/point-imports/read-table.ts';
import { hashOfFile } from '#server/workers/hash-of-file.ts';

import { findKnownObjects, insertImportedObjects } from './import-queries.ts';
import { objectRow } from './formats/object-table.ts';

const CHUNK_ROWS = 1_000;

type ImportDeps = ImportReader;

/** Previews an import of businesses, row by row. */
export async function previewObjectImport(
  deps: ImportDeps,
  actor: Actor,
  file: ImportFile,
): Promise<ImportPreview> {
  const table = await readImport(deps, actor, file, 'objectTable');
  return asActor(deps.database, actor, async (sql) => {
    const read = await judgeImport(sql, deps, table, file.choices);
    const known = await inChunks(read.judged.kept, (chunk) =>
      findKnownObjects(sql, chunk.map(objectRow)),
    );
    return describeImport(file.fileName, read, known);
  });
}

/** Writes every row that is ready, all or none; those that the register knows are left as they are. */
export async function importObjects(
  deps: ImportDeps,
  actor: Actor,
  file: ImportFile,
  watcher: ImportWatcher,
): Promise<ImportResult> {
  await watcher.report({ phase: 'reading' });
  const { signal } = watcher;
  const reading = { ...file.reading, signal };
  const read = await readImport(deps, actor, { ...file, reading }, 'objectTable');
  return writeAsActor(deps.database, actor, async (sql) => {
    const { table, judged } = await judgeImport(sql, deps, read, file.choices);
    const { mapping } = table;
    const missing = missingFields(mapping, table.format);
    if (missing.length > 0) {
      throw new AppError('import.mapping_incomplete', { parameters: { fields: missing } });
    }
    if (judged.kept.length === 0) throw new AppError('import.nothing_to_write');
    const rows = judged.kept.map(objectRow);
    const known = await inChunks(rows, (chunk) => findKnownObjects(sql, chunk));
    const keys = new Set(known.map(({ importKey }) => importKey));
    const fresh = rows.filter(({ importKey }) => !keys.has(importKey));
    const now = deps.clock.now();
    let added = 0;
    for (let from = 0; from < fresh.length; from += CHUNK_ROWS) {
      await watcher.report({ phase: 'writing', done: from, total: fresh.length });
      if (watcher.signal.aborted) throw new AppError('import.cancelled');
      added += await insertImportedObjects(sql, fresh.slice(from, from + CHUNK_ROWS), {
        writtenBy: actor.accountId,
        writtenAt: now,
      });
    }
    if (watcher.signal.aborted) throw new AppError('import.cancelled');
    await rememberMapping(sql, {
      accountId: actor.accountId,
      headerSignature: headerSignature(table.header),
      mapping,
      usedAt: now,
    });
    const unchanged = known.filter(({ same }) => same).length;
    const refused = table.rowCount - judged.kept.length;
    const fileHash = await hashOfFile(file.bytes);
    const runId = await insertRun(sql, {
      register: 'businesses',
      accountId: actor.accountId,
      fileName: file.fileName,
      fileHash,
      documentNumber: null,
      added,
      unchanged: known.length,
      changed: known.length - unchanged,
      refused,
      waiting: waitingLines(judged.problems).length,
      finishedAt: now,
    });
    await appendAudit(sql, deps.clock, {
      action: 'inspection_objects.import',
      subjectKind: 'import_run',
      subjectId: runId,
      detail: { fileHash, added, unchanged, refused },
    });
    return { runId, added, claimed: 0, unchanged, changed: known.length - unchanged, refused };
  });
}
