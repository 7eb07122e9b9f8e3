import { createHash, randomBytes } from 'node:crypto';

/** Begins every token, so that scanners of code find one that leaked. */
export const TOKEN_PREFIX = 'diaban_';
const RANDOM_BYTES = 32;
const ENDING = 4;

/** Draws a new token of 256 random bits. */
export function drawToken(): { token: string; hash: string; ending: string } {
  const token = `${TOKEN_PREFIX}${randomBytes(RANDOM_BYTES).toString('base64url')}`;
  return { token, hash: hashToken(token), ending: token.slice(-ENDING) };
}

/** Hashes a token by SHA-256, in hex: against 256 random bits a slow hash would add nothing. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
