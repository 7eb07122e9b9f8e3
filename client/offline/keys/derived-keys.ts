/** Keys of the kept answers: one seals them, the other makes the names under which they lie. */
export type AnswerKeys = { content: CryptoKey; names: CryptoKey };

type Secret = Uint8Array<ArrayBuffer>;
const NO_SALT = new Uint8Array(0);
const SEALING = { name: 'AES-GCM', length: 256 } as const;
const NAMING = { name: 'HMAC', hash: 'SHA-256', length: 256 } as const;

/** Gives a short text that tells one secret of a session from another, and nothing of it. */
export async function printOf(secret: Secret): Promise<string> {
  const bits = await crypto.subtle.deriveBits(by('print', NO_SALT), await source(secret), 96);
  return [...new Uint8Array(bits)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Derives the key under which a session wraps the keys of unsent work. */
export async function wrappingKeyOf(secret: Secret): Promise<CryptoKey> {
  return await derive(secret, by('unsent work', NO_SALT), SEALING, ['encrypt', 'decrypt']);
}

/** Derives the keys of the kept answers; with another salt they are others. */
export async function answerKeysOf(
  secret: Secret,
  salt: Uint8Array<ArrayBuffer>,
): Promise<AnswerKeys> {
  return {
    content: await derive(secret, by('answers', salt), SEALING, ['encrypt', 'decrypt']),
    names: await derive(secret, by('names of answers', salt), NAMING, ['sign']),
  };
}

async function derive(
  secret: Secret,
  how: HkdfParams,
  kind: typeof SEALING | typeof NAMING,
  uses: KeyUsage[],
): Promise<CryptoKey> {
  return await crypto.subtle.deriveKey(how, await source(secret), kind, false, uses);
}

async function source(secret: Secret): Promise<CryptoKey> {
  return await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits', 'deriveKey']);
}

/** HKDF (RFC 5869) with SHA-256. */
function by(use: string, salt: Uint8Array<ArrayBuffer>): HkdfParams {
  return { name: 'HKDF', hash: 'SHA-256', salt, info: new TextEncoder().encode(`dia-ban ${use}`) };
}
