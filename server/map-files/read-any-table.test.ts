import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { AppError } from '#server/contract/problem.ts';
import { kml, RING } from '#tests/support/files/boundary-content.ts';
import { gdalMissing, madeByGdal } from '#tests/support/files/gdal-files.ts';
import { geoPackage, polygonBlob } from '#tests/support/files/geopackage.ts';
import { zippedShapefile } from '#tests/support/files/shapefile.ts';
import { workbookMembers, zipArchive } from '#tests/support/files/xlsx-file.ts';
import { reached } from '#tests/support/reached.ts';

import { readAnyTable } from './read-any-table.ts';

const read = (content: string | Uint8Array, layer: string | null = null) =>
  readAnyTable({ fileName: 'x', bytes: Buffer.from(content), layer });

async function failure(content: string | Uint8Array): Promise<AppError> {
  const error: unknown = await read(content).catch((thrown: unknown) => thrown);
  if (!(error instanceof AppError)) throw new Error('was not refused', { cause: error });
  return error;
}

const MIF = `Version 300
Charset "Neutral"
Delimiter ","
CoordSys Earth Projection 1, 104
Columns 2
  ten Char(254)
  so Integer
Data

Point 105.8542 21.0285
    Symbol (35,0,12)
Collection 2
Region 1
  4
105.8 21
105.81 21
105.81 21.01
105.8 21
Pline 2
105.8 21
105.81 21.01
None
`;
const CUSTOM_VN2000 =
  'Earth Projection 8, 9999, 28, -191.90441429, -39.30318279, -111.45032835, -0.00928836, 0.01975479, -0.00427372, 0.252906278, 0, "m", 105, 0, 0.9999, 500000, 0';
const mif = (system: string, x: number, y: number) =>
  `Version 300\nDelimiter ","\nCoordSys ${system}\nColumns 1\n  ten Char(20)\nData\n\nPoint ${x} ${y}\n`;

describe('GeoJSON', () => {
  const feature = (id: number, properties: unknown, geometry: unknown = null) => ({
    type: 'Feature',
    id,
    properties,
    geometry,
  });

  it('becomes a table whose columns are the properties and whose lines are the features', async () => {
    const point = { type: 'Point', coordinates: [105.85, 21.03] };
    const table = await read(
      JSON.stringify({
        type: 'FeatureCollection',
        features: [
          feature(7, { name: 'Ngã ba', aliases: ['a1', 'b2'], level: 2 }, point),
          feature(8, { name: null, extra: true }, { type: 'Circle', coordinates: [1, 2] }),
        ],
      }),
    );
    expect(table.header).toEqual(['name', 'aliases', 'level', 'id', 'extra']);
    expect(table.rows).toEqual([
      { line: 1, cells: ['Ngã ba', 'a1; b2', '2', '7', null], geometry: point },
      { line: 2, cells: [null, null, null, '8', 'true'] },
    ]);
  });

  it('in VN-2000 is read from the system that it names', async () => {
    const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::5897' } };
    const geometry = { type: 'Point', coordinates: [587_000, 2_325_000] };
    const table = await read(
      JSON.stringify({ type: 'FeatureCollection', crs, features: [feature(1, {}, geometry)] }),
    );
    expect(table.coordinateSystem).toBe('VN-2000 / TM-3 105-00');
    const [lon, lat] = (table.rows[0]?.geometry?.coordinates ?? []) as number[];
    expect(lon).toBeCloseTo(105.8391, 3);
    expect(lat).toBeCloseTo(21.0168, 3);
  });

  it('in metres without a system keeps them, for a person to say which grid it is', async () => {
    const geometry = { type: 'Point', coordinates: [587_000, 2_325_000] };
    const table = await read(JSON.stringify(feature(1, {}, geometry)));
    expect(table.rows[0]?.geometry).toEqual(geometry);
    expect(table.warnings.map(({ code }) => code)).toEqual(['import.crs_missing']);
  });

  it.each([
    ['{"type":"FeatureCollection","features":[', 'import.file_broken'],
    ['{"type":"x"}', 'import.not_a_table'],
    ['{"type":"FeatureCollection","features":[]}', 'import.empty'],
    [
      `{"type":"Feature","properties":{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`,
      'import.file_broken',
    ],
    [
      '{"type":"FeatureCollection","crs":{"properties":{"name":"EPSG:2193"}},"features":[{"type":"Feature","properties":{}}]}',
      'import.crs_unknown',
    ],
  ])('%.50s is refused as %s', async (content, code) => {
    expect((await failure(content)).code).toBe(code);
  });
});

