import type {
  OsmImport,
  OsmImportProgress,
  OsmPart,
  OsmPreview,
} from '#server/contract/osm-import.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { writeAsSystem } from '#server/db/write-once.ts';
import {
  presentCommunes,
  undone,
  type BoundaryDeps,
} from '#server/features/boundaries/commands.ts';
import { firstDayOf } from '#server/features/boundaries/rules.ts';
import { writeBoundarySet } from '#server/features/boundaries/set-commands.ts';
import { actInNameOf } from '#server/features/communes/queries.ts';
import { hashOfFile } from '#server/workers/hash-of-file.ts';
import { readInWorker, type Reading } from '#server/workers/read-in-worker.ts';

import type { ReadOsmFile } from './formats/read-osm-file.ts';
import {
  GO_BACK,
  takeNamesBack,
  WRITE,
  writeNewNames,
  type OsmOrigin,
  type Writer,
} from './part-commands.ts';
import {
  insertOsmImport,
  listInForce,
  listOsmImports,
  lockLatestImport,
  markUndone,
  measureCoverage,
  selectNewNames,
  type BroughtPart,
} from './queries.ts';
import { advisedParts, keptParts } from './rules.ts';

export type OsmUpload = { bytes: Uint8Array; fileName: string };
export type OsmOrder = OsmUpload &
  Pick<OsmOrigin, 'source' | 'sourceDate' | 'licence'> & {
    /** Parts to bring; null: those that a preview advises. */
    parts: readonly OsmPart[] | null;
  };
export type OsmWatcher = {
  report: (progress: OsmImportProgress) => Promise<void>;
  /** Aborted when the reader of the answer went away: then nothing is left behind. */
  signal: AbortSignal;
};

/**
 * Previews the import of an OSM file: what each part holds, what it covers and what it would replace. The areas of
 * communes are written and taken back, so that the report knows their effect on the points.
 * @throws AppError the refusals of `readOsmFile`
 */
export async function previewOsm(
  deps: Pick<BoundaryDeps, 'database' | 'clock'>,
  { bytes, fileName }: OsmUpload,
  reading: Reading = {},
): Promise<OsmPreview> {
  const communes = await presentCommunes(deps);
  const read = await readInWorker('osmPreview', { bytes, communes }, reading);
  const fileHash = await hashOfFile(bytes);
  return undone(deps.database, async (sql) => {
    const [coverage, inForce, imports] = [
      await coverageOf(sql, read),
      await listInForce(sql),
      await listOsmImports(sql),
    ];
    const lacking = [...read.lacking];
    const description = { ...UNDESCRIBED, fileName, fileHash, validFrom: firstDayOf(communes) };
    const areas = await previewCommunes(sql, deps, read, description, lacking);
    const kept = keptParts(inForce, imports);
    return {
      fileName,
      fileHash,
      format: read.format,
      counts: read.counts,
      coverage,
      communes: areas,
      roads: read.roads,
      gazetteer: read.gazetteer,
      ground: read.ground?.report ?? null,
      lacking,
      replaced: inForce
        .filter(({ part, byImport }) => part !== 'gazetteer' || byImport)
        .map(({ part, source, sourceDate, importedAt }) => ({
          part,
          source,
          sourceDate,
          importedAt,
        })),
      kept,
      advised: advisedParts(lacking, kept),
    };
  });
}

/**
 * Brings the parts of an OSM file in force, all of them or, after a failure or a cancellation, none. `actor` is null on
 * the command line.
 * @throws AppError what reading throws; `osm.outside_city`, `osm.nothing_to_bring`; for a part that was asked for and
 * that the file lacks, the reason; `import.cancelled`
 */
export async function importOsm(
  deps: BoundaryDeps,
  actor: Actor | null,
  { bytes, parts, ...given }: OsmOrder,
  watcher: OsmWatcher,
): Promise<OsmImport> {
  const { signal, report } = watcher;
  await report({ phase: 'reading' });
  const communes = await presentCommunes(deps);
  const reading = { signal, operator: actor === null };
  const read = await readInWorker('osm', { bytes, communes }, reading);
  const fileHash = await hashOfFile(bytes);
  const origin: OsmOrigin = { ...given, fileHash, importedBy: actor?.accountId ?? null };
  const brought = await writeAsSystem(deps.database, async (sql) => {
    if (actor !== null) await actInNameOf(sql, actor);
    const writer: Writer = { sql, clock: deps.clock, actor };
    const coverage = await coverageOf(sql, read);
    const written = await writeParts(
      writer,
      read,
      origin,
      await chooseParts(sql, read, parts),
      watcher,
    );
    const hasCommunes = written.some(({ part }) => part === 'communes');
    const formerNames = hasCommunes ? await writeNewNames(writer, read, origin) : [];
    const { format, counts } = read;
    const id = await insertOsmImport(sql, {
      ...origin,
      format,
      counts,
      coverage,
      parts: written,
      formerNames,
      importedAt: deps.clock.now(),
    });
    await appendAudit(sql, deps.clock, {
      action: 'osm.import',
      subjectKind: 'osm_import',
      subjectId: id,
      detail: {
        fileHash,
        parts: written.map(({ part, id }) => `${part} ${id}`),
        formerNames: formerNames.length,
      },
    });
    refuseWhenCancelled(signal);
    return readOne(sql, id);
  });
  await reloadPoints(deps, brought);
  return brought;
}

