import type { Vehicle } from '#server/contract/travel.ts';
import type { EdgeSeconds } from '#server/methods/roads/road-graph.ts';
import type { RoadEdge } from '#server/methods/roads/road-network.ts';

/** Dijkstra as the book has it: a list of all nodes, looked through for the nearest again and again. */
export function naiveSeconds(
  edges: readonly RoadEdge[],
  vehicle: Vehicle,
  secondsOf: EdgeSeconds,
  from: number,
): Map<number, number> {
  const reached = new Map<number, number>([[from, 0]]);
  const settled = new Set<number>();
  for (;;) {
    const [nearest] = [...reached]
      .filter(([node]) => !settled.has(node))
      .toSorted(([, one], [, other]) => one - other);
    if (nearest === undefined) return reached;
    const [node, seconds] = nearest;
    settled.add(node);
    for (const edge of edges) {
      const way = edge[vehicle];
      const ends = [
        ...(way === 'forward' || way === 'both' ? [[edge.fromNode, edge.toNode] as const] : []),
        ...(way === 'backward' || way === 'both' ? [[edge.toNode, edge.fromNode] as const] : []),
      ];
      for (const [start, end] of ends) {
        const total = seconds + secondsOf(edge);
        if (start === node && total < (reached.get(end) ?? Infinity)) reached.set(end, total);
      }
    }
  }
}

/** A place on the roads: an edge, by its place in the list, and the share of it that lies behind. */
type OnEdge = { edge: number; share: number };

/** Ids of the nodes that stand for two places; no other node has them. */
const [FIRST, SECOND] = [-1, -2];
/** A place nearer than this to the end of its edge is at the junction. */
const JUNCTION_METRES = 0.5;

/**
 * The seconds between two places along edges, by Dijkstra on a graph whose edges are cut there; Infinity where no way
 * leads.
 */
export function naiveBetween(
  edges: readonly RoadEdge[],
  vehicle: Vehicle,
  secondsOf: EdgeSeconds,
  given: { from: OnEdge; to: OnEdge },
): number {
  const [from, to] = [atJunction(given.from, edges), atJunction(given.to, edges)];
  const isSame = from.edge === to.edge && from.share === to.share;
  const places = [
    { ...from, node: FIRST },
    { ...to, node: isSame ? FIRST : SECOND },
  ];
  const cut = edges.flatMap((edge, at) => {
    const inside = places.filter((one) => one.edge === at && one.share > 0 && one.share < 1);
    const stops = [
      { share: 0, node: edge.fromNode },
      ...inside.toSorted((a, b) => a.share - b.share),
      { share: 1, node: edge.toNode },
    ];
    return stops.slice(1).map(({ share, node }, index): RoadEdge => {
      const before = stops[index] ?? { share: 0, node: edge.fromNode };
      const metres = (share - before.share) * edge.metres;
      return { ...edge, fromNode: before.node, toNode: node, metres };
    });
  });
  const [start = 0, end = 0] = places.map(({ edge, share, node }) => {
    if (share === 0) return edges[edge]?.fromNode;
    return share === 1 ? edges[edge]?.toNode : node;
  });
  return naiveSeconds(cut, vehicle, secondsOf, start).get(end) ?? Infinity;
}

function atJunction({ edge, share }: OnEdge, edges: readonly RoadEdge[]): OnEdge {
  const near = JUNCTION_METRES / Math.max(JUNCTION_METRES, edges[edge]?.metres ?? 0);
  if (share <= near) return { edge, share: 0 };
  return { edge, share: share >= 1 - near ? 1 : share };
}