describe('MapInfo MIF', () => {
  it('with its MID gives names, numbers and collections, and a row without a place', async () => {
    const packed = zipArchive([
      { name: 'Điểm/a.MIF', content: MIF },
      { name: 'Điểm/a.mid', content: '"Quán ""Bar"", số 9",9\n"B",\n"C",3\n' },
    ]);
    const { header, rows, layer, coordinateSystem } = await read(packed);
    expect({ header, layer, coordinateSystem }).toEqual({
      header: ['ten', 'so'],
      layer: 'a',
      coordinateSystem: 'WGS 84',
    });
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['Quán "Bar", số 9', '9'],
      ['B', null],
      ['C', '3'],
    ]);
    expect(rows.map(({ geometry }) => geometry?.type)).toEqual(['Point', undefined, undefined]);
  });

  it('on its own says that the attributes are missing', async () => {
    const { warnings, rows } = await read(MIF);
    expect(rows).toHaveLength(3);
    expect(warnings.map(({ code }) => code)).toEqual(['import.attributes_missing']);
  });

  it('with the parameters of VN-2000 is shifted, and without them warned about', async () => {
    const shifted = await read(mif(CUSTOM_VN2000, 587_000, 2_325_000));
    const plain = await read(
      mif('Earth Projection 8, 104, "m", 105, 0, 0.9999, 500000, 0', 587_000, 2_325_000),
    );
    expect(shifted.coordinateSystem).toBe('VN-2000 / Transverse Mercator 105°, k 0.9999');
    const [one = [], other = []] = [shifted, plain].map(
      ({ rows }) => rows[0]?.geometry?.coordinates as number[],
    );
    const metres = Math.hypot(
      ((one[0] ?? 0) - (other[0] ?? 0)) * 103_900,
      ((one[1] ?? 0) - (other[1] ?? 0)) * 110_700,
    );
    expect(metres).toBeGreaterThan(200);
    expect(metres).toBeLessThan(250);
    expect(plain.warnings.map(({ code }) => code)).toContain('import.crs_may_be_vn2000');
  });

  it.each([
    ['a region of more vertices than lines', 'Region 1\n  9999999\n1 2\n'],
    ['a number cut off', 'Point 105.8'],
    ['a word for a number', 'Point 105.8 north'],
    ['a collection in itself', 'Collection 1\nCollection 1\nPoint 1 2'],
  ])('with %s is refused', async (_, objects) => {
    const content = MIF.replace(/Data[^]*/, `Data\n\n${objects}`);
    expect((await failure(content)).code).toBe('import.file_broken');
  });
});

describe('a file of several layers', () => {
  it('is refused with the names of them, and read when one is chosen', async () => {
    const square = [{ name: 'A', shape: polygonBlob(RING) }];
    const bytes = geoPackage([
      { name: 'xa', rows: square },
      { name: 'tinh', rows: square },
    ]);
    const refused = await failure(bytes);
    expect([refused.code, refused.parameters['layers']]).toEqual([
      'import.several_layers',
      ['tinh', 'xa'],
    ]);
    expect((await read(bytes, 'xa')).layer).toBe('xa');
  });

  it('of GPX are waypoints, routes and tracks', async () => {
    const gpx =
      '<gpx version="1.1"><wpt lat="21" lon="105.8"><name>A</name></wpt>' +
      '<trk><name>Đi</name><trkseg><trkpt lat="21" lon="105.8"/><trkpt lat="21.1" lon="105.8"/></trkseg></trk></gpx>';
    expect((await failure(gpx)).parameters['layers']).toEqual(['waypoints', 'tracks']);
    const track = await read(gpx, 'tracks');
    expect(track.rows.map(({ cells, geometry }) => [cells[0], geometry?.type])).toEqual([
      ['Đi', 'LineString'],
    ]);
  });
});

