import { ABSENT } from './codes.ts';
import type { OverflowFlag } from './flags.ts';
import { historyBytes, makeHistory, type History, type HistoryRows } from './history.ts';
import { type Positions, packPositions, unpackPositions } from './grid-positions.ts';
import { noteBytes } from './rows-of-note.ts';

/**
 * An event that a correction superseded. It is kept outside the rows, so that only a query about what was known
 * on a past day has to read it.
 */
export type SupersededEvent = {
  /** Index of the row before which it is replayed. */
  before: number;
  day: number;
  slot: number;
  state: number;
  recorded: number;
  supersededDay: number;
};

/** Columns of points in Morton order (equal positions by id) before they are packed into a leaf: 15 bytes a point. */
export type PointColumns = {
  ids: Int32Array;
  xs: Uint32Array;
  ys: Uint32Array;
  classes: Uint8Array;
  communeSets: Uint16Array;
};

/** History of the points of a leaf before it is packed. */
export type LeafHistory = {
  events: HistoryRows;
  /** Ascending by `before`. */
  superseded: SupersededEvent[];
  flags: HistoryRows;
  overflowFlags: OverflowFlag[];
  /** Checks; their values are 0. */
  checks: HistoryRows;
  /** Ascending by `before`. */
  supersededChecks: SupersededEvent[];
};

/**
 * Some thousand points that are neighbours in Morton order, with their history, as columns indexed by slot.
 * Immutable: an update replaces the leaf, so that a running query keeps the one it started with.
 */
export type Leaf = Positions & {
  /** Number of the leaf in the engine's table from point id to leaf. */
  readonly key: number;
  readonly size: number;
  readonly bounds: { minX: number; minY: number; maxX: number; maxY: number };
  readonly ids: Int32Array;
  readonly classes: Uint8Array;
  /** Dictionary of the commune sets that occur in the leaf: few, because neighbours share them. */
  readonly communeDictionary: Uint16Array;
  /** Index of each point's set in `communeDictionary`. */
  readonly communeCodes: Uint8Array | Uint16Array;
  /** Events; their values are state bytes (see codes.ts). */
  readonly events: History;
  readonly superseded: readonly SupersededEvent[];
  /** Flag changes; their values are flag bits. */
  readonly flags: History;
  readonly overflowFlags: readonly OverflowFlag[];
  /** Checks, without checkpoints: only the rows of a period are read. */
  readonly checks: History;
  readonly supersededChecks: readonly SupersededEvent[];
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

/** History of the points of a leaf as a leaf holds it. */
export type PackedHistory = Pick<
  Leaf,
  'events' | 'superseded' | 'flags' | 'overflowFlags' | 'checks' | 'supersededChecks'
>;

export function makeLeaf(key: number, points: PointColumns, history: LeafHistory): Leaf {
  const size = points.ids.length;
  return {
    ...leafOfPoints(key, points),
    ...packEvents(size, history),
    ...packFlags(size, history),
    ...packChecks(size, history),
  };
}

/** Packs the points of a leaf, whose history is still to come. */
export function leafOfPoints(key: number, points: PointColumns): Omit<Leaf, keyof PackedHistory> {
  return {
    key,
    size: points.ids.length,
    ids: points.ids,
    classes: points.classes,
    ...packPositions(points.xs, points.ys),
    bounds: boundsOf(points),
    ...communesOf(points.communeSets),
  };
}

export function packEvents(
  size: number,
  { events, superseded }: Pick<LeafHistory, 'events' | 'superseded'>,
): Pick<Leaf, 'events' | 'superseded'> {
  return { events: makeHistory(size, events, ABSENT, superseded), superseded };
}

export function packFlags(
  size: number,
  { flags, overflowFlags }: Pick<LeafHistory, 'flags' | 'overflowFlags'>,
): Pick<Leaf, 'flags' | 'overflowFlags'> {
  return { flags: makeHistory(size, flags, 0, []), overflowFlags };
}

export function packChecks(
  size: number,
  { checks, supersededChecks }: Pick<LeafHistory, 'checks' | 'supersededChecks'>,
): Pick<Leaf, 'checks' | 'supersededChecks'> {
  return { checks: makeHistory(size, checks, 0, supersededChecks, 1), supersededChecks };
}

/** Unpacks the point columns, to build another leaf from them. */
export function pointsOf(leaf: Leaf): PointColumns {
  const { communeDictionary } = leaf;
  const xs = new Uint32Array(leaf.size);
  const ys = new Uint32Array(leaf.size);
  unpackPositions(leaf, xs, ys);
  const communeSets = Uint16Array.from(leaf.communeCodes, (code) => communeDictionary[code] ?? 0);
  return { ids: leaf.ids, xs, ys, classes: leaf.classes, communeSets };
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

// Scratch: the code of each commune set in the dictionary.
const CODES = new Uint16Array(0x10000);

function communesOf(sets: Uint16Array): Pick<Leaf, 'communeDictionary' | 'communeCodes'> {
  const dictionary = Uint16Array.from(new Set(sets));
  for (const [code, set] of dictionary.entries()) CODES[set] = code;
  const codes = new (dictionary.length > 0x100 ? Uint16Array : Uint8Array)(sets.length);
  for (let slot = 0; slot < sets.length; slot += 1) codes[slot] = CODES[sets[slot] ?? 0] ?? 0;
  return { communeDictionary: dictionary, communeCodes: codes };
}

/** Memory of a leaf and of what periods are answered from, in bytes, with about 64 for each entry of its lists. */
export function leafBytes(leaf: Leaf): number {
  const columns = [
    leaf.ids,
    leaf.blockStarts,
    leaf.plotStarts,
    leaf.blockXs,
    leaf.blockYs,
    leaf.lowXs,
    leaf.lowYs,
    leaf.classes,
    leaf.communeCodes,
    leaf.communeDictionary,
  ];
  const { superseded, overflowFlags, supersededChecks } = leaf;
  const lists = 64 * (superseded.length + overflowFlags.length + supersededChecks.length);
  const histories =
    historyBytes(leaf.events) + historyBytes(leaf.flags) + historyBytes(leaf.checks);
  return columns.reduce(
    (sum, column) => sum + column.byteLength,
    lists + histories + noteBytes(leaf),
  );
}
