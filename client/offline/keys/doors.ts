import { openBytes, sealBytes, type SealedBytes } from './sealed-bytes.ts';

type Raw = Uint8Array<ArrayBuffer>;

/**
 * The ways to the secret of a session as they lie on its device: it is wrapped once for each. All of them need the 32 bytes
 * of the device's file too, which are overwritten at the end of the session.
 */
export type Doors = {
  /** By the share that the server keeps for the live session. */
  share: SealedBytes | null;
  /** By the password of the person. */
  password: (SealedBytes & { salt: Raw }) | null;
  /** By a passkey of the person, which answers a salt with 32 bytes of its own (PRF). */
  passkey: (SealedBytes & { salt: Raw; credential: Raw }) | null;
};

/** A thing that only the person brings: what was made of the password, or what a passkey has answered. */
export type Brought =
  | { kind: 'password'; salt: Raw; bits: Raw }
  | { kind: 'passkey'; salt: Raw; bits: Raw; credential: Raw };

export const NO_DOORS: Doors = { share: null, password: null, passkey: null };
/** OWASP, Password Storage: at least this many for PBKDF2 with SHA-256. */
const ROUNDS = 600_000;
const SALT_BYTES = 16;
const PRF_SALT_BYTES = 32;
const KEY_BITS = 256;

/** Draws what a passkey is asked to answer. */
export function drawPasskeySalt(): Raw {
  return crypto.getRandomValues(new Uint8Array(PRF_SALT_BYTES));
}

/** Makes 32 bytes of a password, which takes a second on a phone: whoever guesses needs as long for each guess. */
export async function bitsOfPassword(
  password: string,
  salt: Raw = crypto.getRandomValues(new Uint8Array(SALT_BYTES)),
): Promise<Brought> {
  const typed = new TextEncoder().encode(password.normalize('NFKC'));
  const base = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS };
  const bits = await crypto.subtle.deriveBits(how, base, KEY_BITS);
  return { kind: 'password', salt, bits: new Uint8Array(bits) };
}

/** Wraps the secret of a session. `print` binds the door to its session. */
export async function wrapSecret(
  secret: Raw,
  by: { bits: Raw; device: Raw; print: string },
): Promise<SealedBytes> {
  return await sealBytes(await keyOf(by), nameOf(by), secret);
}

/** Unwraps the secret of a session; null where this door is for something else. */
export async function unwrapSecret(
  door: SealedBytes,
  by: { bits: Raw; device: Raw; print: string },
): Promise<Raw | null> {
  const secret = await openBytes(await keyOf(by), nameOf(by), door);
  return secret === null ? null : new Uint8Array(secret);
}

const nameOf = ({ print }: { print: string }) => `secret of ${print}`;

async function keyOf({ bits, device }: { bits: Raw; device: Raw }): Promise<CryptoKey> {
  const info = new TextEncoder().encode('dia-ban door');
  const base = await crypto.subtle.importKey('raw', bits, 'HKDF', false, ['deriveKey']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt: device, info };
  const kind = { name: 'AES-GCM', length: KEY_BITS };
  return await crypto.subtle.deriveKey(how, base, kind, false, ['encrypt', 'decrypt']);
}
