import { keptState, leafState, stateBytes, type LeafState } from './leaf-state.ts';
import type { Leaf } from './leaf.ts';
import {
  keptSums,
  squareSums,
  squareSumsBytes,
  type Squares,
  type SquareSums,
} from './square-sums.ts';

type LeafOnDay = { state: LeafState | null; asked: ('state' | Squares)[] } & Record<
  Squares,
  SquareSums | null
>;
type Snapshot = Map<Leaf, LeafOnDay>;

/** Of an entry by itself. */
const ENTRY_BYTES = 128;

/**
 * What leaves are on one day. An answer holds until the next one. It is kept from the second time on: most days and
 * leaves are asked for once, and keeping what nobody comes back for costs more than making it.
 */
export type DayStates = {
  stateOf: (leaf: Leaf) => LeafState;
  sumsOf: (leaf: Leaf, squares: Squares) => SquareSums;
};

/**
 * The state of leaves on the days lately asked for, and what they add up to by square, filled leaf by leaf as
 * tiles need them. Bounded by bytes: leaves of the least recently used day go first, never those of the one in use.
 */
export class Snapshots {
  readonly #byDate = new Map<string, Snapshot>();
  readonly #mostBytes: number;
  readonly #mostDates: number;
  #bytes = 0;

  constructor(mostBytes: number, mostDates: number) {
    this.#mostBytes = mostBytes;
    this.#mostDates = mostDates;
  }

  get bytes(): number {
    return this.#bytes;
  }

  on(asOf: number, knownAt: number | null): DayStates {
    const snapshot = this.#use(`${asOf}|${knownAt ?? ''}`);
    const entryOf = (leaf: Leaf): LeafOnDay => {
      const ready = snapshot.get(leaf);
      if (ready !== undefined) return ready;
      const entry = { state: null, asked: [], blocks: null, plots: null };
      snapshot.set(leaf, entry);
      this.#grow(ENTRY_BYTES, snapshot);
      return entry;
    };
    return {
      stateOf: (leaf) => {
        const entry = entryOf(leaf);
        if (entry.state !== null) return entry.state;
        const state = leafState(leaf, asOf, knownAt);
        if (!wasAsked(entry, 'state')) return state;
        entry.state = keptState(state, leaf.size);
        this.#grow(stateBytes(entry.state), snapshot);
        return entry.state;
      },
      sumsOf: (leaf, squares) => {
        const entry = entryOf(leaf);
        const ready = entry[squares];
        if (ready !== null) return ready;
        const state = entry.state ?? leafState(leaf, asOf, knownAt);
        const sums = squareSums(leaf, state, squares);
        if (!wasAsked(entry, squares)) return sums;
        const kept = keptSums(sums);
        entry[squares] = kept;
        this.#grow(squareSumsBytes(kept), snapshot);
        return kept;
      },
    };
  }

  /** Forgets the states of a leaf that was replaced. */
  drop(leaf: Leaf): void {
    for (const snapshot of this.#byDate.values()) this.#forget(snapshot, leaf);
  }

  #use(key: string): Snapshot {
    const snapshot: Snapshot = this.#byDate.get(key) ?? new Map();
    this.#byDate.delete(key);
    this.#byDate.set(key, snapshot);
    for (const [oldest, old] of this.#byDate) {
      if (this.#byDate.size <= this.#mostDates) break;
      for (const leaf of old.keys()) this.#forget(old, leaf);
      this.#byDate.delete(oldest);
    }
    return snapshot;
  }

  #grow(bytes: number, inUse: Snapshot): void {
    this.#bytes += bytes;
    if (this.#bytes <= this.#mostBytes) return;
    for (const [key, snapshot] of this.#byDate) {
      if (snapshot === inUse) continue;
      for (const leaf of snapshot.keys()) {
        if (this.#bytes <= this.#mostBytes) return;
        this.#forget(snapshot, leaf);
      }
      this.#byDate.delete(key);
    }
  }

  #forget(snapshot: Snapshot, leaf: Leaf): void {
    const entry = snapshot.get(leaf);
    if (entry === undefined) return;
    snapshot.delete(leaf);
    this.#bytes -= bytesOf(entry);
  }
}

/** Whether it was asked for before; from now on it was. */
function wasAsked({ asked }: LeafOnDay, what: 'state' | Squares): boolean {
  if (asked.includes(what)) return true;
  asked.push(what);
  return false;
}

function bytesOf({ state, blocks, plots }: LeafOnDay): number {
  const sums = [blocks, plots].filter((kept) => kept !== null);
  const bytes = ENTRY_BYTES + (state === null ? 0 : stateBytes(state));
  return sums.reduce((total, kept) => total + squareSumsBytes(kept), bytes);
}
