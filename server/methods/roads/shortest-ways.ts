import { NodeHeap } from './node-heap.ts';
import type { RoadGraph } from './road-graph.ts';
import type { Snapped } from './snap.ts';

/** Quickest ways from one place to many: seconds and metres by target, `Infinity` where no way leads. */
type WaysFrom = { seconds: Float64Array; metres: Float64Array };

/** A way as edges in order; the first and the last are ridden in part. */
export type Way = {
  seconds: number;
  metres: number;
  steps: { edge: number; fromShare: number; toShare: number }[];
};

/** Places to be reached, by the nodes from which one comes to them. */
type PreparedTargets = {
  targets: readonly (Snapped | null)[];
  entries: readonly Start[][];
  /** 1 for each node among the entries, and how many there are. */
  wanted: Uint8Array;
  count: number;
};

/** A place nearer than this to the end of its edge is at the junction. */
const JUNCTION_METRES = 0.5;

type Start = { node: number; seconds: number; metres: number; forward: boolean };

/** Finds quickest ways (Dijkstra 1959) on one graph; keeps its working memory from one search to the next. */
export class ShortestWays {
  readonly #graph: RoadGraph;
  readonly #seconds: Float64Array;
  readonly #metres: Float64Array;
  /** The arc by which a node was reached; -1 at a start. */
  readonly #by: Int32Array;
  readonly #reachedFrom: Int32Array;
  readonly #heap: NodeHeap;
  readonly #touched: number[] = [];

  constructor(graph: RoadGraph) {
    this.#graph = graph;
    const nodes = graph.nodeIds.length;
    this.#seconds = new Float64Array(nodes).fill(Infinity);
    this.#metres = new Float64Array(nodes);
    this.#by = new Int32Array(nodes);
    this.#reachedFrom = new Int32Array(nodes);
    this.#heap = new NodeHeap(this.#seconds);
  }

  /** From one place on the roads to many. */
  waysTo(from: Snapped, targets: readonly (Snapped | null)[]): WaysFrom {
    return this.waysToPrepared(from, this.prepare(targets));
  }

