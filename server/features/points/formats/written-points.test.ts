import { describe, expect, it } from 'vitest';

import type { Geometry } from '#server/contract/geo.ts';
import { writeGeoJson, writeKml } from '#server/features/points/export-commands.ts';
import { EXPORT_ROW } from '#tests/support/points/export-row.ts';

import { COLUMNS, type ExportRow } from './export-row.ts';
import { kmlGeometry } from './kml-geometry.ts';
import { rowPage } from './row-pages.ts';
import { xmlText } from './xml-text.ts';

const FULL: ExportRow<string> = {
  id: 7,
  code: 'DP-00007',
  officialName: 'Quán "Sao" & <Mai>',
  aliases: ['Sao', 'Mai'],
  category: 'Karaoke',
  kind: 'public_area',
  status: 'recurring',
  flags: ['suspected', 'check_overdue'],
  communes: ['Phường Mẫu', 'Xã Thử'],
  address: '12 phố Huế',
  statusSince: '2026-03-01',
  cycle: 3,
  nextCheckOn: '2026-12-01',
  lateDays: 12,
  anchor: [105.85, 21.02],
  shape: '{"type":"Point","coordinates":[105.85,21.02]}',
};
const BARE: ExportRow<string> = { ...EXPORT_ROW, shape: FULL.shape };
const ABOUT = { title: 'Danh sách <1>', lines: ['Mục đích: thử', 'Dòng hai'], watermark: 'AB-1' };

/** The text of a file of pages with these rows. */
async function textOf(
  write: typeof writeGeoJson,
  ...pages: readonly ExportRow<string>[][]
): Promise<string> {
  const source = (async function* () {
    for (const rows of pages) {
      yield rowPage(new TextEncoder().encode(JSON.stringify(rows)), null);
    }
  })();
  const parts: Uint8Array[] = [];
  for await (const part of write(source as Parameters<typeof write>[0], ABOUT)) {
    parts.push(typeof part === 'string' ? new TextEncoder().encode(part) : part);
  }
  return Buffer.concat(parts).toString('utf8');
}

describe('the columns of every file', () => {
  const cells = (row: ExportRow) =>
    Object.fromEntries(COLUMNS.map(({ field, cell }) => [field, cell(row)]));

  it('say everything of a point in the words of the city', () => {
    expect(cells(FULL)).toEqual({
      ma_diem: 'DP-00007',
      ten: 'Quán "Sao" & <Mai>',
      ten_khac: 'Sao; Mai',
      loai_hinh: 'Karaoke',
      nhom: 'Địa bàn công cộng',
      trang_thai: 'Tái hoạt động',
      tu_ngay: { date: '2026-03-01' },
      can_chu_y: 'Nghi tái hoạt động; Quá hạn kiểm tra',
      dia_chi: '12 phố Huế',
      phuong_xa: 'Phường Mẫu; Xã Thử',
      so_lan_tai: 2,
      han_kiem_tra: { date: '2026-12-01' },
      nhap_muon: 12,
      vi_do: 21.02,
      kinh_do: 105.85,
    });
  });

  it('are empty where nothing is known, and count no recurrence before the second cycle', () => {
    const nothing = { ten_khac: null, can_chu_y: null, dia_chi: null, nhap_muon: null };
    expect(cells(BARE)).toMatchObject({ ...nothing, han_kiem_tra: null, so_lan_tai: 0 });
    expect(cells({ ...BARE, cycle: 0 })['so_lan_tai']).toBe(0);
  });
});

