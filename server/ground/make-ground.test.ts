import { describe, expect, it } from 'vitest';

import { MOST_GROUND_TILE_BYTES } from '#server/contract/ground.ts';
import { readOsm } from '#server/methods/osm/read-osm.ts';
import { featuresAt, textsOf } from '#tests/support/files/ground-features.ts';
import { madeExtract } from '#tests/support/files/made-extract.ts';
import { osmFiles, type MadeOsm } from '#tests/support/files/osm-files.ts';

import { makeGround, type MadeGround } from './make-ground.ts';
import { WANTED_FOR_GROUND } from './read-shapes.ts';

const dataOf = (bytes: Uint8Array) => readOsm(bytes, WANTED_FOR_GROUND).data;

function groundOf(made: MadeOsm): MadeGround {
  const ground = makeGround(dataOf(osmFiles(made).xml));
  if (ground === null) throw new Error('there is no ground');
  return ground;
}

/** A way of its own nodes through some places. */
function way(id: number, places: [lon: number, lat: number][], tags: Record<string, string>) {
  const nodes = places.map(([lon, lat], index) => ({ id: 100 * id + index, lon, lat }));
  return { nodes, way: { id, nodes: nodes.map((node) => node.id), tags } };
}

function square(id: number, lon: number, lat: number, side: number, tags: Record<string, string>) {
  const corners: [number, number][] = [
    [lon, lat],
    [lon + side, lat],
    [lon + side, lat + side],
    [lon, lat + side],
  ];
  const made = way(id, corners, tags);
  return { ...made, way: { ...made.way, nodes: [...made.way.nodes, 100 * id] } };
}

function file(...parts: ReturnType<typeof way>[]): MadeOsm {
  return { nodes: parts.flatMap(({ nodes }) => nodes), ways: parts.map((part) => part.way) };
}

/** Different texts among some values, in order. */
function sortedTexts(values: unknown[]): string[] {
  return [...new Set(values.filter((value) => typeof value === 'string'))].toSorted();
}

const STREET: [number, number][] = [
  [105.851, 21.021],
  [105.8531, 21.0243],
  [105.855, 21.029],
];

describe('zooms of the ground', () => {
  const ground = groundOf(
    file(
      way(1, STREET, { highway: 'trunk', name: 'Đường Giải Phóng' }),
      way(
        2,
        STREET.map(([lon, lat]) => [lon + 0.002, lat]),
        { highway: 'tertiary', name: 'Phố Vọng' },
      ),
      way(
        3,
        STREET.map(([lon, lat]) => [lon + 0.004, lat]),
        { highway: 'residential', name: 'Phố Nhỏ' },
      ),
      way(
        4,
        STREET.map(([lon, lat]) => [lon + 0.006, lat]),
        { highway: 'service', name: 'Ngõ 5' },
      ),
      way(
        5,
        STREET.map(([lon, lat]) => [lon + 0.008, lat]),
        { highway: 'footway' },
      ),
      square(6, 105.851, 21.03, 0.0003, { building: 'yes' }),
    ),
  );
  const classesAt = (zoom: number) =>
    sortedTexts(featuresAt(ground, zoom).map((one) => one.properties['class'] ?? one.layer));
  const namesAt = (zoom: number) =>
    sortedTexts(featuresAt(ground, zoom).map((one) => one.properties['name']));

  it('begin with large streets and end with houses', () => {
    expect(classesAt(8)).toEqual(['trunk']);
    expect(classesAt(10)).toEqual(['tertiary', 'trunk']);
    expect(classesAt(12)).toEqual(['tertiary', 'trunk']);
    expect(classesAt(13)).toEqual(['residential', 'tertiary', 'trunk']);
    expect(classesAt(14)).toEqual(['path', 'residential', 'service', 'tertiary', 'trunk']);
    expect(classesAt(15)).toEqual([
      'buildings',
      'path',
      'residential',
      'service',
      'tertiary',
      'trunk',
    ]);
    expect(ground.report.zooms.map(({ zoom }) => zoom)).toEqual([
      6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
    ]);
  });

  it('name large streets from 12 and all from 14', () => {
    expect(namesAt(11)).toEqual([]);
    expect(namesAt(12)).toEqual(['Phố Vọng', 'Đường Giải Phóng']);
    expect(namesAt(13)).toEqual(['Phố Vọng', 'Đường Giải Phóng']);
    expect(namesAt(14)).toEqual(['Ngõ 5', 'Phố Nhỏ', 'Phố Vọng', 'Đường Giải Phóng']);
  });

  it('show a street of several ways as one line with its name', () => {
    const [a, b, c] = STREET;
    const tags = { highway: 'residential', name: 'Phố Huế' };
    if (a === undefined || b === undefined || c === undefined) throw new Error('no street');
    const ways = [
      { id: 1, nodes: [1, 2], tags },
      { id: 2, nodes: [3, 2], tags },
    ];
    const nodes = [a, b, c].map(([lon, lat], index) => ({ id: index + 1, lon, lat }));
    const lines = featuresAt(groundOf({ nodes, ways }), 15).filter(
      ({ properties }) => properties['name'] === 'Phố Huế',
    );
    expect(lines.map(({ paths }) => paths.length)).toEqual(lines.map(() => 1));
  });
});

