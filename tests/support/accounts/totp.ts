import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_SECONDS = 30;

/** A code counts in its own half minute alone: with fewer seconds left, a loaded machine would send it too late. */
const LEAST_SECONDS = 4;

/**
 * Computes the code that an authenticator shows now for an `otpauth://` address (RFC 6238, SHA-1); near the end of its half
 * minute waits for the next one, as people do.
 * @param shiftSeconds gives the code of a clock that is off by as much
 */
export async function totpCode(uri: string, shiftSeconds = 0): Promise<string> {
  const secondsLeft = STEP_SECONDS - ((Date.now() / 1000) % STEP_SECONDS);
  if (secondsLeft < LEAST_SECONDS) await pause(secondsLeft * 1000 + 50);
  return codeAt(uri, Date.now() / 1000 + shiftSeconds);
}

function codeAt(uri: string, seconds: number): string {
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  const bits = Array.from(secret)
    .map((sign) => BASE32.indexOf(sign).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(seconds / STEP_SECONDS)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
