import { createHash, randomBytes } from 'node:crypto';

const PREFIX = 'diaban_';
const RANDOM_BYTES = 32;
const ENDING = 4;

/** A new token of 256 random bits. The prefix lets scanners of code find one that leaked. */
export function drawToken(): { token: string; hash: string; ending: string } {
  const token = `${PREFIX}${randomBytes(RANDOM_BYTES).toString('base64url')}`;
  return { token, hash: hashToken(token), ending: token.slice(-ENDING) };
}

/** SHA-256 in hex: against 256 random bits a slow hash would add nothing. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
