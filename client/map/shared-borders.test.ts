import type { FeatureCollection, Position } from 'geojson';
import { describe, expect, it } from 'vitest';

import { sharedBorders } from './shared-borders.ts';

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
function edges({ coordinates }: ReturnType<typeof sharedBorders>): string[] {
  return coordinates.flatMap((line) =>
    line.slice(1).map((to, index) => [String(line[index]), String(to)].toSorted().join(' ')),
  );
}

describe('shared borders', () => {
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
    const drawn = edges(sharedBorders(areas(left, right)));
    expect(drawn).toHaveLength(7);
    expect(new Set(drawn).size).toBe(7);
  });

  it('run on in one line while the area beyond stays the same', () => {
    const { coordinates } = sharedBorders(areas(left));
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
    expect(edges(sharedBorders(island))).toHaveLength(8);
  });
});
