import { leafState, stateBytes, type LeafState } from './leaf-state.ts';
import type { Leaf } from './leaf.ts';
import { plotSums, plotSumsBytes, type PlotSums } from './plot-sums.ts';

type Snapshot = Map<Leaf, { state: LeafState; plots: PlotSums | null }>;

/** What leaves are on one day, as many as the caller needs. */
export type DayStates = {
  stateOf: (leaf: Leaf) => LeafState;
  /** Null where the leaf has not been asked for on that day before: one tile is made sooner point by point. */
  plotsOf: (leaf: Leaf) => PlotSums | null;
};

/**
 * The state of leaves on the days lately asked for, and what they add up to by plot, filled leaf by leaf as
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
    const entryOf = (leaf: Leaf) => {
      const ready = snapshot.get(leaf);
      if (ready !== undefined) return ready;
      const entry = { state: leafState(leaf, asOf, knownAt), plots: null };
      snapshot.set(leaf, entry);
      this.#grow(stateBytes(entry.state), snapshot);
      return entry;
    };
    return {
      stateOf: (leaf) => entryOf(leaf).state,
      plotsOf: (leaf) => {
        const entry = snapshot.get(leaf);
        if (entry === undefined || entry.plots !== null) return entry?.plots ?? null;
        entry.plots = plotSums(leaf, entry.state);
        this.#grow(plotSumsBytes(entry.plots), snapshot);
        return entry.plots;
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
    this.#bytes -=
      stateBytes(entry.state) + (entry.plots === null ? 0 : plotSumsBytes(entry.plots));
  }
}
