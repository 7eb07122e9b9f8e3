import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

import { embeddedPostgis } from './embedded-postgis.ts';
import { lockFolder } from './folder-lock.ts';

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
