import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

import { BACKUP_FORMAT, type BackupEnd, BackupHead, BackupLine } from './backup-file.ts';
import { UnusableBackup } from './unusable-backup.ts';

const NEWLINE = 0x0a;

export type CheckedBackup = {
  head: BackupHead;
  rows: number;
  files: number;
  sha256: string;
  /** Bytes of the unpacked lines, files among them as base64. */
  unpackedBytes: number;
};

/**
 * Checks a whole backup.
 * @param read is told how many bytes of the file have been read
 * @throws UnusableBackup when the file is no backup, was cut off, or has changed since it was written
 */
export async function checkBackup(
  file: string,
  read?: (bytes: number) => void,
): Promise<CheckedBackup> {
  const hash = createHash('sha256');
  let head: BackupHead | null = null;
  let end: BackupEnd | null = null;
  const count = { rows: 0, files: 0 };
  let number = 0;
  let unpackedBytes = 0;
  for await (const text of linesOf(file, read)) {
    number += 1;
    unpackedBytes += Buffer.byteLength(text) + 1;
    if (head === null) {
      head = headOf(text);
    } else {
      if (end !== null) throw notWhole(number);
      const line = lineOf(text, number);
      if (Array.isArray(line)) count.rows += 1;
      else if ('file' in line) count.files += 1;
      else if ('files' in line) end = line;
    }
    if (end === null) hash.update(`${text}\n`);
  }
  if (head === null) throw notABackup();
  if (end?.rows !== count.rows || end.files !== count.files) throw notWhole(number + 1);
  const sha256 = hash.digest('hex');
  if (end.sha256 !== sha256 && (head.format === BACKUP_FORMAT || end.sha256 !== undefined)) {
    throw new UnusableBackup(
      'damaged',
      'The backup was altered: what it holds does not give its hash.',
    );
  }
  return { head, ...count, sha256, unpackedBytes };
}

/**
 * Reads the first line alone.
 * @throws UnusableBackup when the file is no backup
 */
export async function readHead(file: string): Promise<BackupHead> {
  for await (const text of linesOf(file)) return headOf(text);
  throw notABackup();
}

function headOf(text: string): BackupHead {
  const first = BackupHead.safeParse(parsed(text));
  if (!first.success) throw notABackup();
  return first.data;
}

/** Reads every line after the first with its number; only for a file that {@link checkBackup} has accepted. */
export async function* backupLines(
  file: string,
): AsyncGenerator<{ text: string; line: BackupLine; number: number }> {
  let number = 0;
  for await (const text of linesOf(file)) {
    number += 1;
    if (number > 1) yield { text, line: lineOf(text, number), number };
  }
}

/**
 * Reads the lines of the unpacked file. Only a line feed ends a line: texts may hold characters that other readers take
 * for an end.
 */
async function* linesOf(file: string, read?: (bytes: number) => void): AsyncGenerator<string> {
  const unpacked = createGunzip();
  const packed = createReadStream(file);
  const reading = pipeline(packed, unpacked);
  // A reader who stops half-way needs no error; a full read gets it below.
  reading.catch(() => undefined);
  let begun: Buffer[] = [];
  try {
    for await (const block of unpacked as AsyncIterable<Buffer>) {
      read?.(packed.bytesRead);
      let from = 0;
      for (let to = block.indexOf(NEWLINE); to !== -1; to = block.indexOf(NEWLINE, from)) {
        yield Buffer.concat([...begun, block.subarray(from, to)]).toString('utf8');
        begun = [];
        from = to + 1;
      }
      if (from < block.length) begun.push(block.subarray(from));
    }
    if (begun.length > 0) yield Buffer.concat(begun).toString('utf8');
    // A file that was cut off, or is not gzipped, must not pass for a short one.
    await reading;
  } catch (error) {
    throw unpacking(error);
  } finally {
    unpacked.destroy();
  }
}

/** Names what the unpacking found: a file that is not gzipped at all, or one that was cut off or changed. */
function unpacking(error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  if (!String(error.code).startsWith('Z_')) return error;
  const reason = error.message === 'incorrect header check' ? 'none' : 'damaged';
  return new UnusableBackup(reason, `The backup is not whole: ${error.message}.`);
}

function lineOf(text: string, number: number): BackupLine {
  const line = BackupLine.safeParse(parsed(text));
  if (!line.success) throw notWhole(number);
  return line.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function notABackup(): UnusableBackup {
  return new UnusableBackup('none', 'The file is not a backup of this program.');
}

export function notWhole(line: number): UnusableBackup {
  return new UnusableBackup(
    'damaged',
    `The backup is not whole: line ${line} is not what belongs there.`,
  );
}
