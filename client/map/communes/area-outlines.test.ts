import { booleanPointInPolygon, feature } from '@turf/turf';
import type { FeatureCollection, MultiLineString, Position } from 'geojson';
import { describe, expect, it } from 'vitest';

import { areaOutlines } from './area-outlines.ts';

function areas(...rings: Position[][]): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: rings.map((ring) => ({
      type: 'Feature',
      properties: {},
      geometry: { type: 'Polygon', coordinates: [ring] },
    })),
  };
}

/** Undirected edges of all lines. */
function edges({ coordinates }: MultiLineString): string[] {
  return coordinates.flatMap((line) =>
    line.slice(1).map((to, index) => [String(line[index]), String(to)].toSorted().join(' ')),
  );
}

describe('the outlines of areas', () => {
  const left = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
    [0, 0],
  ];
  const right = [
    [1, 0],
    [2, 0],
    [2, 1],
    [1, 1],
    [1, 0],
  ];

  it('draw what two neighbours share once, and every other edge too', () => {
    const drawn = edges(areaOutlines(areas(left, right)).borders);
    expect(drawn).toHaveLength(7);
    expect(new Set(drawn).size).toBe(7);
  });

  it('run on in one line while the area beyond stays the same', () => {
    const { coordinates } = areaOutlines(areas(left)).borders;
    expect(coordinates).toHaveLength(1);
    expect(coordinates[0]).toHaveLength(left.length);
    expect(coordinates[0]).toEqual(expect.arrayContaining(left));
  });

  it('are those of an island as well', () => {
    const island: FeatureCollection = {
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: {},
          geometry: {
            type: 'MultiPolygon',
            coordinates: [[left], [right.map(([x = 0, y = 0]) => [x + 5, y])]],
          },
        },
      ],
    };
    expect(edges(areaOutlines(island).borders)).toHaveLength(8);
  });

  it('leave out the areas from what lies beyond them, but not a gap between them', () => {
    const around = [
      [-1, -1],
      [3, -1],
      [3, 3],
      [-1, 3],
      [-1, -1],
    ];
    const gap = [
      [0, 0],
      [0, 1],
      [1, 1],
      [1, 0],
      [0, 0],
    ];
    const withGap: FeatureCollection = {
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: {},
          geometry: { type: 'Polygon', coordinates: [around, gap] },
        },
      ],
    };
    const isBeyond = (place: Position) =>
      booleanPointInPolygon(place, feature(areaOutlines(withGap).beyond));
    expect(isBeyond([10, 10])).toBe(true);
    expect(isBeyond([2, 2])).toBe(false);
    expect(isBeyond([0.5, 0.5])).toBe(true);
  });
});
