import { afterEach, describe, expect, it, vi } from 'vitest';

import type { BoundingBox } from '#server/contract/geo.ts';
import { tileWith } from '#tests/support/files/point-tiles.ts';

import { clusterAt, clusterRadius, type Weighted } from './cluster-marks.ts';
import { fetchTilesOf, TileFailure } from './load-tiles.ts';
import { coverTiles, exactLevel, growBox, stepLevel } from './tile-cover.ts';
import { createTileStores } from './tile-stores.ts';

const SPOT: BoundingBox = [105.8, 21, 105.8, 21];
const SINGLE = { properties: { status: 5, flags: 4, cycle: 2 }, id: 7 };
const CELL = { properties: { n: 40, s2: 30, s5: 10 } };

/** Stores of a server whose tiles of zoom 10 are crowded; notes each tile that is asked for. */
function crowdedServer() {
  const asked: string[] = [];
  const stores = createTileStores((query) => async ({ z }) => {
    asked.push(`${query} ${z}`);
    return tileWith(z === 10 ? CELL : SINGLE);
  });
  /** The tiles that a look at a filter asks for. */
  const look = async (query: string, revision = 1) => {
    asked.length = 0;
    await stores.pointsIn(query, revision, SPOT, 12);
    return [...asked];
  };
  return { look };
}

describe('crowded tiles', () => {
  it('are known on every other day of a filter, and not for another filter', async () => {
    const { look } = crowdedServer();
    const filter = '?status=active';
    expect(await look(`${filter}&as_of=2026-01-01`)).toEqual([
      `${filter}&as_of=2026-01-01 10`,
      `${filter}&as_of=2026-01-01 12`,
    ]);
    const otherDay = `${filter}&as_of=2026-02-01&known_at=2026-03-01`;
    expect(await look(otherDay)).toEqual([`${otherDay} 12`]);
    expect(await look('?status=recurring')).toHaveLength(2);
  });

  it('are looked at anew when the data may have changed', async () => {
    const { look } = crowdedServer();
    await look('?a');
    expect(await look('?a', 2)).toEqual(['?a 10', '?a 12']);
  });
});

describe('the filters at hand', () => {
  it('are the sixteen that were looked at last', async () => {
    const { look } = crowdedServer();
    for (let day = 0; day < 16; day += 1) await look(`?as_of=${day}`);
    expect(await look('?as_of=0')).toEqual([]);
    await look('?as_of=16');
    // The first one was looked at a moment ago: the second one went.
    expect(await look('?as_of=0')).toEqual([]);
    expect(await look('?as_of=1')).not.toEqual([]);
  });
});

describe('a tile that is asked for', () => {
  afterEach(() => vi.unstubAllGlobals());
  const fetchWith = (answer: (address: string, init?: RequestInit) => Promise<Response>) => {
    vi.stubGlobal('fetch', answer);
    return fetchTilesOf('?status=active')({ z: 7, x: 101, y: 56 }, new AbortController().signal);
  };

  it('comes from its address with the filter and the cookie of the reader', async () => {
    const asked: unknown[] = [];
    const bytes = await fetchWith(async (address, init) => {
      asked.push(address, init?.credentials);
      return new Response(new Uint8Array([1, 2]));
    });
    expect(asked).toEqual(['/api/tiles/points/7/101/56.mvt?status=active', 'same-origin']);
    expect([...bytes]).toEqual([1, 2]);
  });

  it('says with which status it was refused, 0 where no answer came', async () => {
    const refused = fetchWith(async () => new Response(null, { status: 403 }));
    await expect(refused).rejects.toMatchObject({ name: 'TileFailure', status: 403 });
    const lost = fetchWith(async () => {
      throw new TypeError('Failed to fetch');
    });
    await expect(lost).rejects.toBeInstanceOf(TileFailure);
    await expect(lost).rejects.toMatchObject({ status: 0 });
  });

  it('is no failure when nobody wants it any more', async () => {
    const stop = new AbortController();
    vi.stubGlobal('fetch', async () => {
      stop.abort();
      throw new DOMException('aborted', 'AbortError');
    });
    const asked = fetchTilesOf('')({ z: 7, x: 101, y: 56 }, stop.signal);
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('the zoom of the tiles', () => {
  it('goes in steps of three first, and is that of the map where cells are needed', () => {
    const zooms = [5, 7, 9.9, 10, 12.9, 13, 15.9, 16, 20];
    expect(zooms.map(stepLevel)).toEqual([7, 7, 7, 10, 10, 13, 13, 16, 16]);
    expect(zooms.map(exactLevel)).toEqual([7, 7, 9, 10, 12, 13, 15, 16, 16]);
  });

  it('tells which tiles touch a box, row by row', () => {
    const world: BoundingBox = [-180, -85, 180, 85];
    expect(coverTiles(world, 1)).toEqual([
      { z: 1, x: 0, y: 0 },
      { z: 1, x: 1, y: 0 },
      { z: 1, x: 0, y: 1 },
      { z: 1, x: 1, y: 1 },
    ]);
    expect(coverTiles([1, 1, 2, 2], 1)).toEqual([{ z: 1, x: 1, y: 0 }]);
    expect(coverTiles([-2, -2, -1, -1], 1)).toEqual([{ z: 1, x: 0, y: 1 }]);
  });

  it('grows a box by pixels of its own', () => {
    expect(growBox([1, 2, 3, 4], 0, 512)).toEqual([-359, -358, 363, 364]);
    expect(growBox([1, 2, 3, 4], 9, 512)[0]).toBeCloseTo(1 - 360 / 512, 12);
  });
});

describe('marks near each other', () => {
  const point = (id: number, longitude: number, count = 1): Weighted => ({
    at: [longitude, 0],
    count,
    status: [0, 0, count, 0, 0, 0, 0],
    flags: [0, 0, 0, 0, 0, 0, 0],
    point: count === 1 ? { id, cycle: 1 } : null,
    square: { z: 14, x: id, y: 3 },
  });
  /** Longitude so many pixels of a zoom to the east. */
  const pixels = (count: number, zoom: number) => (count * 360) / (512 * 2 ** zoom);
  const marks = (zoom: number, ...inputs: Weighted[]) =>
    clusterAt(inputs, zoom).marksIn([-180, -85, 180, 85]);

  it('become one farther apart on a map of the city than on one of a street', () => {
    expect([0, 13.9, 14, 15.9, 16, 19].map(clusterRadius)).toEqual([46, 46, 34, 34, 16, 16]);
    for (const [zoom, near, apart] of [
      [12, 44, 60],
      [14, 32, 44],
      [16, 14, 20],
    ] as const) {
      expect(marks(zoom, point(1, 0), point(2, pixels(near, zoom)))).toHaveLength(1);
      expect(marks(zoom, point(1, 0), point(2, pixels(apart, zoom)))).toHaveLength(2);
    }
  });

  it('have keys that stay while they stand for the same points', () => {
    const [ring] = marks(12.7, point(2, 0), point(1, pixels(1, 12)));
    expect(ring).toMatchObject({ key: '12:1,2', ids: [1, 2], squares: null, point: null });
    const [alone] = marks(12, point(5, 10));
    expect(alone).toMatchObject({ key: 'point:5', ids: [5], squares: null, box: [10, 0, 10, 0] });
    const [cell] = marks(12, point(9, 10, 30));
    expect(cell).toMatchObject({ key: 'cell:10,0', ids: null, squares: '14/9/3', count: 30 });
  });
});
