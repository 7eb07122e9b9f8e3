import type { IsoInstant } from '#server/contract/time.ts';

import { answerOfServer } from '#client/api/instance.ts';

import { GROUND } from './cache-names.ts';

/** Written beside the kept tiles: for whom they are, of which version, and their size on the device. */
export type GroundNote = {
  owner: string;
  version: string;
  /** Bytes as the device keeps them, unpacked. */
  bytes: number;
  /** The nearest zoom of which tiles are kept. */
  nearest: number;
  keptAt: IsoInstant;
};

const NOTE = '/ground-note';
const TILES = /^\/api\/tiles\/ground\//;

export function isGroundTile({ pathname }: URL): boolean {
  return TILES.test(pathname);
}

/**
 * The tile from the device, else from the server; without a network that of an earlier version. Where there is none the
 * answer is 404: the map then draws a farther zoom larger.
 */
export async function groundTile(request: Request): Promise<Response> {
  const options = { cacheName: GROUND, ignoreVary: true };
  const kept = await caches.match(request, options);
  if (kept !== undefined) return kept;
  try {
    return answerOfServer(await fetch(request));
  } catch {
    const earlier = await caches.match(request, { ...options, ignoreSearch: true });
    return earlier ?? new Response(null, { status: 404 });
  }
}

/** The note of the ground that this device keeps; null where it keeps none. */
export async function readGroundNote(): Promise<GroundNote | null> {
  const kept = await caches.match(NOTE, { cacheName: GROUND });
  return kept === undefined ? null : ((await kept.json()) as GroundNote);
}

export async function writeGroundNote(cache: Cache, note: GroundNote): Promise<void> {
  await cache.put(NOTE, Response.json(note));
}

/** Addresses of all tiles in a cache of the ground. */
export async function listGroundTiles(cache: Cache): Promise<string[]> {
  return (await cache.keys()).map(({ url }) => url).filter((url) => isGroundTile(new URL(url)));
}
