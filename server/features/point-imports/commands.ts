import type { ImportProgress, ImportResult } from '#server/contract/point-import.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { chunksOf, inChunksAhead } from '#server/db/chunks-ahead.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { deriveCommunesOfPoints } from '#server/features/communes/queries.ts';
import { insertRows, insertRun } from '#server/features/import-history/queries.ts';
import { hashOfFile } from '#server/workers/hash-of-file.ts';

import { headerSignature, missingFields } from './formats/column-mapping.ts';
import { draftRow, lifeOf, type Life } from './formats/draft-rows.ts';
import { judgePoints, waitingLines, type JudgedImport } from './read-preview.ts';
import { readImport, type ImportFile, type ImportReader } from './read-table.ts';
import {
  analyzeOutgrownRegister,
  insertClaims,
  insertDrafts,
  insertLives,
  rememberMapping,
} from './queries.ts';
import type { KeyedDraft } from './formats/read-drafts.ts';
import { outcomesOf } from './formats/row-outcomes.ts';

/** More than the log of changed points tells apart: of a long table it notes once that everything has changed. */
const CHUNK_ROWS = 5_000;

/** Dependencies of an import; a command line has no others. */
type ImportDeps = ImportReader & { points: Pick<Deps['points'], 'refreshLogged'> };

export type ImportWatcher = {
  report: (progress: ImportProgress) => Promise<void>;
  /** Aborted when the reader of the answer went away: then nothing is left behind. */
  signal: AbortSignal;
};

/**
 * Writes every row of a table that is ready, in one transaction: all of them or, after a cancellation or a
 * failure, none. Rows that the register knows already are left as they are.
 */
export async function importPoints(
  deps: ImportDeps,
  actor: Actor,
  file: ImportFile,
  watcher: ImportWatcher,
): Promise<ImportResult> {
  await watcher.report({ phase: 'reading' });
  const { signal } = watcher;
  const table = await readImport(deps, actor, { ...file, reading: { ...file.reading, signal } });
  const result = await writeAsActor(deps.database, actor, async (sql) => {
    const read = await judgePoints(sql, deps, table, file);
    refuseUnreadable(read);
    const { known } = read;
    const knownKeys = new Set(known.map((row) => row.importKey));
    const fresh = read.judged.kept.filter(({ key }) => !knownKeys.has(key));
    const { inserted, claims } = await writeInChunks(sql, deps, actor, { file, fresh, watcher });
    const ids = inserted.map(({ id }) => id);
    await watcher.report({ phase: 'placing', total: ids.length });
    if (ids.length > 0) await deriveCommunesOfPoints(sql, ids);
    refuseWhenCancelled(watcher);
    const unchanged = known.filter((row) => row.same).length;
    const changed = known.length - unchanged;
    const counted = { added: ids.length, unchanged, changed, claimed: claims.length };
    const result = await close(sql, deps, actor, file, read, counted);
    const added = inserted.map((point) => ({ ...point, same: null }));
    const rows = outcomesOf(read.judged, [...known, ...added]);
    await Promise.all([
      inChunksAhead(chunksOf(claims, CHUNK_ROWS), (some) => insertClaims(sql, result.runId, some)),
      inChunksAhead(chunksOf(rows, CHUNK_ROWS), (some) => insertRows(sql, result.runId, some)),
    ]);
    return result;
  });
  await deps.points.refreshLogged();
  return result;
}

function refuseUnreadable(read: JudgedImport): void {
  const { mapping, format } = read.table;
  const missing = missingFields(mapping, format);
  if (missing.length > 0) {
    throw new AppError('import.mapping_incomplete', { parameters: { fields: missing } });
  }
  const { kept } = read.judged;
  if (kept.length === 0) throw new AppError('import.nothing_to_write');
  // What is on the list, eliminated or handed over is so by a paper, and the paper has a number.
  if (kept.some(({ draft }) => draft.status !== 'proposed' && draft.documentNumber === null)) {
    throw new AppError('lifecycle.document_required', {
      errors: [
        { pointer: '/mapping/defaults/documentNumber', code: 'lifecycle.document_required' },
      ],
    });
  }
  refuseForbiddenText({ documentNumber: mapping.defaults.documentNumber });
}

type Written = {
  inserted: { id: number; importKey: string }[];
  claims: Life['claims'];
};

async function writeInChunks(
  sql: TransactionSql,
  deps: ImportDeps,
  actor: Actor,
  given: { file: ImportFile; fresh: readonly KeyedDraft[]; watcher: ImportWatcher },
): Promise<Written> {
  const { file, fresh, watcher } = given;
  const today = deps.clock.today();
  const by = { accountId: actor.accountId, role: actor.role, at: deps.clock.now() };
  const total = fresh.length;
  let done = 0;
  await watcher.report({ phase: 'writing', done, total });
  const written = await inChunksAhead(chunksOf(fresh, CHUNK_ROWS), async (chunk) => {
    refuseWhenCancelled(watcher);
    const drafts = chunk.map((kept) => draftRow(kept, today));
    const inserted = await insertDrafts(sql, drafts, by);
    const draftOf = new Map(chunk.map(({ key, draft }) => [key, draft]));
    const lives = inserted.flatMap(({ id, importKey }) => {
      const draft = draftOf.get(importKey);
      return draft === undefined ? [] : [lifeOf(id, draft, { today, fileName: file.fileName })];
    });
    await insertLives(sql, lives, by);
    if (done === 0) await analyzeOutgrownRegister(sql, chunk.length);
    done += chunk.length;
    await watcher.report({ phase: 'writing', done, total });
    return { inserted, claims: lives.flatMap((life) => life.claims) };
  });
  return {
    inserted: written.flatMap(({ inserted }) => inserted),
    claims: written.flatMap(({ claims }) => claims),
  };
}

async function close(
  sql: TransactionSql,
  deps: ImportDeps,
  actor: Actor,
  file: ImportFile,
  read: JudgedImport,
  counted: { added: number; unchanged: number; changed: number; claimed: number },
): Promise<ImportResult> {
  const now = deps.clock.now();
  const refused = read.table.rowCount - read.judged.kept.length;
  const fileHash = await hashOfFile(file.bytes);
  await rememberMapping(sql, {
    accountId: actor.accountId,
    headerSignature: headerSignature(read.table.header),
    mapping: read.table.mapping,
    usedAt: now,
  });
  const runId = await insertRun(sql, {
    register: 'points',
    accountId: actor.accountId,
    fileName: file.fileName,
    fileHash,
    documentNumber: read.table.mapping.defaults.documentNumber,
    added: counted.added,
    unchanged: counted.unchanged + counted.changed,
    changed: counted.changed,
    refused,
    waiting: waitingLines(read.judged.problems).length,
    finishedAt: now,
  });
  await appendAudit(sql, deps.clock, {
    action: 'points.import',
    subjectKind: 'import_run',
    subjectId: runId,
    detail: { fileHash, ...counted, refused, placedByHand: placedByHand(read) },
  });
  return { runId, refused, ...counted };
}

/** Counts the rows that the importing person placed; known rows keep their place and do not count. */
function placedByHand({ judged }: JudgedImport): number {
  return judged.kept.filter(({ draft: { placedBy } }) => placedBy !== null && 'byHand' in placedBy)
    .length;
}

function refuseWhenCancelled(watcher: ImportWatcher): void {
  if (watcher.signal.aborted) throw new AppError('import.cancelled');
}