describe('a file of a format that is known but not read', () => {
  const compound = (stream: string) =>
    Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      Buffer.alloc(600),
      Buffer.from(`${stream}\0`, 'utf16le'),
    ]);
  const packed = (name: string) => zipArchive([{ name, content: 'x' }]);

  it.each([
    ['a PDF', '%PDF-1.7', 'format.pdf'],
    ['an AutoCAD drawing', 'AC1032\0\0', 'format.dwg'],
    ['a DXF drawing', '  0\r\nSECTION\r\n  2\r\nHEADER\r\n', 'format.dxf'],
    ['a MicroStation drawing', Buffer.from([0x08, 0x09, 0xfe, 0x02, 0, 0]), 'format.dgn'],
    ['FlatGeobuf', Buffer.from('fgb\u0003fgb\u0000', 'latin1'), 'format.flatgeobuf'],
    ['a photo', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'format.picture'],
    ['a RAR archive', 'Rar!\u001a', 'format.other_archive'],
    ['a .shp alone', Buffer.from([0, 0, 0x27, 0x0a, 0, 0, 0, 0]), 'format.bare_shapefile'],
    ['a .tab alone', '!table\n!version 300\n', 'format.bare_tab'],
    ['an Access file', '\0\u0001\0\0Standard Jet DB\0', 'format.access'],
    ['an old Excel file', compound('Workbook'), 'format.xls'],
    ['an old Word file', compound('WordDocument'), 'format.word'],
    ['a MicroStation drawing of version 8', compound('Dgn~Mf'), 'format.dgn'],
    ['rich text', '{\\rtf1\\ansi}', 'format.word'],
    ['a web page', '<!DOCTYPE html><html><table></table></html>', 'format.web_page'],
    ['GML', '<gml:FeatureCollection xmlns:gml="g"><a/></gml:FeatureCollection>', 'format.gml'],
    ['OpenStreetMap data', '<osm version="0.6"/>', 'format.osm'],
    ['TopoJSON', '{"type":"Topology","arcs":[]}', 'format.topojson'],
    ['Esri JSON', '{"geometryType":"esriGeometryPoint","features":[]}', 'format.esri_json'],
    ['a Word file', packed('word/document.xml'), 'format.word'],
    ['an OpenDocument file', packed('content.xml'), 'format.open_document'],
    ['a presentation', packed('ppt/presentation.xml'), 'format.presentation'],
    ['a geodatabase', packed('a.gdb/a00000001.gdbtable'), 'format.geodatabase'],
    ['a binary Excel file', packed('xl/workbook.bin'), 'format.xls'],
    ['a packed table', packed('bảng.csv'), 'format.packed_table'],
    ['a packed drawing', packed('bản vẽ.dwg'), 'format.dwg'],
    [
      'a table of a picture',
      zipArchive([
        { name: 'a.tab', content: '!table\nDefinition Table\n  Type RASTER\n' },
        { name: 'a.dat', content: 'x' },
      ]),
      'format.linked_tab',
    ],
  ])('%s is called by its name', async (_, content, code) => {
    expect((await failure(content)).code).toBe(code);
  });
});

describe('any bytes at all', () => {
  const settlement = async (bytes: Uint8Array): Promise<string> => {
    try {
      const { rows, header } = await read(bytes);
      return rows.every((row) => row.cells.length === header.length) ? 'table' : 'uneven table';
    } catch (error) {
      return error instanceof AppError ? 'coded error' : String(error);
    }
  };
  const point = {
    type: 'Feature',
    properties: { a: 'b' },
    geometry: { type: 'Point', coordinates: [1, 2] },
  };
  const made = async () => [
    Buffer.from(JSON.stringify(point)),
    Buffer.from(MIF),
    kml(RING.join(' ')),
    zippedShapefile([{ rings: [RING], name: 'A' }]),
    zipArchive(workbookMembers('<sheetData/>')),
    geoPackage([{ name: 'a', rows: [{ name: 'A', shape: polygonBlob(RING) }] }]),
    ...(gdalMissing ? [] : [madeByGdal(point, 'a.tab', ['-f', 'MapInfo File'])]),
  ];

  it('that were a good file before a few bytes changed, or the end was lost, give a table or a coded error', async () => {
    const files = await made();
    const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 6 });
    // Thousandths: doubles would nearly all be drawn next to 0.
    const share = fc.integer({ min: 0, max: 1_000 }).map((thousandths) => thousandths / 1_000);
    await reached({ 'a part of a file': 0.06 }, (seen) =>
      fc.assert(
        fc.asyncProperty(fc.constantFrom(...files), damage, share, async (file, changes, kept) => {
          const bytes = Uint8Array.from(file).slice(
            0,
            changes.length === 0 ? kept * file.length : file.length,
          );
          seen('a part of a file', bytes.length > 0 && bytes.length < file.length);
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          expect(await settlement(bytes)).toMatch(/^(table|coded error)$/);
        }),
        { numRuns: 600 },
      ),
    );
  });
});
