import type { Clock } from '#server/clock.ts';
import type { Ground } from '#server/contract/ground.ts';
import type { ImportedFile } from '#server/contract/imported-file.ts';
import { AppError } from '#server/contract/problem.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import type { MadeGround } from '#server/ground/make-ground.ts';

import {
  activateGround,
  deleteOldGroundTiles,
  insertGround,
  insertGroundTiles,
  listGrounds,
  lockGroundInForce,
} from './queries.ts';

export type GroundImport = ImportedFile & {
  made: MadeGround;
  format: Ground['format'];
  /** Account of the importer; null on the command line. */
  importedBy: string | null;
};

/** Some megabytes of tiles a statement. */
const CHUNK = 100;

/**
 * Brings a ground into force within the transaction of an import. The one before stays, so that one can go back to it;
 * the tiles of still older ones are deleted.
 * @param onChunk told the progress in tiles, before each statement
 */
export async function importGround(
  sql: TransactionSql,
  clock: Clock,
  { made, ...given }: GroundImport,
  onChunk: (done: number, total: number) => Promise<void> = () => Promise.resolve(),
): Promise<Ground> {
  const { tiles, version, report } = made;
  const before = await lockGroundInForce(sql);
  const id = await insertGround(sql, {
    ...given,
    version,
    report,
    importedAt: clock.now(),
    previousId: before?.id ?? null,
  });
  for (let from = 0; from < tiles.length; from += CHUNK) {
    await onChunk(from, tiles.length);
    await insertGroundTiles(sql, id, tiles.slice(from, from + CHUNK));
  }
  await activateGround(sql, id);
  await deleteOldGroundTiles(sql);
  await appendAudit(sql, clock, {
    action: 'ground.import',
    subjectKind: 'ground',
    subjectId: id,
    detail: { fileHash: given.fileHash, version, tiles: tiles.length },
  });
  const [ground] = await listGrounds(sql, id);
  if (ground === undefined) throw new Error('a ground that was just written is not there');
  return ground;
}

/**
 * Goes back from a ground to what was in force before it, within the caller's transaction: the ground before, or none.
 * Does nothing where another one has come into force since.
 * @throws AppError `ground.nothing_to_undo` when the tiles of the one before are deleted
 */
export async function undoGround(sql: TransactionSql, clock: Clock, id: number): Promise<void> {
  const inForce = await lockGroundInForce(sql);
  if (inForce?.id !== id) return;
  const { previousId, previousKept } = inForce;
  if (previousId !== null && !previousKept) throw new AppError('ground.nothing_to_undo');
  await activateGround(sql, previousId);
  await appendAudit(sql, clock, {
    action: 'ground.undo',
    subjectKind: 'ground',
    subjectId: id,
    detail: { backTo: previousId },
  });
}
