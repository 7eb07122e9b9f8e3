import { type Period, happenedIn, periodKey } from './happened.ts';
import { type LeafState, copyState, leafState, stateBytes } from './leaf-state.ts';
import type { Leaf } from './leaf.ts';
import {
  copySums,
  squareSums,
  squareSumsBytes,
  type Squares,
  type SquareSums,
} from './square-sums.ts';

type LeafEntry = {
  state: LeafState | null;
  happened: Uint8Array | null;
  requested: ('state' | 'happened' | Squares)[];
} & Record<Squares, SquareSums | null>;
type Snapshot = Map<Leaf, LeafEntry>;

/** Fixed overhead of a cache entry, in bytes. */
const ENTRY_BYTES = 128;

/**
 * States and sums of leaves on one day. A result is valid until the next call. It is cached from the second request
 * on: most days and leaves are requested once, and a copy that nobody reads again costs more than the replay.
 */
export type DaySnapshot = {
  stateOf: (leaf: Leaf) => LeafState;
  sumsOf: (leaf: Leaf, squares: Squares) => SquareSums;
};

/**
 * Cache of states and square sums by day and of what happened by period, filled leaf by leaf as tiles need them. Bounded by bytes and days: leaves
 * of the least recently used day are evicted first, never those of the day in use.
 */
export class SnapshotCache {
  readonly #byDay = new Map<string, Snapshot>();
  readonly #mostBytes: number;
  readonly #mostDays: number;
  #bytes = 0;

  constructor(mostBytes: number, mostDays: number) {
    this.#mostBytes = mostBytes;
    this.#mostDays = mostDays;
  }

  get bytes(): number {
    return this.#bytes;
  }

  on(asOf: number, knownAt: number | null): DaySnapshot {
    const key = `${asOf}|${knownAt ?? ''}`;
    return {
      stateOf: (leaf) => {
        const { snapshot, entry } = this.#entryOf(key, leaf);
        if (entry.state !== null) return entry.state;
        const state = leafState(leaf, asOf, knownAt);
        if (!noteRequest(entry, 'state')) return state;
        entry.state = copyState(state, leaf.size);
        this.#grow(stateBytes(entry.state), snapshot);
        return entry.state;
      },
      sumsOf: (leaf, squares) => {
        const { snapshot, entry } = this.#entryOf(key, leaf);
        const ready = entry[squares];
        if (ready !== null) return ready;
        const state = entry.state ?? leafState(leaf, asOf, knownAt);
        const sums = squareSums(leaf, state, squares);
        if (!noteRequest(entry, squares)) return sums;
        const kept = copySums(sums);
        entry[squares] = kept;
        this.#grow(squareSumsBytes(kept), snapshot);
        return kept;
      },
    };
  }

  /** Points to which something happened in a period, by slot; kept like the states of a day. */
  during(period: Period, knownAt: number | null): (leaf: Leaf) => Uint8Array {
    const key = periodKey(period, knownAt);
    return (leaf) => {
      const { snapshot, entry } = this.#entryOf(key, leaf);
      if (entry.happened !== null) return entry.happened;
      const found = happenedIn(leaf, period, knownAt);
      if (!noteRequest(entry, 'happened')) return found;
      entry.happened = found.slice(0, leaf.size);
      this.#grow(entry.happened.byteLength, snapshot);
      return entry.happened;
    };
  }

  /** Looked up for each leaf: who reads leaf by leaf and lets others in between may find the day evicted. */
  #entryOf(key: string, leaf: Leaf): { snapshot: Snapshot; entry: LeafEntry } {
    const snapshot = this.#use(key);
    const ready = snapshot.get(leaf);
    if (ready !== undefined) return { snapshot, entry: ready };
    const entry = { state: null, happened: null, requested: [], blocks: null, plots: null };
    snapshot.set(leaf, entry);
    this.#grow(ENTRY_BYTES, snapshot);
    return { snapshot, entry };
  }

  /** Evicts a leaf that an update replaced. */
  drop(leaf: Leaf): void {
    for (const snapshot of this.#byDay.values()) this.#evict(snapshot, leaf);
  }

  #use(key: string): Snapshot {
    const snapshot: Snapshot = this.#byDay.get(key) ?? new Map();
    this.#byDay.delete(key);
    this.#byDay.set(key, snapshot);
    for (const [oldest, old] of this.#byDay) {
      if (this.#byDay.size <= this.#mostDays) break;
      for (const leaf of old.keys()) this.#evict(old, leaf);
      this.#byDay.delete(oldest);
    }
    return snapshot;
  }

  #grow(bytes: number, inUse: Snapshot): void {
    this.#bytes += bytes;
    if (this.#bytes <= this.#mostBytes) return;
    for (const [key, snapshot] of this.#byDay) {
      if (snapshot === inUse) continue;
      for (const leaf of snapshot.keys()) {
        if (this.#bytes <= this.#mostBytes) return;
        this.#evict(snapshot, leaf);
      }
      this.#byDay.delete(key);
    }
  }

  #evict(snapshot: Snapshot, leaf: Leaf): void {
    const entry = snapshot.get(leaf);
    if (entry === undefined) return;
    snapshot.delete(leaf);
    this.#bytes -= bytesOf(entry);
  }
}

/** Notes a request. @returns true when the same was requested before */
function noteRequest({ requested }: LeafEntry, what: LeafEntry['requested'][number]): boolean {
  if (requested.includes(what)) return true;
  requested.push(what);
  return false;
}

function bytesOf({ state, happened, blocks, plots }: LeafEntry): number {
  const sums = [blocks, plots].filter((kept) => kept !== null);
  const own = (state === null ? 0 : stateBytes(state)) + (happened?.byteLength ?? 0);
  const bytes = ENTRY_BYTES + own;
  return sums.reduce((total, kept) => total + squareSumsBytes(kept), bytes);
}
