import { ABSENT } from './codes.ts';
import { flagRows, type AsideFlag, type FlagIntervals } from './flag-rows.ts';
import { historyBytes, makeHistory, type History, type HistoryRows } from './history.ts';
import { packPositions, unpackPositions, type Positions } from './positions.ts';

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

/** Columns of points in Morton order (equal positions by id), as they come in. */
export type PointColumns = {
  ids: Int32Array;
  xs: Uint32Array;
  ys: Uint32Array;
  classes: Uint8Array;
  communeSets: Uint16Array;
};

/** What became of the points of a leaf. */
export type LeafHistory = {
  events: HistoryRows;
  /** In the order of their places. */
  replaced: ReplacedEvent[];
  flags: HistoryRows;
  asideFlags: AsideFlag[];
};

/**
 * Some thousand points that are neighbours in Morton order, with their history. Never changed once
 * made: an update replaces the leaf, so that a reader keeps what it began with.
 */
export type Leaf = Positions & {
  /** Its number in the table of ids. */
  readonly key: number;
  readonly size: number;
  readonly bounds: { minX: number; minY: number; maxX: number; maxY: number };
  readonly ids: Int32Array;
  readonly classes: Uint8Array;
  /** The different commune sets of its points: few, because neighbours share them. */
  readonly communeSetsPresent: Uint16Array;
  /** For each point the place of its set in `communeSetsPresent`. */
  readonly communePlaces: Uint8Array | Uint16Array;
  /** State bytes (see codes.ts). */
  readonly events: History;
  readonly replaced: readonly ReplacedEvent[];
  /** Flag bits. */
  readonly flags: History;
  readonly asideFlags: readonly AsideFlag[];
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

/** The flags of a leaf from their intervals, beside those that something else replaced. */
export function flagHistory(
  intervals: FlagIntervals,
  replaced: readonly AsideFlag[],
): Pick<LeafHistory, 'flags' | 'asideFlags'> {
  const { rows, aside } = flagRows(intervals);
  return { flags: rows, asideFlags: [...aside, ...replaced] };
}

export function makeLeaf(key: number, points: PointColumns, history: LeafHistory): Leaf {
  const size = points.ids.length;
  const { replaced, asideFlags } = history;
  return {
    key,
    size,
    ids: points.ids,
    classes: points.classes,
    ...packPositions(points.xs, points.ys),
    bounds: boundsOf(points),
    ...communesOf(points.communeSets),
    events: makeHistory(size, history.events, ABSENT, replaced),
    replaced,
    flags: makeHistory(size, history.flags, 0, []),
    asideFlags,
  };
}

/** The columns again, to make another leaf of them. */
export function pointsOf(leaf: Leaf): PointColumns {
  const { communeSetsPresent } = leaf;
  const xs = new Uint32Array(leaf.size);
  const ys = new Uint32Array(leaf.size);
  unpackPositions(leaf, xs, ys);
  const communeSets = Uint16Array.from(
    leaf.communePlaces,
    (place) => communeSetsPresent[place] ?? 0,
  );
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

// Scratch: the place of each commune set that is present.
const PLACES = new Uint16Array(0x10000);

function communesOf(sets: Uint16Array): Pick<Leaf, 'communeSetsPresent' | 'communePlaces'> {
  const present = Uint16Array.from(new Set(sets));
  for (const [place, set] of present.entries()) PLACES[set] = place;
  const places = new (present.length > 0x100 ? Uint16Array : Uint8Array)(sets.length);
  for (let slot = 0; slot < sets.length; slot += 1) places[slot] = PLACES[sets[slot] ?? 0] ?? 0;
  return { communeSetsPresent: present, communePlaces: places };
}

/** Memory of a leaf's columns. */
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
    leaf.communePlaces,
    leaf.communeSetsPresent,
  ];
  const aside = 64 * (leaf.replaced.length + leaf.asideFlags.length);
  const histories = historyBytes(leaf.events) + historyBytes(leaf.flags);
  return columns.reduce((sum, column) => sum + column.byteLength, aside + histories);
}
