/** A place on a plane, in metres, and the day on which something happened there. */
export type DatedPlace = { x: number; y: number; day: number };

export type NearPairs = { first: Int32Array; second: Int32Array; metres: Float64Array };

/** Every pair of places at most `radius` metres apart, the lower number first, found through a grid. */
export function nearPairs(places: readonly { x: number; y: number }[], radius: number): NearPairs {
  const side = Math.max(radius, 1e-9);
  const cells = new Map<string, number[]>();
  const keyOf = (column: number, row: number) => `${column} ${row}`;
  const first: number[] = [];
  const second: number[] = [];
  const metres: number[] = [];
  for (const [i, { x, y }] of places.entries()) {
    const [column, row] = [Math.floor(x / side), Math.floor(y / side)];
    for (let c = column - 1; c <= column + 1; c += 1) {
      for (let r = row - 1; r <= row + 1; r += 1) {
        for (const j of cells.get(keyOf(c, r)) ?? []) {
          const other = places[j];
          if (other === undefined) continue;
          const distance = Math.hypot(x - other.x, y - other.y);
          if (distance > radius) continue;
          first.push(j);
          second.push(i);
          metres.push(distance);
        }
      }
    }
    const key = keyOf(column, row);
    const own = cells.get(key);
    if (own === undefined) cells.set(key, [i]);
    else own.push(i);
  }
  return {
    first: Int32Array.from(first),
    second: Int32Array.from(second),
    metres: Float64Array.from(metres),
  };
}
