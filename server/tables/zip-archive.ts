import { crc32 } from 'node:zlib';
import { fromBufferPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';

/** Archives that unpack to less than this are no danger, however well they are packed. */
const SMALL = 20 * 1024 * 1024;

export type ZipLimits = {
  entries: number;
  unpackedBytes: number;
  /** Most bytes that one packed byte may become, in archives that are not small; absent: no limit. */
  ratio?: number;
};
export type ZipEntry = {
  name: string;
  /** Unpacks the entry, and counts what comes out. Throws a ZipError. */
  read(): Promise<Uint8Array>;
};
export type ZipFault =
  | { kind: 'broken'; reason: 'zip' | 'zip_entry' | 'zip_checksum'; found?: string }
  | { kind: 'encrypted' }
  | { kind: 'too_large'; reason: 'entries' | 'unpacked_bytes' | 'ratio'; limit: number };

/** Says why an archive is not opened; each kind of file has its own problem for it. */
export class ZipError extends Error {
  readonly fault: ZipFault;

  constructor(fault: ZipFault, cause?: unknown) {
    super(fault.kind, { cause });
    this.fault = fault;
  }
}

/**
 * Opens an archive that may be hostile: checks what it declares, and unpacks entries one by one when they are asked
 * for. Folders and what `isWanted` does not want are left out.
 * @throws ZipError
 */
export async function openZip(
  bytes: Uint8Array,
  limits: ZipLimits,
  isWanted: (name: string) => boolean = () => true,
): Promise<ZipEntry[]> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const zip = await brokenIfItThrows('zip', () => fromBufferPromise(buffer, { lazyEntries: true }));
  if (zip.entryCount > limits.entries) throw tooLarge('entries', limits.entries);
  const entries = (await brokenIfItThrows('zip', () => collectEntries(zip))).filter(
    ({ fileName }) => !fileName.endsWith('/') && isWanted(fileName),
  );
  refuseDeclaredSize(entries, bytes.length, limits);
  let unpacked = 0;
  return entries.map((entry) => ({
    name: entry.fileName,
    async read() {
      const content = await unpack(zip, entry, limits.unpackedBytes - unpacked);
      unpacked += content.length;
      return content;
    },
  }));
}

async function collectEntries(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) throw new ZipError({ kind: 'encrypted' });
    entries.push(entry);
  }
  return entries;
}

function refuseDeclaredSize(entries: readonly Entry[], packed: number, limits: ZipLimits): void {
  const { unpackedBytes, ratio = Infinity } = limits;
  const declared = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (declared > unpackedBytes) throw tooLarge('unpacked_bytes', unpackedBytes);
  if (declared > SMALL && declared / packed > ratio) throw tooLarge('ratio', ratio);
}

async function unpack(zip: ZipFile, entry: Entry, allowed: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  await brokenIfItThrows('zip_entry', async () => {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      if (!Buffer.isBuffer(chunk)) continue;
      size += chunk.length;
      // A declared size may lie; what has really come out does not.
      if (size > allowed) throw tooLarge('unpacked_bytes', allowed);
      chunks.push(chunk);
    }
  });
  const content = Buffer.concat(chunks);
  if (crc32(content) !== entry.crc32) {
    throw new ZipError({ kind: 'broken', reason: 'zip_checksum', found: entry.fileName });
  }
  return content;
}

async function brokenIfItThrows<T>(
  reason: 'zip' | 'zip_entry',
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof ZipError ? error : new ZipError({ kind: 'broken', reason }, error);
  }
}

function tooLarge(reason: 'entries' | 'unpacked_bytes' | 'ratio', limit: number): ZipError {
  return new ZipError({ kind: 'too_large', reason, limit });
}
