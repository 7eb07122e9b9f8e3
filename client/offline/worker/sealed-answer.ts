import { openBytes, sealBytes, splitHead, withHead } from '#client/offline/keys/sealed-bytes.ts';
import type { AnswerKeys } from '#client/offline/keys/session-keys.ts';

/** Header with the time of storing by the device's clock, right or wrong: only differences count. */
const STORED_HEADER = 'x-diaban-stored-at';
const NONCE_BYTES = 12;

type Head = { status: number; headers: [string, string][] };

/**
 * Gives the address under which the answer to an address is kept: HMAC-SHA-256 of it, since addresses name points and
 * routes.
 * @param url whole address, or one within the product
 */
export async function nameOf({ names }: AnswerKeys, url: string): Promise<string> {
  const address = new TextEncoder().encode(new URL(url, location.origin).href);
  const digest = new Uint8Array(await crypto.subtle.sign('HMAC', names, address));
  return `/kept/${[...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** Seals an answer with its headers. Readable stays when it was stored. */
export async function sealAnswer(
  { content }: AnswerKeys,
  name: string,
  { status, headers, storedAt, body }: Head & { storedAt: number; body: BlobPart },
): Promise<Response> {
  const plain = await withHead({ status, headers } satisfies Head, [body]);
  const { nonce, bytes } = await sealBytes(content, name, plain);
  return new Response(new Blob([nonce, bytes]), { headers: { [STORED_HEADER]: `${storedAt}` } });
}

/** Opens a kept answer; null where its key has gone. */
export async function openAnswer(
  { content }: AnswerKeys,
  name: string,
  kept: Response,
): Promise<Response | null> {
  const stored = new Uint8Array(await kept.arrayBuffer());
  const sealed = { nonce: stored.slice(0, NONCE_BYTES), bytes: stored.subarray(NONCE_BYTES) };
  const plain = await openBytes(content, name, sealed);
  if (plain === null) return null;
  const { head, body } = splitHead(plain);
  const { status, headers } = head as Head;
  return new Response(body, { status, headers });
}

/** Time of storing of a kept answer, in milliseconds since 1970 by the device's clock. */
export function storedAt(kept: Response): number {
  return Number(kept.headers.get(STORED_HEADER));
}
