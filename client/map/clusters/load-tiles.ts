import type { BoundingBox } from '#server/contract/geo.ts';

import type { Weighted } from './cluster-marks.ts';
import { decodeTile } from './decode-tile.ts';
import { rememberTiles } from './remembered-tiles.ts';
import { coverTiles, exactLevel, keptLevels, stepLevel, type TileAddress } from './tile-cover.ts';

const MOST_TILES = 256;
/** Status of a tile that neither the server nor the device gave. */
const UNREACHABLE = 0;

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
      throw new TileFailure(UNREACHABLE, { cause: error });
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

  const loadAll = (wanted: readonly TileAddress[], signal: AbortSignal) =>
    Promise.all(wanted.map((tile) => load(tile, signal)));

  /** Everything in the box, in coarse tiles where they tell every point, else as fine as the zoom. */
  async function fromServer(
    box: BoundingBox,
    zoom: number,
    signal: AbortSignal,
  ): Promise<Weighted[]> {
    const step = coverTiles(box, stepLevel(zoom));
    const fine = coverTiles(box, exactLevel(zoom));
    if (exactLevel(zoom) === stepLevel(zoom)) return (await loadAll(fine, signal)).flat();
    if (!step.some((tile) => crowded.has(keyOf(tile)))) {
      const contents = await loadAll(step, signal);
      const full = step.filter((_, at) => contents[at]?.some((input) => input.point === null));
      if (full.length === 0) return contents.flat();
      for (const tile of full) crowded.add(keyOf(tile));
    }
    return (await loadAll(fine, signal)).flat();
  }

  /** Everything in the box; without a network from the finest level that the device has kept for the whole box. */
  const pointsIn = (box: BoundingBox, zoom: number, signal: AbortSignal) =>
    fromServer(box, zoom, signal).catch(
      async (error: unknown) =>
        await finestKept(error, keptLevels(zoom), (level) =>
          loadAll(coverTiles(box, level), signal),
        ),
    );

  return {
    pointsIn,
    /** Number of points and cells received, at most: dropped ones still count. */
    inputs: () => inputs,
  };
}

/** Content of the first level that can be had whole; throws the first failure where that was no missing network. */
async function finestKept(
  failure: unknown,
  levels: readonly number[],
  load: (level: number) => Promise<Weighted[][]>,
): Promise<Weighted[]> {
  if (!(failure instanceof TileFailure) || failure.status !== UNREACHABLE) throw failure;
  for (const level of levels) {
    const contents = await load(level).catch(() => null);
    if (contents !== null) return contents.flat();
  }
  throw failure;
}

function keyOf({ z, x, y }: TileAddress): string {
  return `${z}/${x}/${y}`;
}
