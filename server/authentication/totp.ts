import { createHmac, timingSafeEqual } from 'node:crypto';

/** Time for which an authenticator shows a code. */
export const STEP_MILLISECONDS = 30_000;
const DIGITS = 6;

/**
 * Tests if a code is the one that an authenticator shows in the very half minute of `now`, neither before nor after (RFC
 * 6238, HMAC-SHA-1).
 * @param key what the authenticator has scanned, not yet in base32
 * @param now milliseconds since 1970
 */
export function isCodeOfNow(key: string, code: string, now: number): boolean {
  const shown = Buffer.from(codeAt(key, Math.floor(now / STEP_MILLISECONDS)));
  const typed = Buffer.from(code);
  return shown.length === typed.length && timingSafeEqual(shown, typed);
}

/** Computes the code of a half minute since 1970 (RFC 4226, section 5.3). */
function codeAt(key: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  const number = (digest.readUInt32BE(offset) & 0x7fffffff) % 10 ** DIGITS;
  return String(number).padStart(DIGITS, '0');
}
