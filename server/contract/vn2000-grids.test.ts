import fc from 'fast-check';
import proj4 from 'proj4';
import { expect, it } from 'vitest';

import { fromVn2000 } from './vn2000-grids.ts';
import { PLAIN_GRID, TM3_MERIDIANS, vn2000Grid } from './vn2000.ts';

/** 0.1 mm of ground. */
const DEGREES_OFF = 1e-9;

it('metres of every grid of VN-2000 are the degrees that proj4 makes of them', () => {
  const easting = fc.double({ min: 250_000, max: 750_000, noNaN: true });
  const northing = fc.double({ min: 900_000, max: 2_600_000, noNaN: true });
  const meridian = fc.constantFrom(...TM3_MERIDIANS, 111);
  const scale = fc.constantFrom(0.9999, 0.9996);
  fc.assert(
    fc.property(easting, northing, meridian, scale, (east, north, centralMeridian, scaleFactor) => {
      const system = vn2000Grid({ ...PLAIN_GRID, centralMeridian, scaleFactor });
      const [longitude, latitude] = proj4('EPSG:4326', system).inverse([east, north]);
      const found = fromVn2000([east, north], { centralMeridian, scaleFactor });
      expect(Math.abs(found[0] - (longitude ?? 0))).toBeLessThan(DEGREES_OFF);
      expect(Math.abs(found[1] - (latitude ?? 0))).toBeLessThan(DEGREES_OFF);
    }),
  );
});
