import { createHash } from 'node:crypto';

import type { ObjectStoreSettings } from '#server/configuration/object-store.ts';

import { readListAnswer, type StoredObject } from './list-answer.ts';
import { type Patience, type SendSigned, signedSender } from './signed-request.ts';
import { StoreError } from './store-error.ts';

/** Name of the metadata in which an object carries the SHA-256 of its content, hexadecimal. */
const HASH_HEADER = 'x-amz-meta-sha256';
/** Larger than any page of a thousand keys. */
const MOST_LIST_BYTES = 4_000_000;
/** Larger than the kept copy of any register. */
const MOST_OBJECT_BYTES = 4_000_000_000;

/** An S3-compatible store. Every call throws a `StoreError` when it failed for good. */
export type ObjectStore = {
  /** Bucket and host, for messages. */
  readonly name: string;
  /** Writes an object whole. Returns after the store has it and, unless told otherwise, has given the same bytes back. */
  put(key: string, content: Uint8Array, options?: { readBack?: boolean }): Promise<void>;
  /**
   * Reads an object and checks it by its hash: the expected one where it is given, else the one it was written with.
   * Null where there is none; throws `damaged` where the content has another hash or none to compare with.
   */
  get(key: string, expectedSha256?: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Tells of an object without reading it; null where there is none. */
  head(key: string): Promise<StoredObject | null>;
  /** Removes an object; one that is not there is removed already. */
  remove(key: string): Promise<void>;
  /** Lists the objects below a prefix in the order of their keys. */
  list(prefix: string): Promise<StoredObject[]>;
};

/** Makes the store of an installation; nothing is sent before the first call. */
export function createObjectStore(settings: ObjectStoreSettings, patience?: Patience): ObjectStore {
  const send = signedSender(settings, patience);
  const get = (key: string, expected?: string) => getObject(send, key, expected);
  return {
    name: `${settings.bucket} at ${new URL(settings.url).host}`,
    async put(key, body, { readBack = true } = {}) {
      const sha256 = await hashOf(body);
      const headers = { [HASH_HEADER]: sha256, 'content-type': 'application/octet-stream' };
      await send({ method: 'PUT', key, body, sha256, headers }, async (answer) => {
        await answer.arrayBuffer();
        if (!answer.ok) throw new StoreError('refused', `there is no bucket ${settings.bucket}`);
      });
      if (!readBack || (await get(key, sha256)) !== null) return;
      throw new StoreError('damaged', `${key} is not there after it was written`);
    },
    get,
    head: (key) =>
      send({ method: 'HEAD', key }, async ({ ok, headers }) => {
        if (!ok) return null;
        const writtenAt = Date.parse(headers.get('last-modified') ?? '');
        return { key, bytes: Number(headers.get('content-length')), writtenAt };
      }),
    remove: (key) =>
      send({ method: 'DELETE', key }, async (answer) => void (await answer.arrayBuffer())),
    async list(prefix) {
      const found: StoredObject[] = [];
      for (let next: string | null = ''; next !== null;) {
        const page = await listPage(send, settings.prefix + prefix, next);
        for (const { key, ...facts } of page.objects) {
          found.push({ key: key.slice(settings.prefix.length), ...facts });
        }
        next = page.next;
      }
      return found;
    },
  };
}

function getObject(send: SendSigned, key: string, expected: string | undefined) {
  return send({ method: 'GET', key }, async (answer, heard) => {
    if (!answer.ok) {
      await answer.arrayBuffer();
      return null;
    }
    const { content, sha256 } = await readWhole(answer, heard);
    const written = expected ?? answer.headers.get(HASH_HEADER);
    if (sha256 === written) return content;
    throw new StoreError(
      'damaged',
      written === null ? `${key} carries no hash` : `${key} has other bytes than were written`,
    );
  });
}

/** Reads a body of known length into one piece of memory, and hashes it on the way. */
async function readWhole(answer: Response, heard: () => void) {
  const length = Number(answer.headers.get('content-length') ?? Number.NaN);
  if (!(length <= MOST_OBJECT_BYTES)) throw new StoreError('damaged', 'an answer of no length');
  const content = new Uint8Array(length);
  const hash = createHash('sha256');
  let at = 0;
  for await (const part of answer.body ?? []) {
    heard();
    if (at + part.byteLength > length) throw new StoreError('damaged', 'more bytes than announced');
    content.set(part, at);
    hash.update(part);
    at += part.byteLength;
  }
  if (at < length) throw new StoreError('unreachable', 'the answer breaks off');
  return { content, sha256: hash.digest('hex') };
}

function listPage(send: SendSigned, prefix: string, token: string) {
  const query = { 'list-type': '2', prefix, ...(token !== '' && { 'continuation-token': token }) };
  return send({ method: 'GET', key: '', query }, async (answer, heard) => {
    let text = '';
    const decoder = new TextDecoder();
    for await (const part of answer.body ?? []) {
      heard();
      text += decoder.decode(part, { stream: true });
      if (text.length > MOST_LIST_BYTES) throw new StoreError('damaged', 'the list is too long');
    }
    if (!answer.ok) throw new StoreError('refused', 'there is no such bucket');
    return readListAnswer(text);
  });
}

/** Off this thread, since a content may be large. */
async function hashOf(content: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', content as Uint8Array<ArrayBuffer>);
  return Buffer.from(digest).toString('hex');
}
