import { describe, expect, test } from 'vitest';

import { readBoundaryFile } from '#server/features/boundaries/formats/read-boundary-file.ts';
import { gdalMissing, madeByGdal } from '#tests/support/files/gdal-files.ts';

import { readAnyTable } from './read-any-table.ts';

const PLACES = [
  ['Karaoke Ánh Sao', 'NN', 105.8542, 21.0285],
  ['Quán "Bar" số 9, ngõ 5', 'BAR', 105.79, 20.99],
  ['Nhà nghỉ Hồ Tây', 'NN', 105.8201, 21.0612],
] as const;
const POINTS = collection(
  PLACES.map(([ten, loai, x, y]) => feature({ ten, loai }, 'Point', [x, y])),
);
const SQUARE = [
  [105.8, 21],
  [105.9, 21],
  [105.9, 21.1],
  [105.8, 21.1],
  [105.8, 21],
];
const HOLE = [
  [105.82, 21.02],
  [105.82, 21.04],
  [105.84, 21.04],
  [105.84, 21.02],
  [105.82, 21.02],
];
const ISLAND = [
  [105.825, 21.025],
  [105.835, 21.025],
  [105.835, 21.035],
  [105.825, 21.025],
];
/** A ring of many corners: MapInfo compresses those of a small area. */
const ROUND = Array.from({ length: 61 }, (_, corner) => {
  const turn = ((corner % 60) * Math.PI) / 30;
  return [105.7 + 0.02 * Math.cos(turn), 21 + 0.02 * Math.sin(turn)];
});
const AREAS = collection([
  feature({ ten: 'Ba Đình', ma: '00004' }, 'MultiPolygon', [[SQUARE, HOLE], [ISLAND]]),
  feature({ ten: 'Hai Bà Trưng', ma: '00256' }, 'Polygon', [ROUND]),
]);

const FORMATS: readonly (readonly [name: string, args: readonly string[]])[] = [
  ['a.geojson', ['-f', 'GeoJSON']],
  ['a.kml', ['-f', 'KML', '-dsco', 'NameField=ten']],
  ['a.kmz', ['-f', 'LIBKML', '-dsco', 'LIBKML_NAME_FIELD=ten']],
  ['a.gpkg', ['-f', 'GPKG']],
  ['a.shp', ['-f', 'ESRI Shapefile', '-lco', 'ENCODING=UTF-8']],
  ['a.mif', ['-f', 'MapInfo File', '-dsco', 'FORMAT=MIF']],
  ['a.tab', ['-f', 'MapInfo File']],
];
const GRIDS: typeof FORMATS = [
  ['a.shp', ['-f', 'ESRI Shapefile', '-lco', 'ENCODING=UTF-8', '-t_srs', 'EPSG:5897']],
  ['a.gpkg', ['-f', 'GPKG', '-t_srs', 'EPSG:3405']],
  ['a.geojson', ['-f', 'GeoJSON', '-lco', 'RFC7946=NO', '-t_srs', 'EPSG:9209']],
  ['a.mif', ['-f', 'MapInfo File', '-dsco', 'FORMAT=MIF', '-t_srs', 'EPSG:32648']],
  ['a.tab', ['-f', 'MapInfo File', '-t_srs', 'EPSG:32648']],
];
/** Degrees: a centimetre, and what the whole numbers of a .map can hold. */
const EXACT = 7;
const OF_A_GRID = 6;

describe.skipIf(gdalMissing)('the same points, written by GDAL as', () => {
  test.each(FORMATS)('%s %j, are read with their names and places', async (name, args) => {
    await expectPlaces(madeByGdal(POINTS, name, args), EXACT - 1);
  });

  test.each(GRIDS)('%s %j, are read from their grid', async (name, args) => {
    await expectPlaces(madeByGdal(POINTS, name, args), OF_A_GRID - 1);
  });

  test('GPX, are read as waypoints', async () => {
    const named = collection(
      PLACES.map(([name, desc, x, y]) => feature({ name, desc }, 'Point', [x, y])),
    );
    const { header, rows } = await readAnyTable({
      fileName: 'a',
      bytes: madeByGdal(named, 'a.gpx', ['-f', 'GPX']),
    });
    expect(header).toEqual(['name', 'desc']);
    expect(rows.map(({ cells, geometry }) => [...cells, geometry?.coordinates])).toEqual(
      PLACES.map(([ten, loai, x, y]) => [ten, loai, [x, y]]),
    );
  });
});

