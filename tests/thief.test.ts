import { createCipheriv, randomBytes } from 'node:crypto';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { telephonePhoto } from '#tests/support/files/photos.ts';

import { candidatesIn, openSealed, sealedIn } from '#tests/support/thief/keys.ts';
import { createMarks, marksIn } from '#tests/support/thief/marks.ts';
import { hasPhoto, markedPhoto, waysOfPosition } from '#tests/support/thief/places.ts';
import { sumUp } from '#tests/support/thief/read-profile.ts';
import { unpack } from '#tests/support/thief/unpack.ts';
import { unsnap } from '#tests/support/thief/unsnap.ts';

const MARK = createMarks().plant('a note');
/** How the mark was found in some bytes of a file, at any depth. */
const foundIn = (place: string, bytes: Uint8Array) =>
  [...unpack({ place, bytes: Buffer.from(bytes) })].flatMap(marksIn);

/** A Snappy stream of literals: a head with the length, then pieces of at most 60 bytes. */
function snap(bytes: Buffer): Buffer {
  const parts = Array.from({ length: Math.ceil(bytes.length / 60) }, (_, at) => {
    const part = bytes.subarray(at * 60, at * 60 + 60);
    return Buffer.concat([Buffer.from([(part.length - 1) << 2]), part]);
  });
  return Buffer.concat([varint(bytes.length), ...parts]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let left = value; left > 0 || bytes.length === 0; left = Math.floor(left / 128)) {
    bytes.push((left % 128) | (left >= 128 ? 128 : 0));
  }
  return Buffer.from(bytes);
}

/** A block of one row, whose key shares nothing with another, and its one place to begin. */
function block(key: string, value: Buffer): Buffer {
  const row = [Buffer.from([0, key.length]), varint(value.length), Buffer.from(key), value];
  return Buffer.concat([...row, Buffer.from([0, 0, 0, 0, 1, 0, 0, 0])]);
}

/** A table of LevelDB with one row, packed. */
function table(value: Buffer): Buffer {
  const data = snap(block('key', value));
  const stored = (bytes: Buffer, kind: number) =>
    Buffer.concat([bytes, Buffer.from([kind, 0, 0, 0, 0])]);
  const index = block('z', Buffer.concat([varint(0), varint(data.length)]));
  const handles = [varint(0), varint(0), varint(data.length + 5), varint(index.length)];
  const footer = Buffer.concat([...handles, Buffer.alloc(40)]).subarray(0, 40);
  const magic = Buffer.from('57fb808b247547db', 'hex');
  return Buffer.concat([stored(data, 1), stored(index, 0), footer, magic]);
}

