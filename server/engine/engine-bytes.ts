import { crc32 } from 'node:zlib';

import { POINT_FLAGS, POINT_STATUSES } from '#server/contract/point.ts';

import { ALIGNMENT, ColumnReader, columnsAsBytes } from './columns-as-bytes.ts';
import { CommuneSets } from './commune-sets.ts';
import { Engine, type EngineOptions } from './engine.ts';
import { IdTable } from './id-table.ts';
import { leafAsBytes, readLeaf } from './leaf-bytes.ts';

/** In the byte order of the machine: bytes of another one begin otherwise. */
const MARK = 0x6469_6162;
/** Raised with every change of what the bytes mean. */
const FORMAT = 1;
/** Mark, format, length of the description in bytes, number of leaves. */
const HEAD_NUMBERS = 4;
const HEAD_BYTES = HEAD_NUMBERS * 4;
const CHECKSUM_BYTES = 4;

/** What the numbers in the columns stand for. */
const MEANING = [...POINT_STATUSES, ...POINT_FLAGS].join(' ');

type Description = {
  label: string;
  meaning: string;
  leafPoints: number;
  communeSets: readonly (readonly number[])[];
};

/** The bytes are not those of an engine, or not all of them, or not as they were written. */
export class EngineBytesError extends Error {
  override readonly name = 'EngineBytesError';
}

/**
 * An engine as bytes, a part at a time (each a millisecond or two of work), as it was at the call: what is
 * applied meanwhile does not come in. Whatever its columns are now, they are written as what they were made of.
 * @param label given back when the bytes are read
 */
export function engineAsBytes(engine: Engine, label: string): Generator<Uint8Array, void> {
  const description: Description = {
    label,
    meaning: MEANING,
    leafPoints: engine.leafPoints,
    communeSets: engine.communeSets.all(),
  };
  return partsOf(description, engine.leaves);
}

function* partsOf(description: Description, leaves: Engine['leaves']): Generator<Uint8Array, void> {
  const text = new TextEncoder().encode(JSON.stringify(description));
  const head = Uint32Array.of(MARK, FORMAT, text.byteLength, leaves.length);
  const first = columnsAsBytes([head, text]);
  let checksum = crc32(first);
  yield first;
  for (const leaf of leaves) {
    const part = leafAsBytes(leaf);
    checksum = crc32(part, checksum);
    yield part;
  }
  yield columnsAsBytes([Uint32Array.of(checksum)]);
}

/**
 * Looks at bytes as a whole: nothing of them is used unless all of them are as they were written.
 * `restore` makes the engine, which holds no part of them.
 * @throws {EngineBytesError} when they were cut off, damaged, or written in another format
 */
export function openEngineBytes(given: Uint8Array): {
  label: string;
  restore(options?: EngineOptions): Engine;
} {
  // As plain bytes: a Buffer's slice would be no copy.
  const plain = new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  const bytes = given.byteOffset % ALIGNMENT === 0 ? plain : plain.slice();
  const size = bytes.byteLength;
  if (size < HEAD_BYTES + CHECKSUM_BYTES || size % ALIGNMENT !== 0) refuse('cut off');
  const [mark, format, textBytes = 0, leafCount = 0] = numbersAt(bytes, 0, HEAD_NUMBERS);
  if (mark !== MARK || format !== FORMAT) refuse('of another format');
  const end = size - CHECKSUM_BYTES;
  if (numbersAt(bytes, end, 1)[0] !== crc32(bytes.subarray(0, end))) refuse('damaged');
  const text = new TextDecoder().decode(bytes.subarray(HEAD_BYTES, HEAD_BYTES + textBytes));
  const description = JSON.parse(text) as Description;
  if (description.meaning !== MEANING) refuse('of another list of statuses or flags');
  return {
    label: description.label,
    restore(options = {}) {
      const reader = new ColumnReader(bytes.subarray(0, end), HEAD_BYTES + textBytes);
      reader.align();
      return restored(description, reader, leafCount, options);
    },
  };
}

function restored(
  { leafPoints, communeSets: sets }: Description,
  reader: ColumnReader,
  leafCount: number,
  options: EngineOptions,
): Engine {
  const leaves = Array.from({ length: leafCount }, () => readLeaf(reader));
  const communeSets = new CommuneSets();
  for (const set of sets) communeSets.numberOf(set);
  const leafOfId = new IdTable(false);
  for (const leaf of leaves) for (const id of leaf.ids) leafOfId.set(id, leaf.key);
  return new Engine(options, { leaves, leafOfId, communeSets, leafPoints });
}

function numbersAt(bytes: Uint8Array, at: number, count: number): Uint32Array {
  return new Uint32Array(bytes.buffer, bytes.byteOffset + at, count);
}

function refuse(what: string): never {
  throw new EngineBytesError(`the bytes are ${what}`);
}
