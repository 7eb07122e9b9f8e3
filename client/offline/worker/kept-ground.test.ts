import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { fakeCaches } from '#tests/support/browser/fake-caches.ts';
import { marked } from '#tests/support/faults/marked-answers.ts';

import {
  groundTile,
  isGroundTile,
  listGroundTiles,
  readGroundNote,
  writeGroundNote,
} from './kept-ground.ts';

const GROUND = 'dia-ban-ground';
const TILE = 'http://localhost/api/tiles/ground/12/1/2.mvt';
const NOTE = {
  owner: 'lan',
  version: 'v2',
  bytes: 10,
  nearest: 14,
  keptAt: '2026-11-27T03:00:00.000Z',
};

let online: boolean;
let caches: ReturnType<typeof fakeCaches>['caches'];
beforeEach(() => {
  online = true;
  ({ caches } = fakeCaches());
  vi.stubGlobal('caches', {
    ...caches,
    // The product asks for another version of a tile by leaving the query out.
    match: async (
      request: Request | string,
      options: { cacheName: string; ignoreSearch?: boolean },
    ) => {
      if (options.ignoreSearch !== true) return await caches.match(request, options);
      const address = request instanceof Request ? request.url : request;
      const cache = await caches.open(options.cacheName);
      const same = (await cache.keys()).find(
        ({ url }) => url.split('?')[0] === address.split('?')[0],
      );
      return same === undefined ? undefined : await cache.match(same);
    },
  });
  vi.stubGlobal(
    'fetch',
    marked(async () => {
      if (!online) throw new TypeError('no network');
      return new Response('from the server');
    }),
  );
});
afterEach(() => vi.unstubAllGlobals());

const tile = async (version: string) => {
  const answer = await groundTile(new Request(`${TILE}?v=${version}`));
  return [answer.status, await answer.text()];
};
const keep = async (version: string) =>
  (await caches.open(GROUND)).put(`${TILE}?v=${version}`, new Response('kept'));

describe('a tile of the ground', () => {
  it('comes from the device where that has it, else from the server', async () => {
    await keep('v2');
    expect(await tile('v2')).toEqual([200, 'kept']);
    expect(await tile('v3')).toEqual([200, 'from the server']);
  });

  it('is that of an earlier version without a network, and none where there is no such', async () => {
    online = false;
    expect(await tile('v3')).toEqual([404, '']);
    await keep('v2');
    expect(await tile('v3')).toEqual([200, 'kept']);
  });

  it('is told from all else by its address', () => {
    expect(isGroundTile(new URL(TILE))).toBe(true);
    for (const path of ['/api/tiles/points/1/2/3.mvt', '/x/api/tiles/ground/1', '/ground-note']) {
      expect([path, isGroundTile(new URL(path, 'http://localhost'))]).toEqual([path, false]);
    }
  });
});

it('the note beside the kept tiles is no tile, and null where nothing is kept', async () => {
  expect(await readGroundNote()).toBeNull();
  await keep('v2');
  const cache = (await caches.open(GROUND)) as unknown as Cache;
  await writeGroundNote(cache, NOTE);
  expect(await readGroundNote()).toEqual(NOTE);
  expect(await listGroundTiles(cache)).toEqual([`${TILE}?v=v2`]);
});
