import { createDecipheriv } from 'node:crypto';

import { placesOf, type Piece } from './unpack.ts';
import { readVarint } from './unsnap.ts';

/** Something that may be a key: its bytes in hexadecimal digits, and the first place where it lay. */
export type Candidate = { hex: string; place: string; how: string };

const KEY_BYTES = [16, 32];
/** The content of a file in the private file system of an origin; the browser's list of them lies beside it. */
export const OWN_FILE = /File System\/\d+\/\w\/\d+\/\d+$/;
/** Places of a site's data; keys in the browser's own programs and lists are none of ours. */
const SITE_DATA = /IndexedDB|Local Storage|Session Storage|File System|CacheStorage/;
const MOST_OF_OWN_FILE = 512;
/** `K`, then the kind of key: 1 is AES. Algorithm, length, uses and length follow, each as a varint, then the key. */
const AES_KEY = Buffer.from([0x4b, 0x01]);
/** Bytes of an ArrayBuffer in a stored value: `B`, length, bytes. */
const BUFFERS = KEY_BYTES.map((length) => Buffer.from([0x42, length]));
/** 32 or 16 bytes as text: 43 or 22 letters of base64, 64 or 32 hexadecimal digits. */
const BASE64 = /(?<![\w+/-])([\w+/-]{43}=?|[\w+/-]{22}(?:==)?)(?![\w+/=-])/g;
const HEX = /(?<![\da-f])([\da-f]{64}|[\da-f]{32})(?![\da-f])/gi;

/** Everything in a piece that may be a key for AES. */
export function candidatesIn(piece: Piece): Candidate[] {
  if (!SITE_DATA.test(piece.place)) return [];
  const { place, bytes } = piece;
  const found = [...cryptoKeys(bytes), ...ownFile(piece), ...buffers(bytes), ...texts(bytes)];
  return found
    .filter(({ key }) => looksRandom(key))
    .map(({ key, how }) => ({ hex: key.toString('hex'), place, how }));
}

type Kept = { key: Buffer; how: string };

function* cryptoKeys(bytes: Buffer): Generator<Kept> {
  for (const at of placesOf(bytes, AES_KEY)) {
    let end = at + AES_KEY.length;
    const numbers: number[] = [];
    for (let place = 0; place < 4; place += 1) {
      const read = readVarint(bytes, end);
      numbers.push(read?.value ?? 0);
      end = read?.end ?? end;
    }
    const [, length = 0, , kept] = numbers;
    if (length !== kept || !KEY_BYTES.includes(length) || end + length > bytes.length) continue;
    yield { key: bytes.subarray(end, end + length), how: 'CryptoKey' };
  }
}

function* ownFile({ place, bytes }: Piece): Generator<Kept> {
  if (!OWN_FILE.test(place) || bytes.length > MOST_OF_OWN_FILE) return;
  for (const length of KEY_BYTES) {
    for (let at = 0; at + length <= bytes.length; at += 1) {
      yield { key: bytes.subarray(at, at + length), how: 'file of its own' };
    }
  }
}

function* buffers(bytes: Buffer): Generator<Kept> {
  for (const head of BUFFERS) {
    for (const at of placesOf(bytes, head)) {
      const key = bytes.subarray(at + 2, at + 2 + (head[1] ?? 0));
      if (key.length === head[1]) yield { key, how: 'ArrayBuffer' };
    }
  }
}

function* texts(bytes: Buffer): Generator<Kept> {
  for (const text of [bytes.toString('latin1'), bytes.toString('utf16le')]) {
    for (const [, run = ''] of text.matchAll(BASE64)) {
      const key = Buffer.from(run, 'base64');
      if (KEY_BYTES.includes(key.length)) yield { key, how: 'base64' };
    }
    for (const [, run = ''] of text.matchAll(HEX)) {
      yield { key: Buffer.from(run, 'hex'), how: 'hexadecimal' };
    }
  }
}

/** Of 16 random bytes fewer than 9 are different in one case of 10 million. */
function looksRandom(key: Buffer): boolean {
  return new Set(key).size > key.length / 2;
}

/** Bytes that may be sealed, with the nonces under which they may be. */
export type Sealed = { place: string; bytes: Buffer; nonces: readonly Buffer[] };

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const NONCE_BUFFER = Buffer.from([0x42, NONCE_BYTES]);
/** Begins an ArrayBuffer in a stored value. */
const BUFFER = Buffer.from('B');
/** Rows of one block stand near each other: a nonce belongs to what follows or precedes it. */
const NEAR = 4_096;
const MOST_SEALED = 4_000_000;

