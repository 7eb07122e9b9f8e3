import { afterEach, expect, it, vi } from 'vitest';

import { rememberTiles } from './remembered-tiles.ts';

const SIGNAL = new AbortController().signal;
const ADDRESS = '/api/tiles/points/10/811/450.mvt';

afterEach(() => vi.unstubAllGlobals());

/** A server whose tile has a state; notes how it was asked. */
function server() {
  const asked: { tag: string | null; cache: RequestCache | undefined }[] = [];
  let state = 1;
  vi.stubGlobal('fetch', async (_: string, { headers, cache }: RequestInit) => {
    const tag = new Headers(headers).get('if-none-match');
    asked.push({ tag, cache });
    const etag = `"${state}"`;
    if (tag === etag) return new Response(null, { status: 304, headers: { etag } });
    return new Response(new Uint8Array([state]), { headers: { etag } });
  });
  return {
    asked,
    change: () => {
      state += 1;
    },
  };
}

it('a tile that has not changed comes from memory, by its tag, and never from the browser’s cache', async () => {
  const { asked, change } = server();
  const tiles = rememberTiles();
  const look = async () => await tiles.fetch(ADDRESS, SIGNAL);
  expect(await look()).toEqual(new Uint8Array([1]));
  expect(await look()).toEqual(new Uint8Array([1]));
  change();
  expect(await look()).toEqual(new Uint8Array([2]));
  expect(asked).toEqual([
    { tag: null, cache: 'no-store' },
    { tag: '"1"', cache: 'no-store' },
    { tag: '"1"', cache: 'no-store' },
  ]);
});

it('the tiles held are bounded by their bytes', async () => {
  const { asked } = server();
  const tiles = rememberTiles(3);
  await tiles.fetch(ADDRESS, SIGNAL);
  await tiles.fetch(`${ADDRESS}?status=active`, SIGNAL);
  await tiles.fetch(ADDRESS, SIGNAL);
  expect(asked.map(({ tag }) => tag)).toEqual([null, null, null]);
});

it('a refusal is given as it came', async () => {
  vi.stubGlobal('fetch', async () => new Response(null, { status: 401 }));
  expect(await rememberTiles().fetch(ADDRESS, SIGNAL)).toMatchObject({ status: 401 });
});