describe('a mark', () => {
  it.each<readonly [string, Buffer]>([
    ['UTF-8', Buffer.from(`ghi chú ${MARK}.`)],
    ['UTF-8', Buffer.from(MARK.toUpperCase())],
    ['UTF-16', Buffer.from(`ghi chú ${MARK}.`, 'utf16le')],
    ['hexadecimal', Buffer.from(Buffer.from(`a ${MARK}`).toString('hex'))],
    ['percent-encoded', Buffer.from(MARK.replaceAll(/./g, code('%')))],
    ['escaped', Buffer.from(MARK.replaceAll(/./g, code(String.raw`\u00`)))],
    ...[0, 1, 2].map((before) => ['base64', base64(`${'x'.repeat(before)}${MARK}.`)] as const),
    ...[0, 1, 2].map((before) => ['base64 of UTF-16', wide64(before)] as const),
  ])('is read as %s', (how, bytes) => {
    expect(marksIn({ place: 'a', bytes })).toEqual([{ how, place: 'a', mark: MARK }]);
  });

  it.each([
    ['gzip', gzipSync(MARK)],
    ['gzip behind other bytes', Buffer.concat([randomBytes(100), gzipSync(MARK), randomBytes(9)])],
    ['deflate', Buffer.concat([Buffer.from('stream\n'), deflateSync(MARK)])],
    ['gzip in base64', Buffer.from(`"${gzipSync(MARK).toString('base64')}"`)],
    ['a packed value', Buffer.concat([Buffer.from([0xff, 0x11, 2]), snap(Buffer.from(MARK))])],
  ])('is read in %s', (_, bytes) => {
    expect(foundIn('a', bytes).map(({ mark }) => mark)).toContain(MARK);
  });

  it('is read in a packed table of LevelDB, and in a log across its blocks', () => {
    // A piece of 60 bytes ends within the mark: it cannot be read before it is unpacked.
    const torn = `${'-'.repeat(50)}${MARK}`;
    expect(foundIn('000005.ldb', table(Buffer.from(torn)))).toMatchObject([{ mark: MARK }]);
    const head = (length: number, kind: number) =>
      Buffer.from([0, 0, 0, 0, length & 255, length >> 8, kind]);
    const first = Buffer.concat([Buffer.alloc(32_768 - 7 - 5), Buffer.from(MARK.slice(0, 5))]);
    const last = Buffer.from(MARK.slice(5));
    const log = [head(first.length, 2), first, head(last.length, 4), last];
    const found = foundIn('000003.log', Buffer.concat(log));
    expect(found.map(({ place }) => place)).toEqual(['000003.log > record']);
  });

  it('is read in the body of a fetched answer, packed as the server sent it', () => {
    const key = '1/0/http://a.example/b';
    const head = Buffer.alloc(24);
    head.write('305c72a71b6dfbfc', 'hex');
    head.writeUInt32LE(key.length, 12);
    const body = brotliCompressSync(`${'ô '.repeat(200)}${MARK}`.repeat(3));
    const mark = Buffer.alloc(24);
    mark.write('d8410d97456ffaf4', 'hex');
    const entry = Buffer.concat([head, Buffer.from(key), body, mark, mark]);
    expect(foundIn('Cache_Data/a_0', entry).at(-1)).toMatchObject({
      mark: MARK,
      place: `Cache_Data/a_0 > body of ${key} > brotli`,
    });
  });

  it('is not seen where there is none', () => {
    const bytes = Buffer.concat([randomBytes(200_000), Buffer.from(MARK.slice(0, 9))]);
    expect(foundIn('a.ldb', bytes)).toEqual([]);
  });
});

describe('a copy in Snappy', () => {
  it('may reach into itself, and is refused beyond the beginning', () => {
    const packed = Buffer.from([11, 2 << 2, ...Buffer.from('abc'), 0b000_100_01, 3]);
    expect(Buffer.from(unsnap(packed) ?? []).toString()).toBe('abcabcabcab');
    expect(unsnap(Buffer.from([11, 2 << 2, ...Buffer.from('abc'), 0b000_100_01, 9]))).toBeNull();
  });
});

