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
