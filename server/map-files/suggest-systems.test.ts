import proj4 from 'proj4';
import { describe, expect, it } from 'vitest';

import { VN2000_SYSTEMS } from '#server/contract/vn2000.ts';
import {
  geoJson,
  featureOf,
  METRES,
  read,
  refusal,
} from '#tests/support/files/boundary-content.ts';

import { suggestSystems } from './suggest-systems.ts';

/** Corners of the city's land, WGS 84, by the rounded centres of its outermost communes. */
const CITY = [
  [105.32, 21.2],
  [105.99, 20.98],
  [105.75, 20.6],
  [105.8, 21.33],
] as const;
const inSystem = (srid: number) =>
  CITY.map((place) =>
    proj4('EPSG:4326', VN2000_SYSTEMS.get(srid)?.definition ?? '').forward([...place]),
  );

describe('coordinate systems that fit the city', () => {
  it('begin with its own zone, and say for each why', () => {
    const [first, ...others] = suggestSystems(inSystem(5897));
    expect(first).toMatchObject({ srid: 5897, inside: 4, total: 4 });
    expect(first?.metresFromCentre).toBeLessThan(10_000);
    expect(others.map(({ srid }) => srid)).toContain(3405);
    expect(
      others.every((one, at) => one.metresFromCentre >= (others[at - 1]?.metresFromCentre ?? 0)),
    ).toBe(true);
  });

  it('of a zone of a neighbouring province has its own right behind', () => {
    const srids = suggestSystems(inSystem(9209)).map(({ srid }) => srid);
    expect(srids.slice(0, 2)).toEqual([5897, 9209]);
  });

  it('are found with the northing first, and none for a file from elsewhere', () => {
    const turned = inSystem(5897).map(([x = 0, y = 0]) => [y, x]);
    expect(suggestSystems(turned)[0]?.srid).toBe(5897);
    expect(suggestSystems([[1, 1]])).toEqual([]);
  });

  it('come with the refusal of a file that names none, and with a file that may be in another', async () => {
    const metres = geoJson([featureOf([METRES])]);
    const refused = await refusal(metres);
    expect(refused).toMatchObject({
      code: 'boundary.crs_unknown',
      suggestions: expect.arrayContaining([expect.objectContaining({ srid: 5897, inside: 1 })]),
    });
    const chosen = await read(metres, { sourceSrid: 9218 });
    expect(chosen.suggestions[0]?.srid).toBe(5897);
    expect((await read(metres, { sourceSrid: 5897 })).suggestions).toEqual([]);
  });
});