describe.skipIf(gdalMissing)('the same lines written by GDAL as', () => {
  const shapes = collection([
    feature({ ten: 'đường' }, 'LineString', ROUND.slice(0, 7)),
    feature({ ten: 'hai đoạn' }, 'MultiLineString', [SQUARE.slice(0, 2), HOLE.slice(0, 3)]),
  ]);

  test.each(FORMATS.filter(([name]) => !name.endsWith('.shp')))(
    '%s %j, are read',
    async (name, args) => {
      const { rows } = await readAnyTable({ fileName: 'a', bytes: madeByGdal(shapes, name, args) });
      for (const [place, { geometry: wanted }] of shapes.features.entries()) {
        const read = rows[place]?.geometry;
        expect(read?.type).toBe(wanted.type);
        expectNear(read?.coordinates, wanted.coordinates, EXACT - 1);
      }
    },
  );
});

describe.skipIf(gdalMissing)('the same areas, written by GDAL as', () => {
  test.each([...FORMATS, ...GRIDS])(
    '%s %j, are read with holes and islands',
    async (name, args) => {
      const { features } = await readBoundaryFile({
        fileName: 'a',
        bytes: madeByGdal(AREAS, name, args),
      });
      expect(features.map(({ properties }) => properties['ten'] ?? properties['name'])).toEqual([
        'Ba Đình',
        'Hai Bà Trưng',
      ]);
      const [first, second] = features.map(({ geometry }) => geometry.coordinates);
      expect(first?.map((rings) => rings.map((ring) => ring.length))).toEqual([[5, 5], [4]]);
      expect(cornersOf(first)).toEqual(cornersOf([[SQUARE, HOLE], [ISLAND]]));
      expect(cornersOf(second)).toEqual(cornersOf([[ROUND]]));
    },
  );
});

async function expectPlaces(bytes: Uint8Array, digits: number): Promise<void> {
  const { header, rows } = await readAnyTable({ fileName: 'a', bytes });
  const name = header.includes('ten') ? header.indexOf('ten') : header.indexOf('name');
  const kind = header.indexOf('loai');
  expect(rows.map(({ cells }) => [cells[name], cells[kind]])).toEqual(
    PLACES.map(([ten, loai]) => [ten, loai]),
  );
  for (const [place, [, , x, y]] of PLACES.entries()) {
    expectNear(rows[place]?.geometry?.coordinates, [x, y], digits);
  }
}

function expectNear(found: unknown, wanted: unknown, digits: number): void {
  const [positions, others] = [positionsOf(found), positionsOf(wanted)];
  expect(positions.length).toBe(others.length);
  for (const [place, [x = NaN, y = NaN]] of others.entries()) {
    expect(positions[place]?.[0]).toBeCloseTo(x, digits);
    expect(positions[place]?.[1]).toBeCloseTo(y, digits);
  }
}

function positionsOf(part: unknown): number[][] {
  if (!Array.isArray(part)) return [];
  return typeof part[0] === 'number' ? [part as number[]] : part.flatMap(positionsOf);
}

/** The different corners of an area to a metre, in no order: formats turn rings and begin them elsewhere. */
function cornersOf(polygons: readonly (readonly (readonly number[][])[])[] | undefined): string[] {
  const corners = (polygons ?? [])
    .flat(2)
    .map(([x = NaN, y = NaN]) => `${x.toFixed(5)} ${y.toFixed(5)}`);
  return [...new Set(corners)].toSorted();
}

function collection<Feature>(features: Feature[]) {
  return { type: 'FeatureCollection', features };
}

function feature<Type extends string>(properties: object, type: Type, coordinates: unknown) {
  return { type: 'Feature', properties, geometry: { type, coordinates } };
}
