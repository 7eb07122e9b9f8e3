import KDBush from 'kdbush';

/** A place on a plane, in metres, and the day on which something happened there. */
export type DatedPlace = { x: number; y: number; day: number };

type NearPairs = { first: Int32Array; second: Int32Array; metres: Float64Array };

/** The index compares squared lengths, which may round otherwise than the length itself. */
const ROUNDING = 1 + 1e-9;

/** Every pair of places at most `radius` metres apart, the lower number first. */
export function nearPairs(places: readonly { x: number; y: number }[], radius: number): NearPairs {
  const index = new KDBush(places.length);
  for (const { x, y } of places) index.add(x, y);
  index.finish();
  const first: number[] = [];
  const second: number[] = [];
  const metres: number[] = [];
  for (const [i, { x, y }] of places.entries()) {
    for (const j of index.within(x, y, radius * ROUNDING)) {
      const other = places[j];
      if (other === undefined || j >= i) continue;
      const distance = Math.hypot(x - other.x, y - other.y);
      if (distance > radius) continue;
      first.push(j);
      second.push(i);
      metres.push(distance);
    }
  }
  return {
    first: Int32Array.from(first),
    second: Int32Array.from(second),
    metres: Float64Array.from(metres),
  };
}
