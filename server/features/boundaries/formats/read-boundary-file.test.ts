import type { Position } from 'geojson';
import { describe, expect, test } from 'vitest';

import {
  featureOf,
  geoJson,
  HOLE,
  kml,
  METRES,
  read,
  refusal,
  RING,
} from '#tests/support/files/boundary-content.ts';
import { geoPackage, multiPolygonBlob, polygonBlob } from '#tests/support/files/geopackage.ts';
import { VN2000_TM3_PRJ, zippedShapefile } from '#tests/support/files/shapefile.ts';
import { zipArchive } from '#tests/support/files/xlsx-file.ts';

describe('formats', () => {
  test('a Shapefile keeps its hole, and its clockwise rings are turned', async () => {
    const bytes = zippedShapefile(
      [{ rings: [RING.toReversed(), HOLE.toReversed()], name: 'Ba Đình' }],
      { cpg: 'UTF-8' },
    );
    const { format, features, warnings } = await read(bytes);
    expect(format).toBe('shapefile');
    expect(features[0]?.properties).toEqual({ TEN: 'Ba Đình' });
    expect(features[0]?.geometry.coordinates).toEqual([[RING.toReversed().toReversed(), HOLE]]);
    expect(warnings.map(({ code }) => code)).toEqual(['crs_assumed']);
  });

  test('a name in UTF-8 that ends in à keeps its last letter', async () => {
    const { features } = await read(zippedShapefile([{ rings: [RING], name: 'Sơn Đà' }]));
    expect(features[0]?.properties['TEN']).toBe('Sơn Đà');
  });

  test('a GeoPackage with envelope, heights and several polygons is read', async () => {
    const high = RING.map(([x = 0, y = 0]) => [x, y, 12]);
    const bytes = geoPackage([
      {
        name: 'xa',
        rows: [
          { name: 'A', shape: polygonBlob(high, 1) },
          { name: 'B', shape: multiPolygonBlob([RING, RING]) },
        ],
      },
    ]);
    const { format, layer, features } = await read(bytes);
    expect([format, layer]).toEqual(['geopackage', 'xa']);
    expect(features.map(({ geometry }) => geometry.coordinates)).toEqual([
      [[RING]],
      [[RING], [RING]],
    ]);
  });

  test('a GeoPackage left in write-ahead mode is read, and the reader is told', async () => {
    const bytes = geoPackage([{ name: 'xa', rows: [{ name: 'A', shape: polygonBlob(RING) }] }]);
    bytes.fill(2, 18, 20);
    expect((await read(bytes)).warnings).toContainEqual({ code: 'unsaved_changes' });
  });

  test('KML is read plain and as KMZ', async () => {
    const document = kml(RING.map((p) => `${p.join(',')},0`).join(' '));
    const kmz = zipArchive([{ name: 'doc.kml', content: document }]);
    for (const bytes of [document, kmz]) {
      const { format, features } = await read(bytes);
      expect(format).toBe('kml');
      expect(features[0]).toMatchObject({
        properties: { name: 'Ba Đình' },
        geometry: { coordinates: [[RING]] },
      });
    }
  });

  test('a GeoJSON file named .shp, with a byte order mark, is still GeoJSON', async () => {
    const bytes = Buffer.concat([Buffer.from('\uFEFF'), geoJson([featureOf([RING], { ma: 4 })])]);
    expect(await read(bytes, { fileName: 'x.shp' })).toMatchObject({
      format: 'geojson',
      fields: ['ma'],
    });
  });

  test('of several layers the wanted one is read, and without a wish they are named', async () => {
    const rows = [{ name: 'A', shape: polygonBlob(RING) }];
    const bytes = geoPackage([
      { name: 'huyen', rows },
      { name: 'xa', rows },
    ]);
    expect(await refusal(bytes)).toMatchObject({
      code: 'boundary.several_layers',
      layers: ['huyen', 'xa'],
      names: 'huyen, xa',
    });
    expect((await read(bytes, { layer: 'xa' })).layer).toBe('xa');
    const packed = zipArchive([{ name: 'ranh-gioi.gpkg', content: bytes }]);
    expect(await refusal(packed)).toMatchObject({ layers: ['huyen', 'xa'] });
    expect((await read(packed, { layer: 'xa' })).layer).toBe('xa');
  });
});

