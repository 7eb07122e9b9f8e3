// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';

import { inventedArchive } from '#tests/support/files/pmtiles-archive.ts';

import { readBasemap, UnknownSchema } from './read-basemap.ts';

const TILE = { z: 8, x: 203, y: 112 };
const TILE_TYPE_BYTE = 99;
const PNG = 2;
let archives = 0;

/** Serves an archive as the server does, by ranges; each under an address of its own, since readers keep them. */
function serve(bytes: Buffer): string {
  vi.stubGlobal('fetch', async (_: string, { headers }: { headers: Headers }) => {
    const [, from = '0', to = '0'] = /bytes=(\d+)-(\d+)/.exec(headers.get('range') ?? '') ?? [];
    return new Response(new Uint8Array(bytes.subarray(Number(from), Number(to) + 1)), {
      status: 206,
    });
  });
  archives += 1;
  return `/archive-${archives}.pmtiles`;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('an operator’s basemap', () => {
  it('is drawn in its schema and says whose it is', async () => {
    const url = serve(inventedArchive(TILE));
    const ground = await readBasemap({ kind: 'pmtiles', url });
    expect(ground).toMatchObject({
      kind: 'tiles',
      source: { type: 'vector', attribution: 'Nền thử, hư cấu' },
      schema: { streets: { layer: 'roads' } },
    });
  });

  it('may be pictures', async () => {
    const bytes = inventedArchive(TILE);
    bytes.writeUInt8(PNG, TILE_TYPE_BYTE);
    const ground = await readBasemap({ kind: 'pmtiles', url: serve(bytes) });
    expect(ground).toMatchObject({ kind: 'pictures', source: { type: 'raster' } });
  });

  it('is refused when its layers are of no known schema', async () => {
    const bytes = inventedArchive(TILE);
    const text = bytes.toString('latin1').replace('"id":"roads"', '"id":"lines"');
    const url = serve(Buffer.from(text, 'latin1'));
    await expect(readBasemap({ kind: 'pmtiles', url })).rejects.toThrow(UnknownSchema);
  });

  it('may be a whole style, under our own layers', async () => {
    const style = { version: 8, sources: {}, layers: [{ id: 'paper', type: 'background' }] };
    vi.stubGlobal('fetch', async () => Response.json(style));
    const ground = await readBasemap({ kind: 'style', url: 'https://tiles.example/style.json' });
    if (ground.kind !== 'style') throw new Error(ground.kind);
    const ids = ground.style.layers.map(({ id }) => id);
    expect(ids[0]).toBe('paper');
    expect(ids.at(-1)).toBe('slot:drawing');
  });

  it('that cannot be read is an error', async () => {
    vi.stubGlobal('fetch', async () => new Response('', { status: 404 }));
    const url = 'https://tiles.example/style.json';
    await expect(readBasemap({ kind: 'style', url })).rejects.toThrow('404');
  });
});
