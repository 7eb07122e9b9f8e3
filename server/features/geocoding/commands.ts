import type { Gazetteer, GazetteerPreview } from '#server/contract/gazetteer.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { writeAsSystem } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { actInNameOf } from '#server/features/communes/queries.ts';
import { hashOfFile } from '#server/workers/hash-of-file.ts';
import { readInWorker, type Reading } from '#server/workers/read-in-worker.ts';

import { insertEntries, insertGazetteer, setWithdrawn } from './queries.ts';
import { listGazetteers } from '#server/addresses/queries.ts';
import type { GazetteerFile, ReadGazetteer } from '#server/addresses/read-gazetteer.ts';

export type GazetteerImport = GazetteerFile & {
  source: string;
  sourceDate: IsoDate | null;
  licence: string | null;
  errorMetres: number;
};
/** Origin of a gazetteer, with the person who imports it; null on the command line. */
export type GazetteerOrigin = Omit<GazetteerImport, 'bytes' | 'columns'> & {
  fileHash: string;
  importedBy: string | null;
};

const CHUNK = 2_000;

/** Previews the import of a file; writes nothing. */
export async function previewGazetteer(
  { bytes, fileName, columns }: GazetteerFile,
  reading: Reading = {},
): Promise<GazetteerPreview> {
  return readInWorker('gazetteerPreview', { bytes, fileName, columns }, reading);
}

/**
 * Takes a gazetteer in. The same file again is refused while it is in use.
 * `actor` is null on the command line. Throws what reading the file throws, `import.mapping_incomplete`,
 * `import.nothing_to_write` and `gazetteer.already_imported`.
 */
export async function importGazetteer(
  deps: Pick<Deps, 'database' | 'clock'>,
  actor: Actor | null,
  given: GazetteerImport,
): Promise<Gazetteer> {
  const { bytes, columns } = given;
  const input = { bytes, fileName: given.fileName, columns };
  const read = await readInWorker('gazetteer', input, { operator: actor === null });
  if (read.missing.length > 0) {
    throw new AppError('import.mapping_incomplete', { parameters: { fields: read.missing } });
  }
  if (read.entries.length === 0) throw new AppError('import.nothing_to_write');
  const { fileName, source, sourceDate, licence, errorMetres } = given;
  const fileHash = await hashOfFile(bytes);
  const importedBy = actor?.accountId ?? null;
  const origin = { fileName, fileHash, source, sourceDate, licence, errorMetres, importedBy };
  return writeAsSystem(deps.database, async (sql) => {
    if (actor !== null) await actInNameOf(sql, actor);
    const id = await writeGazetteer(sql, deps.clock, read, origin);
    await appendAudit(sql, deps.clock, {
      action: 'gazetteer.import',
      subjectKind: 'gazetteer',
      subjectId: id,
      detail: { fileHash, entries: read.report.entries },
    });
    return readOne(sql, id);
  });
}

/**
 * Writes a gazetteer that is searched from the end of the caller's transaction on; gives its id.
 * @param onChunk called before each part of the entries is written, with how many are written and how many there are
 */
export async function writeGazetteer(
  sql: TransactionSql,
  clock: Deps['clock'],
  { format, report, entries }: Pick<ReadGazetteer, 'format' | 'report' | 'entries'>,
  origin: GazetteerOrigin,
  onChunk: (done: number, total: number) => Promise<void> = () => Promise.resolve(),
): Promise<number> {
  const id = await insertGazetteer(sql, { ...origin, format, report, importedAt: clock.now() });
  for (let from = 0; from < entries.length; from += CHUNK) {
    await onChunk(from, entries.length);
    await insertEntries(sql, id, entries.slice(from, from + CHUNK));
  }
  return id;
}

/** Puts a gazetteer aside, or takes it back: from the next search on. */
export async function withdrawGazetteer(
  deps: Pick<Deps, 'database' | 'clock'>,
  actor: Actor,
  id: number,
  withdrawn: boolean,
): Promise<Gazetteer> {
  return writeAsSystem(deps.database, async (sql) => {
    await actInNameOf(sql, actor);
    const by = withdrawn ? { by: actor.accountId, at: deps.clock.now() } : null;
    const changed = await setWithdrawn(sql, id, by);
    const gazetteer = await readOne(sql, id);
    if (!changed) return gazetteer;
    await appendAudit(sql, deps.clock, {
      action: withdrawn ? 'gazetteer.withdraw' : 'gazetteer.restore',
      subjectKind: 'gazetteer',
      subjectId: id,
      detail: {},
    });
    return gazetteer;
  });
}

async function readOne(sql: TransactionSql, id: number): Promise<Gazetteer> {
  const [gazetteer] = await listGazetteers(sql, id);
  if (gazetteer === undefined) throw new AppError('gazetteer.not_found');
  return gazetteer;
}
