/** A file of 32 random bytes that pages and the service worker share: each way to the secret of a session needs it. */
export type KeyFile = {
  /** The bytes; null where there are none, they were erased, or the browser has no private files. */
  read(): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Draws other bytes and writes them over the former ones; null where the browser has no private files. */
  draw(): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Overwrites the bytes with zeros, in their place on the disk where the browser can. */
  erase(): Promise<void>;
};

export const SECRET_BYTES = 32;
const ERASED = new Uint8Array(SECRET_BYTES);
const NOTHING = new Uint8Array(0);

/** Writes bytes over what a file of the origin's private file system holds, and flushes them to the disk. */
export type Overwrite = (name: string, bytes: Uint8Array<ArrayBuffer>) => Promise<void>;

let overwrite: Overwrite = writeAnew;

/** Lets this page write in place: only a worker of a page can. */
export function overwriteBy(inPlace: Overwrite): void {
  overwrite = async (name, bytes) => {
    // Without its worker the former file is at least no longer there.
    await inPlace(name, bytes).catch(() => writeAnew(name, bytes));
  };
}

/** Opens a file by its name. */
export function openKeyFile(name: string): KeyFile {
  return {
    async read() {
      const directory = await privateFiles();
      const bytes = directory === null ? NOTHING : await readFrom(directory, name);
      return bytes.byteLength === SECRET_BYTES && bytes.some((byte) => byte !== 0) ? bytes : null;
    },
    async draw() {
      if ((await privateFiles()) === null) return null;
      const drawn = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
      await overwrite(name, drawn);
      return drawn;
    },
    async erase() {
      const directory = await privateFiles();
      if (directory !== null && (await has(directory, name))) await overwrite(name, ERASED);
    },
  };
}

async function privateFiles(): Promise<FileSystemDirectoryHandle | null> {
  const { navigator: browser } = globalThis as { navigator?: { storage?: StorageManager } };
  // Absent without TLS, and refused in some private windows.
  if (typeof browser?.storage?.getDirectory !== 'function') return null;
  return await browser.storage.getDirectory().catch(() => null);
}

async function has(directory: FileSystemDirectoryHandle, name: string): Promise<boolean> {
  return await directory.getFileHandle(name).then(
    () => true,
    () => false,
  );
}

async function readFrom(directory: FileSystemDirectoryHandle, name: string) {
  try {
    const file = await (await directory.getFileHandle(name)).getFile();
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    // There is none; or it was overwritten while it was being read, which happens as a session begins or ends.
    return NOTHING;
  }
}

/** Writes another file in the place of the former one, as service workers can. */
async function writeAnew(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const directory = await privateFiles();
  if (directory === null) return;
  try {
    const handle = await directory.getFileHandle(name, { create: true });
    const writing = await handle.createWritable();
    await writing.write(bytes);
    await writing.close();
  } catch (error) {
    await directory.removeEntry(name).catch(() => undefined);
    // The disk is full, or the browser is an old one: without its file nothing is left to read.
    if (bytes !== ERASED) throw error;
  }
}
