import { destination, distance } from '@turf/turf';
import { describe, expect, it } from 'vitest';

import { metresPerPixelAt, printedScale } from './metres-per-pixel.ts';

const ZOOM = 15;

/** Position on the map at a zoom, CSS pixels. */
function pixels([longitude = 0, latitude = 0]: number[], zoom: number): [x: number, y: number] {
  const side = 512 * 2 ** zoom;
  const angle = Math.PI / 4 + (latitude * Math.PI) / 360;
  return [(longitude / 360 + 0.5) * side, (0.5 - Math.log(Math.tan(angle)) / (2 * Math.PI)) * side];
}

describe('the scale of a map', () => {
  it.each([
    { where: 'in Hà Nội, to the east', from: [105.85, 21.03], bearing: 90 },
    { where: 'in Hà Nội, to the north', from: [105.85, 21.03], bearing: 0 },
    { where: 'at the equator', from: [105.85, 0], bearing: 90 },
    { where: 'far in the north', from: [25, 66], bearing: 90 },
  ])('measures a kilometre as a kilometre $where', ({ from, bearing }) => {
    const to = destination(from, 1000, bearing, { units: 'meters' }).geometry.coordinates;
    const [[fromX, fromY], [toX, toY]] = [pixels(from, ZOOM), pixels(to, ZOOM)];
    const drawn = Math.hypot(toX - fromX, toY - fromY);
    const middle = ((from[1] ?? 0) + (to[1] ?? 0)) / 2;
    const metres = drawn * metresPerPixelAt(middle, ZOOM);
    expect(metres / distance(from, to, { units: 'meters' })).toBeCloseTo(1, 2);
  });

  it('says on paper by how much everything is smaller', () => {
    // 1 km at 1 : 10,000 is 10 cm, which are 377.95 CSS pixels.
    const zoom = Math.log2(metresPerPixelAt(21.03, 0) / (1000 / ((0.1 / 0.0254) * 96)));
    expect(printedScale(21.03, zoom)).toBe(10_000);
    expect(printedScale(21.03, zoom - 1)).toBe(20_000);
  });
});
