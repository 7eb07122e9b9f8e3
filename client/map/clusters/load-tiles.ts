import type { BoundingBox } from '#server/contract/geo.ts';

import type { Weighted } from './cluster-marks.ts';
import { decodeTile } from './decode-tile.ts';
import { rememberTiles } from './remembered-tiles.ts';
import { coverTiles, exactLevel, stepLevel, type TileAddress } from './tile-cover.ts';

const MOST_TILES = 256;

/** The server refused a tile, or no answer came (`status` 0). */
export class TileFailure extends Error {
  readonly status: number;
  constructor(status: number, options?: ErrorOptions) {
    super(`tile: ${status}`, options);
    this.name = 'TileFailure';
    this.status = status;
  }
}

export type FetchTile = (tile: TileAddress, signal: AbortSignal) => Promise<Uint8Array>;

const remembered = rememberTiles();

/** Asks the server for the tiles of a filter; those that have not changed come from memory. */
export function fetchTilesOf(query: string): FetchTile {
  return async (tile, signal) => {
    const address = `/api/tiles/points/${tile.z}/${tile.x}/${tile.y}.mvt${query}`;
    let answer;
    try {
      answer = await remembered.fetch(address, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      throw new TileFailure(0, { cause: error });
    }
    if (answer instanceof Response) throw new TileFailure(answer.status);
    return answer;
  };
}

/**
 * Tiles of one filter at one state of the data; what was fetched once is kept, the newest 256.
 * @param crowded the coarse tiles that do not tell every point, shared with the stores of other days: who looks
 *   there next does not ask in vain
 */
export function createTileStore(fetchTile: FetchTile, crowded = new Set<string>()) {
  const tiles = new Map<string, Promise<Weighted[]>>();
  let inputs = 0;

  function load(tile: TileAddress, signal: AbortSignal): Promise<Weighted[]> {
    const key = keyOf(tile);
    const known = tiles.get(key);
    if (known !== undefined) return known;
    const loading = fetchTile(tile, signal).then((bytes) => {
      const content = decodeTile(bytes, tile);
      inputs += content.length;
      return content;
    });
    tiles.set(key, loading);
    // A failure is not kept: the next look may succeed.
    loading.catch(() => tiles.delete(key));
    const oldest = tiles.size > MOST_TILES ? tiles.keys().next().value : undefined;
    if (oldest !== undefined) tiles.delete(oldest);
    return loading;
  }

  /** Everything in the box, in coarse tiles where they tell every point, else as fine as the zoom. */
  async function pointsIn(
    box: BoundingBox,
    zoom: number,
    signal: AbortSignal,
  ): Promise<Weighted[]> {
    const step = coverTiles(box, stepLevel(zoom));
    const fine = coverTiles(box, exactLevel(zoom));
    const loadAll = (wanted: readonly TileAddress[]) =>
      Promise.all(wanted.map((tile) => load(tile, signal)));
    if (exactLevel(zoom) === stepLevel(zoom)) return (await loadAll(fine)).flat();
    if (!step.some((tile) => crowded.has(keyOf(tile)))) {
      const contents = await loadAll(step);
      const full = step.filter((_, at) => contents[at]?.some((input) => input.point === null));
      if (full.length === 0) return contents.flat();
      for (const tile of full) crowded.add(keyOf(tile));
    }
    return (await loadAll(fine)).flat();
  }

  return {
    pointsIn,
    /** Number of points and cells received, at most: dropped ones still count. */
    inputs: () => inputs,
  };
}

function keyOf({ z, x, y }: TileAddress): string {
  return `${z}/${x}/${y}`;
}
