import { ABSENT } from './codes.ts';

/**
 * An entry that a correction replaced. It stands aside, before the event at `before`, so that only a
 * question about what was known then has to look at it.
 */
export type ReplacedEvent = {
  before: number;
  day: number;
  slot: number;
  state: number;
  recorded: number;
  supersededDay: number;
};

/** The same for a flag interval. */
export type ReplacedFlag = {
  slot: number;
  bit: number;
  from: number;
  to: number;
  recorded: number;
  supersededDay: number;
};

/** Columns of the points, in Morton order (equal positions by id). */
export type PointColumns = {
  ids: Int32Array;
  xs: Uint32Array;
  ys: Uint32Array;
  classes: Uint8Array;
  communeSets: Uint16Array;
};

/** Events ordered by effective day, those of one point and day by order of entry. */
export type EventColumns = {
  days: Uint16Array;
  slots: Uint16Array;
  states: Uint8Array;
  recorded: Uint16Array;
  replaced: ReplacedEvent[];
};

/** Flag intervals ordered by their first day. */
export type FlagColumns = {
  from: Uint16Array;
  to: Uint16Array;
  slots: Uint16Array;
  bits: Uint8Array;
  recorded: Uint16Array;
  replaced: ReplacedFlag[];
};

/**
 * Some thousand points that are neighbours in Morton order, with their history. Never changed once
 * made: an update replaces the leaf, so that a reader keeps what it began with. Events stand in the
 * order of their days and not by point: replaying them up to a day needs no branch per point, and the
 * days shrink to one entry for each that occurs.
 */
export type Leaf = PointColumns & {
  /** Its number in the table of ids. */
  readonly key: number;
  readonly size: number;
  readonly bounds: { minX: number; minY: number; maxX: number; maxY: number };
  /** The different commune sets of its points: few, because neighbours share them. */
  readonly communeSetsPresent: Uint16Array;
  readonly dayKeys: Uint16Array;
  /** Index of the first event of each day of `dayKeys`, and the number of events at the end. */
  readonly dayStarts: Uint32Array;
  readonly events: Omit<EventColumns, 'days'>;
  /** States of all points after each quarter of the events, one after the other. */
  readonly checkpoints: Uint8Array;
  /**
   * The latest day on which an event before each stretch was entered or corrected, and at the end that
   * of all events: from that day on a checkpoint says what was known.
   */
  readonly knownFrom: readonly number[];
  readonly flags: FlagColumns;
};

export function pointColumns(size: number): PointColumns {
  return {
    ids: new Int32Array(size),
    xs: new Uint32Array(size),
    ys: new Uint32Array(size),
    classes: new Uint8Array(size),
    communeSets: new Uint16Array(size),
  };
}

export function eventColumns(size: number): EventColumns {
  return {
    days: new Uint16Array(size),
    slots: new Uint16Array(size),
    states: new Uint8Array(size),
    recorded: new Uint16Array(size),
    replaced: [],
  };
}

export function flagColumns(size: number): FlagColumns {
  return {
    from: new Uint16Array(size),
    to: new Uint16Array(size),
    slots: new Uint16Array(size),
    bits: new Uint8Array(size),
    recorded: new Uint16Array(size),
    replaced: [],
  };
}

export function makeLeaf(
  key: number,
  points: PointColumns,
  events: EventColumns,
  flags: FlagColumns,
): Leaf {
  const { days, ...rest } = events;
  return {
    ...points,
    key,
    size: points.ids.length,
    bounds: boundsOf(points),
    communeSetsPresent: distinct(points.communeSets),
    ...dayIndex(days),
    events: rest,
    checkpoints: checkpointsOf(points.ids.length, events),
    knownFrom: knownFromOf(events),
    flags,
  };
}

/** Stretches of events between checkpoints. */
export const STRETCHES = 4;

/** Index of the event at which a stretch begins. */
export function stretchStart(events: number, stretch: number): number {
  return stretch * Math.ceil(events / STRETCHES);
}

