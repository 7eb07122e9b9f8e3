import { readVarint, unsnap } from './unsnap.ts';

/** Eight bytes at the end of each table. */
const MAGIC = Buffer.from('57fb808b247547db', 'hex');
const FOOTER_BYTES = 48;
/** A log consists of blocks of 32 KiB; each piece of a record has a head of seven bytes. */
const LOG_BLOCK = 32_768;
const HEAD_BYTES = 7;
/** Kinds of a piece: whole, first, middle, last. */
const [WHOLE, FIRST, , LAST] = [1, 2, 3, 4];

/** The unpacked blocks of a table of LevelDB (`.ldb`), rows that are deleted included; none where it is no table. */
export function* blocksOf(table: Uint8Array): Generator<Uint8Array> {
  if (table.length < FOOTER_BYTES || !MAGIC.equals(table.subarray(-8))) return;
  const footer = table.length - FOOTER_BYTES;
  const meta = readHandle(table, footer);
  const index = meta === null ? null : readHandle(table, meta.end);
  const block = index === null ? null : unpackBlock(table, index);
  if (block === null) return;
  yield block;
  for (const value of valuesOf(block)) {
    const handle = readHandle(value, 0);
    const data = handle === null ? null : unpackBlock(table, handle);
    if (data !== null) yield data;
  }
}

/** The values of a block. Keys share their beginnings and are left out. */
function* valuesOf(block: Uint8Array): Generator<Uint8Array> {
  const restarts = new DataView(block.buffer, block.byteOffset).getUint32(block.length - 4, true);
  const end = block.length - 4 - restarts * 4;
  let at = 0;
  while (at < end) {
    const shared = readVarint(block, at);
    const own = shared === null ? null : readVarint(block, shared.end);
    const length = own === null ? null : readVarint(block, own.end);
    if (own === null || length === null) return;
    const from = length.end + own.value;
    yield block.subarray(from, from + length.value);
    at = from + length.value;
  }
}

type Handle = { offset: number; size: number; end: number };

function readHandle(bytes: Uint8Array, at: number): Handle | null {
  const offset = readVarint(bytes, at);
  const size = offset === null ? null : readVarint(bytes, offset.end);
  if (offset === null || size === null) return null;
  return { offset: offset.value, size: size.value, end: size.end };
}

/** A block is followed by its kind (1: Snappy) and a checksum, which a thief does not look at. */
function unpackBlock(table: Uint8Array, { offset, size }: Handle): Uint8Array | null {
  if (offset + size >= table.length) return null;
  const stored = table.subarray(offset, offset + size);
  return table[offset + size] === 1 ? unsnap(stored) : stored;
}

/** The records of a log of LevelDB (`.log`), put together from their pieces. */
export function* recordsOf(log: Uint8Array): Generator<Uint8Array> {
  const view = new DataView(log.buffer, log.byteOffset, log.byteLength);
  let parts: Uint8Array[] = [];
  let at = 0;
  while (at + HEAD_BYTES <= log.length) {
    const left = LOG_BLOCK - (at % LOG_BLOCK);
    if (left < HEAD_BYTES) {
      at += left;
      continue;
    }
    const length = view.getUint16(at + 4, true);
    const kind = view.getUint8(at + 6);
    const from = at + HEAD_BYTES;
    at = from + length;
    if (kind < WHOLE || kind > LAST || at > log.length) return;
    if (kind === WHOLE || kind === FIRST) parts = [];
    parts.push(log.subarray(from, at));
    if (kind === WHOLE || kind === LAST) yield Buffer.concat(parts);
  }
}
