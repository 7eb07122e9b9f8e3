import { MapFileError } from './map-file-error.ts';
import type { AttributeValue } from './map-file.ts';

const HEADER = 32;
const END_OF_FIELDS = 0x0d;
const DELETED = 0x2a;

export type DbfField = { name: string; type: string; start: number; length: number };

/** An opened dBASE table: its fields, and the bytes of each cell. */
export type DbfTable = {
  fields: DbfField[];
  recordCount: number;
  isDeleted: (row: number) => boolean;
  cell: (row: number, field: DbfField) => Buffer;
};

/**
 * Reads a dBASE table. Text is left as one character a byte: only the reader of the whole file can tell
 * the encoding, and trimming decoded text loses letters whose last byte looks like a space (à is C3 A0).
 * @throws MapFileError `file_broken` when the table is shorter than it says
 */
export function readDbf(bytes: Uint8Array): Record<string, AttributeValue>[] {
  const { fields, recordCount, cell } = openDbf(bytes);
  return Array.from({ length: recordCount }, (_, row) =>
    Object.fromEntries(
      fields.map((field) => [field.name, readValue(field.type, cell(row, field))]),
    ),
  );
}

/**
 * Opens a dBASE table without reading its cells.
 * @throws MapFileError `file_broken` when the table is shorter than it says
 */
export function openDbf(bytes: Uint8Array): DbfTable {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < HEADER + 1) throw broken();
  const recordCount = buffer.readUInt32LE(4);
  const headerLength = buffer.readUInt16LE(8);
  const recordLength = buffer.readUInt16LE(10);
  const fields = readFields(buffer, Math.min(headerLength, buffer.length));
  const last = fields.at(-1);
  if (!last || last.start + last.length > recordLength) throw broken();
  if (headerLength + recordCount * recordLength > buffer.length) throw broken();
  const startOf = (row: number) => headerLength + row * recordLength;
  return {
    fields,
    recordCount,
    isDeleted: (row) => buffer[startOf(row)] === DELETED,
    cell: (row, { start, length }) =>
      buffer.subarray(startOf(row) + start, startOf(row) + start + length),
  };
}

function readFields(buffer: Buffer, headerLength: number): DbfField[] {
  const fields: DbfField[] = [];
  // The first byte of a record marks deleted rows; they keep their place because the shapes do.
  let start = 1;
  for (let at = HEADER; at + 32 <= headerLength && buffer[at] !== END_OF_FIELDS; at += 32) {
    const name = untilZero(buffer.subarray(at, at + 11)).trim();
    const type = String.fromCharCode(buffer.readUInt8(at + 11));
    const length = buffer.readUInt8(at + 16);
    fields.push({ name, type, start, length });
    start += length;
  }
  return fields;
}

export function readValue(type: string, bytes: Buffer): AttributeValue {
  if (type === 'I' && bytes.length === 4) return bytes.readInt32LE(0);
  if ((type === 'O' || type === 'B') && bytes.length === 8) return finite(bytes.readDoubleLE(0));
  const text = untilZero(bytes).replace(/(?<! ) +$/, '');
  const trimmed = text.replace(/^ +/, '');
  if (trimmed === '') return null;
  switch (type) {
    case 'N':
    case 'F':
      return finite(Number(trimmed.replace(',', '.')));
    case 'L':
      return /^[YT]$/i.test(trimmed) ? 'true' : /^[NF]$/i.test(trimmed) ? 'false' : null;
    case 'D':
      return /^\d{8}$/.test(trimmed) ? trimmed.replace(/^(....)(..)(..)$/, '$1-$2-$3') : trimmed;
    case 'M':
      // The number of a block in another file.
      return null;
    default:
      return trimmed;
  }
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function untilZero(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return bytes.toString('latin1', 0, end === -1 ? bytes.length : end);
}

function broken(): MapFileError {
  return new MapFileError('file_broken', { reason: 'dbf' });
}
