import { leafState, stateBytes, type LeafState } from './leaf-state.ts';
import type { Leaf } from './leaf.ts';

type Snapshot = Map<Leaf, LeafState>;

/**
 * The state of leaves on the days lately asked for, filled leaf by leaf as tiles need them. Bounded by
 * bytes: the least recently used day goes first, never the one in use.
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

  /** Looks up the states of one date, as many leaves as the caller needs. */
  on(asOf: number, knownAt: number | null): (leaf: Leaf) => LeafState {
    const snapshot = this.#use(`${asOf}|${knownAt ?? ''}`);
    return (leaf) => {
      const ready = snapshot.get(leaf);
      if (ready !== undefined) return ready;
      const state = leafState(leaf, asOf, knownAt);
      snapshot.set(leaf, state);
      this.#bytes += stateBytes(state);
      if (this.#bytes > this.#mostBytes) this.#evict(snapshot);
      return state;
    };
  }

  /** Forgets the states of a leaf that was replaced. */
  drop(leaf: Leaf): void {
    for (const snapshot of this.#byDate.values()) {
      const state = snapshot.get(leaf);
      if (state === undefined) continue;
      snapshot.delete(leaf);
      this.#bytes -= stateBytes(state);
    }
  }

  #use(key: string): Snapshot {
    const snapshot: Snapshot = this.#byDate.get(key) ?? new Map();
    this.#byDate.delete(key);
    this.#byDate.set(key, snapshot);
    if (this.#byDate.size > this.#mostDates) this.#evict(snapshot);
    return snapshot;
  }

  #evict(inUse: Snapshot): void {
    for (const [key, snapshot] of this.#byDate) {
      if (snapshot === inUse) continue;
      if (this.#bytes <= this.#mostBytes && this.#byDate.size <= this.#mostDates) return;
      this.#byDate.delete(key);
      for (const state of snapshot.values()) this.#bytes -= stateBytes(state);
    }
  }
}
