import { expect, test } from 'vitest';

import {
  featureOf,
  geoJson,
  kml,
  read,
  refusal,
  RING,
} from '#tests/support/files/boundary-content.ts';
import { geoPackage, multiPolygonBlob } from '#tests/support/files/geopackage.ts';
import { shpFile, zippedShapefile } from '#tests/support/files/shapefile.ts';
import { processorTime } from '#tests/support/timing.ts';
import { zipArchive } from '#tests/support/files/xlsx-file.ts';

const small = {
  maximumUnpackedBytes: 1_000,
  maximumZipEntries: 3,
  maximumFeatures: 3,
  maximumVertices: 9,
};
const shape = zippedShapefile([{ rings: [RING, RING], name: 'A' }]);

test.each([
  ['nothing', new Uint8Array(), 'boundary.file_empty'],
  ['white space', Buffer.from(' \n '), 'boundary.file_empty'],
  ['a picture', Buffer.from('\x89PNG\r\n\x1a\n0000', 'latin1'), 'format.picture'],
  ['other JSON', Buffer.from('{"type":"x"}'), 'boundary.not_a_boundary_file'],
  ['other XML', Buffer.from('<x><body>x</body></x>'), 'boundary.not_a_boundary_file'],
  [
    'broken JSON',
    Buffer.from('{"type":"FeatureCollection","features":[NaN]}'),
    'boundary.file_broken',
  ],
  ['no features', geoJson([]), 'boundary.no_polygons'],
  [
    'a zip of a text',
    zipArchive([{ name: 'a.txt', content: 'x' }]),
    'boundary.not_a_boundary_file',
  ],
  [
    'a zip in a zip',
    zipArchive([{ name: 'a.zip', content: shape }]),
    'boundary.not_a_boundary_file',
  ],
  [
    'a zip called .kml',
    zipArchive([{ name: 'a.kml', content: shape }]),
    'boundary.not_a_boundary_file',
  ],
  [
    'lines',
    zipArchive([{ name: 'a.shp', content: shpFile([]).fill(3, 32, 33) }]),
    'boundary.no_polygons',
  ],
  [
    'a DTD',
    kml('', '').toString().replace('<kml', '<!DOCTYPE x [<!ENTITY a "b">]><kml'),
    'boundary.not_a_boundary_file',
  ],
])('%s', async (_, content, code) => {
  expect(await refusal(Buffer.from(content))).toMatchObject({ code });
});

test('another SQLite file is no GeoPackage, and a view is no layer', async () => {
  const other = geoPackage([], 'drop table gpkg_geometry_columns');
  expect(await refusal(other)).toMatchObject({ reason: 'other_sqlite' });
  const endless =
    "with recursive n(i) as (select 1 union all select i + 1 from n) select i as fid, x'00' as geom from n";
  const view = geoPackage(
    [],
    `create view v as ${endless}; insert into gpkg_geometry_columns values ('v', 'geom', 'POLYGON', 4326, 0, 0)`,
  );
  expect(await refusal(view)).toMatchObject({ code: 'boundary.no_polygons' });
});

test('too many vertices or features, in each format', async () => {
  const rows = [{ name: 'A', shape: multiPolygonBlob([RING, RING]) }];
  const document = kml(`${RING.join(' ')} ${RING.join(' ')}`);
  for (const bytes of [
    shape,
    geoJson([featureOf([RING, RING])]),
    geoPackage([{ name: 'xa', rows }]),
    document,
  ]) {
    expect(await refusal(bytes, { limits: { maximumVertices: 9 } })).toMatchObject({
      code: 'boundary.too_many_vertices',
      limit: 9,
    });
  }
  const many = geoJson([1, 2, 3, 4].map(() => featureOf([RING])));
  expect(await refusal(many, { limits: { maximumFeatures: 3 } })).toMatchObject({
    code: 'boundary.too_many_vertices',
  });
});

test('an archive that unpacks to too much is refused before it is unpacked', async () => {
  const bomb = zipArchive([{ name: 'a.shp', content: Buffer.alloc(25 * 1024 * 1024) }]);
  expect(await refusal(bomb)).toMatchObject({ code: 'boundary.zip_too_large', reason: 'ratio' });
  expect(await refusal(bomb, { limits: { maximumUnpackedBytes: 1_000 } })).toMatchObject({
    reason: 'unpacked_bytes',
  });
});

test('an archive that lies about its size, or is damaged within, is refused', async () => {
  const liar = zipArchive([{ name: 'a.shp', content: Buffer.alloc(500_000), declaredSize: 100 }]);
  expect(await refusal(liar)).toMatchObject({ code: 'boundary.file_broken' });
});

test('an archive of too many entries is refused', async () => {
  const entries = [1, 2, 3, 4].map((n) => ({ name: `${n}.txt`, content: '' }));
  expect(await refusal(zipArchive(entries), { limits: small })).toMatchObject({
    reason: 'entries',
    limit: 3,
  });
});

test('XML nested without end is refused at once', async () => {
  const deep = '<Placemark a="/>">'.repeat(5_000);
  expect(await refusal(Buffer.from(`<kml>${deep}</kml>`))).toMatchObject({
    reason: 'xml_nesting',
  });
});

test('white space without end in KML costs no time', async () => {
  const file = kml(`${RING.join(' ')}${'&#32;&#x0A;\t'.repeat(100_000)}105.8,21`);
  expect(await processorTime(() => read(file))).toBeLessThan(5_000);
});

test('chance bytes behind any format’s first bytes are refused, never worse', async () => {
  let seed = 1;
  const noise = (length: number) =>
    Uint8Array.from({ length }, () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % 256;
    });
  for (const head of [
    '',
    'PK\u0003\u0004',
    'SQLite format 3\0',
    '<?xml version="1.0"?><kml>',
    '{"type":"FeatureCollection"',
    '<kml',
  ]) {
    for (const length of [0, 1, 17, 100, 2_000, 20_000]) {
      expect(
        await refusal(Buffer.concat([Buffer.from(head, 'latin1'), noise(length)])),
      ).toHaveProperty('code');
    }
  }
});