describe('coordinate systems', () => {
  test('VN-2000 metres land where PostGIS puts them', async () => {
    const bytes = zippedShapefile([{ rings: [METRES], name: 'A' }], { prj: VN2000_TM3_PRJ });
    const { crs, features } = await read(bytes);
    expect(crs).toMatchObject({ srid: 5897, datumShift: 'vn2000' });
    const [lon = 0, lat = 0] = features[0]?.geometry.coordinates[0]?.[0]?.[0] ?? [];
    // select st_astext(st_transform(st_setsrid(st_point(587000, 2325000), 5897), 4326))
    expect(lon).toBeCloseTo(105.83881768, 6);
    expect(lat).toBeCloseTo(21.01642541, 6);
  });

  test('a crs member and a choice lead to the same place as the .prj', async () => {
    const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::5897' } };
    const declared = await read(geoJson([featureOf([METRES])], { crs }));
    const chosen = await read(zippedShapefile([{ rings: [METRES], name: 'A' }]), {
      sourceSrid: 5897,
    });
    const stated = await read(
      zippedShapefile([{ rings: [METRES], name: 'A' }], { prj: VN2000_TM3_PRJ }),
    );
    expect(declared.features[0]?.geometry).toEqual(stated.features[0]?.geometry);
    expect(chosen.features[0]?.geometry).toEqual(stated.features[0]?.geometry);
    expect(chosen.crs.detectedFrom).toBe('chosen');
  });

  test('metres without a system are refused with what to choose, Hanoi TM-3 first', async () => {
    for (const bytes of [
      zippedShapefile([{ rings: [METRES], name: 'A' }]),
      geoJson([featureOf([METRES])]),
    ]) {
      const found = await refusal(bytes);
      expect(found).toMatchObject({ code: 'boundary.crs_unknown', reason: 'metres_without_crs' });
      expect(found).toHaveProperty(['suggestedSrids', 0], 5897);
    }
  });

  test('northing before easting, and latitude before longitude, are put right', async () => {
    const swap = (ring: Position[]) => ring.map(([x = 0, y = 0]) => [y, x]);
    const metres = await read(
      zippedShapefile([{ rings: [swap(METRES)], name: 'A' }], { prj: VN2000_TM3_PRJ }),
    );
    const degrees = await read(geoJson([featureOf([swap(RING)])]));
    for (const { warnings, features } of [metres, degrees]) {
      expect(warnings).toContainEqual({ code: 'axes_swapped' });
      expect(features[0]?.geometry.coordinates[0]?.[0]?.[0]?.[0]).toBeCloseTo(105.8, 0);
    }
  });

  test('a datum whose shift is not known is refused by name', async () => {
    const prj = VN2000_TM3_PRJ.replaceAll(/VN_2000|D_Vietnam_2000/g, 'D_Hanoi_1972');
    const found = await refusal(zippedShapefile([{ rings: [METRES], name: 'A' }], { prj }));
    expect(found).toMatchObject({
      code: 'boundary.crs_unknown',
      reason: 'not_supported',
      found: expect.stringContaining('Hanoi_1972'),
    });
  });

  test('a TM-3 grid that calls itself WGS 84 is read with a doubt', async () => {
    const prj = VN2000_TM3_PRJ.replaceAll('VN_2000', 'WGS_84').replace(
      'D_Vietnam_2000',
      'D_WGS_1984',
    );
    const { crs, warnings } = await read(
      zippedShapefile([{ rings: [METRES], name: 'A' }], { prj }),
    );
    expect(crs.datumShift).toBe('none');
    expect(warnings).toContainEqual({ code: 'crs_may_be_vn2000' });
  });

  test('a wrong zone shows as areas outside the city', async () => {
    const { warnings } = await read(geoJson([featureOf([METRES])]), { sourceSrid: 5898 });
    expect(warnings.map(({ code }) => code)).toContain('mostly_outside_city');
  });
});

