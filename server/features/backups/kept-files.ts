import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

import { SECRET_FILE } from '#server/authentication/secret.ts';
import type { Config } from '#server/configuration/config.ts';
import type { ObjectStore } from '#server/object-store/object-store.ts';

/** A place of files that a backup keeps beside the database, and that a restore writes them to. */
export type KeptPlace = {
  /** Names below the place in order, with slashes; a single empty name where the place is a file itself. */
  list(): Promise<string[]>;
  read(name: string): Promise<Uint8Array>;
  write(name: string, content: Uint8Array): Promise<void>;
};
/** Folders, files and other places by their names in the backup. */
export type KeptPlaces = Readonly<Record<string, string | KeptPlace>>;

const ATTACHMENTS = 'attachments';
/** A full content is named by its own hash. */
const FULL_CONTENT = /([0-9a-f]{64})\.full$/;

type Where = Pick<Config, 'dataDirectory' | 'attachmentsDirectory'>;

/** Folders and files of this machine that a backup keeps, by their names in the backup. */
export function keptFolders(config: Where): Record<'attachments' | 'secret', string> {
  return {
    [ATTACHMENTS]: config.attachmentsDirectory,
    // Without it the second factors of all accounts would be unreadable.
    secret: join(config.dataDirectory, SECRET_FILE),
  };
}

/** Places that a backup of an installation keeps: its attachments, wherever they lie, and its secret. */
export function keptPlaces(config: Where, store: ObjectStore | null): KeptPlaces {
  const { attachments, secret } = keptFolders(config);
  const folder = folderPlace(attachments);
  return { [ATTACHMENTS]: store === null ? folder : storePlace(store, folder), secret };
}

/**
 * Places below a folder where a restore keeps files until its rows are committed. The store is written at once: its
 * objects are named by their content, and are nobody's until then.
 */
export function stagedPlaces(below: string, config: Where, store: ObjectStore | null): KeptPlaces {
  const names = Object.keys(keptFolders(config));
  const staged = Object.fromEntries(names.map((name) => [name, join(below, name)]));
  if (store === null) return staged;
  return { ...staged, [ATTACHMENTS]: keptPlaces(config, store)[ATTACHMENTS] ?? '' };
}

export function placeOf(given: string | KeptPlace): KeptPlace {
  return typeof given === 'string' ? folderPlace(given) : given;
}

/** A folder, or a single file. */
function folderPlace(path: string): KeptPlace {
  return {
    list: async () =>
      (await filesBelow(path)).map((file) => relative(path, file).split(sep).join('/')),
    read: (name) => readFile(join(path, name)),
    async write(name, content) {
      const file = join(path, name);
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await writeFile(file, content, { mode: 0o600, flush: true });
    },
  };
}

/** Attachments in the store, with those that still lie in the folder from before; they come back into the store. */
function storePlace(store: ObjectStore, folder: KeptPlace): KeptPlace {
  const keyOf = (name: string) => `${ATTACHMENTS}/${name}`;
  return {
    async list() {
      // The folder first: what is moved to the store meanwhile is found in one of the two.
      const names = new Set(await folder.list());
      for (const { key } of await store.list(keyOf(''))) names.add(key.slice(keyOf('').length));
      return [...names].toSorted();
    },
    read: async (name) =>
      (await store.get(keyOf(name), FULL_CONTENT.exec(name)?.[1])) ?? folder.read(name),
    write: (name, content) => store.put(keyOf(name), content),
  };
}

/**
 * Names of files that are about their folder, and of files that are still being written: these get another name at any
 * moment, and would then be missing.
 */
const LEFT_OUT = /^\.|\.tmp$/;

/**
 * Lists the files of a folder in order. Gives the path itself where it is a file, and nothing where it does not exist.
 */
async function filesBelow(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true, recursive: true });
    return entries
      .filter((entry) => entry.isFile() && !LEFT_OUT.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOTDIR') return [path];
    if (code === 'ENOENT') return [];
    throw error;
  }
}
