import { setImmediate as breathe } from 'node:timers/promises';

import type { LonLat } from '#server/contract/geo.ts';
import { between } from '#server/methods/local-metres.ts';
import type { RoadGraph } from '#server/methods/roads/road-graph.ts';
import { ShortestWays, type Way } from '#server/methods/roads/shortest-ways.ts';
import { snapTo, type Snapped, type SnapIndex } from '#server/methods/roads/snap.ts';

/** More places than the largest route has; two numbers are kept for each pair of them. */
const MOST_PLACES = 500;
const memory = new WeakMap<RoadGraph, MeasuredWays>();

/**
 * Measurements made on a graph, with room for these positions. They belong to the graph, which is one network for
 * one vehicle at one hour; when there are more places than room, they start again.
 */
function measuredOn(graph: RoadGraph, positions: readonly LonLat[]): MeasuredWays {
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

type Network = { graph: RoadGraph; snap: SnapIndex };

/** Matrices of all quickest ways along the roads, row by row, and what cannot be reached. */
export type RoadMatrix = {
  seconds: Float64Array;
  metres: Float64Array;
  snapMetres: number[];
  unreachable: number[];
};

/** Sources searched in one turn of the event loop, before other requests are answered. */
const SOURCES_A_TURN = 10;

/**
 * Every quickest way between positions; what has been measured between two of them before is not searched again.
 * Metres are those of the quickest way, not of the shortest.
 */
export async function roadMatrix(
  { graph, snap }: Network,
  positions: readonly LonLat[],
): Promise<RoadMatrix> {
  const places = positions.map((position) => snapTo(snap, position));
  const kept = measuredOn(graph, positions);
  const numbers = positions.map((position) => kept.numberOf(position));
  await measureNew(graph, places, numbers, kept);
  const ways = numbers.flatMap((from, row) =>
    numbers.map((to, column) => {
      if (row === column) return { seconds: 0, metres: 0 };
      const apart = places[row] === null || places[column] === null;
      return apart ? { seconds: Infinity, metres: Infinity } : kept.between(from, to);
    }),
  );
  return {
    seconds: Float64Array.from(ways, ({ seconds }) => seconds),
    metres: Float64Array.from(ways, ({ metres }) => metres),
    snapMetres: places.map((place) => place?.metres ?? Infinity),
    unreachable: apartFromMost(places),
  };
}

/** Searches from each place to those that nobody has asked for from there yet. */
async function measureNew(
  graph: RoadGraph,
  places: readonly (Snapped | null)[],
  numbers: readonly number[],
  kept: ReturnType<typeof measuredOn>,
): Promise<void> {
  const ways = new ShortestWays(graph);
  // The same for all places that are new, and for all that are not.
  let goals = '';
  let prepared = ways.prepare([]);
  let searched = 0;
  for (const [row, place] of places.entries()) {
    const from = numbers[row] ?? 0;
    const open = numbers.flatMap((to, column) =>
      places[column] === null || kept.isKnown(from, to) ? [] : column,
    );
    if (place === null || open.length === 0) continue;
    if (goals !== open.join()) {
      goals = open.join();
      prepared = ways.prepare(open.map((column) => places[column] ?? null));
    }
    const found = ways.waysToPrepared(place, prepared);
    for (const [at, column] of open.entries()) {
      const to = numbers[column] ?? 0;
      kept.keep(from, to, found.seconds[at] ?? Infinity, found.metres[at] ?? Infinity);
    }
    searched += 1;
    if (searched % SOURCES_A_TURN === 0) await breathe();
  }
}

/**
 * The places that most of the others cannot be reached from, or that cannot reach them: those off the island on
 * which most of them lie. A round on the far side of the river is no island to itself.
 */
function apartFromMost(places: readonly (Snapped | null)[]): number[] {
  const counts = new Map<number, number>();
  for (const place of places) {
    if (place === null || place.island === -1) continue;
    counts.set(place.island, (counts.get(place.island) ?? 0) + (place.mainland ? 1.001 : 1));
  }
  const [home] = [...counts].toSorted(([, one], [, other]) => other - one);
  return places.flatMap((place, index) =>
    place === null || place.island !== home?.[0] ? [index] : [],
  );
}

/** The way between two positions as a line along the streets; null where none leads. */
export function roadLeg(
  { graph, snap }: Network,
  from: LonLat,
  to: LonLat,
): { line: LonLat[]; metres: number; seconds: number } | null {
  const [start, end] = [snapTo(snap, from), snapTo(snap, to)];
  if (start === null || end === null) return null;
  const way = new ShortestWays(graph).wayTo(start, end);
  if (way === null) return null;
  return { line: lineOf(graph, way, start, end), metres: way.metres, seconds: way.seconds };
}

function lineOf({ edges, metres }: RoadGraph, way: Way, start: Snapped, end: Snapped): LonLat[] {
  const line = way.steps.flatMap(({ edge, fromShare, toShare }) => {
    const whole = edges[edge]?.line ?? [];
    const piece = partOf(
      whole,
      metres[edge] ?? 0,
      Math.min(fromShare, toShare),
      Math.max(fromShare, toShare),
    );
    return toShare < fromShare ? piece.toReversed() : piece;
  });
  return [start.position, ...line, end.position].filter(
    (position, at, all) => position.join() !== all[at - 1]?.join(),
  );
}

/** The part of a line between two shares of its length, in vertices. */
function partOf(line: readonly LonLat[], metres: number, from: number, to: number): LonLat[] {
  if (from === 0 && to === 1) return [...line];
  const lengths = line.slice(1).map((next, at) => {
    const last = line[at] ?? next;
    return Math.hypot((next[0] - last[0]) * Math.cos((next[1] * Math.PI) / 180), next[1] - last[1]);
  });
  const total = lengths.reduce((sum, length) => sum + length, 0);
  if (total === 0 || metres === 0) return [];
  const part: LonLat[] = [];
  let passed = 0;
  for (const [at, length] of lengths.entries()) {
    const [begin, end] = [passed / total, (passed + length) / total];
    const one: LonLat = line[at] ?? [0, 0];
    const other: LonLat = line[at + 1] ?? one;
    const span = end - begin || 1;
    if (end >= from && begin <= to) {
      part.push(between(one, other, Math.max(0, (from - begin) / span)));
      part.push(between(one, other, Math.min(1, (to - begin) / span)));
    }
    passed += length;
  }
  return part;
}
