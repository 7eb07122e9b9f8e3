import { leafState, stateBytes, type LeafState } from './leaf-state.ts';
import type { Leaf } from './leaf.ts';
import { squareSums, squareSumsBytes, type Squares, type SquareSums } from './square-sums.ts';

type LeafOnDay = { state: LeafState } & Record<Squares, SquareSums | null>;
type Snapshot = Map<Leaf, LeafOnDay>;

/** What leaves are on one day, as many as the caller needs. */
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
      const entry = { state: leafState(leaf, asOf, knownAt), blocks: null, plots: null };
      snapshot.set(leaf, entry);
      this.#grow(stateBytes(entry.state), snapshot);
      return entry;
    };
    return {
      stateOf: (leaf) => entryOf(leaf).state,
      sumsOf: (leaf, squares) => {
        const entry = entryOf(leaf);
        const ready = entry[squares];
        if (ready !== null) return ready;
        const sums = squareSums(leaf, entry.state, squares);
        entry[squares] = sums;
        this.#grow(squareSumsBytes(sums), snapshot);
        return sums;
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

function bytesOf({ state, blocks, plots }: LeafOnDay): number {
  const sums = [blocks, plots].filter((kept) => kept !== null);
  return sums.reduce((bytes, kept) => bytes + squareSumsBytes(kept), stateBytes(state));
}
