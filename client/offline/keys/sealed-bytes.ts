/**
 * Seals bytes with AES-256-GCM (NIST SP 800-38D): a new random nonce of 12 bytes each time, and the name of the record as
 * additional data, so that no record can stand in the place of another.
 */
const ALGORITHM = 'AES-GCM';
const NONCE_BYTES = 12;

export type SealedBytes = { nonce: Uint8Array<ArrayBuffer>; bytes: ArrayBuffer };

export async function sealBytes(
  key: CryptoKey,
  name: string,
  plain: BufferSource,
): Promise<SealedBytes> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  return { nonce, bytes: await crypto.subtle.encrypt(options(nonce, name), key, plain) };
}

/** Opens sealed bytes; null where the key or the name is another, or the bytes were changed. */
export async function openBytes(
  key: CryptoKey,
  name: string,
  { nonce, bytes }: { nonce: Uint8Array<ArrayBuffer>; bytes: BufferSource },
): Promise<ArrayBuffer | null> {
  return await crypto.subtle.decrypt(options(nonce, name), key, bytes).catch(() => null);
}

/** Imports a key from its 32 bytes, also as text in base64url; scripts can use it and cannot read it out. */
export async function importKey(key: string | Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const bytes = typeof key === 'string' ? bytesOf(key) : key;
  return await crypto.subtle.importKey('raw', bytes, ALGORITHM, false, ['encrypt', 'decrypt']);
}

/** Reads base64url. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const raw = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
}

/** Puts a head, as JSON, in front of bytes: its length in four bytes, then itself. */
export async function withHead(head: unknown, parts: readonly BlobPart[]): Promise<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(head));
  return await new Blob([new Uint32Array([text.byteLength]), text, ...parts]).arrayBuffer();
}

/** Takes apart what {@link withHead} has put together. */
export function splitHead(plain: ArrayBuffer): { head: unknown; body: ArrayBuffer } {
  const [length = 0] = new Uint32Array(plain.slice(0, Uint32Array.BYTES_PER_ELEMENT));
  const bodyAt = Uint32Array.BYTES_PER_ELEMENT + length;
  const text = new TextDecoder().decode(plain.slice(Uint32Array.BYTES_PER_ELEMENT, bodyAt));
  return { head: JSON.parse(text), body: plain.slice(bodyAt) };
}

function options(nonce: Uint8Array<ArrayBuffer>, name: string): AesGcmParams {
  return { name: ALGORITHM, iv: nonce, additionalData: new TextEncoder().encode(name) };
}
