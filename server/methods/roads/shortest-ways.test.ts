import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { LonLat } from '#server/contract/geo.ts';
import { reached } from '#tests/support/reached.ts';
import { naiveBetween, naiveSeconds } from '#tests/support/routes/naive-ways.ts';

import { DIRECTIONS, directionOf } from './road-access.ts';
import { buildRoadGraph, islandsOf } from './road-graph.ts';
import { roadEdges, type RoadEdge } from './road-network.ts';
import { ShortestWays } from './shortest-ways.ts';
import { buildSnapIndex, snapTo } from './snap.ts';

const placeOf = (node: number): LonLat => [
  105.8 + (node % 4) * 0.001,
  21 + Math.floor(node / 4) * 0.001,
];
function edge(fromNode: number, toNode: number, given: Partial<RoadEdge> = {}): RoadEdge {
  return {
    fromNode,
    toNode,
    wayId: 1,
    class: 'residential',
    name: null,
    motorbike: 'both',
    car: 'both',
    metres: 100,
    maxSpeed: null,
    line: [placeOf(fromNode), placeOf(toNode)],
    ...given,
  };
}
const SNAPPED = { metres: 0, position: placeOf(0), mainland: true, island: 0 };
const secondsOf = ({ metres }: RoadEdge) => metres / 10;