  /** Targets of many searches, looked at once. */
  prepare(places: readonly (Snapped | null)[]): PreparedTargets {
    const targets = places.map((place) => (place === null ? null : this.#movedToJunction(place)));
    const entries = targets.map((target) => (target === null ? [] : this.#entriesOf(target)));
    const wanted = new Uint8Array(this.#seconds.length);
    for (const { node } of entries.flat()) wanted[node] = 1;
    return { targets, entries, wanted, count: wanted.reduce((sum, one) => sum + one, 0) };
  }

  waysToPrepared(place: Snapped, prepared: PreparedTargets): WaysFrom {
    const from = this.#movedToJunction(place);
    const { targets, entries } = prepared;
    this.#search(this.#startsOf(from), prepared);
    const [seconds, metres] = [
      new Float64Array(targets.length).fill(Infinity),
      new Float64Array(targets.length).fill(Infinity),
    ];
    for (const [at, target] of targets.entries()) {
      if (target === null) continue;
      const best = this.#best(from, target, entries[at] ?? []);
      if (best === null) continue;
      seconds[at] = best.seconds;
      metres[at] = best.metres;
    }
    return { seconds, metres };
  }

  /** The quickest way itself; null where none leads. */
  wayTo(start: Snapped, end: Snapped): Way | null {
    const [from, to] = [this.#movedToJunction(start), this.#movedToJunction(end)];
    const prepared = this.prepare([to]);
    const entries = prepared.entries[0] ?? [];
    this.#search(this.#startsOf(from), prepared);
    const best = this.#best(from, to, entries);
    if (best === null) return null;
    const { seconds, metres, entry } = best;
    if (entry === null) {
      return {
        seconds,
        metres,
        steps: [{ edge: from.edge, fromShare: from.share, toShare: to.share }],
      };
    }
    const steps: Way['steps'] = [
      { edge: to.edge, fromShare: entry.forward ? 0 : 1, toShare: to.share },
    ];
    let node = entry.node;
    for (let arc = this.#by[node] ?? -1; arc >= 0; arc = this.#by[node] ?? -1) {
      const along = this.#graph.forward[arc] === 1;
      steps.push({
        edge: this.#graph.edge[arc] ?? 0,
        fromShare: along ? 0 : 1,
        toShare: along ? 1 : 0,
      });
      node = this.#reachedFrom[node] ?? 0;
    }
    // -1 marks a start along the line, -2 one against it.
    steps.push({ edge: from.edge, fromShare: from.share, toShare: this.#by[node] === -1 ? 1 : 0 });
    return { seconds, metres, steps: steps.toReversed() };
  }

  /** Between nodes, by their numbers: for checking against other implementations. */
  secondsBetween(from: number, to: number): number {
    const wanted = new Uint8Array(this.#seconds.length);
    wanted[to] = 1;
    this.#search([{ node: from, seconds: 0, metres: 0, forward: true }], { wanted, count: 1 });
    return this.#seconds[to] ?? Infinity;
  }

  #best(from: Snapped, to: Snapped, entries: readonly Start[]) {
    let best: { seconds: number; metres: number; entry: Start | null } | null = null;
    const along = this.#alongOneEdge(from, to);
    if (along !== null) best = { ...along, entry: null };
    for (const entry of entries) {
      const seconds = (this.#seconds[entry.node] ?? Infinity) + entry.seconds;
      if (seconds === Infinity || (best !== null && seconds >= best.seconds)) continue;
      best = { seconds, metres: (this.#metres[entry.node] ?? 0) + entry.metres, entry };
    }
    return best;
  }

  #alongOneEdge(from: Snapped, to: Snapped): { seconds: number; metres: number } | null {
    if (from.edge !== to.edge) return null;
    const share = to.share - from.share;
    const { along, against } = this.#openings(from.edge);
    if (share === 0 || (share > 0 ? along : against)) {
      const part = Math.abs(share);
      return {
        seconds: part * (this.#graph.seconds[from.edge] ?? 0),
        metres: part * (this.#graph.metres[from.edge] ?? 0),
      };
    }
    return null;
  }

  /** Gives the ends of its edge that can be reached from a place; at a junction the junction itself. */
  #startsOf(place: Snapped): Start[] {
    const { along, against } = this.#openings(place.edge);
    const ends = this.#endsOf(place.edge);
    const part = (share: number, node: number, forward: boolean) =>
      this.#part(place.edge, share, node, forward);
    return [
      ...this.#junctionAt(place),
      ...(along ? [part(1 - place.share, ends.to, true)] : []),
      ...(against ? [part(place.share, ends.from, false)] : []),
    ];
  }

  /**
   * Gives the end of its edge at which a place lies, 0 seconds away. Every street of the junction leads there and away,
   * also where the edge is one-way: it does not matter to which of the junction's edges a position was snapped.
   */
  #junctionAt({ edge, share }: Snapped): Start[] {
    const ends = this.#endsOf(edge);
    if (share === 0) return [this.#part(edge, 0, ends.from, false)];
    return share === 1 ? [this.#part(edge, 0, ends.to, true)] : [];
  }

  /** Moves a place that is nearly at an end of its edge to that end. */
  #movedToJunction(place: Snapped): Snapped {
    const near = JUNCTION_METRES / Math.max(JUNCTION_METRES, this.#graph.metres[place.edge] ?? 0);
    if (place.share <= near) return { ...place, share: 0 };
    return place.share >= 1 - near ? { ...place, share: 1 } : place;
  }

  /** Gives the ends of its edge from which a place can be reached; at a junction the junction itself. */
  #entriesOf(place: Snapped): Start[] {
    const { along, against } = this.#openings(place.edge);
    const ends = this.#endsOf(place.edge);
    const part = (share: number, node: number, forward: boolean) =>
      this.#part(place.edge, share, node, forward);
    const [junction] = this.#junctionAt(place);
    return [
      ...(junction === undefined ? [] : [{ ...junction, forward: !junction.forward }]),
      ...(along ? [part(place.share, ends.from, true)] : []),
      ...(against ? [part(1 - place.share, ends.to, false)] : []),
    ];
  }

  #part(edge: number, share: number, node: number, forward: boolean): Start {
    return {
      node,
      seconds: share * (this.#graph.seconds[edge] ?? 0),
      metres: share * (this.#graph.metres[edge] ?? 0),
      forward,
    };
  }

  #openings(edge: number): { along: boolean; against: boolean } {
    const direction = this.#graph.edges[edge]?.[this.#graph.vehicle] ?? 'none';
    return {
      along: direction === 'both' || direction === 'forward',
      against: direction === 'both' || direction === 'backward',
    };
  }

  #endsOf(edge: number): { from: number; to: number } {
    const { numberOf, edges } = this.#graph;
    const { fromNode = 0, toNode = 0 } = edges[edge] ?? {};
    return { from: numberOf.get(fromNode) ?? 0, to: numberOf.get(toNode) ?? 0 };
  }

  /** Settles nodes, nearest first, until every wanted one is settled or there are no more. */
  #search(
    starts: readonly Start[],
    { wanted, count }: Pick<PreparedTargets, 'wanted' | 'count'>,
  ): void {
    const { first, target, edge, seconds, metres } = this.#graph;
    const [reached, lengths, by, reachedFrom, heap, touched] = [
      this.#seconds,
      this.#metres,
      this.#by,
      this.#reachedFrom,
      this.#heap,
      this.#touched,
    ];
    for (const node of touched) reached[node] = Infinity;
    touched.length = 0;
    heap.clear();
    for (const start of starts) {
      if (start.seconds >= (reached[start.node] ?? 0)) continue;
      touched.push(start.node);
      reached[start.node] = start.seconds;
      lengths[start.node] = start.metres;
      by[start.node] = start.forward ? -1 : -2;
      reachedFrom[start.node] = start.node;
      heap.push(start.node);
    }
    let missing = count;
    for (let node = heap.pop(); node !== -1; node = heap.pop()) {
      if (wanted[node] === 1) missing -= 1;
      if (missing === 0) break;
      const cost = reached[node] ?? 0;
      const end = first[node + 1] ?? 0;
      for (let arc = first[node] ?? 0; arc < end; arc += 1) {
        const next = target[arc] ?? 0;
        const over = edge[arc] ?? 0;
        const total = cost + (seconds[over] ?? 0);
        const known = reached[next] ?? 0;
        if (total >= known) continue;
        if (known === Infinity) touched.push(next);
        reached[next] = total;
        lengths[next] = (lengths[node] ?? 0) + (metres[over] ?? 0);
        by[next] = arc;
        reachedFrom[next] = node;
        heap.push(next);
      }
    }
  }
}
