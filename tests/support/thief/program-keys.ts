import { createDecipheriv, hkdfSync } from 'node:crypto';

import { decrypt, OWN_FILE, type Candidate, type Sealed } from './keys.ts';
import type { Piece } from './unpack.ts';

/** Words that the program derives keys with: a thief can read them in its public code. */
const INFO = {
  door: 'dia-ban door',
  wrapping: 'dia-ban unsent work',
  answers: 'dia-ban answers',
} as const;
const [KEY_BYTES, NONCE_BYTES, TAG_BYTES] = [32, 12, 16];
const WRAPPED_BYTES = KEY_BYTES + TAG_BYTES;
const NO_SALT = Buffer.alloc(0);
/** The note of a session names its secret by 24 digits. */
const PRINT = /(?<![\da-f])[\da-f]{24}(?![\da-f])/g;

/** The prints of sessions that stand in a piece. */
export function printsIn({ place, bytes }: Piece): string[] {
  return place.includes('IndexedDB') ? (bytes.toString('latin1').match(PRINT) ?? []) : [];
}

/**
 * Everything that the program would make of what lies on the disk: keys derived of each piece of 32 bytes with each salt
 * beside it, secrets behind doors that one of them opens, and what these unwrap.
 */
export function programKeys(
  found: readonly Candidate[],
  sealed: readonly Sealed[],
  prints: Iterable<string>,
): Candidate[] {
  const kept = found.filter(({ how, place }) => OWN_FILE.test(place) || isBytes(how, place));
  const inputs = kept.filter(({ hex }) => isWhole(hex));
  const salts = [NO_SALT, ...kept.map(({ hex }) => Buffer.from(hex, 'hex'))];
  const wrapped = sealed.flatMap(wrappedIn);
  const secrets = [...inputs, ...behindDoors(inputs, { salts, wrapped, prints: [...prints] })];
  const wrapping = secrets.map((one) => derived(one, INFO.wrapping, NO_SALT));
  const answers = secrets.flatMap((one) => salts.map((salt) => derived(one, INFO.answers, salt)));
  return [...wrapping, ...answers, ...unwrapped(wrapping, wrapped)];
}

const isWhole = (hex: string) => hex.length === KEY_BYTES * 2;
/** Texts that look like keys stay candidates by themselves: the product derives nothing of texts. */
const isBytes = (how: string, place: string) =>
  place.includes('IndexedDB') && (how === 'ArrayBuffer' || how === 'CryptoKey');

function derived({ hex, how, place }: Candidate, info: string, salt: Buffer): Candidate {
  const key = hkdfSync('sha256', Buffer.from(hex, 'hex'), salt, info, KEY_BYTES);
  return { hex: Buffer.from(key).toString('hex'), place, how: `key derived of the ${how}` };
}

type Wrapped = { nonce: Buffer; bytes: Buffer; place: string };

/** Keys of 32 bytes that are wrapped: as they stand beside their nonces. */
function wrappedIn({ bytes, nonces, place }: Sealed): Wrapped[] {
  if (bytes.length !== WRAPPED_BYTES) return [];
  // The first of them is what stands in front of sealed files.
  return nonces
    .slice(1)
    .filter(({ length }) => length === NONCE_BYTES)
    .map((nonce) => ({ nonce, bytes, place }));
}

function behindDoors(
  inputs: readonly Candidate[],
  beside: { salts: Buffer[]; wrapped: Wrapped[]; prints: string[] },
): Candidate[] {
  const { salts, wrapped, prints } = beside;
  return inputs.flatMap((one) =>
    salts.flatMap((salt) => {
      const { hex, how } = derived(one, INFO.door, salt);
      const key = Buffer.from(hex, 'hex');
      return wrapped.flatMap((door) =>
        prints.flatMap((print) => {
          const secret = opened(door, key, `secret of ${print}`);
          return secret === null ? [] : [{ hex: secret.toString('hex'), place: one.place, how }];
        }),
      );
    }),
  );
}

/** Opens and proves AES-GCM; null where key or name is another. */
function opened({ nonce, bytes }: Wrapped, key: Buffer, name: string): Buffer | null {
  const cipher = createDecipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(name)).setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([cipher.update(bytes.subarray(0, -TAG_BYTES)), cipher.final()]);
  } catch {
    return null;
  }
}

/** What each key makes of each wrapped one: the names to which they are bound are left out. */
function unwrapped(keys: readonly Candidate[], wrapped: readonly Wrapped[]): Candidate[] {
  return keys.flatMap(({ hex, how, place }) =>
    wrapped.map(({ nonce, bytes }) => {
      const plain = decrypt(Buffer.from(hex, 'hex'), nonce, bytes.subarray(0, -TAG_BYTES));
      return { hex: plain.toString('hex'), place, how: `key unwrapped by the ${how}` };
    }),
  );
}
