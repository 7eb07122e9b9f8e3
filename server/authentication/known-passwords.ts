import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

import { PROJECT_ROOT } from '#server/program.ts';

/**
 * The 8,000 passwords of twelve characters or more that breaches showed most often, the commonest first, in small letters.
 * Source: Mark Burnett, ten million passwords (2015), given to the public domain.
 */
const LIST = 'server/authentication/common-passwords.txt';
/** Bytes of a SHA-1 hash in hex. */
const HASH_LENGTH = 40;
/** Longer than any line: the hash, a colon, how often it was seen, and the end of the line. */
const LINE_LENGTH = 64;

let common: ReadonlySet<string> | undefined;

/**
 * Tests whether a password is known from breaches, in whatever case: by the own list, and by the file of the operator.
 * @param breached file of lines `SHA-1 hash in hex[:count]`, sorted by hash, as haveibeenpwned.com gives it out
 *   (https://haveibeenpwned.com/Passwords, 40 GB); null: the own list alone
 */
export async function isKnownPassword(password: string, breached: string | null): Promise<boolean> {
  common ??= new Set(readFileSync(join(PROJECT_ROOT, LIST), 'utf8').split('\n'));
  const plain = password.normalize('NFC');
  if (common.has(plain.toLowerCase())) return true;
  return breached !== null && (await isInFile(breached, sha1Of(plain)));
}

/** SHA-1 is the name under which that file knows a password; nothing is kept by it. */
function sha1Of(text: string): string {
  return createHash('sha1').update(text).digest('hex').toUpperCase();
}

/** Finds a hash in a sorted file by halving it: thirty reads in a billion lines. Throws where there is no such file. */
async function isInFile(file: string, hash: string): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    let from = 0;
    let to = (await handle.stat()).size;
    while (from < to) {
      const middle = Math.floor((from + to) / 2);
      const line = await lineFrom(handle, middle);
      if (line.hash === hash) return true;
      if (line.hash !== '' && line.hash < hash) from = line.end;
      else to = middle;
    }
    return false;
  } finally {
    await handle.close();
  }
}

/** Reads the first line that begins at a byte or after it; an empty hash behind the last line. */
async function lineFrom(
  handle: Awaited<ReturnType<typeof open>>,
  at: number,
): Promise<{ hash: string; end: number }> {
  // One byte before, so that a line that begins right there is found.
  const begin = Math.max(0, at - 1);
  const { buffer, bytesRead } = await handle.read(
    Buffer.alloc(2 * LINE_LENGTH),
    0,
    2 * LINE_LENGTH,
    begin,
  );
  const text = buffer.toString('latin1', 0, bytesRead);
  const start = at === 0 ? 0 : text.indexOf('\n') + 1;
  if (at !== 0 && start === 0) return { hash: '', end: begin + bytesRead };
  const hash = text.slice(start, start + HASH_LENGTH).toUpperCase();
  const end = text.indexOf('\n', start);
  return { hash, end: begin + (end < 0 ? bytesRead : end) };
}
