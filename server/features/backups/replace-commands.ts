import type { Clock } from '#server/clock.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { Database, TransactionSql } from '#server/db/client.ts';
import { migrateWithin } from '#server/db/migrate.ts';
import { asOwner } from '#server/db/transaction.ts';
import { logEverythingChanged } from '#server/live-engine/change-queries.ts';

import type { BackupHead } from './formats/backup-file.ts';
import type { CheckedBackup } from './formats/read-backup.ts';
import type { KeptPlaces } from './kept-files.ts';
import { actAsSystem, allowLongPauses, dropOwnTables, listAppliedMigrations } from './queries.ts';
import {
  type Loaded,
  loadRows,
  refuseForeignMigrations,
  refuseUsed,
  writeFiles,
} from './restore-commands.ts';

export type Replacement = {
  /** Names this restore in the log, and so tells later that it was committed. */
  id: string;
  file: string;
  checked: CheckedBackup;
  /** Places where the files are kept until the rows are committed, by their names in the backup. */
  staged: KeptPlaces;
  /** Refuses what was restored by an error, before the commit. */
  judge: (sql: TransactionSql) => Promise<void>;
  /** Is told of the rows and files that are written. */
  tell: (progress: Loaded | { files: number }) => void;
};

/**
 * Restores a checked backup into a migrated database in which nothing was entered: tables of the backup's program, rows,
 * the newer migrations and a line in the log, in one transaction. Until its commit, for others and after a crash, the
 * database is as empty as before. The files wait beside it; `settleRestores` puts them into place.
 * @throws UnusableBackup where the database is used, or this program does not know the backup's tables
 */
export async function replaceUnused(
  database: Database,
  clock: Clock,
  { id, file, checked, staged, judge, tell }: Replacement,
): Promise<void> {
  const { head, rows, files, sha256 } = checked;
  await refuseForeignMigrations(head);
  await asOwner(database, async (sql) => {
    await allowLongPauses(sql);
    // Takes the lock of the migrations: of two restores into one database the second one finds it used.
    await migrateWithin(sql, database.kind);
    await refuseUsed(sql);
    await useTablesOf(head, sql, database.kind);
    await loadRows(sql, file, staged, tell);
    await migrateWithin(sql, database.kind);
    await judge(sql);
    await logEverythingChanged(sql);
    await writeFiles(file, staged, (written) => tell({ files: written }));
    await actAsSystem(sql);
    await appendAudit(sql, clock, {
      action: 'installation.restore',
      subjectKind: 'installation',
      subjectId: id,
      detail: { takenAt: head.takenAt, migrations: head.migrations.length, rows, files, sha256 },
    });
  });
}

/** Makes the tables anew where the backup is of an earlier program, which had others. */
async function useTablesOf(
  { migrations }: BackupHead,
  sql: TransactionSql,
  kind: Database['kind'],
): Promise<void> {
  const applied = await listAppliedMigrations(sql);
  if (applied.length === migrations.length) return;
  await dropOwnTables(sql);
  await migrateWithin(sql, kind, { last: migrations.at(-1)?.number ?? 0 });
}
