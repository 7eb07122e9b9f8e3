import { crc32 } from 'node:zlib';

import { POINT_FLAGS, POINT_STATUSES } from '#server/contract/point.ts';

import { CommuneSets } from './commune-sets.ts';
import { Engine, type EngineOptions } from './engine.ts';
import type { OverflowFlag } from './flags.ts';
import { type HistoryRows, rowsOf } from './history.ts';
import { type Leaf, type SupersededEvent, makeLeaf, pointsOf } from './leaf.ts';
import { IdTable } from './point-ids.ts';

/** First number of the bytes. It also checks the byte order: on another machine it reads as another number. */
const MARK = 0x6469_6162;
/** Version of the format; raise it with every change of what the bytes mean. */
const FORMAT = 2;
/** Mark, format, length of the description in bytes, number of leaves. */
const HEAD_NUMBERS = 4;
const HEAD_BYTES = HEAD_NUMBERS * 4;
const CHECKSUM_BYTES = 4;

/** Statuses and flags in the order of their codes: bytes written under another list are refused. */
const MEANING = [...POINT_STATUSES, ...POINT_FLAGS].join(' ');

type Description = {
  label: string;
  meaning: string;
  leafPoints: number;
  communeSets: readonly (readonly number[])[];
};

/** The bytes were cut off, damaged, or written in another format. */
export class EngineBytesError extends Error {
  override readonly name = 'EngineBytesError';
}

/**
 * Serialises an engine part by part (a millisecond or two of work each), as it was at the call: changes applied
 * meanwhile are not included. Written is what leaves are built from, not their packed columns, so that the packing
 * may change without a new format.
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
 * Checks bytes by their checksum as a whole before anything of them is used. `restore` builds the engine, which
 * keeps no reference to them.
 * @throws {EngineBytesError} when they were cut off, damaged, or written in another format
 */
export function openEngineBytes(given: Uint8Array): {
  label: string;
  restore(options?: EngineOptions): Engine;
} {
  // A plain Uint8Array, because slice of a Buffer makes a view and no copy.
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
      return restoreEngine(description, reader, leafCount, options);
    },
  };
}

