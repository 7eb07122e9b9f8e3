import { describe, expect, it } from 'vitest';

import { readAnyTable } from './read-any-table.ts';

/** A place near Hoàn Kiếm in VN-2000 TM-3 105°, metres. */
const METRES = [587_000, 2_325_000];

async function read(crs: string | null, sourceSrid: number | null = null) {
  const content = JSON.stringify({
    type: 'FeatureCollection',
    ...(crs !== null && { crs: { type: 'name', properties: { name: crs } } }),
    features: [
      { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: METRES } },
    ],
  });
  const bytes = Buffer.from(content);
  const table = await readAnyTable({ fileName: 'a', bytes, sourceSrid });
  const [lon = NaN] = (table.rows[0]?.geometry?.coordinates ?? []) as number[];
  return { ...table, lon };
}

describe('the coordinate system of a map file of points', () => {
  it('is suggested where the file says none, that of the city first', async () => {
    const { systemSuggestions } = await read(null);
    expect(systemSuggestions[0]).toMatchObject({ srid: 5897, inside: 1, total: 1 });
  });

  it('is the one that its reader chose, whatever the file says', async () => {
    for (const said of [null, 'urn:ogc:def:crs:EPSG::5896', 'EPSG:2193']) {
      const { coordinateSystem, systemSuggestions, lon } = await read(said, 5897);
      expect(lon).toBeCloseTo(105.8391, 3);
      expect(coordinateSystem).toBe('VN-2000 / TM-3 105-00');
      expect(systemSuggestions).toEqual([]);
    }
  });

  it('that leads far from the city is doubted: others are suggested, itself not', async () => {
    const srids = (await read('urn:ogc:def:crs:EPSG::5896')).systemSuggestions.map(
      ({ srid }) => srid,
    );
    expect(srids[0]).toBe(5897);
    expect(srids).not.toContain(5896);
  });

  it('that fits is not doubted', async () => {
    expect((await read('urn:ogc:def:crs:EPSG::5897')).systemSuggestions).toEqual([]);
  });
});
