import type { Clock } from '#server/clock.ts';
import type { FormerNamesReport } from '#server/contract/boundary.ts';
import type { Actor } from '#server/contract/permission.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import { writeAsSystem } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { readInWorker } from '#server/workers/read-in-worker.ts';

import { actInNameOf, findActiveSet, listCommunes, readAreasGeoJson } from './queries.ts';
import type { FormerCommune } from './formats/read-former-communes.ts';
import { writeFormerNames } from './former-name-queries.ts';
import { rowsInvalid, selectFormerNames } from './rules.ts';

/**
 * Takes the names of communes before a reorganisation from a table, so that searches find the old ones.
 * Runs in a transaction with the system's rights. Throws
 * `import.rows_invalid` when a new code is no commune in force; then nothing is written.
 */
export async function importFormerNames(
  sql: TransactionSql,
  clock: Clock,
  { rows, source }: { rows: readonly FormerCommune[]; source: string },
): Promise<FormerNamesReport> {
  const communes = await listCommunes(sql, clock.today());
  const present = new Map(communes.map(({ code, name }) => [code, name]));
  const { names, unchanged, unknown } = selectFormerNames(rows, present);
  if (unknown.length > 0) {
    throw rowsInvalid(
      unknown.map(({ line }) => ({
        pointer: `/lines/${line}/new_code`,
        code: 'commune.not_found',
      })),
    );
  }
  const written = await writeFormerNames(
    sql,
    names.map((name) => ({ ...name, validTo: null, source })),
    { replace: true },
  );
  const report = { rows: rows.length, names: names.length, unchanged, ...written };
  await appendAudit(sql, clock, {
    action: 'commune.import_former_names',
    subjectKind: 'commune',
    subjectId: null,
    detail: report,
  });
  return report;
}

/** Imports a file like {@link importFormerNames}, for an administrator; the log names that person. */
export async function importFormerNamesAs(
  deps: Pick<Deps, 'database' | 'clock'>,
  actor: Actor,
  file: { bytes: Uint8Array; source: string },
): Promise<FormerNamesReport> {
  const { rows } = await readInWorker('formerCommunes', { bytes: file.bytes });
  return await writeAsSystem(deps.database, async (sql) => {
    await actInNameOf(sql, actor);
    return await importFormerNames(sql, deps.clock, { rows, source: file.source });
  });
}

/**
 * The areas in force as GeoJSON text; null when the reader has them already, by the ETag it knows.
 * @param simplify degrees, see {@link readAreasGeoJson}.
 */
export async function readAreas(
  deps: Pick<Deps, 'database'>,
  actor: Actor,
  simplify: number,
  knownEtag: string | null,
): Promise<{ etag: string; collection: string | null }> {
  return await asActor(deps.database, actor, async (sql) => {
    const setId = (await findActiveSet(sql))?.id ?? 0;
    const etag = `W/"communes-${setId}-${simplify}"`;
    if (knownEtag === etag) return { etag, collection: null };
    return { etag, collection: await readAreasGeoJson(sql, setId, simplify) };
  });
}
