import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import * as z from 'zod';

import type { Database } from '#server/db/client.ts';
import { asSystem, readOneMoment } from '#server/db/transaction.ts';
import { PROJECT_ROOT } from '#server/program.ts';
import type { ObjectStore } from '#server/object-store/object-store.ts';
import { engineAsBytes, openEngineBytes } from '#server/engine/engine-bytes.ts';
import type { Engine } from '#server/engine/engine.ts';

import {
  addEngineCopy,
  type CopyGrounds,
  listChangedSince,
  readCopyGrounds,
  readKnownCopies,
} from './change-queries.ts';
import { readCopyFile, writeCopyFile } from './copy-file.ts';
import type { LoadedEngine } from './engine-load.ts';
import { changesOf } from './read-changes.ts';
import { type CopyKind, storedCopies, type StoredCopies } from './stored-copies.ts';

const Named = z.object({ id: z.string() });

/** Folders of all code that turns rows of the database into columns of the engine; a built program has them beside it. */
const FOLDERS = ['server/engine', 'server/live-engine'].map((name) => join(PROJECT_ROOT, name));

export const COPY_FILE = 'engine.copy';

/** The label inside a copy, by which it is checked. */
const Label = z.strictObject({
  id: z.uuid(),
  program: z.string(),
  migration: z.string(),
  snapshot: z.string(),
});
type Label = z.infer<typeof Label>;

/** Points from which a copy is worth keeping: fewer are read from the database in no noticeable time. */
const WORTH_A_COPY_POINTS = 50_000;

/** `changes`: how many points had changed since the copy was written. */
type RestoredEngine = LoadedEngine & { changes: number };

/** Written in one turn of the event loop. */
const PIECE_BYTES = 4 * 1_048_576;

/** Version of the engine to be, and when the start began to look for a copy, ms. */
type Attempt = { version: number; begun: number };

export type EngineCopies = {
  /**
   * Restores the engine of the copy and brings it up to date; null, with the reason in the log, when no copy passes
   * every check.
   */
  restore(version: number): Promise<RestoredEngine | null>;
  /** True when an engine of this size is kept as a copy. */
  worthIt(engine: Engine): boolean;
  /** Writes the engine that `current` gives, unless another is being written. Never throws. */
  keep(current: () => Promise<LoadedEngine>): Promise<void>;
};

type CopyGiven = {
  database: Database;
  /**
   * A hot standby that the points are read from. It has the row by which a copy proves itself only once it has all that
   * the copy holds, so it may be started with one; it keeps none, since it takes no such row.
   */
  replica?: Database | undefined;
  folder: string;
  log: Logger;
  store?: ObjectStore | null;
  /** Points from which on a copy is kept. */
  leastPoints?: number;
};

/**
 * Keeps a copy of the engine in a folder for the next start, and in the object store for that of another machine. The
 * copy is derived data: on any doubt (see {@link doubtAbout}) everything is read from the database again.
 */
export function createEngineCopies(given: CopyGiven): EngineCopies {
  const { replica, log, store = null, leastPoints = WORTH_A_COPY_POINTS } = given;
  const database = replica ?? given.database;
  const file = join(given.folder, COPY_FILE);
  const stored = store === null ? null : storedCopies(store);
  let writing = false;
  let digest: Promise<string> | undefined;
  const program = () => (digest ??= programDigest());
  const notUsed = (error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    log.info({ reason }, 'the kept copy of the points is not used');
  };

  const restoreFound = async (found: FoundCopy, { version, begun }: Attempt) => {
    const start = performance.now();
    const loaded = await restoreCopy(database, found.bytes, { version, program });
    tellOf(found, loaded, log, { begun, start });
    return loaded;
  };

  return {
    worthIt: (engine) => replica === undefined && engine.size >= leastPoints,
    async restore(version) {
      const begun = performance.now();
      try {
        for await (const found of findCopies({ database, file, stored, program, notUsed })) {
          const loaded = await restoreFound(found, { version, begun }).catch(notUsed);
          if (loaded === undefined) continue;
          if (found.from === 'store') keepLocally(file, found.bytes, log);
          return loaded;
        }
      } catch (error) {
        notUsed(error);
      }
      return null;
    },
    async keep(current) {
      if (writing) return;
      writing = true;
      try {
        await writeCopy({ database, file, stored, program: await program() }, current);
      } catch (error) {
        log.warn({ err: error }, 'no copy of the points was kept');
      } finally {
        writing = false;
      }
    },
  };
}

/** Writes a copy to the folder, where the database knows it from then on, and after that to the store. */
async function writeCopy(
  given: { database: Database; file: string; stored: StoredCopies | null; program: string },
  current: () => Promise<LoadedEngine>,
): Promise<void> {
  const { database, file, stored, program } = given;
  const id = randomUUID();
  const { migration } = await asSystem(database, (sql) => readCopyGrounds(sql, null));
  const { engine, snapshot } = await current();
  const label: Label = { id, program, migration, snapshot };
  const parts = engineAsBytes(engine, JSON.stringify(label));
  await writeCopyFile(file, parts, () => asSystem(database, (sql) => addEngineCopy(sql, id)));
  const bytes = stored === null ? null : await readCopyFile(file);
  if (bytes !== null) await stored?.write({ program, migration }, id, bytes);
}

