import type { Sketch } from '#client/map/paper/sketch.ts';
import type { Spot } from '#client/map/paper/street-names.ts';
import type { LonLat } from '#server/contract/geo.ts';

/** One number of the drawing, with the points that it stands for. */
export type NumberedPlace = { number: number; at: Spot; codes: string[] };

/** Nearer than this, in units of the drawing, two circles would cover each other's numbers. */
const APART = 19;

/**
 * Numbers places in the order in which they are given. Places that lie too near each other in the drawing share the
 * circle of the first one.
 */
export function numberPlaces(
  places: readonly { code: string; place: LonLat }[],
  sketch: Pick<Sketch, 'at'>,
): NumberedPlace[] {
  const numbered: NumberedPlace[] = [];
  for (const { code, place } of places) {
    const [x, y] = sketch.at(place);
    const near = numbered.find(({ at }) => Math.hypot(at[0] - x, at[1] - y) < APART);
    if (near === undefined)
      numbered.push({ number: numbered.length + 1, at: [x, y], codes: [code] });
    else near.codes.push(code);
  }
  return numbered;
}
