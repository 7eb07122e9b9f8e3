import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { RoadNetwork, RoadPreview } from '#server/contract/road-network.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { writeAsSystem } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { actInNameOf } from '#server/features/communes/queries.ts';
import type { ReadRoads } from '#server/travel/read-roads.ts';
import { hashOfFile } from '#server/workers/hash-of-file.ts';
import { readInWorker, type Reading } from '#server/workers/read-in-worker.ts';

import {
  activateNetwork,
  insertEdges,
  insertRoadNetwork,
  listRoadNetworks,
  lockNetworkInForce,
} from './queries.ts';

type RoadDeps = Pick<Deps, 'database' | 'clock'>;
export type RoadImport = {
  bytes: Uint8Array;
  fileName: string;
  source: string;
  sourceDate: IsoDate | null;
  licence: string | null;
};

/** Origin of a network, with the person who imports it; null on the command line. */
export type RoadOrigin = Omit<RoadImport, 'bytes'> & {
  fileHash: string;
  importedBy: string | null;
};

const CHUNK = 2_000;

/** Previews the import of a file of roads; writes nothing. */
export async function previewRoads(bytes: Uint8Array, reading: Reading = {}): Promise<RoadPreview> {
  return readInWorker('roadPreview', { bytes }, reading);
}

/**
 * Brings a road network into force; times and lengths of routes go by it from then on. `actor` is null on the
 * command line. Throws what reading the file throws.
 */
export async function importRoads(
  deps: RoadDeps,
  actor: Actor | null,
  { bytes, fileName, source, sourceDate, licence }: RoadImport,
): Promise<RoadNetwork> {
  const reading = { operator: actor === null };
  const read = await readInWorker('roads', { bytes }, reading);
  const fileHash = await hashOfFile(bytes);
  const importedBy = actor?.accountId ?? null;
  const origin = { fileName, fileHash, source, sourceDate, licence, importedBy };
  return writeAsSystem(deps.database, async (sql) => {
    if (actor !== null) await actInNameOf(sql, actor);
    const { id } = await writeRoadNetwork(sql, deps.clock, read, origin);
    await appendAudit(sql, deps.clock, {
      action: 'roads.import',
      subjectKind: 'road_network',
      subjectId: id,
      detail: { fileHash, edges: read.report.edges },
    });
    return readOne(sql, id);
  });
}

/**
 * Writes a road network and brings it into force, in the caller's transaction.
 * @param onChunk called before each part of the stretches is written, with how many are written and how many there are
 */
export async function writeRoadNetwork(
  sql: TransactionSql,
  clock: Deps['clock'],
  { format, edges, report }: ReadRoads,
  origin: RoadOrigin,
  onChunk: (done: number, total: number) => Promise<void> = () => Promise.resolve(),
): Promise<{ id: number; previousId: number | null }> {
  const previousId = (await lockNetworkInForce(sql))?.id ?? null;
  const written = { format, report, importedAt: clock.now(), previousId };
  const id = await insertRoadNetwork(sql, { ...origin, ...written });
  for (let from = 0; from < edges.length; from += CHUNK) {
    await onChunk(from, edges.length);
    await insertEdges(sql, id, from, edges.slice(from, from + CHUNK));
  }
  await activateNetwork(sql, id);
  return { id, previousId };
}

/** Goes back to what was in force before: an earlier network, or none and straight lines. */
export async function undoRoads(deps: RoadDeps, actor: Actor): Promise<RoadNetwork[]> {
  return writeAsSystem(deps.database, async (sql) => {
    await actInNameOf(sql, actor);
    const inForce = await lockNetworkInForce(sql);
    if (inForce === null) throw new AppError('roads.nothing_to_undo');
    await activateNetwork(sql, inForce.previousId);
    await appendAudit(sql, deps.clock, {
      action: 'roads.undo',
      subjectKind: 'road_network',
      subjectId: inForce.id,
      detail: { backTo: inForce.previousId },
    });
    return listRoadNetworks(sql);
  });
}

async function readOne(sql: TransactionSql, id: number): Promise<RoadNetwork> {
  const [network] = await listRoadNetworks(sql, id);
  if (network === undefined) throw new Error('a road network that was just written is not there');
  return network;
}
