import { gzipSync } from 'node:zlib';

import { GROUND_ZOOMS, type GroundInForce } from '#server/contract/ground.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { readOneMoment } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { TilePlace } from '#server/ground/tile-things.ts';

import { findGroundInForce, findGroundTile } from './queries.ts';

const EMPTY = new Uint8Array(gzipSync(new Uint8Array(0)));
/** Maps show the attribution within a page: nothing in it may be read as markup. */
const MARKUP = /[<>&"]/g;

/** Describes the ground in force to a map; null while there is none. */
export async function readGroundInForce(sql: TransactionSql): Promise<GroundInForce | null> {
  const found = await findGroundInForce(sql);
  if (found === null) return null;
  const { version, source, licence, report } = found;
  const attribution = licence === null ? source : `${source}, ${licence}`;
  return {
    version,
    attribution: attribution.replace(MARKUP, ' ').replace(/\s+/g, ' ').trim(),
    minzoom: GROUND_ZOOMS.first,
    maxzoom: GROUND_ZOOMS.last,
    bounds: report.bounds,
  };
}

/** A tile, gzipped, and the version of its ground; empty and without a version while there is no ground. */
export type ReadGroundTile = { bytes: Uint8Array<ArrayBuffer>; version: string | null };

/**
 * Reads a tile of the ground in force. A tile of the wanted version that was read before comes from memory: the version
 * changes with the content, so it is right whatever is in force now.
 */
export async function readGroundTile(
  { database, groundTiles }: Pick<Deps, 'database' | 'groundTiles'>,
  place: TilePlace,
  wanted: string | undefined,
): Promise<ReadGroundTile> {
  const kept = wanted === undefined ? undefined : groundTiles.find(wanted, place);
  if (wanted !== undefined && kept !== undefined) return { bytes: kept, version: wanted };
  const found = await readOneMoment(database, (sql) => findGroundTile(sql, place));
  if (found === null) return { bytes: EMPTY, version: null };
  const bytes = found.bytes === null ? EMPTY : new Uint8Array(found.bytes);
  groundTiles.keep(found.version, place, bytes);
  return { bytes, version: found.version };
}
