import { crc32 } from 'node:zlib';
import { fromBufferPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';

import { BoundaryFileError, brokenIfItThrows } from './boundary-file-error.ts';
import type { BoundaryLimits } from './boundary-file.ts';

/** Archives that unpack to less than this are no danger, however well they are packed. */
const SMALL = 20 * 1024 * 1024;

export type ZipArchive = {
  names: string[];
  /** Unpacks one entry. Throws `boundary.zip_too_large` or `boundary.file_broken`. */
  read: (name: string) => Promise<Uint8Array>;
};

/**
 * Opens a zip and checks what it declares; entries are unpacked one by one, counted as they come.
 * Directories and the resource forks of macOS are left out.
 * @throws BoundaryFileError `boundary.zip_too_large`, `boundary.file_broken`, and
 *   `boundary.not_a_boundary_file` for an encrypted one
 */
export async function openZip(bytes: Uint8Array, limits: BoundaryLimits): Promise<ZipArchive> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const zip = await brokenIfItThrows('zip', () => fromBufferPromise(buffer, { lazyEntries: true }));
  if (zip.entryCount > limits.maximumZipEntries) {
    throw new BoundaryFileError('boundary.zip_too_large', {
      reason: 'entries',
      limit: limits.maximumZipEntries,
    });
  }
  const entries = await brokenIfItThrows('zip', () => collectEntries(zip));
  checkDeclaredSize([...entries.values()], bytes.length, limits);
  let unpacked = 0;
  const read = async (name: string): Promise<Uint8Array> => {
    const entry = entries.get(name);
    if (!entry)
      throw new BoundaryFileError('boundary.file_broken', { reason: 'zip_entry', found: name });
    const content = await unpack(zip, entry, limits.maximumUnpackedBytes - unpacked);
    unpacked += content.length;
    return content;
  };
  return { names: [...entries.keys()], read };
}

async function collectEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) {
      throw new BoundaryFileError('boundary.not_a_boundary_file', { reason: 'encrypted_zip' });
    }
    const isHidden = /(?:^|\/)(?:__MACOSX\/|\.)/.test(entry.fileName);
    if (!entry.fileName.endsWith('/') && !isHidden) entries.set(entry.fileName, entry);
  }
  return entries;
}

function checkDeclaredSize(
  entries: readonly Entry[],
  packed: number,
  limits: BoundaryLimits,
): void {
  const declared = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (declared > limits.maximumUnpackedBytes)
    throw tooLarge('unpacked_bytes', limits.maximumUnpackedBytes);
  if (declared > SMALL && declared / packed > limits.maximumZipRatio) {
    throw tooLarge('ratio', limits.maximumZipRatio);
  }
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
    throw new BoundaryFileError('boundary.file_broken', {
      reason: 'zip_checksum',
      found: entry.fileName,
    });
  }
  return content;
}

function tooLarge(reason: string, limit: number): BoundaryFileError {
  return new BoundaryFileError('boundary.zip_too_large', { reason, limit });
}
