import { createHmac, timingSafeEqual } from 'node:crypto';

/** Time for which a challenge can be answered. Spent ones are remembered as long, see `spendCode`. */
export const CHALLENGE_MILLISECONDS = 120_000;
const DRAWN = 16;
const TIME = 8;
const MAC = 32;

/** Reason why a signature is asked for: a challenge of one purpose answers no other. */
export type Purpose = `enrol ${string}` | 'alone' | `second ${string}` | `confirm ${string}`;

/** Signed facts of a challenge. */
type Asked = { secret: string; purpose: Purpose; now: number };

/**
 * Makes a challenge (56 bytes: drawn ones, its end in milliseconds, HMAC-SHA-256 over both and the purpose). The server
 * keeps none, so that asking for challenges fills no table.
 * @param drawn 16 random bytes
 */
export function makeChallenge({ secret, purpose, now }: Asked, drawn: Uint8Array): Buffer {
  const time = Buffer.alloc(TIME);
  time.writeBigUInt64BE(BigInt(now + CHALLENGE_MILLISECONDS));
  const body = Buffer.concat([drawn.subarray(0, DRAWN), time]);
  return Buffer.concat([body, macOf(secret, purpose, body)]);
}

/** Tells if a challenge (base64url) is ours, made for this purpose, and still open. */
export function isOpenChallenge({ secret, purpose, now }: Asked, challenge: string): boolean {
  const bytes = Buffer.from(challenge, 'base64url');
  if (bytes.length !== DRAWN + TIME + MAC) return false;
  const body = bytes.subarray(0, DRAWN + TIME);
  const isOurs = timingSafeEqual(macOf(secret, purpose, body), bytes.subarray(DRAWN + TIME));
  return isOurs && Number(body.readBigUInt64BE(DRAWN)) > now;
}

function macOf(secret: string, purpose: Purpose, body: Buffer): Buffer {
  return createHmac('sha256', secret).update(`passkey\n${purpose}\n`).update(body).digest();
}