/**
 * Goes back from the latest import: each of its parts to the version before. A part that somebody has replaced or put
 * aside since stays as it is.
 * @throws AppError `osm.nothing_to_undo`
 */
export async function undoOsm(deps: BoundaryDeps, actor: Actor | null): Promise<OsmImport[]> {
  const { items, latest } = await writeAsSystem(deps.database, async (sql) => {
    if (actor !== null) await actInNameOf(sql, actor);
    const writer: Writer = { sql, clock: deps.clock, actor };
    const latest = await lockLatestImport(sql);
    if (latest === null) throw new AppError('osm.nothing_to_undo');
    for (const part of latest.parts.toReversed()) await GO_BACK[part.part](writer, part);
    await takeNamesBack(writer, latest);
    await markUndone(sql, latest.id, actor?.accountId ?? null, deps.clock.now());
    await appendAudit(sql, deps.clock, {
      action: 'osm.undo',
      subjectKind: 'osm_import',
      subjectId: latest.id,
      detail: { parts: latest.parts.map(({ part, id }) => `${part} ${id}`) },
    });
    return { items: await listOsmImports(sql), latest };
  });
  await reloadPoints(deps, latest);
  return items;
}

const UNDESCRIBED = { source: '-', sourceDate: null, licence: null, importedBy: null };

/** The effect of the areas of communes; null, with a note of the reason, where they cannot be brought in. */
async function previewCommunes(
  sql: TransactionSql,
  { clock }: Pick<BoundaryDeps, 'clock'>,
  { communes, formerNames }: ReadOsmFile,
  description: Parameters<typeof writeBoundarySet>[2]['description'],
  lacking: ReadOsmFile['lacking'],
): Promise<OsmPreview['communes']> {
  if (communes === null) return null;
  const { placed, cutOff } = communes;
  if (placed.claimedTwice.length > 0) {
    lacking.push({ part: 'communes', code: 'boundary.duplicate_match' });
    return null;
  }
  const input = { placed, description, allowPartial: true, actor: null };
  const { report } = await writeBoundarySet(sql, clock, input);
  return { report, cutOff, formerNames: await selectNewNames(sql, formerNames) };
}

async function coverageOf(sql: TransactionSql, { outline }: ReadOsmFile) {
  const coverage = await measureCoverage(sql, outline);
  if (coverage.cityShare === 0) throw new AppError('osm.outside_city');
  return coverage;
}

/** The parts that are asked for, which the file must have; or, when nobody has asked, the advised ones. */
async function chooseParts(
  sql: TransactionSql,
  { lacking }: ReadOsmFile,
  asked: readonly OsmPart[] | null,
): Promise<readonly OsmPart[]> {
  const missing = lacking.find(({ part }) => asked?.includes(part) === true);
  if (missing !== undefined) throw new AppError(missing.code);
  const kept = keptParts(await listInForce(sql), await listOsmImports(sql));
  const parts = asked ?? advisedParts(lacking, kept);
  if (parts.length === 0) throw new AppError('osm.nothing_to_bring');
  return parts;
}

async function writeParts(
  writer: Writer,
  read: ReadOsmFile,
  origin: OsmOrigin,
  parts: readonly OsmPart[],
  { report, signal }: OsmWatcher,
): Promise<BroughtPart[]> {
  const written: BroughtPart[] = [];
  for (const part of parts) {
    const onChunk = async (done: number, total: number) => {
      refuseWhenCancelled(signal);
      await report({ phase: 'writing', part, done, total });
    };
    const one = await WRITE[part](writer, read, origin, onChunk);
    if (one !== null) written.push({ part, ...one });
  }
  return written;
}

function refuseWhenCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('import.cancelled');
}

/** Areas of communes change which commune a point belongs to; the other parts change no point. */
async function reloadPoints({ points }: BoundaryDeps, { parts }: OsmImport): Promise<void> {
  if (parts.some(({ part }) => part === 'communes')) await points.reload();
}

async function readOne(sql: TransactionSql, id: number): Promise<OsmImport> {
  const [found] = await listOsmImports(sql, id);
  if (found === undefined) throw new Error('an import that was just written is not there');
  return found;
}