/** Everything in a piece that may be sealed with AES-GCM: whole files and answers, and buffers in stored values. */
export function sealedIn({ place, bytes }: Piece): Sealed[] {
  if (!SITE_DATA.test(place) || bytes.length > MOST_SEALED) return [];
  const whole = /indexeddb\.blob\/|File System\//.test(place) && !place.includes(' > ');
  const isBody = place.includes('CacheStorage') && / > body of \S+$/.test(place);
  return [
    ...(whole || isBody ? [withNonceInFront(place, bytes, [])] : []),
    ...(/\.ldb > block$|\.log > record$|indexeddb\.blob|packed value$/.test(place)
      ? sealedBuffers(place, bytes)
      : []),
  ];
}

function withNonceInFront(place: string, bytes: Buffer, nonces: readonly Buffer[]): Sealed {
  return { place, bytes, nonces: [bytes.subarray(0, NONCE_BYTES), ...nonces] };
}

function* sealedBuffers(place: string, bytes: Buffer): Generator<Sealed> {
  const nonces = [...placesOf(bytes, NONCE_BUFFER)];
  for (const at of placesOf(bytes, BUFFER)) {
    const length = readVarint(bytes, at + 1);
    if (length === null || length.value <= TAG_BYTES) continue;
    const end = length.end + length.value;
    if (end > bytes.length) continue;
    const near = nonces.filter((one) => one > at - NEAR && one < end + NEAR);
    yield withNonceInFront(
      place,
      bytes.subarray(length.end, end),
      near.map((one) => bytes.subarray(one + 2, one + 2 + NONCE_BYTES)),
    );
  }
}

/**
 * Opens sealed bytes without the name to which they are bound: AES-GCM encrypts as AES-CTR does from the second block on
 * (NIST SP 800-38D, section 7.1). A key is right where something readable comes out.
 */
export function openSealed(sealed: Sealed, key: Buffer): Buffer | null {
  for (const { nonce, body } of placesToOpen(sealed)) {
    if (isReadable(decrypt(key, nonce, body.subarray(0, SAMPLE_BYTES)))) {
      return decrypt(key, nonce, body);
    }
  }
  return null;
}

/** Where sealed bytes may begin, with the nonce under which they may be. */
export function* placesToOpen({
  bytes,
  nonces,
}: Sealed): Generator<{ nonce: Buffer; body: Buffer }> {
  for (const [place, nonce] of nonces.entries()) {
    // The first of them may stand in front of the sealed bytes.
    const body = bytes.subarray(place === 0 ? NONCE_BYTES : 0, -TAG_BYTES);
    if (nonce.length === NONCE_BYTES && body.length >= SAMPLE_BYTES / 2) yield { nonce, body };
  }
}

export const SECOND_BLOCK = Buffer.from([0, 0, 0, 2]);
export const SAMPLE_BYTES = 64;

/** Opens sealed bytes from their beginning, and proves nothing. */
export function decrypt(key: Buffer, nonce: Buffer, body: Buffer): Buffer {
  const counter = Buffer.concat([nonce, SECOND_BLOCK]);
  const decipher = createDecipheriv(`aes-${key.length * 8}-ctr`, key, counter);
  return Buffer.concat([decipher.update(body), decipher.final()]);
}

const MAGICS = ['ffd8ff', '89504e470d0a1a0a', '52494646', '1f8b08', '25504446', 'ff0f'].map((hex) =>
  Buffer.from(hex, 'hex'),
);
/** Random bytes are letters in three cases of eight. */
const LETTERS_SHARE = 0.9;

/** Tells what somebody can read: a picture, a paper, or a text, which may stand behind its length of four bytes. */
export function isReadable(sample: Buffer): boolean {
  const isMagic = (magic: Buffer) =>
    sample[0] === magic[0] && magic.equals(sample.subarray(0, magic.length));
  if (MAGICS.some(isMagic)) {
    return sample.subarray(0, 2).toString('hex') !== 'ff0f' || sample[3] === 0x6f;
  }
  return [0, 4].some((from) => {
    const most = Math.floor((sample.length - from) * (1 - LETTERS_SHARE));
    let others = 0;
    for (let at = from; at < sample.length && others <= most; at += 1) {
      const byte = sample[at] ?? 0;
      if (byte < 0x20 || byte >= 0x7f) others += 1;
    }
    return others <= most;
  });
}
