import type { LonLat } from '#server/contract/geo.ts';
import type { RoadGraph } from '#server/methods/roads/road-graph.ts';

/** More places than the largest route has; two numbers are kept for each pair of them. */
const MOST_PLACES = 500;
const memory = new WeakMap<RoadGraph, MeasuredWays>();

/**
 * Measurements made on a graph, with room for these positions. They belong to the graph, which is one network for
 * one vehicle at one hour; when there are more places than room, they start again.
 */
export function measuredOn(graph: RoadGraph, positions: readonly LonLat[]): MeasuredWays {
  const known = memory.get(graph);
  if (known?.hasRoomFor(positions) === true) return known;
  const fresh = new MeasuredWays(Math.max(MOST_PLACES, positions.length));
  memory.set(graph, fresh);
  return fresh;
}

/** Seconds and metres between places that were asked for before. */
class MeasuredWays {
  readonly #room: number;
  readonly #numbers = new Map<string, number>();
  readonly #seconds: Float64Array;
  readonly #metres: Float64Array;

  constructor(room: number) {
    this.#room = room;
    // Not a number: never measured. Infinity: no way leads there.
    this.#seconds = new Float64Array(room * room).fill(Number.NaN);
    this.#metres = new Float64Array(room * room).fill(Number.NaN);
  }

  hasRoomFor(positions: readonly LonLat[]): boolean {
    const fresh = new Set(positions.map(String).filter((key) => !this.#numbers.has(key)));
    return this.#numbers.size + fresh.size <= this.#room;
  }

  /** The number of a position, for the other methods. */
  numberOf(position: LonLat): number {
    const key = String(position);
    const number = this.#numbers.get(key) ?? this.#numbers.size;
    this.#numbers.set(key, number);
    return number;
  }

  isKnown(from: number, to: number): boolean {
    return !Number.isNaN(this.#seconds[from * this.#room + to]);
  }

  keep(from: number, to: number, seconds: number, metres: number): void {
    this.#seconds[from * this.#room + to] = seconds;
    this.#metres[from * this.#room + to] = metres;
  }

  between(from: number, to: number): { seconds: number; metres: number } {
    const at = from * this.#room + to;
    return { seconds: this.#seconds[at] ?? Infinity, metres: this.#metres[at] ?? Infinity };
  }
}