/** Logs where a copy came from, and how long finding and restoring it took. */
function tellOf(
  { from, bytes }: FoundCopy,
  { changes }: RestoredEngine,
  log: Logger,
  { begun, start }: { begun: number; start: number },
): void {
  const findMilliseconds = Math.round(start - begun);
  const milliseconds = Math.round(performance.now() - start);
  log.info(
    { milliseconds, findMilliseconds, from, bytes: bytes.byteLength, changes },
    'took the points over from the kept copy',
  );
}

/** Restores a copy and applies the changes since. Throws the reason when it must not be used. */
async function restoreCopy(
  database: Database,
  bytes: Uint8Array,
  { version, program }: { version: number; program: () => Promise<string> },
): Promise<RestoredEngine> {
  const opened = openEngineBytes(bytes);
  const label = Label.parse(JSON.parse(opened.label));
  // The database computes the changes while the leaves are built here.
  const reading = readSince(database, label);
  reading.catch(() => undefined);
  const engine = opened.restore({ version });
  const { grounds, changes, snapshot } = await reading;
  const doubt = doubtAbout(label, grounds, await program());
  if (doubt !== null) throw new Error(doubt);
  if (changes === null) throw new Error('too much has changed since');
  engine.apply(changes, version);
  if (engine.size !== grounds.points) throw new Error('the numbers of points differ');
  return { engine, snapshot, changes: changes.length };
}

/** Reads the changes that the copy lacks and the facts it is checked against, all in one transaction. */
async function readSince(database: Database, { id, snapshot }: Label) {
  return readOneMoment(database, async (sql) => {
    const grounds = await readCopyGrounds(sql, id);
    const changed = grounds.stands
      ? await listChangedSince(sql, snapshot)
      : { ids: 'all' as const, snapshot };
    const changes = changed.ids === 'all' ? null : await changesOf(sql, changed.ids);
    return { grounds, changes, snapshot: changed.snapshot };
  });
}

/** Reason why a copy must not be used with this database and program; null when it may. */
function doubtAbout(label: Label, grounds: CopyGrounds, program: string): string | null {
  if (!grounds.stands) return 'the database does not know it, or it is too old';
  if (label.migration !== grounds.migration) return 'it is of another state of the tables';
  return label.program === program ? null : 'another program wrote it';
}

/** Writes a copy that came from the store to the folder, in the background: the next start needs no store. */
function keepLocally(file: string, bytes: Uint8Array, log: Logger): void {
  writeCopyFile(file, piecesOf(bytes), async () => {}).catch((error: unknown) =>
    log.warn({ err: error }, 'the copy of the points from the store was not written'),
  );
}

function* piecesOf(bytes: Uint8Array): Generator<Uint8Array, void> {
  for (let at = 0; at < bytes.byteLength; at += PIECE_BYTES) {
    yield bytes.subarray(at, at + PIECE_BYTES);
  }
}

/** Hashes the code that reads the points: a program with other code must not use the copy that this one wrote. */
async function programDigest(): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of FOLDERS) {
    const names = (await readdir(folder))
      .filter((name) => /(?<!\.test)\.ts$/.test(name))
      .toSorted();
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name))));
    for (const text of texts) hash.update(text).update('\0');
  }
  return hash.digest('hex');
}

/** A copy as it was read, and where. */
type FoundCopy = { from: 'folder' | 'store'; bytes: Uint8Array };

/**
 * Finds copies worth trying, the newest first: that of the folder, and before it any newer one of the store where there
 * is one. The store is asked only where the folder has not the newest that the database knows of.
 * @param given.notUsed called with the reason why a copy of the store cannot be had
 */
async function* findCopies(given: {
  database: Database;
  file: string;
  stored: StoredCopies | null;
  program: () => Promise<string>;
  notUsed: (error: unknown) => void;
}): AsyncGenerator<FoundCopy, void> {
  const { database, file, stored, notUsed } = given;
  const local = await readCopyFile(file);
  if (stored !== null) {
    const { ids, migration } = await asSystem(database, readKnownCopies);
    const at = ids.indexOf(local === null ? '' : idOf(local));
    const newer = at === -1 ? ids : ids.slice(0, at);
    if (newer.length > 0) {
      try {
        const kind = { migration, program: await given.program() };
        yield* inStore(stored, kind, newer, notUsed);
      } catch (error) {
        notUsed(error);
      }
    }
  }
  if (local !== null) yield { from: 'folder', bytes: local };
}

async function* inStore(
  stored: StoredCopies,
  kind: CopyKind,
  ids: readonly string[],
  notUsed: (error: unknown) => void,
): AsyncGenerator<FoundCopy, void> {
  const there = new Set(await stored.list(kind));
  for (const id of ids.filter((one) => there.has(one))) {
    const bytes = await stored.read(kind, id).catch(notUsed);
    if (bytes instanceof Uint8Array) yield { from: 'store', bytes };
  }
}

/** Id in the label of a copy; empty where the bytes cannot be used. */
function idOf(bytes: Uint8Array): string {
  try {
    return Named.parse(JSON.parse(openEngineBytes(bytes).label)).id;
  } catch {
    return '';
  }
}
