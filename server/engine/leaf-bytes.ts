import { columnsAsBytes, type ColumnReader } from './columns-as-bytes.ts';
import type { AsideFlag } from './flag-rows.ts';
import { rowsOf, type HistoryRows } from './history.ts';
import { makeLeaf, pointsOf, type Leaf, type ReplacedEvent } from './leaf.ts';

/** Stands for a day that is not there. */
const NO_DAY = 0xffff_ffff;
const HEAD_NUMBERS = 6;
const NUMBERS_OF_AN_ENTRY = 6;

/**
 * What a leaf was made of, as bytes: its points, the rows of their events and flags, and what stands aside.
 * All else that a leaf holds is derived when it is read again, so that it is what any other leaf has.
 */
export function leafAsBytes(leaf: Leaf): Uint8Array {
  const points = pointsOf(leaf);
  const events = rowsOf(leaf.events);
  const flags = rowsOf(leaf.flags);
  const replaced = leaf.replaced.map(
    ({ before, day, slot, state, recorded, supersededDay }) =>
      [before, day, slot, state, recorded, supersededDay] as const,
  );
  const aside = leaf.asideFlags.map(
    ({ slot, bit, from, to, recorded, supersededDay }) =>
      [slot, bit, from, to, recorded, supersededDay ?? NO_DAY] as const,
  );
  const lengths = [events.days.length, replaced.length, flags.days.length, aside.length];
  return columnsAsBytes([
    Uint32Array.of(leaf.key, leaf.size, ...lengths),
    points.ids,
    points.xs,
    points.ys,
    Uint32Array.from(replaced.flat()),
    Uint32Array.from(aside.flat()),
    points.communeSets,
    ...[events, flags].flatMap((rows) => [rows.days, rows.slots, rows.recorded]),
    points.classes,
    events.values,
    flags.values,
  ]);
}

/** @throws {RangeError} when the bytes are no leaf. */
export function readLeaf(reader: ColumnReader): Leaf {
  const [key = 0, size = 0, eventRows = 0, replacedEntries = 0, flagRows = 0, asideEntries = 0] =
    reader.take(Uint32Array, HEAD_NUMBERS);
  const ids = reader.take(Int32Array, size);
  const xs = reader.take(Uint32Array, size);
  const ys = reader.take(Uint32Array, size);
  const replaced = entries(reader, replacedEntries).map(replacedEvent);
  const asideFlags = entries(reader, asideEntries).map(asideFlag);
  const communeSets = reader.take(Uint16Array, size);
  const events = halves(reader, eventRows);
  const flags = halves(reader, flagRows);
  const classes = reader.take(Uint8Array, size);
  const states = reader.take(Uint8Array, eventRows);
  const bits = reader.take(Uint8Array, flagRows);
  reader.align();
  return makeLeaf(
    key,
    { ids, xs, ys, classes, communeSets },
    {
      events: { ...events, values: states },
      replaced,
      flags: { ...flags, values: bits },
      asideFlags,
    },
  );
}

function halves(reader: ColumnReader, rows: number): Omit<HistoryRows, 'values'> {
  const days = reader.take(Uint16Array, rows);
  const slots = reader.take(Uint16Array, rows);
  return { days, slots, recorded: reader.take(Uint16Array, rows) };
}

function entries(reader: ColumnReader, count: number): Uint32Array[] {
  return Array.from({ length: count }, () => reader.take(Uint32Array, NUMBERS_OF_AN_ENTRY));
}

function replacedEvent(numbers: Uint32Array): ReplacedEvent {
  const [before = 0, day = 0, slot = 0, state = 0, recorded = 0, supersededDay = 0] = numbers;
  return { before, day, slot, state, recorded, supersededDay };
}

function asideFlag(numbers: Uint32Array): AsideFlag {
  const [slot = 0, bit = 0, from = 0, to = 0, recorded = 0, end = NO_DAY] = numbers;
  return { slot, bit, from, to, recorded, supersededDay: end === NO_DAY ? null : end };
}