describe('single features', () => {
  test('open rings are closed, wrong winding is turned, heights are dropped', async () => {
    const open = RING.toReversed()
      .slice(1)
      .map((p) => [...p, 7]);
    const { features, warnings } = await read(geoJson([featureOf([open])]));
    const [ring = []] = features[0]?.geometry.coordinates[0] ?? [];
    expect(ring).toHaveLength(5);
    expect(ring[0]).toEqual(ring.at(-1));
    expect(ring.every((p) => p.length === 2)).toBe(true);
    expect(warnings.map(({ code }) => code)).toEqual(['ring_closed', 'winding_reversed']);
  });

  test('a ring that crosses itself is kept and reported with the place', async () => {
    const bow = [
      [105.8, 21],
      [105.9, 21.1],
      [105.9, 21],
      [105.8, 21.2],
      [105.8, 21],
    ];
    const { features, warnings } = await read(geoJson([featureOf([RING]), featureOf([bow])]));
    expect(features).toHaveLength(2);
    const crossing = warnings.find(({ code }) => code === 'self_crossing');
    expect(crossing?.feature).toBe(1);
    expect(crossing?.parameters?.['lon']).toBeCloseTo(105.8667, 3);
  });

  test('a crossed ring whose halves cancel out is kept too', async () => {
    const bow = [
      [105, 21],
      [106, 22],
      [106, 21],
      [105, 22],
      [105, 21],
    ];
    const { features, warnings } = await read(geoJson([featureOf([bow])]));
    expect(features).toHaveLength(1);
    expect(warnings.map(({ code }) => code)).toContain('self_crossing');
  });

  test('a ring without any width is dropped, and said so', async () => {
    const line = [
      [105, 21],
      [106, 22],
      [105.5, 21.5],
      [105, 21],
    ];
    const { features, warnings } = await read(geoJson([featureOf([RING, line])]));
    expect(features[0]?.geometry.coordinates).toEqual([[RING]]);
    expect(warnings).toContainEqual({
      code: 'ring_dropped',
      feature: 0,
      parameters: { vertices: 4 },
    });
  });

  test.each([
    ['infinity', JSON.stringify(featureOf([RING])).replace('105.8,', '1e999,')],
    ['a place off the earth', JSON.stringify(featureOf([RING])).replace('105.8,', '205.8,')],
    ['no number', JSON.stringify(featureOf([RING])).replace('105.8,', 'null,')],
  ])('a feature with %s is left out by name, the others stay', async (_, bad) => {
    const good = JSON.stringify(featureOf([RING]));
    const bytes = Buffer.from(`{"type":"FeatureCollection","features":[${good},${bad},${good}]}`);
    const { features, warnings } = await read(bytes);
    expect(features.map(({ index }) => index)).toEqual([0, 2]);
    expect(warnings).toContainEqual({
      code: 'bad_coordinates',
      feature: 1,
      parameters: { vertex: 0 },
    });
  });

  test('a damaged number in KML does not let the next one take its place', async () => {
    expect(
      await refusal(kml('NaN,105.8,21 105.9,21 105.9,21.1 105.8,21.1 105.8,21')),
    ).toMatchObject({
      code: 'boundary.no_polygons',
      reason: 'none_usable',
    });
  });

  test('points and lines are left out, and a file of nothing else is refused', async () => {
    const point = featureOf([105.8, 21], {}, 'Point');
    const { warnings } = await read(geoJson([featureOf([RING]), point]));
    expect(warnings).toContainEqual({ code: 'not_a_polygon', feature: 1 });
    expect(await refusal(geoJson([point]))).toMatchObject({ code: 'boundary.no_polygons' });
  });

  test('a property named like an object’s own machinery is only a property', async () => {
    const bytes = Buffer.from(
      JSON.stringify(featureOf([RING], {})).replace('{}', '{"__proto__":"x","ten":"y"}'),
    );
    const { features, fields } = await read(bytes);
    expect(fields).toEqual(['__proto__', 'ten']);
    expect(Object.getPrototypeOf(features[0]?.properties)).toBe(Object.prototype);
  });
});
