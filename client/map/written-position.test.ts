import { describe, expect, it } from 'vitest';

import type { LonLat } from '#server/contract/geo.ts';

import { readTypedPosition } from '#server/contract/typed-position.ts';
import { writtenPosition } from './written-position.ts';

const PLACE: LonLat = [105.8521, 21.0287];

describe('a position in the notations that people ask for', () => {
  it('is written in each of them', async () => {
    const { vn2000, ...others } = await writtenPosition(PLACE);
    expect(others).toEqual({
      degrees: '21.028700, 105.852100',
      sexagesimal: `21°01'43.3"N 105°51'07.6"E`,
      plusCode: '7PH72VH2+FR',
    });
    // GDAL 3.10 (PROJ) from EPSG:4326 to EPSG:5897; without the shift of the datum it would be 224 m away.
    const [northing = 0, easting = 0] = vn2000.split(', ').map(Number);
    expect(Math.abs(northing - 2_326_366.29)).toBeLessThan(0.5);
    expect(Math.abs(easting - 588_373.53)).toBeLessThan(0.5);
  });

  it('carries seconds and minutes over', async () => {
    const { sexagesimal } = await writtenPosition([105.999999, 20.7499999]);
    expect(sexagesimal).toBe(`20°45'00.0"N 106°00'00.0"E`);
  });

  it('can be typed in again', async () => {
    const { degrees, sexagesimal, plusCode } = await writtenPosition(PLACE);
    for (const typed of [degrees, sexagesimal, plusCode]) {
      const read = readTypedPosition(typed);
      const [longitude = 0, latitude = 0] = 'position' in read ? read.position : [];
      expect(Math.abs(longitude - PLACE[0])).toBeLessThan(0.0001);
      expect(Math.abs(latitude - PLACE[1])).toBeLessThan(0.0001);
    }
  });
});
