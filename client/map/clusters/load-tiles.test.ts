import { describe, expect, it, vi } from 'vitest';

import type { BoundingBox } from '#server/contract/geo.ts';
import { TILE_EXTENT } from '#server/contract/tile.ts';
import { tileWith } from '#tests/support/files/point-tiles.ts';

import { createTileStore, TileFailure, type FetchTile } from './load-tiles.ts';
import { coverTiles, toUnit } from './tile-cover.ts';

const VIEW: BoundingBox = [105.8, 20.98, 105.86, 21.03];
const SIGNAL = new AbortController().signal;

function tileOf(properties: Record<string, number>, id = 0, x = 0, y = 0): Uint8Array {
  return tileWith({ properties, id, x, y });
}

const SINGLE = { status: 5, flags: 4, cycle: 2, category: 1, kind: 0 };

describe('the tiles of a view', () => {
  it('are one request for three zooms while they name every point', async () => {
    const fetchTile = vi.fn<FetchTile>(async () => tileOf(SINGLE, 7));
    const store = createTileStore(fetchTile);
    for (const zoom of [10, 11.4, 12.9]) await store.pointsIn(VIEW, zoom, SIGNAL);
    expect(fetchTile).toHaveBeenCalledTimes(coverTiles(VIEW, 10).length);
  });

  it('are asked for as fine as the zoom where a cell stands for many', async () => {
    const asked: number[] = [];
    const store = createTileStore(async (tile) => {
      asked.push(tile.z);
      return tileOf(tile.z === 10 ? { n: 40, s2: 30, s5: 10, f2: 3 } : SINGLE, 7);
    });
    const points = await store.pointsIn(VIEW, 12.2, SIGNAL);
    expect(new Set(asked)).toEqual(new Set([10, 12]));
    expect(points.every((input) => input.point !== null)).toBe(true);
  });

  it('are fetched at the full zoom where a single cell stands for many points', async () => {
    const asked: number[] = [];
    const store = createTileStore(async (tile) => {
      asked.push(tile.z);
      const single = { properties: SINGLE, id: 7 };
      return tile.z === 10
        ? tileWith(single, { properties: { n: 40, s2: 30, s5: 10 } }, single)
        : tileWith(single);
    });
    const points = await store.pointsIn(VIEW, 12.2, SIGNAL);
    expect(new Set(asked)).toEqual(new Set([10, 12]));
    expect(points.every((input) => input.point !== null)).toBe(true);
  });

  it('are asked for in coarse ones no more where another day has shown them crowded', async () => {
    const asked: number[] = [];
    const crowded = new Set<string>();
    const fetchTile: FetchTile = async (tile) => {
      asked.push(tile.z);
      return tileOf(tile.z === 10 ? { n: 40, s2: 30, s5: 10, f2: 3 } : SINGLE, 7);
    };
    await createTileStore(fetchTile, crowded).pointsIn(VIEW, 12.2, SIGNAL);
    asked.length = 0;
    await createTileStore(fetchTile, crowded).pointsIn(VIEW, 12.2, SIGNAL);
    expect(new Set(asked)).toEqual(new Set([12]));
  });

  it('are those that a device has kept, as fine as it has them, where nothing else can be had', async () => {
    const shown = async (...levels: number[]) => {
      const store = createTileStore(async ({ z }) => {
        if (!levels.includes(z)) throw new TileFailure(0);
        return tileOf({ n: z, s2: z }, 7);
      });
      return new Set((await store.pointsIn(VIEW, 15.2, SIGNAL)).map(({ count }) => count));
    };
    expect(await shown(7, 10, 13, 16)).toEqual(new Set([16]));
    expect(await shown(7, 10, 13)).toEqual(new Set([13]));
    expect(await shown(7)).toEqual(new Set([7]));
    await expect(shown()).rejects.toThrow(TileFailure);
  });

  it('are not taken from coarser levels where the server refuses', async () => {
    const asked: number[] = [];
    const store = createTileStore(async ({ z }) => {
      asked.push(z);
      throw new TileFailure(503);
    });
    await expect(store.pointsIn(VIEW, 15.2, SIGNAL)).rejects.toMatchObject({ status: 503 });
    expect(new Set(asked)).toEqual(new Set([13]));
  });

  it('read status, flags and cycle of a point, and its place to a part of a pixel', async () => {
    const [tile] = coverTiles(VIEW, 16);
    if (tile === undefined) throw new Error('no tile');
    const [unitX, unitY] = toUnit([105.8001, 21.0299]);
    const x = Math.round((unitX * 2 ** 16 - tile.x) * TILE_EXTENT);
    const y = Math.round((unitY * 2 ** 16 - tile.y) * TILE_EXTENT);
    const store = createTileStore(async () => tileOf(SINGLE, 7, x, y));
    const [point] = await store.pointsIn([105.8, 21.0299, 105.8, 21.03], 17, SIGNAL);
    expect(point).toMatchObject({ count: 1, point: { id: 7, cycle: 2 } });
    expect(point?.status).toEqual([0, 0, 0, 0, 0, 1, 0]);
    expect(point?.flags).toEqual([0, 0, 1, 0, 0, 0, 0]);
    expect(point?.at[0]).toBeCloseTo(105.8001, 5);
    expect(point?.at[1]).toBeCloseTo(21.0299, 5);
  });

  it('are asked for again after a failure', async () => {
    const fetchTile = vi
      .fn<FetchTile>(async () => tileOf(SINGLE, 7))
      .mockRejectedValueOnce(new TileFailure(503));
    const store = createTileStore(fetchTile);
    const small: BoundingBox = [105.8, 21, 105.8, 21];
    await expect(store.pointsIn(small, 10, SIGNAL)).rejects.toThrow('503');
    await expect(store.pointsIn(small, 10, SIGNAL)).resolves.toHaveLength(1);
  });

  it('are a failure when their bytes are no tile', async () => {
    const store = createTileStore(async () => new TextEncoder().encode('<html>not a tile</html>'));
    await expect(store.pointsIn(VIEW, 10, SIGNAL)).rejects.toBeInstanceOf(Error);
  });
});