describe('a key on the disk', () => {
  const key = randomBytes(32);
  const nonce = randomBytes(12);
  const sealed = (plain: Buffer) => {
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    cipher.setAAD(Buffer.from('a name that the thief does not know'));
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  };
  const value = (bytes: Buffer) => Buffer.concat([Buffer.from('B'), varint(bytes.length), bytes]);
  const text = Buffer.from(`....{"note":"${MARK}","documentNumber":"12/BB-UBND"}`);
  const opened = (place: string, bytes: Buffer) =>
    sealedIn({ place, bytes }).flatMap((one) => openSealed(one, key) ?? []);

  it.each([
    ['as a CryptoKey', Buffer.concat([Buffer.from('4b010920', 'hex'), Buffer.from([3, 32]), key])],
    ['as an ArrayBuffer', value(key)],
    ['as a JWK', Buffer.from(`{"k":"${key.toString('base64url')}"}`)],
    ['as base64 in two bytes', Buffer.from(` ${key.toString('base64')} `, 'utf16le')],
    ['as digits', Buffer.from(key.toString('hex'))],
  ])('is a candidate %s', (_, bytes) => {
    const found = candidatesIn({ place: 'IndexedDB/000003.log > record', bytes });
    expect(found.map(({ hex }) => hex)).toContain(key.toString('hex'));
  });

  it('is a candidate in a file of its own, and not once it was overwritten', () => {
    const place = 'Default/File System/000/t/00/00000001';
    const found = candidatesIn({ place, bytes: Buffer.concat([Buffer.from('v1'), key]) });
    expect(found.map(({ hex }) => hex)).toContain(key.toString('hex'));
    expect(candidatesIn({ place, bytes: Buffer.alloc(32) })).toEqual([]);
  });

  it('opens a row beside its nonce, an answer behind it, and a photo, whatever they are bound to', async () => {
    const row = Buffer.concat([value(nonce), Buffer.from('"bytes'), value(sealed(text))]);
    expect(opened('IndexedDB/000003.log > record', row)).toEqual([text]);
    const answer = Buffer.concat([nonce, sealed(text)]);
    expect(opened('CacheStorage/a_0 > body of http://a/kept/b', answer)).toEqual([text]);
    const photo = Buffer.from(await telephonePhoto());
    expect(
      opened('IndexedDB/a.indexeddb.blob/1/00/2', Buffer.concat([nonce, sealed(photo)])),
    ).toEqual([photo]);
  });

  it('opens nothing that another key has sealed', () => {
    const answer = Buffer.concat([nonce, sealed(text)]);
    const [one] = sealedIn({ place: 'CacheStorage/a_0 > body of http://a/kept/b', bytes: answer });
    if (one === undefined) throw new Error('nothing is sealed');
    for (let at = 0; at < 500; at += 1) expect(openSealed(one, randomBytes(32))).toBeNull();
  });
});

describe('a photo and a position', () => {
  it('are known again, shrunk and turned or as numbers, and no other is', async () => {
    const photo = await markedPhoto(MARK);
    const { default: sharp } = await import('sharp');
    const shrunk = await sharp(photo).rotate(90).resize(160).webp({ quality: 60 }).toBuffer();
    const bytes = Buffer.concat([randomBytes(50), shrunk]);
    expect(await hasPhoto({ place: 'a', bytes })).toBe(true);
    expect(await hasPhoto({ place: 'a', bytes: Buffer.from(await telephonePhoto()) })).toBe(false);
    const place = [105.8471234, 21.0314567] as const;
    const numbers = Buffer.alloc(20);
    numbers.writeDoubleLE(place[0], 1);
    numbers.writeDoubleLE(place[1], 9);
    expect(waysOfPosition({ place: 'a', bytes: numbers }, place)).toEqual(['numbers']);
    const written = Buffer.from('[105.847123,21.031457]');
    expect(waysOfPosition({ place: 'a', bytes: written }, place)).toEqual(['text']);
    expect(waysOfPosition({ place: 'a', bytes: Buffer.from('105.8471') }, place)).toEqual([]);
  });
});

it('finds are summed up by the room of the browser where they lie', () => {
  const find = { what: 'a note', how: 'UTF-8', place: 'Default/Cache/Cache_Data/a_0 > body of b' };
  const row = 'Default/IndexedDB/a/000003.log > record';
  const opened = { ...find, place: `${row} > opened with the CryptoKey in ${row}` };
  expect(sumUp([find, find, opened])).toEqual([
    'a note: UTF-8 in Cache_Data (2 times)',
    'a note: UTF-8 in IndexedDB, opened with the CryptoKey in IndexedDB',
  ]);
});

function code(lead: string) {
  return (letter: string) => `${lead}${letter.charCodeAt(0).toString(16)}`;
}

function base64(text: string): Buffer {
  return Buffer.from(Buffer.from(text).toString('base64'));
}

function wide64(before: number): Buffer {
  const text = Buffer.concat([Buffer.alloc(before), Buffer.from(`${MARK}.`, 'utf16le')]);
  return Buffer.from(text.toString('base64'));
}