describe('quickest ways', () => {
  const share = fc.integer({ min: 0, max: 1_000 }).map((thousandths) => thousandths / 1_000);
  const node = fc.integer({ min: 0, max: 11 });
  const someEdge = fc
    .record({
      from: node,
      to: node,
      metres: fc.integer({ min: 0, max: 50 }),
      motorbike: fc.constantFrom(...DIRECTIONS),
    })
    .map(({ from, to, metres, motorbike }) => edge(from, to, { metres, motorbike }));

  it('between all nodes are those that a plain Dijkstra finds, on any graph', () => {
    fc.assert(
      fc.property(fc.array(someEdge, { minLength: 1, maxLength: 40 }), (edges) => {
        const graph = buildRoadGraph(edges, 'motorbike', secondsOf);
        const ways = new ShortestWays(graph);
        for (const [from, id] of graph.nodeIds.entries()) {
          const expected = naiveSeconds(edges, 'motorbike', secondsOf, id);
          for (const [to, other] of graph.nodeIds.entries()) {
            expect(ways.secondsBetween(from, to)).toBeCloseTo(expected.get(other) ?? Infinity, 9);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('between places along edges are as long as the steps of the way that is drawn', () => {
    const spot = fc.record({ pick: fc.nat(), share });
    fc.assert(
      fc.property(
        fc.array(someEdge, { minLength: 1, maxLength: 30 }),
        spot,
        spot,
        (edges, a, b) => {
          const graph = buildRoadGraph(edges, 'motorbike', secondsOf);
          const open = [...edges.keys()].filter((place) => edges[place]?.motorbike !== 'none');
          fc.pre(open.length > 0);
          const on = ({ pick, share: at }: typeof a) => ({
            edge: open[pick % open.length] ?? 0,
            share: at,
            metres: 0,
            position: placeOf(0),
            mainland: true,
            island: 0,
          });
          const ways = new ShortestWays(graph);
          const way = ways.wayTo(on(a), on(b));
          const { seconds, metres } = ways.waysTo(on(a), [on(b)]);
          expect(way?.seconds ?? Infinity).toBe(seconds[0]);
          expect(way?.metres ?? Infinity).toBe(metres[0]);
          const stepped = (way?.steps ?? []).map(({ edge: over, fromShare, toShare }) => {
            const direction = edges[over]?.motorbike ?? 'none';
            const against = toShare < fromShare;
            expect(against ? ['both', 'backward'] : ['both', 'forward', direction]).toContain(
              direction,
            );
            return Math.abs(toShare - fromShare) * secondsOf(edges[over] ?? edge(0, 0));
          });
          const total = stepped.reduce((sum, step) => sum + step, 0);
          expect(way === null ? seconds[0] : total).toBeCloseTo(seconds[0] ?? 0, 9);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('between places along edges are those of a graph that is cut there, on one street too', () => {
    const given = fc.record({
      drawn: fc.array(someEdge, { minLength: 1, maxLength: 20, size: 'max' }),
      one: fc.nat(),
      // Null: the same street.
      other: fc.option(fc.nat(), { freq: 2 }),
      fromShare: share,
      toShare: share,
    });
    const cases = { 'along one street': 0.15, 'round to the same street': 0.015, 'no way': 0.15 };
    reached(cases, (seen) => {
      fc.assert(
        fc.property(given, ({ drawn, one, other, fromShare, toShare }) => {
          const open = drawn.filter(({ motorbike }) => motorbike !== 'none');
          fc.pre(open.length > 0);
          const graph = buildRoadGraph(open, 'motorbike', secondsOf);
          const from = { ...SNAPPED, edge: one % open.length, share: fromShare };
          const to = { ...SNAPPED, edge: (other ?? one) % open.length, share: toShare };
          const way = new ShortestWays(graph).wayTo(from, to);
          const isOne = from.edge === to.edge && way !== null && way.seconds > 0;
          seen('along one street', isOne && way.steps.length === 1);
          seen('round to the same street', isOne && way.steps.length > 1);
          seen('no way', way === null);
          const expected = naiveBetween(open, 'motorbike', secondsOf, { from, to });
          expect(way?.seconds ?? Infinity).toBeCloseTo(expected, 9);
        }),
        { numRuns: 1_000 },
      );
    });
  });

  it('from and to a junction use every street there, whichever of them a position was snapped to', () => {
    let compared = 0;
    fc.assert(
      fc.property(fc.array(someEdge, { minLength: 3, maxLength: 30 }), (drawn) => {
        const edges = drawn.filter(({ motorbike, fromNode, toNode, metres }) => {
          return motorbike !== 'none' && fromNode !== toNode && metres > 0;
        });
        fc.pre(edges.length > 0);
        const graph = buildRoadGraph(edges, 'motorbike', secondsOf);
        const ways = new ShortestWays(graph);
        const ends = edges.flatMap(({ fromNode, toNode }, place) => [
          { node: fromNode, on: { ...SNAPPED, edge: place, share: 0 } },
          { node: toNode, on: { ...SNAPPED, edge: place, share: 1 } },
        ]);
        for (const from of ends) {
          const expected = naiveSeconds(edges, 'motorbike', secondsOf, from.node);
          const { seconds } = ways.waysTo(
            from.on,
            ends.map(({ on }) => on),
          );
          for (const [at, to] of ends.entries()) {
            const whole = expected.get(to.node) ?? Infinity;
            expect(seconds[at]).toBeCloseTo(whole, 9);
            if (whole !== Infinity && whole > 0) compared += 1;
          }
        }
      }),
      { numRuns: 100 },
    );
    expect(compared).toBeGreaterThan(1_000);
  });

  it('go round a one-way street, and not against it', () => {
    const square = [edge(0, 1, { motorbike: 'forward' }), edge(1, 5), edge(5, 4), edge(4, 0)];
    const graph = buildRoadGraph(square, 'motorbike', secondsOf);
    const ways = new ShortestWays(graph);
    const at = (id: number) => graph.numberOf.get(id) ?? -1;
    expect(ways.secondsBetween(at(0), at(1))).toBe(10);
    expect(ways.secondsBetween(at(1), at(0))).toBe(30);
  });
});

describe('islands', () => {
  const mainland = [edge(0, 1), edge(1, 2), edge(2, 3)];
  const island = edge(8, 9, {
    line: [
      [105.9, 21.1],
      [105.901, 21.1],
    ],
    metres: 104,
  });
  const graph = buildRoadGraph([...mainland, island], 'car', secondsOf);
  const index = buildSnapIndex(graph);

  it('are named with a place and a length', () => {
    expect(islandsOf(graph)).toEqual([{ nodes: 2, metres: 104, at: [105.9, 21.1] }]);
  });

  it('catch a stop only when the mainland is clearly farther', () => {
    expect(snapTo(index, [105.9005, 21.1001])).toMatchObject({ mainland: false, edge: 3 });
    expect(snapTo(index, [105.8005, 21.0002])).toMatchObject({ mainland: true, edge: 0 });
    expect(snapTo(index, [106.2, 21.4])).toBeNull();
  });

  it('tell the distance of a stop from its street', () => {
    expect(snapTo(index, [105.8005, 21.0002])?.metres).toBeCloseTo(22.2, 0);
    expect(snapTo(index, [105.8005, 21.0002])?.share).toBeCloseTo(0.5, 6);
  });
});

describe('who may use a way, and in which direction', () => {
  it.each([
    [{ highway: 'primary' }, 'both', 'both'],
    [{ highway: 'primary', oneway: 'yes' }, 'forward', 'forward'],
    [{ highway: 'primary', oneway: '-1' }, 'backward', 'backward'],
    [{ highway: 'tertiary', junction: 'roundabout' }, 'forward', 'forward'],
    [{ highway: 'tertiary', junction: 'roundabout', oneway: 'no' }, 'both', 'both'],
    [{ highway: 'residential', oneway: 'yes', 'oneway:motorcycle': 'no' }, 'both', 'forward'],
    [{ highway: 'residential', oneway: 'yes', 'oneway:moped': 'no' }, 'both', 'forward'],
    [{ highway: 'secondary', oneway: 'reversible' }, 'none', 'none'],
    [{ highway: 'service', access: 'private' }, 'none', 'none'],
    [{ highway: 'service', access: 'no', motorcycle: 'yes' }, 'both', 'none'],
    [{ highway: 'service', motorcar: 'no', motorcycle: 'yes' }, 'both', 'none'],
    [{ highway: 'service', motor_vehicle: 'no' }, 'none', 'none'],
    [{ highway: 'residential', motorcar: 'destination' }, 'both', 'both'],
    [{ highway: 'motorway' }, 'none', 'forward'],
    [{ highway: 'motorway_link', oneway: 'yes' }, 'none', 'forward'],
    [{ highway: 'motorway', motorcycle: 'yes' }, 'forward', 'forward'],
    [{ highway: 'footway' }, 'none', 'none'],
    [{ highway: 'footway', access: 'yes' }, 'none', 'none'],
    [{ highway: 'path', motorcycle: 'yes' }, 'both', 'none'],
    [{ highway: 'pedestrian', motor_vehicle: 'yes' }, 'both', 'both'],
    [{ highway: 'steps' }, 'none', 'none'],
    [{ highway: 'construction' }, 'none', 'none'],
    [{ highway: 'service', area: 'yes' }, 'none', 'none'],
  ] as const)('%j: motorbike %s, car %s', (tags, motorbike, car) => {
    expect(directionOf(tags, 'motorbike')).toBe(motorbike);
    expect(directionOf(tags, 'car')).toBe(car);
  });
});

describe('ways cut at their junctions', () => {
  const positions = new Map([1, 2, 3, 4, 5].map((id) => [id, placeOf(id)] as const));
  const data = (ways: { id: number; nodes: number[] }[]) => ({
    nodes: [],
    ways: ways.map((way) => ({ ...way, tags: { highway: 'residential' } })),
    positionOf: (id: number) => positions.get(id),
    nodeCount: positions.size,
  });

  it('become stretches between the nodes that ways share', () => {
    const { edges } = roadEdges(
      data([
        { id: 1, nodes: [1, 2, 3] },
        { id: 2, nodes: [2, 4] },
      ]),
    );
    expect(edges.map(({ fromNode, toNode }) => [fromNode, toNode])).toEqual([
      [1, 2],
      [2, 3],
      [2, 4],
    ]);
  });

  it('end where an extract lacks a node', () => {
    const { edges, cutWays } = roadEdges(data([{ id: 1, nodes: [1, 2, 99, 3, 4] }]));
    expect(edges.map(({ fromNode, toNode }) => [fromNode, toNode])).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(cutWays).toBe(1);
  });
});