describe('shapes of the ground', () => {
  it('reach beyond the edge of a tile, so that no seam shows', () => {
    const ground = groundOf(
      file(
        way(
          1,
          [
            [105.84, 21.0271],
            [105.87, 21.0273],
          ],
          { highway: 'primary', name: 'Phố Dài' },
        ),
      ),
    );
    const ends = featuresAt(ground, 15).map(({ paths: [path = []] }) => path.map(({ x }) => x));
    expect(ends.length).toBeGreaterThan(2);
    for (const xs of ends.slice(1, -1)) {
      expect([Math.min(...xs), Math.max(...xs)]).toEqual([-64, 4_160]);
    }
  });

  it('keep the island of a lake dry, and name the lake in the water', () => {
    const shore = square(1, 105.85, 21.02, 0.008, {});
    const island = square(2, 105.852, 21.022, 0.004, {});
    const { nodes, ways } = file(shore, island);
    const member = (ref: number, role: string) => ({ kind: 'way' as const, id: ref, role });
    const ground = groundOf({
      nodes,
      ways,
      relations: [
        {
          id: 1,
          members: [member(1, 'outer'), member(2, 'inner')],
          tags: { type: 'multipolygon', natural: 'water', name: 'Hồ Bảy Mẫu' },
        },
      ],
    });
    const features = featuresAt(ground, 12);
    expect(features.find(({ layer }) => layer === 'water')?.paths).toHaveLength(2);
    const label = features.find(({ layer }) => layer === 'labels');
    expect(label?.properties).toEqual({ class: 'water', name: 'Hồ Bảy Mẫu', rank: 1 });
  });

  it('end where the extract was cut, which is counted', () => {
    const { nodes, ways } = file(
      way(1, STREET, { highway: 'primary' }),
      square(2, 105.85, 21.02, 0.001, { natural: 'water' }),
    );
    const known = nodes.filter(({ id }) => id !== 102 && id !== 201);
    const { report } = groundOf({ nodes: known, ways });
    expect(report.cutWays).toBe(2);
    expect(report.shapes).toMatchObject({ streets: 1, water: 0 });
  });

  it('are none in a file without any, and none of another country', () => {
    const nothing = file(way(1, STREET, { power: 'line' }));
    const paris = file(
      way(
        1,
        [
          [2.35, 48.85],
          [2.36, 48.86],
        ],
        { highway: 'primary' },
      ),
    );
    const without = file(way(1, [], { highway: 'primary' }));
    for (const made of [nothing, paris, without]) {
      expect(makeGround(dataOf(osmFiles(made).xml))).toBe(null);
    }
  });
});

