import { randomBytes } from 'node:crypto';

import { hash } from '@node-rs/argon2';

import { COST } from './password.ts';

const SALT_BYTES = 16;
const HASHED = '$argon2id$';

/**
 * Hashes backup codes like passwords (Argon2id), under one random salt for all codes of an account: so a typed code is
 * hashed once to be compared with ten. What is hashed already stays as it is.
 * @param codes JSON of a list of codes
 * @returns JSON of a list of hashes in PHC format
 */
export async function hashBackupCodes(codes: string): Promise<string> {
  const listed = listOf(codes);
  const salt = saltOf(listed) ?? randomBytes(SALT_BYTES);
  const hashed = listed.map(async (code) =>
    isHash(code) ? code : await hash(code, { ...COST, salt }),
  );
  return JSON.stringify(await Promise.all(hashed));
}

/** Hashes a typed code as the stored ones were, so that the two can be compared. */
export async function hashLikeStored(stored: string, typed: string): Promise<string> {
  const salt = areHashed(stored) ? saltOf(listOf(stored)) : null;
  // With no code left nothing is right.
  return salt === null ? '' : await hash(typed, { ...COST, salt });
}

/** Tests for codes as {@link hashBackupCodes} has stored them; earlier ones are encrypted. */
export function areHashed(stored: string): boolean {
  return stored.startsWith('[') && listOf(stored).every(isHash);
}

function listOf(codes: string): string[] {
  const listed: unknown = JSON.parse(codes);
  if (!Array.isArray(listed)) throw new TypeError('backup codes are no list');
  return listed.map(String);
}

function isHash(code: string): boolean {
  return code.startsWith(HASHED);
}

/** Salt of the first hash: `$argon2id$v=19$m=…,t=…,p=…$SALT$HASH`, in base64. */
function saltOf(codes: readonly string[]): Buffer | null {
  const [first] = codes.filter(isHash);
  return first === undefined ? null : Buffer.from(first.split('$')[4] ?? '', 'base64');
}
