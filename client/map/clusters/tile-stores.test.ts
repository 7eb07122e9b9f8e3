import { describe, expect, it } from 'vitest';

import type { BoundingBox } from '#server/contract/geo.ts';

import { createTileStores } from './tile-stores.ts';

const SPOT: BoundingBox = [105.8, 21, 105.8, 21];
const ZOOM = 10;

/** Notes what is asked for; tiles named in `open` never come. */
function server() {
  const asked: string[] = [];
  const stopped: string[] = [];
  const open = new Set<string>();
  const stores = createTileStores((query) => async (_, signal) => {
    asked.push(query);
    if (!open.has(query)) return new Uint8Array();
    return new Promise((__, reject) => {
      signal.addEventListener('abort', () => {
        stopped.push(query);
        reject(new Error('aborted'));
      });
    });
  });
  return { asked, stopped, open, stores };
}

describe('the tiles of several days', () => {
  it('are fetched once each, however often the days change', async () => {
    const { asked, stores } = server();
    for (const day of ['?a', '?b', '?a', '?b', '?a']) await stores.pointsIn(day, 1, SPOT, ZOOM);
    expect(asked).toEqual(['?a', '?b']);
  });

  it('are fetched anew when the data may have changed', async () => {
    const { asked, stores } = server();
    await stores.pointsIn('?a', 1, SPOT, ZOOM);
    await stores.pointsIn('?a', 2, SPOT, ZOOM);
    expect(asked).toEqual(['?a', '?a']);
  });

  it('are bounded: the days not looked at for longest go first', async () => {
    const { asked, stores } = server();
    for (let day = 0; day < 20; day += 1) await stores.pointsIn(`?${day}`, 1, SPOT, ZOOM);
    await stores.pointsIn('?19', 1, SPOT, ZOOM);
    expect(asked).toHaveLength(20);
    await stores.pointsIn('?0', 1, SPOT, ZOOM);
    expect(asked).toHaveLength(21);
  });

  it('are no longer waited for when the reader has moved on, except those that come next', async () => {
    const { stopped, open, stores } = server();
    open.add('?a').add('?b');
    const first = stores.pointsIn('?a', 1, SPOT, ZOOM);
    const second = stores.pointsIn('?b', 1, SPOT, ZOOM);
    first.catch(() => undefined);
    second.catch(() => undefined);
    stores.stopAllBut(['?b', '?c']);
    await expect(first).rejects.toThrow('aborted');
    expect(stopped).toEqual(['?a']);
    open.delete('?a');
    await expect(stores.pointsIn('?a', 1, SPOT, ZOOM)).resolves.toEqual([]);
  });
});
