import fc from 'fast-check';

import type { Path } from '#server/ground/shape.ts';

const MOST = 100_000;
const place = fc.integer({ min: -MOST, max: MOST });

/** Lines of two to forty vertices, in units of the world. */
export const anyLine = fc
  .array(fc.tuple(place, place), { minLength: 2, maxLength: 40 })
  .map((vertices): Path => vertices.flatMap(([x, y]) => [x, y, 0]));

/** Rings that do not cross themselves: around a middle, clockwise on the map, with corners near and far. */
export const anyRing = fc
  .array(fc.integer({ min: 1_000, max: MOST }), { minLength: 3, maxLength: 30 })
  .map((distances): Path => {
    const corners = distances.map((distance, index) => {
      const angle = (2 * Math.PI * index) / distances.length;
      return [Math.round(distance * Math.cos(angle)), Math.round(distance * Math.sin(angle)), 0];
    });
    return [...corners.flat(), ...(corners[0] ?? [])];
  });
