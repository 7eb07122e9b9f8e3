import { coverTiles, type TileAddress } from '#client/map/clusters/tile-cover.ts';
import { GROUND } from '#client/offline/worker/cache-names.ts';
import {
  listGroundTiles,
  readGroundNote,
  writeGroundNote,
} from '#client/offline/worker/kept-ground.ts';
import type { BoundingBox } from '#server/contract/geo.ts';
import type { GroundInForce } from '#server/contract/ground.ts';

import { StreetGatherer, type KeptStreet } from './kept-streets.ts';

/** Room on the device, in bytes as it keeps them. */
export const MOST_GROUND_BYTES = 12_000_000;
const AT_A_TIME = 4;
const STREETS = '/ground-streets';

type Kept = { address: string; bytes: Uint8Array };

export type GroundToKeep = {
  ground: GroundInForce;
  /** Account for which it is kept; what another one has kept goes. */
  owner: string;
  boxes: readonly BoundingBox[];
  mostBytes?: number;
};

/**
 * Keeps the tiles of the ground in some boxes, the farthest zoom first, and a list of the streets in them. Where they are
 * too many the nearest zoom is left out as a whole. Tiles that the device has already are not fetched again; those of an
 * earlier version go once the newer ones are there. Fails with the first tile that cannot be had; what was kept before
 * then stays.
 */
export async function keepGround(given: GroundToKeep): Promise<void> {
  const { ground, owner, boxes, mostBytes = MOST_GROUND_BYTES } = given;
  const before = await readGroundNote();
  if (before !== null && before.owner !== owner) await forgetGround();
  const cache = await caches.open(GROUND);
  const known = new Set(await listGroundTiles(cache));
  const wanted = new Set<string>();
  let [bytes, nearest] = [0, ground.minzoom];
  let streets: KeptStreet[] = [];
  for (let zoom = ground.minzoom; zoom <= ground.maxzoom; zoom += 1) {
    const tiles = tilesIn(boxes, zoom);
    const level = await fetchLevel(cache, known, tiles, ground.version, mostBytes - bytes);
    if (level === null) break;
    for (const { address } of level.tiles) wanted.add(address);
    bytes += level.bytes;
    nearest = zoom;
    if (level.streets.length > 0) ({ streets } = level);
  }
  for (const address of await listGroundTiles(cache)) {
    if (!wanted.has(address)) await cache.delete(address);
  }
  await cache.put(STREETS, Response.json(streets));
  const { version } = ground;
  await writeGroundNote(cache, {
    owner,
    version,
    bytes,
    nearest,
    keptAt: new Date().toISOString(),
  });
}

export async function forgetGround(): Promise<void> {
  await caches.delete(GROUND);
}

/** The streets of the kept ground; null where none is kept. */
export async function keptStreets(): Promise<KeptStreet[] | null> {
  const kept = await caches.match(STREETS, { cacheName: GROUND });
  return kept === undefined ? null : ((await kept.json()) as KeptStreet[]);
}

function tilesIn(boxes: readonly BoundingBox[], zoom: number): TileAddress[] {
  const tiles = boxes.flatMap((box) => coverTiles(box, zoom));
  return [...new Map(tiles.map((tile) => [`${tile.x}:${tile.y}`, tile])).values()];
}

/** Fetches and keeps the tiles of one zoom; null, and nothing kept, where they need more room than there is. */
async function fetchLevel(
  cache: Cache,
  known: ReadonlySet<string>,
  tiles: readonly TileAddress[],
  version: string,
  room: number,
): Promise<{ tiles: Kept[]; bytes: number; streets: KeptStreet[] } | null> {
  const waiting = [...tiles];
  const kept: Kept[] = [];
  const gatherer = new StreetGatherer();
  let bytes = 0;
  const fetchNext = async (): Promise<void> => {
    while (bytes <= room) {
      const tile = waiting.shift();
      if (tile === undefined) return;
      const one = await fetchTile(cache, known, tile, version);
      kept.push(one);
      bytes += one.bytes.byteLength;
      gatherer.add(one.bytes, tile);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, fetchNext));
  if (bytes <= room) return { tiles: kept, bytes, streets: gatherer.finish() };
  await Promise.all(kept.map(({ address }) => cache.delete(address)));
  return null;
}

async function fetchTile(
  cache: Cache,
  known: ReadonlySet<string>,
  { z, x, y }: TileAddress,
  version: string,
): Promise<Kept> {
  const path = `/api/tiles/ground/${z}/${x}/${y}.mvt?v=${version}`;
  const address = new URL(path, location.href).href;
  const there = known.has(address) ? await cache.match(address, { ignoreVary: true }) : undefined;
  const response = there ?? (await fetch(address));
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (there === undefined) {
    const headers = { 'content-type': 'application/vnd.mapbox-vector-tile' };
    await cache.put(address, new Response(bytes, { headers }));
  }
  return { address, bytes };
}
