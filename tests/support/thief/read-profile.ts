import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import { candidatesIn, openSealed, sealedIn, type Candidate, type Sealed } from './keys.ts';
import { marksIn } from './marks.ts';
import { printsIn, programKeys } from './program-keys.ts';
import { hasPhoto, tilePointsIn, waysOfPosition, type Position } from './places.ts';
import { tryKeysOn } from './try-keys.ts';
import { unpack, type Piece } from './unpack.ts';

/** Something planted that a thief can read. */
export type Find = {
  /** Meaning of a mark, name of a position, `photo`, or the number of points of a tile. */
  what: string;
  how: string;
  place: string;
};

/** What a thief finds in the folder of a browser that is closed. */
export type Loot = {
  /** What lies readable. */
  readable: Find[];
  /** What a key on the same disk opens. */
  opened: Find[];
  counts: Record<
    'files' | 'pieces' | 'keys' | 'sealed' | 'derived' | 'sessions' | 'opened',
    number
  >;
};

type Sought = {
  /** Meaning of each planted mark. */
  marks: ReadonlyMap<string, string>;
  positions: Readonly<Record<string, Position>>;
};

/** Reads a browser's whole folder and looks for what was planted, and for keys that open what lies sealed in it. */
export async function readProfile(folder: string, sought: Sought): Promise<Loot> {
  const readable: Find[] = [];
  const keys = new Map<string, Candidate>();
  const sealed = new Map<string, Sealed>();
  const prints = new Set<string>();
  const files = filesIn(folder);
  let pieces = 0;
  for (const piece of piecesOf(folder, files)) {
    pieces += 1;
    readable.push(...(await findsIn(piece, sought)));
    for (const key of candidatesIn(piece)) if (!keys.has(key.hex)) keys.set(key.hex, key);
    for (const one of sealedIn(piece)) sealed.set(digestOf(one.bytes), one);
    for (const print of printsIn(piece)) prints.add(print);
  }
  const closed = [...sealed.values()];
  const made = programKeys([...keys.values()], closed, prints);
  const unsealed = unsealAll(closed, [...keys.values(), ...made]);
  const opened: Find[] = [];
  for (const piece of unsealed) {
    for (const inner of unpack(piece)) opened.push(...(await findsIn(inner, sought)));
  }
  const numbers = { files: files.length, pieces, keys: keys.size, sealed: sealed.size };
  const tried = { derived: made.length, sessions: prints.size };
  return { readable, opened, counts: { ...numbers, ...tried, opened: unsealed.length } };
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Everything in some files, unpacked; the same content once. */
function* piecesOf(folder: string, files: readonly string[]): Generator<Piece> {
  const seen = new Set<string>();
  for (const file of files) {
    const place = relative(folder, file);
    // Names of files tell too: addresses of caches, names of databases.
    yield { place: `name of ${place}`, bytes: Buffer.from(place) };
    for (const piece of unpack({ place, bytes: readFileSync(file) })) {
      const digest = `${piece.place.includes(' > ')} ${digestOf(piece.bytes)}`;
      if (seen.has(digest)) continue;
      seen.add(digest);
      yield piece;
    }
  }
}

const digestOf = (bytes: Buffer) => createHash('sha1').update(bytes).digest('hex');

async function findsIn(piece: Piece, { marks, positions }: Sought): Promise<Find[]> {
  const { place } = piece;
  const tile = tilePointsIn(piece);
  return [
    ...marksIn(piece).map((one) => ({ ...one, what: marks.get(one.mark) ?? one.mark })),
    ...Object.entries(positions).flatMap(([what, position]) =>
      waysOfPosition(piece, position).map((how) => ({ what, how, place })),
    ),
    ...(tile.length === 0 ? [] : [{ what: 'points of the map', how: 'tile', place }]),
    ...((await hasPhoto(piece)) ? [{ what: 'photo', how: 'picture', place }] : []),
  ];
}

/** Opens with each key what it opens. */
function unsealAll(sealed: readonly Sealed[], keys: readonly Candidate[]): Piece[] {
  const opened = new Map<Sealed, Piece>();
  const tryOn = tryKeysOn(sealed);
  for (const { hex, how, place } of keys) {
    const key = Buffer.from(hex, 'hex');
    for (const one of tryOn(key)) {
      const plain = openSealed(one, key);
      if (plain === null || opened.has(one)) continue;
      const from = `${one.place} > opened with the ${how} in ${place}`;
      opened.set(one, { place: from, bytes: plain });
    }
  }
  return [...opened.values()];
}

/** A folder's or database's name instead of its files: `Cache_Data`, `CacheStorage > opened with the CryptoKey in IndexedDB`. */
const ROOMS =
  /(Cache_Data|CacheStorage|IndexedDB|Local Storage|Session Storage|File System|History|Web Data)/;

/** Sums up finds of one kind in one room of the browser: `photo, 2 times: picture in Cache_Data`. */
export function sumUp(finds: readonly Find[]): string[] {
  const counts = new Map<string, number>();
  for (const { what, how, place } of finds) {
    const [where = '', key] = place.split(' > opened with the ');
    const [room, keyRoom] = [where, key].map((path) => ROOMS.exec(path ?? '')?.[0] ?? path);
    const opened =
      key === undefined ? '' : `, opened with the ${key.split(' in ')[0]} in ${keyRoom}`;
    const line = `${what}: ${how} in ${room}${opened}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return [...counts]
    .map(([line, count]) => (count === 1 ? line : `${line} (${count} times)`))
    .toSorted();
}