function checkpointsOf(size: number, events: EventColumns): Uint8Array {
  const { slots, states } = events;
  const result = new Uint8Array(size * (STRETCHES - 1));
  const state = new Uint8Array(size).fill(ABSENT);
  for (let stretch = 0; stretch < STRETCHES - 1; stretch += 1) {
    const end = Math.min(slots.length, stretchStart(slots.length, stretch + 1));
    for (let event = stretchStart(slots.length, stretch); event < end; event += 1) {
      state[slots[event] ?? 0] = states[event] ?? 0;
    }
    result.set(state, stretch * size);
  }
  return result;
}

function knownFromOf({ recorded, replaced }: EventColumns): number[] {
  const result = [0];
  for (let stretch = 0; stretch < STRETCHES; stretch += 1) {
    const start = stretchStart(recorded.length, stretch);
    const end = Math.min(recorded.length, stretchStart(recorded.length, stretch + 1));
    result.push(Math.max(result[stretch] ?? 0, greatest(recorded, start, end)));
  }
  for (const { before, supersededDay } of replaced) {
    for (let stretch = 0; stretch <= STRETCHES; stretch += 1) {
      const reached = stretch === STRETCHES || stretchStart(recorded.length, stretch) > before;
      if (reached) result[stretch] = Math.max(result[stretch] ?? 0, supersededDay);
    }
  }
  return result;
}

function dayIndex(days: Uint16Array): { dayKeys: Uint16Array; dayStarts: Uint32Array } {
  const keys: number[] = [];
  const starts: number[] = [];
  let last = -1;
  for (let event = 0; event < days.length; event += 1) {
    const day = days[event] ?? 0;
    if (day === last) continue;
    keys.push(day);
    starts.push(event);
    last = day;
  }
  starts.push(days.length);
  return { dayKeys: Uint16Array.from(keys), dayStarts: Uint32Array.from(starts) };
}

function boundsOf({ xs, ys }: PointColumns): Leaf['bounds'] {
  const bounds = { minX: Infinity, minY: Infinity, maxX: -1, maxY: -1 };
  for (let slot = 0; slot < xs.length; slot += 1) {
    const x = xs[slot] ?? 0;
    const y = ys[slot] ?? 0;
    if (x < bounds.minX) bounds.minX = x;
    if (x > bounds.maxX) bounds.maxX = x;
    if (y < bounds.minY) bounds.minY = y;
    if (y > bounds.maxY) bounds.maxY = y;
  }
  return bounds;
}

/** Neighbours mostly repeat each other, so that few values ever reach the set. */
function distinct(column: Uint16Array): Uint16Array {
  const values = new Set<number>();
  let last = -1;
  for (let slot = 0; slot < column.length; slot += 1) {
    const value = column[slot] ?? 0;
    if (value !== last) values.add(value);
    last = value;
  }
  return Uint16Array.from(values);
}

function greatest(column: Uint16Array, from: number, to: number): number {
  let result = 0;
  for (let index = from; index < to; index += 1) result = Math.max(result, column[index] ?? 0);
  return result;
}

/** Memory of a leaf's columns. */
export function leafBytes(leaf: Leaf): number {
  const columns = [
    leaf.ids,
    leaf.xs,
    leaf.ys,
    leaf.classes,
    leaf.communeSets,
    leaf.communeSetsPresent,
    leaf.dayKeys,
    leaf.dayStarts,
    leaf.checkpoints,
    leaf.events.slots,
    leaf.events.states,
    leaf.events.recorded,
    leaf.flags.slots,
    leaf.flags.bits,
    leaf.flags.from,
    leaf.flags.to,
    leaf.flags.recorded,
  ];
  const aside = 64 * (leaf.events.replaced.length + leaf.flags.replaced.length);
  return columns.reduce((sum, column) => sum + column.byteLength, aside);
}