describe('a GeoJSON file', () => {
  it('holds each point with its id, its shape and its facts, over all pages', async () => {
    const file = JSON.parse(await textOf(writeGeoJson, [FULL], [], [BARE, { ...BARE, id: 2 }]));
    expect(file.features.map(({ id }: { id: number }) => id)).toEqual([7, 1, 2]);
    expect(file.features[0]).toMatchObject({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [105.85, 21.02] },
      properties: { ma_diem: 'DP-00007', tu_ngay: '2026-03-01', so_lan_tai: 2, kinh_do: 105.85 },
    });
    expect(file.features[1].properties.han_kiem_tra).toBeNull();
    expect(file).toMatchObject({
      type: 'FeatureCollection',
      name: 'Danh sách <1>',
      provenance: { lines: ABOUT.lines, watermark: 'AB-1' },
    });
  });

  it('is one without points too', async () => {
    expect(JSON.parse(await textOf(writeGeoJson)).features).toEqual([]);
    expect(JSON.parse(await textOf(writeGeoJson, [], [])).features).toEqual([]);
  });
});

describe('a KML file', () => {
  it('has a placemark for each point, without the facts that nobody knows', async () => {
    const text = await textOf(writeKml, [FULL], [BARE]);
    expect(text).toContain('<name>Danh sách &lt;1&gt;</name>');
    expect(text).toContain('<description>Mục đích: thử\nDòng hai</description>');
    expect(text).toContain(
      '<Placemark id="p7"><name>Quán &quot;Sao&quot; &amp; &lt;Mai&gt;</name>',
    );
    expect(text).toContain('<Data name="tu_ngay"><value>2026-03-01</value></Data>');
    expect(text).toContain('<Data name="so_lan_tai"><value>2</value></Data>');
    expect(text.match(/<Placemark /g)).toHaveLength(2);
    expect(text.match(/name="han_kiem_tra"/g)).toHaveLength(1);
    expect(text.endsWith('</Document></kml>\n')).toBe(true);
  });

  it.each<[Geometry, string]>([
    [{ type: 'Point', coordinates: [1, 2] }, '<Point><coordinates>1,2</coordinates></Point>'],
    [
      {
        type: 'LineString',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
      '<LineString><coordinates>1,2 3,4</coordinates></LineString>',
    ],
    [
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [9, 0],
            [0, 9],
            [0, 0],
          ],
          [
            [1, 1],
            [2, 1],
            [1, 2],
            [1, 1],
          ],
        ],
      },
      '<Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 9,0 0,9 0,0</coordinates></LinearRing></outerBoundaryIs>' +
        '<innerBoundaryIs><LinearRing><coordinates>1,1 2,1 1,2 1,1</coordinates></LinearRing></innerBoundaryIs></Polygon>',
    ],
    [
      {
        type: 'MultiPoint',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
      '<MultiGeometry><Point><coordinates>1,2</coordinates></Point><Point><coordinates>3,4</coordinates></Point></MultiGeometry>',
    ],
    [
      {
        type: 'MultiLineString',
        coordinates: [
          [
            [1, 2],
            [3, 4],
          ],
          [
            [5, 6],
            [7, 8],
          ],
        ],
      },
      '<MultiGeometry><LineString><coordinates>1,2 3,4</coordinates></LineString><LineString><coordinates>5,6 7,8</coordinates></LineString></MultiGeometry>',
    ],
    [
      {
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [0, 0],
              [1, 0],
              [0, 1],
              [0, 0],
            ],
          ],
        ],
      },
      '<MultiGeometry><Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 1,0 0,1 0,0</coordinates></LinearRing></outerBoundaryIs></Polygon></MultiGeometry>',
    ],
  ])('draws %j', (geometry, text) => {
    expect(kmlGeometry(geometry)).toBe(text);
  });
});

describe('a text within XML', () => {
  it('has its signs escaped, and none that XML cannot hold', () => {
    expect(xmlText('a<b> & "c"')).toBe('a&lt;b&gt; &amp; &quot;c&quot;');
    expect(xmlText('a\u0000b\u0007c\tđ\nẽ\r\uFFFE')).toBe('abc\tđ\nẽ\r');
    expect(xmlText('x\uD800y😀')).toBe('xy😀');
  });
});
