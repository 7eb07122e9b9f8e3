/** Header of the answer to a write: a compact JWS over its key, its operation and the hash of its body. */
const HEADER = 'diaban-receipt';
const KIND = 'diaban-receipt';
const ALGORITHM = { name: 'Ed25519' };

/** A write as it went out. */
export type SentWrite = { key: string; path: string; body: string };

/** A public key of the installation, as it publishes it. */
export type ReceiptKey = JsonWebKey & { kid: string };

/** Gives the keys that this device keeps, or asks for them anew. */
export type ReceiptKeys = (anew: boolean) => Promise<readonly ReceiptKey[]>;

/** Gives the receipt in an answer where it proves that this very write was recorded; else null. */
export type ReadReceipt = (response: Response, sent: SentWrite) => Promise<string | null>;

/**
 * Makes what reads receipts: a receipt counts where it names the write's own key, operation and body, and a key of the
 * installation has signed it. A browser without Web Cryptography (a page without TLS) compares what the receipt names, and
 * one that cannot do Ed25519 does not check the signature.
 */
export function receiptReader(keys: ReceiptKeys): ReadReceipt {
  return async (response, sent) => {
    const text = response.headers.get(HEADER);
    const parts = text?.split('.') ?? [];
    const [head = '', payload = '', signature = ''] = parts;
    const { alg, kid, typ } = openJson(head);
    if (text === null || parts.length !== 3 || alg !== 'EdDSA' || typ !== KIND) return null;
    if (!(await namesWrite(openJson(payload), sent))) return null;
    const signed = { text: `${head}.${payload}`, signature: fromBase64Url(signature) };
    for (const anew of [false, true]) {
      const key = (await keys(anew)).find((one) => one.kid === kid);
      if (key !== undefined) return (await isSigned(key, signed)) ? text : null;
    }
    return null;
  };
}

async function namesWrite(
  receipt: Readonly<Record<string, unknown>>,
  { key, path, body }: SentWrite,
): Promise<boolean> {
  const subtle: SubtleCrypto | undefined = crypto.subtle;
  return (
    receipt['key'] === key &&
    receipt['operation'] === `POST ${path}` &&
    (subtle === undefined || receipt['body'] === (await sha256(subtle, body)))
  );
}

async function sha256(subtle: SubtleCrypto, text: string): Promise<string> {
  const hash = new Uint8Array(await subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function isSigned(
  { kty, crv, x }: ReceiptKey,
  { text, signature }: { text: string; signature: Uint8Array<ArrayBuffer> },
): Promise<boolean> {
  const subtle: SubtleCrypto | undefined = crypto.subtle;
  if (subtle === undefined) return true;
  const jwk = { kty, crv, x } as JsonWebKey;
  const key = await subtle.importKey('jwk', jwk, ALGORITHM, false, ['verify']).catch(orUnknown);
  if (key === null) return true;
  return await subtle.verify(ALGORITHM, key, signature, new TextEncoder().encode(text));
}

/** Null where the browser does not know the algorithm; a broken key is an error. */
function orUnknown(error: unknown): null {
  if (error instanceof DOMException && error.name === 'NotSupportedError') return null;
  throw error;
}

function openJson(part: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(new TextDecoder().decode(fromBase64Url(part)));
    return typeof read === 'object' && read !== null ? { ...read } : {};
  } catch {
    return {};
  }
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
