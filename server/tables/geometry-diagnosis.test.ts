import { describe, expect, it } from 'vitest';

import { diagnoseGeometry } from './geometry-diagnosis.ts';
import { parseWkt } from './parse-wkt.ts';

const city = { bbox: [105.28, 20.56, 106.03, 21.39] as [number, number, number, number] };

describe('well-known text', () => {
  it.each([
    ['POINT(105.85 21.03)', { type: 'Point', coordinates: [105.85, 21.03] }],
    ['SRID=4326;point z (105.85 21.03 5)', { type: 'Point', coordinates: [105.85, 21.03] }],
    [
      'LINESTRING (105.8 21, 105.9 21.1)',
      {
        type: 'LineString',
        coordinates: [
          [105.8, 21],
          [105.9, 21.1],
        ],
      },
    ],
    [
      'POLYGON((1 2,3 4,5 6,1 2),(7 8,9 1,2 3,7 8))',
      {
        type: 'Polygon',
        coordinates: [
          [
            [1, 2],
            [3, 4],
            [5, 6],
            [1, 2],
          ],
          [
            [7, 8],
            [9, 1],
            [2, 3],
            [7, 8],
          ],
        ],
      },
    ],
    [
      'MULTIPOINT ((1 2), (3 4))',
      {
        type: 'MultiPoint',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
    ],
    [
      'MULTIPOINT (1 2, 3 4)',
      {
        type: 'MultiPoint',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
    ],
    [
      'MULTIPOLYGON(((-1. +2,.5 4e0,5 6,-1 2)))',
      {
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [-1, 2],
              [0.5, 4],
              [5, 6],
              [-1, 2],
            ],
          ],
        ],
      },
    ],
  ])('%s', (text, geometry) => {
    expect(parseWkt(text)).toEqual(geometry);
  });

  it.each([
    '',
    'POINT',
    'POINT EMPTY',
    'POINT(1)',
    'POINT(1 2',
    'CIRCLE(1 2)',
    'POINT(1 2, 3 4)',
    'Điểm (1 2)',
    'POINT(a b)',
  ])('%j is not one', (text) => {
    const raw = parseWkt(text);
    expect(raw === null || diagnoseGeometry(raw, city).geometry === null).toBe(true);
  });
});

describe('a geometry', () => {
  const line = (coordinates: number[][]) => ({ type: 'LineString' as const, coordinates });

  it('in degrees is kept, without heights', () => {
    const { diagnosis, geometry } = diagnoseGeometry(
      line([
        [105.8, 21, 7],
        [105.9, 21.1, 8],
      ]),
      city,
    );
    expect(diagnosis.severity).toBe('fine');
    expect(geometry).toEqual(
      line([
        [105.8, 21],
        [105.9, 21.1],
      ]),
    );
  });

  it('with latitude first is turned round as a whole, for the user to agree to', () => {
    const { diagnosis, geometry } = diagnoseGeometry(
      line([
        [21, 105.8],
        [21.1, 105.9],
      ]),
      city,
    );
    expect(diagnosis.code).toBe('import.coordinates_swapped');
    expect(geometry).toEqual(
      line([
        [105.8, 21],
        [105.9, 21.1],
      ]),
    );
  });

  it('in VN-2000 metres is converted as a whole on one grid', () => {
    const { diagnosis, geometry } = diagnoseGeometry(
      line([
        [588_154.477, 2_326_509.054],
        [588_254, 2_326_509],
      ]),
      city,
    );
    expect(diagnosis.code).toBe('import.coordinates_vn2000');
    if (geometry?.type !== 'LineString') throw new Error('no line');
    expect(geometry.coordinates[0]?.[0]).toBeCloseTo(105.85, 6);
    expect(geometry.coordinates[1]?.[0]).toBeCloseTo(105.850957, 5);
  });

  it('that leaves the city asks for consent', () => {
    expect(
      diagnoseGeometry(
        line([
          [105.8, 21],
          [107, 21],
        ]),
        city,
      ).diagnosis.code,
    ).toBe('import.outside_city');
  });

  it.each([
    [
      'an open ring',
      {
        type: 'Polygon' as const,
        coordinates: [
          [
            [105.8, 21],
            [105.9, 21],
            [105.9, 21.1],
            [105.8, 21.1],
          ],
        ],
      },
    ],
    ['a line of one position', line([[105.8, 21]])],
    ['no positions', { type: 'MultiPoint' as const, coordinates: [] }],
    ['words for numbers', { type: 'Point' as const, coordinates: ['105.8', '21'] }],
    [
      'a bad position further on',
      line([
        [105.8, 21],
        [Number.NaN, 21],
      ]),
    ],
    [
      'too many vertices',
      line(Array.from({ length: 5_001 }, (_, index) => [105.8 + index * 1e-6, 21])),
    ],
    [
      'nesting without end',
      {
        type: 'Polygon' as const,
        coordinates: JSON.parse(`${'['.repeat(500)}1,2${']'.repeat(500)}`) as unknown[],
      },
    ],
  ])('with %s is unreadable', (_, raw) => {
    expect(diagnoseGeometry(raw, city)).toEqual({
      diagnosis: { code: 'import.coordinates_unreadable', severity: 'error' },
      geometry: null,
    });
  });
});
