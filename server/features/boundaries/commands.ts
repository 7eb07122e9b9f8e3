import type { BoundaryOutcome, BoundaryPreview, BoundarySet } from '#server/contract/boundary.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { Database, TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { writeAsSystem } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import {
  actInNameOf,
  deriveCommunesOfPoints,
  listCommunes,
  readAreasGeoJson,
  type DerivedCommunes,
} from '#server/features/communes/queries.ts';
import { askAfterNewAreas } from '#server/features/handovers/successor-commands.ts';
import { askSuccessorsForTips } from '#server/features/tips/transfer-commands.ts';
import { hashOfFile } from '#server/workers/hash-of-file.ts';
import { readInWorker, type Reading } from '#server/workers/read-in-worker.ts';

import type { BoundaryUpload, PlacedBoundaries } from './formats/place-boundaries.ts';
import { activateSet, listBoundarySets, lockSetInForce } from './queries.ts';
import { firstDayOf } from './rules.ts';
import { writeBoundarySet } from './set-commands.ts';

/** Dependencies of boundary commands; the command line has no engine to update. */
export type BoundaryDeps = Pick<Deps, 'database' | 'clock'> & {
  points: Pick<Deps['points'], 'reload'>;
};

export type BoundaryImport = BoundaryUpload & {
  source: string;
  sourceDate: IsoDate | null;
  licence: string | null;
  /** Null: the first day of the communes in force. */
  validFrom: IsoDate | null;
  allowPartial: boolean;
  dryRun: boolean;
};

/** About 20 m, in degrees: enough to see on a screen what would be imported. */
const PREVIEW_TOLERANCE = 0.0002;

/**
 * Previews the import of a file, points included: it runs the import and rolls it back. Throws what reading and
 * placing the file throw.
 */
export async function previewBoundaries(
  deps: BoundaryDeps,
  upload: BoundaryUpload,
  reading: Reading = {},
): Promise<BoundaryPreview> {
  const communes = await presentCommunes(deps);
  const placed = await readInWorker('boundaries', { ...readingOf(upload), communes }, reading);
  const description = { ...(await describe(upload)), source: '-', validFrom: firstDayOf(communes) };
  return await undone(deps.database, async (sql) => {
    const input = { placed, description, allowPartial: true, actor: null };
    const { setId, report } = await writeBoundarySet(sql, deps.clock, input);
    const areas: Record<string, unknown> = JSON.parse(
      await readAreasGeoJson(sql, setId, PREVIEW_TOLERANCE),
    );
    return { ...placed.file, report, areas };
  });
}

/**
 * Imports a boundary file as the set in force, derives every point's communes again in the same
 * transaction, and brings the map up to date. A dry run takes everything back and reports.
 * `actor` is null on the command line.
 */
export async function importBoundaries(
  deps: BoundaryDeps,
  actor: Actor | null,
  given: BoundaryImport,
): Promise<BoundaryOutcome> {
  const { dryRun, source, sourceDate, licence } = given;
  const communes = await presentCommunes(deps);
  const input = { ...readingOf(given), communes };
  const placed = await readInWorker('boundaries', input, { operator: actor === null });
  if (!dryRun) refuseClaimedTwice(placed);
  const description = {
    ...(await describe(given)),
    source,
    sourceDate,
    licence,
    validFrom: given.validFrom ?? firstDayOf(communes),
    importedBy: actor?.accountId ?? null,
  };
  const run = dryRun ? undone : writeAsSystem;
  const set = await run(deps.database, async (sql) => {
    if (actor !== null) await actInNameOf(sql, actor);
    const input = { placed, description, allowPartial: given.allowPartial || dryRun, actor };
    const { setId, report } = await writeBoundarySet(sql, deps.clock, input);
    await appendAudit(sql, deps.clock, {
      action: 'boundary.import',
      subjectKind: 'boundary_set',
      subjectId: setId,
      detail: {
        fileHash: description.fileHash,
        validFrom: description.validFrom,
        matched: report.matched.total,
        pointsWithOtherLead: report.points.leadChanged,
      },
    });
    return await readSet(sql, setId);
  });
  if (!dryRun) await deps.points.reload();
  return { dryRun, set };
}

/** Goes back to the set before the one in force, and derives every point's communes by it. */
export async function undoBoundaries(deps: BoundaryDeps, actor: Actor): Promise<BoundarySet> {
  const set = await writeAsSystem(deps.database, async (sql) => {
    await actInNameOf(sql, actor);
    const inForce = await lockSetInForce(sql);
    if (inForce === null || inForce.previousId === null) {
      throw new AppError('boundary.nothing_to_undo');
    }
    const derived = await goBackToSet(sql, deps.clock, actor, inForce.previousId);
    await appendAudit(sql, deps.clock, {
      action: 'boundary.undo',
      subjectKind: 'boundary_set',
      subjectId: inForce.id,
      detail: { backTo: inForce.previousId, pointsWithOtherLead: derived.leadChanged },
    });
    return await readSet(sql, inForce.previousId);
  });
  await deps.points.reload();
  return set;
}

/** Puts an earlier set in force again in the caller's transaction, and derives every point's communes by it. */
export async function goBackToSet(
  sql: TransactionSql,
  clock: Deps['clock'],
  actor: Pick<Actor, 'accountId' | 'role'> | null,
  setId: number,
): Promise<DerivedCommunes> {
  await activateSet(sql, setId, clock.now());
  const derived = await deriveCommunesOfPoints(sql, 'all');
  await askAfterNewAreas(sql, clock, actor);
  await askSuccessorsForTips(sql, clock);
  return derived;
}

/** Refuses an import while several areas of the file claim one commune. */
export function refuseClaimedTwice({ claimedTwice }: PlacedBoundaries): void {
  if (claimedTwice.length === 0) return;
  const names = claimedTwice.slice(0, 10).map(({ code, name }) => `${code} ${name}`);
  throw new AppError('boundary.duplicate_match', { parameters: { names: names.join(', ') } });
}

/** Picks the fields of an upload that a worker needs. */
function readingOf(upload: BoundaryUpload): BoundaryUpload {
  const { bytes, fileName, encoding, sourceSrid, layer, acceptConflicts } = upload;
  return { bytes, fileName, encoding, sourceSrid, layer, acceptConflicts };
}

async function describe({ bytes, fileName }: BoundaryUpload) {
  const fileHash = await hashOfFile(bytes);
  return { fileName, fileHash, sourceDate: null, licence: null, importedBy: null };
}

/** Reads the communes in force today. */
export async function presentCommunes({
  database,
  clock,
}: Pick<BoundaryDeps, 'database' | 'clock'>) {
  return await asSystem(database, (sql) => listCommunes(sql, clock.today()));
}

async function readSet(sql: TransactionSql, setId: number): Promise<BoundarySet> {
  const [set] = await listBoundarySets(sql, setId);
  if (set === undefined) throw new AppError('boundary.set_not_found');
  return set;
}

/** Runs work with the system's rights, and rolls back all that it wrote. */
export async function undone<T>(
  database: Database,
  work: (sql: TransactionSql) => Promise<T>,
): Promise<T> {
  const takenBack = new Error('a dry run was taken back');
  const results: T[] = [];
  try {
    await asSystem(database, async (sql) => {
      results.push(await work(sql));
      throw takenBack;
    });
  } catch (error) {
    if (error !== takenBack) throw error;
  }
  const result = results.at(-1);
  if (result === undefined) throw takenBack;
  return result;
}