function restoreEngine(
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

/** Written for `supersededDay: null`. */
const NO_DAY = 0xffff_ffff;
const LEAF_HEAD_NUMBERS = 8;
const LIST_ENTRY_NUMBERS = 6;

/**
 * Serialises what a leaf is built from: point columns, rows of events, flags and checks, and the lists beside them.
 * Everything else in a leaf is derived again by makeLeaf when it is read.
 */
function leafAsBytes(leaf: Leaf): Uint8Array {
  const points = pointsOf(leaf);
  const events = rowsOf(leaf.events);
  const flags = rowsOf(leaf.flags);
  const checks = rowsOf(leaf.checks);
  const superseded = leaf.superseded.map(supersededNumbers);
  const supersededChecks = leaf.supersededChecks.map(supersededNumbers);
  const overflow = leaf.overflowFlags.map(
    ({ slot, bit, from, to, recorded, supersededDay }) =>
      [slot, bit, from, to, recorded, supersededDay ?? NO_DAY] as const,
  );
  const lengths = [
    events.days.length,
    superseded.length,
    flags.days.length,
    overflow.length,
    checks.days.length,
    supersededChecks.length,
  ];
  return columnsAsBytes([
    Uint32Array.of(leaf.key, leaf.size, ...lengths),
    points.ids,
    points.xs,
    points.ys,
    Uint32Array.from(superseded.flat()),
    Uint32Array.from(overflow.flat()),
    Uint32Array.from(supersededChecks.flat()),
    points.communeSets,
    ...[events, flags, checks].flatMap((rows) => [rows.days, rows.slots, rows.recorded]),
    points.classes,
    events.values,
    flags.values,
  ]);
}

/** @throws {RangeError} when the bytes end before the leaf does. */
function readLeaf(reader: ColumnReader): Leaf {
  const [
    key = 0,
    size = 0,
    eventRows = 0,
    supersededEntries = 0,
    flagRows = 0,
    overflowEntries = 0,
    checkRows = 0,
    supersededCheckEntries = 0,
  ] = reader.take(Uint32Array, LEAF_HEAD_NUMBERS);
  const ids = reader.take(Int32Array, size);
  const xs = reader.take(Uint32Array, size);
  const ys = reader.take(Uint32Array, size);
  const superseded = entries(reader, supersededEntries).map(supersededEvent);
  const overflowFlags = entries(reader, overflowEntries).map(overflowFlag);
  const supersededChecks = entries(reader, supersededCheckEntries).map(supersededEvent);
  const communeSets = reader.take(Uint16Array, size);
  const events = readRows(reader, eventRows);
  const flags = readRows(reader, flagRows);
  const checks = readRows(reader, checkRows);
  const classes = reader.take(Uint8Array, size);
  const states = reader.take(Uint8Array, eventRows);
  const bits = reader.take(Uint8Array, flagRows);
  reader.align();
  return makeLeaf(
    key,
    { ids, xs, ys, classes, communeSets },
    {
      events: { ...events, values: states },
      superseded,
      flags: { ...flags, values: bits },
      overflowFlags,
      // The values of checks are all 0 and are not written.
      checks: { ...checks, values: new Uint8Array(checkRows) },
      supersededChecks,
    },
  );
}

function readRows(reader: ColumnReader, rows: number): Omit<HistoryRows, 'values'> {
  const days = reader.take(Uint16Array, rows);
  const slots = reader.take(Uint16Array, rows);
  return { days, slots, recorded: reader.take(Uint16Array, rows) };
}

function entries(reader: ColumnReader, count: number): Uint32Array[] {
  return Array.from({ length: count }, () => reader.take(Uint32Array, LIST_ENTRY_NUMBERS));
}

function supersededNumbers(entry: SupersededEvent): readonly number[] {
  const { before, day, slot, state, recorded, supersededDay } = entry;
  return [before, day, slot, state, recorded, supersededDay];
}

function supersededEvent(numbers: Uint32Array): SupersededEvent {
  const [before = 0, day = 0, slot = 0, state = 0, recorded = 0, supersededDay = 0] = numbers;
  return { before, day, slot, state, recorded, supersededDay };
}

function overflowFlag(numbers: Uint32Array): OverflowFlag {
  const [slot = 0, bit = 0, from = 0, to = 0, recorded = 0, end = NO_DAY] = numbers;
  return { slot, bit, from, to, recorded, supersededDay: end === NO_DAY ? null : end };
}

/** Columns are written in the byte order of the machine: only machines of the same order read them, see {@link MARK}. */
type Column = Int32Array | Uint32Array | Uint16Array | Uint8Array;

/** Parts are padded to a multiple of this many bytes, so that the widest column of the next one is aligned. */
const ALIGNMENT = 4;

function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}

/** Concatenates columns, given from the widest to the narrowest, and pads the end to the alignment. */
function columnsAsBytes(columns: readonly Column[]): Uint8Array {
  const result = new Uint8Array(aligned(columns.reduce((sum, one) => sum + one.byteLength, 0)));
  let next = 0;
  for (const column of columns) {
    result.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), next);
    next += column.byteLength;
  }
  return result;
}

/** Reads columns in the order in which they were written. Each is a copy, so that it does not keep all bytes alive. */
class ColumnReader {
  readonly #bytes: Uint8Array;
  #next: number;

  constructor(bytes: Uint8Array, from: number) {
    this.#bytes = bytes;
    this.#next = from;
  }

  /** @throws {RangeError} when there are not so many values. */
  take<T extends Column>(kind: ColumnKind<T>, length: number): T {
    const end = this.#next + length * kind.BYTES_PER_ELEMENT;
    if (end > this.#bytes.byteLength) throw new RangeError('the columns end too soon');
    const column = new kind(this.#bytes.slice(this.#next, end).buffer);
    this.#next = end;
    return column;
  }

  /** Skips the padding. */
  align(): void {
    this.#next = aligned(this.#next);
  }
}

type ColumnKind<T extends Column> = {
  new (buffer: ArrayBufferLike): T;
  readonly BYTES_PER_ELEMENT: number;
};
