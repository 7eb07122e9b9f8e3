import type { LonLat } from '#server/contract/geo.ts';
import { metresBetween } from '#server/methods/local-metres.ts';

/**
 * Parts things that lie apart: two belong together when a chain of things leads from one to the other with no
 * step longer than `metres` (single linkage). A street's name occurs more than once in a city.
 */
export function clustersOf<Thing>(
  things: readonly Thing[],
  positionOf: (thing: Thing) => LonLat,
  metres: number,
): Thing[][] {
  const cell = metres / 111_000;
  const cells = new Map<string, number[]>();
  const at = things.map((thing) => positionOf(thing));
  const cellOf = ([longitude, latitude]: LonLat) =>
    [Math.floor(longitude / cell), Math.floor(latitude / cell)] as const;
  for (const [index, position] of at.entries()) {
    const key = cellOf(position).join();
    cells.set(key, [...(cells.get(key) ?? []), index]);
  }
  const seen = new Set<number>();
  const clusters: Thing[][] = [];
  for (const start of things.keys()) {
    if (seen.has(start)) continue;
    const members = [start];
    seen.add(start);
    for (const member of members) {
      const position = at[member] ?? [0, 0];
      const [column, row] = cellOf(position);
      for (let x = column - 1; x <= column + 1; x += 1) {
        for (let y = row - 1; y <= row + 1; y += 1) {
          for (const other of cells.get(`${x},${y}`) ?? []) {
            if (seen.has(other)) continue;
            if (metresBetween(position, at[other] ?? [0, 0]) > metres) continue;
            seen.add(other);
            members.push(other);
          }
        }
      }
    }
    clusters.push(members.flatMap((member) => things[member] ?? []));
  }
  return clusters;
}