/** Things of every kind with a name, of which only some may be said. */
function namedTown(): MadeOsm {
  const place = (id: number, tags: Record<string, string>) => ({
    id,
    lon: 105.85 + id / 1e6,
    lat: 21.02,
    tags,
  });
  const made = file(
    way(1, STREET, { highway: 'residential', name: 'Phố Bà Triệu' }),
    way(2, STREET, { highway: 'service', name: 'Karaoke Ánh Sao' }),
    way(3, STREET, { highway: 'primary', name: 'Cổng Bệnh viện Bạch Mai' }),
    way(4, STREET, { waterway: 'river', name: 'Sông Tô Lịch' }),
    way(5, STREET, { highway: 'tertiary', name: 'https://quan-nhau.vn' }),
    square(6, 105.85, 21.02, 0.01, {
      natural: 'water',
      name: 'Hồ Tây',
      operator: 'Công ty Hồ Tây',
    }),
    square(7, 105.86, 21.02, 0.001, {
      building: 'yes',
      amenity: 'clinic',
      name: 'Phòng khám HIV',
    }),
    square(8, 105.87, 21.02, 0.001, {
      building: 'house',
      name: 'Nhà bà Tư',
      'addr:housenumber': '12',
    }),
    square(9, 105.86, 21.03, 0.01, { landuse: 'retail', name: 'Chợ Đêm' }),
    square(10, 105.87, 21.03, 0.01, {
      amenity: 'hospital',
      landuse: 'residential',
      name: 'Bệnh viện K',
    }),
    square(11, 105.88, 21.03, 0.01, { leisure: 'park', name: 'Công viên Tuổi Trẻ' }),
  );
  return {
    ...made,
    nodes: [
      ...made.nodes,
      place(1, { place: 'quarter', name: 'Kim Liên' }),
      place(2, { place: 'isolated_dwelling', name: 'Nhà ông Năm' }),
      place(3, { amenity: 'bar', name: 'Bar 88' }),
      place(4, { place: 'quarter', name: 'Trung tâm cai nghiện số 1' }),
      place(5, { healthcare: 'centre', place: 'locality', name: 'Trạm y tế phường' }),
    ],
  };
}

describe('names in the tiles', () => {
  it('are those of streets, waters and quarters; never of homes, businesses, health or outreach sites', () => {
    const ground = groundOf(namedTown());
    const classes = [
      'built',
      'green',
      'primary',
      'quarter',
      'residential',
      'river',
      'service',
      'tertiary',
      'water',
    ];
    const names = ['Hồ Tây', 'Kim Liên', 'Phố Bà Triệu', 'Sông Tô Lịch'];
    expect([...textsOf(ground)].toSorted()).toEqual([...classes, ...names].toSorted());
    expect(ground.report).toMatchObject({ names: 4, namesLeftOut: 3 });
  });

  it('of a quarter that is a node and an area are shown once', () => {
    const area = square(1, 105.85, 21.02, 0.004, { place: 'quarter', name: 'Kim Liên' });
    const made = file(area);
    const node = { id: 1, lon: 105.851, lat: 21.021, tags: { place: 'quarter', name: 'Kim Liên' } };
    const far = { id: 2, lon: 105.95, lat: 21.021, tags: { place: 'quarter', name: 'Kim Liên' } };
    const { report } = groundOf({ ...made, nodes: [...made.nodes, node, far] });
    expect(report.shapes['labels']).toBe(2);
  });
});

describe('tiles of a dense city', () => {
  const ground = makeGround(dataOf(madeExtract(12_000)));

  it('are at most 60 kB at every zoom', () => {
    for (const { bytes } of ground?.tiles ?? []) {
      expect(bytes.length).toBeLessThanOrEqual(MOST_GROUND_TILE_BYTES);
    }
    expect(ground?.tiles.length).toBeGreaterThan(20);
  });

  it('are the same bytes from the same file', () => {
    const again = makeGround(dataOf(madeExtract(12_000)));
    expect(again?.version).toBe(ground?.version);
    expect(again?.tiles).toEqual(ground?.tiles);
    expect(makeGround(dataOf(madeExtract(13_000)))?.version).not.toBe(ground?.version);
  });
});
