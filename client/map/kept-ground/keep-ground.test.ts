import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { readGroundNote } from '#client/offline/worker/kept-ground.ts';
import type { BoundingBox } from '#server/contract/geo.ts';
import { inventedTiles } from '#tests/support/files/invented-tiles.ts';
import { fakeCaches } from '#tests/support/browser/fake-caches.ts';

import { keepGround, keptStreets } from './keep-ground.ts';
import { findStreets } from './kept-streets.ts';

const BOX: BoundingBox = [105.843, 21.023, 105.857, 21.037];
const tiles = inventedTiles();
const ground = (version: string) => ({
  version,
  attribution: 'Minh họa',
  minzoom: 6,
  maxzoom: 15,
  bounds: [105.3, 20.6, 106, 21.4] as BoundingBox,
});

describe('the ground on a phone', () => {
  let device: ReturnType<typeof fakeCaches>;
  let asked: string[];

  beforeEach(() => {
    device = fakeCaches();
    asked = [];
    vi.stubGlobal('caches', device.caches);
    vi.stubGlobal('location', { href: 'http://localhost/' });
    vi.stubGlobal('fetch', async (address: string) => {
      const { pathname, search } = new URL(address);
      asked.push(pathname + search);
      const tile = tiles.get(pathname) ?? new Uint8Array();
      return new Response(new Uint8Array(tile));
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  const zoomsKept = () =>
    [...new Set(device.addresses().flatMap((url) => /ground\/(\d+)\//.exec(url)?.[1] ?? []))].map(
      Number,
    );

  it('is kept from the farthest zoom to the nearest, with its size and its version', async () => {
    await keepGround({ ground: ground('a1'), owner: 'leader', boxes: [BOX] });
    expect(zoomsKept()).toEqual([6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    const note = await readGroundNote();
    const sizes = [...new Set(asked)].map((url) => tiles.get(url.split('?')[0] ?? '')?.length ?? 0);
    expect(note).toMatchObject({
      owner: 'leader',
      version: 'a1',
      nearest: 15,
      bytes: sizes.reduce((sum, size) => sum + size, 0),
    });
  });

  it('leaves the nearest zoom out as a whole where it has no room', async () => {
    await keepGround({ ground: ground('a1'), owner: 'leader', boxes: [BOX] });
    const whole = (await readGroundNote())?.bytes ?? 0;
    await device.caches.delete('dia-ban-ground');
    const mostBytes = whole - 1;
    await keepGround({ ground: ground('a1'), owner: 'leader', boxes: [BOX], mostBytes });
    expect(zoomsKept()).not.toContain(15);
    const note = await readGroundNote();
    expect(note?.nearest).toBe(14);
    expect(note?.bytes).toBeLessThanOrEqual(mostBytes);
    expect((await keptStreets())?.length).toBeGreaterThan(5);
  });

  it('is fetched once while its version stays, and anew with the next one, which takes its place', async () => {
    await keepGround({ ground: ground('a1'), owner: 'leader', boxes: [BOX] });
    const first = asked.length;
    await keepGround({ ground: ground('a1'), owner: 'leader', boxes: [BOX] });
    expect(asked.length).toBe(first);
    await keepGround({ ground: ground('b2'), owner: 'leader', boxes: [BOX] });
    expect(asked.length).toBe(2 * first);
    expect(device.addresses().filter((url) => url.includes('v=a1'))).toEqual([]);
  });

  it('stays as it was where a tile of the next version cannot be had', async () => {
    await keepGround({ ground: ground('a1'), owner: 'leader', boxes: [BOX] });
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('no network');
    });
    const renewed = keepGround({ ground: ground('b2'), owner: 'leader', boxes: [BOX] });
    await expect(renewed).rejects.toThrow('no network');
    expect((await readGroundNote())?.version).toBe('a1');
    expect(zoomsKept()).toHaveLength(10);
  });

  it('of another account goes before anything is kept for this one', async () => {
    await keepGround({ ground: ground('a1'), owner: 'leader', boxes: [BOX] });
    const elsewhere: BoundingBox = [105.6, 21.1, 105.601, 21.101];
    await keepGround({ ground: ground('a1'), owner: 'inspector', boxes: [elsewhere] });
    expect((await readGroundNote())?.owner).toBe('inspector');
    expect(await keptStreets()).toEqual([]);
  });

  it('finds its streets by their names, without marks and without the word for street', async () => {
    await keepGround({ ground: ground('a1'), owner: 'leader', boxes: [BOX] });
    const streets = (await keptStreets()) ?? [];
    const found = (words: string) => findStreets(streets, words).map(({ name }) => name)[0];
    expect(found('Phố Minh Họa 3')).toBe('Phố Minh Họa 3');
    expect(found('pho minh hoa 3')).toBe('Phố Minh Họa 3');
    expect(found('minh hoạ 2')).toMatch(/Minh Họa 2$/);
    expect(findStreets(streets, 'Tràng Tiền')).toEqual([]);
    expect(findStreets(streets, '  ')).toEqual([]);
  });

  it('knows where a street is, and how far it reaches', async () => {
    await keepGround({ ground: ground('a1'), owner: 'leader', boxes: [BOX] });
    const [street] = findStreets((await keptStreets()) ?? [], 'Phố Minh Họa 3');
    const [longitude, latitude] = street?.position ?? [0, 0];
    expect(Math.hypot(longitude - 105.85, latitude - 21.03)).toBeLessThan(0.01);
    expect(street?.radiusMetres).toBeGreaterThan(100);
    expect(street?.radiusMetres).toBeLessThan(1_000);
  });
});
