import type { BoundingBox } from '#server/contract/geo.ts';

import type { Weighted } from './cluster-marks.ts';
import { decodeTile } from './decode-tile.ts';
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

/** Asks the server; the browser's cache keeps the ETag and answers itself on 304. */
export function fetchTilesOf(query: string): FetchTile {
  return async (tile, signal) => {
    let response;
    try {
      response = await fetch(`/api/tiles/points/${tile.z}/${tile.x}/${tile.y}.mvt${query}`, {
        credentials: 'same-origin',
        signal,
      });
    } catch (error) {
      if (signal.aborted) throw error;
      throw new TileFailure(0, { cause: error });
    }
    if (!response.ok) throw new TileFailure(response.status);
    return new Uint8Array(await response.arrayBuffer());
  };
}

/** Tiles of one filter at one state of the data; what was fetched once is kept, the newest 256. */
export function createTileStore(fetchTile: FetchTile) {
  const tiles = new Map<string, Promise<Weighted[]>>();
  let inputs = 0;

  function load(tile: TileAddress, signal: AbortSignal): Promise<Weighted[]> {
    const key = `${tile.z}/${tile.x}/${tile.y}`;
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
    const coarse = await Promise.all(
      coverTiles(box, stepLevel(zoom)).map((tile) => load(tile, signal)),
    );
    const complete = coarse.every((content) => content.every((input) => input.point !== null));
    if (complete || exactLevel(zoom) === stepLevel(zoom)) return coarse.flat();
    const fine = await Promise.all(
      coverTiles(box, exactLevel(zoom)).map((tile) => load(tile, signal)),
    );
    return fine.flat();
  }

  return {
    pointsIn,
    /** How many points and cells have come in, at most: what was dropped still counts. */
    inputs: () => inputs,
  };
}
