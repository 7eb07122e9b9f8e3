import { chmod, mkdir, mkdtemp, rm, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PGlite, type Extension } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

import { lockFolder } from './folder-lock.ts';

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
const embeddedPostgis: Extension = {
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

/** The kernel's limit for the path of a local socket is 108 bytes (104 on macOS). */
const SOCKET_PATH_BYTES = 100;

export type EmbeddedDatabase = {
  /** A local socket that speaks PostgreSQL's protocol. */
  socketPath: string;
  /** Stops listening, closes the database in order, and gives the folder back. */
  stop(): Promise<void>;
};

/**
 * Starts PostgreSQL with PostGIS inside this process, on `<dataDirectory>/database`.
 * About 2 s, 8 s the first time. Throws {@link DatabaseFolderLockedError}.
 */
export async function startEmbedded(dataDirectory: string): Promise<EmbeddedDatabase> {
  const folder = resolve(dataDirectory);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const releases = [await lockFolder(folder)];
  // Undone in reverse order, whether the start fails half-way or the program ends.
  const stop = async () => {
    for (let release = releases.pop(); release !== undefined; release = releases.pop()) {
      await release();
    }
  };
  try {
    const database = await PGlite.create({
      dataDir: join(folder, 'database'),
      extensions: { postgis: embeddedPostgis },
      relaxedDurability: false,
    });
    releases.push(() => database.close());
    const socket = await socketIn(folder);
    releases.push(() => socket.remove());
    const server = new PGLiteSocketServer({ db: database, path: socket.path, maxConnections: 4 });
    await server.start();
    releases.push(() => server.stop());
    await chmod(socket.path, 0o600);
    return { socketPath: socket.path, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * A local socket, not a port: the embedded database asks nobody for a password,
 * and a file can be closed to the other users of the machine.
 */
async function socketIn(folder: string): Promise<{ path: string; remove(): Promise<void> }> {
  const path = join(folder, 'socket');
  if (Buffer.byteLength(path) <= SOCKET_PATH_BYTES) {
    // A killed process leaves its socket behind; the folder is locked, so it is nobody's.
    await rm(path, { force: true });
    return { path, remove: () => rm(path, { force: true }) };
  }
  const short = await mkdtemp(join(tmpdir(), 'diaban-'));
  return {
    path: join(short, 'socket'),
    remove: () => rm(short, { recursive: true, force: true }),
  };
}
