import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

import type { Extension } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';

/** Files of the bundle that the register does not use: two libraries as large as PostGIS itself, and their SQL. */
const UNUSED = /\/postgis_(raster|topology|tiger_geocoder)|\/contrib\/|--unpackaged--/;
const LIBRARY = /\/postgis-3\.so$/;
const BLOCK_BYTES = 512;

type Bundle = { files: Blob; library: WebAssembly.Module | null };
type Engine = { pg_extensions: Record<string, Promise<Blob>> };

/**
 * Read once in a process: the next database is opened in a third of the time. As long as the compiled library is kept,
 * V8 does not compile the same bytes again.
 */
let bundle: Promise<Bundle> | null = null;

/** PostGIS for the embedded database, without the parts that would double the time and the memory of a start. */
export const embeddedPostgis: Extension = {
  name: postgis.name,
  async setup(database, options: { preRun: ((engine: Engine) => void)[] }) {
    const { bundlePath, ...rest } = await postgis.setup(database, options);
    if (bundlePath === undefined) throw new Error('The package of PostGIS names no bundle');
    bundle ??= readBundle(bundlePath);
    const { files } = await bundle;
    options.preRun.push((engine) => {
      engine.pg_extensions[postgis.name] = Promise.resolve(files);
    });
    return rest;
  },
};

async function readBundle(path: URL): Promise<Bundle> {
  const archive = await promisify(gunzip)(await readFile(path));
  const kept: Uint8Array<ArrayBuffer>[] = [];
  let library: WebAssembly.Module | null = null;
  for (const { name, whole, content } of filesOf(archive)) {
    if (UNUSED.test(name)) continue;
    kept.push(whole);
    if (LIBRARY.test(name)) library = await WebAssembly.compile(content);
  }
  // Two empty blocks end an archive.
  return { files: new Blob([...kept, new Uint8Array(2 * BLOCK_BYTES)]), library };
}

/** Lists the files of a tar archive; `whole` is a file with the block of its header. */
function* filesOf(archive: Buffer<ArrayBuffer>) {
  const textAt = (from: number, to: number) =>
    archive.toString('latin1', from, to).split('\0', 1)[0] ?? '';
  for (let at = 0; at < archive.length && archive[at] !== 0;) {
    const size = Number.parseInt(textAt(at + 124, at + 136), 8);
    const from = at + BLOCK_BYTES;
    const end = from + Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES;
    yield {
      name: textAt(at, at + 100),
      whole: archive.subarray(at, end),
      content: archive.subarray(from, from + size),
    };
    at = end;
  }
}
