import type { FeatureCollection, Position } from 'geojson';
import { describe, expect, it } from 'vitest';

import { communesUnder } from './communes-under.ts';

function square(west: number, south: number, size: number): Position[] {
  return [
    [west, south],
    [west + size, south],
    [west + size, south + size],
    [west, south + size],
    [west, south],
  ];
}

function area(code: string, coordinates: Position[][][]): FeatureCollection['features'][number] {
  return {
    type: 'Feature',
    properties: { code },
    geometry: { type: 'MultiPolygon', coordinates },
  };
}

const areas: FeatureCollection = {
  type: 'FeatureCollection',
  features: [
    area('00001', [[square(105.8, 21, 0.01), square(105.804, 21.004, 0.002)]]),
    area('00002', [[square(105.81, 21, 0.01)]]),
    area('00003', [[square(105.82, 21, 0.01)]]),
  ],
};

describe('the communes under a drawing', () => {
  it('finds the commune of a spot', () => {
    const spot = { kind: 'Point' as const, vertices: [[105.815, 21.005] as [number, number]] };
    expect(communesUnder(spot, areas)).toEqual(['00002']);
  });

  it('finds those that a line only crosses between its corners', () => {
    const line = {
      kind: 'LineString' as const,
      vertices: [
        [105.802, 21.002],
        [105.828, 21.002],
      ] as [number, number][],
    };
    expect(communesUnder(line, areas)).toEqual(['00001', '00002', '00003']);
  });

  it('knows holes, and places that lie in no commune', () => {
    const hole = { kind: 'Point' as const, vertices: [[105.805, 21.005] as [number, number]] };
    const outside = { kind: 'Point' as const, vertices: [[105.7, 21] as [number, number]] };
    expect(communesUnder(hole, areas)).toEqual([]);
    expect(communesUnder(outside, areas)).toEqual([]);
  });

  it('finds a commune of which only a corner is cut, and one that lies wholly within an area', () => {
    const corner = {
      kind: 'LineString' as const,
      vertices: [
        [105.8099, 21.01],
        [105.8101, 21.0098],
      ] as [number, number][],
    };
    expect(communesUnder(corner, areas)).toEqual(['00001', '00002']);
    const around = {
      kind: 'Polygon' as const,
      vertices: [
        [105.815, 20.99],
        [105.84, 20.99],
        [105.84, 21.02],
        [105.815, 21.02],
      ] as [number, number][],
    };
    expect(communesUnder(around, areas)).toEqual(['00002', '00003']);
  });

  it('finds what lies under corners that are no area yet', () => {
    const begun = {
      kind: 'Polygon' as const,
      vertices: [
        [105.815, 21.005],
        [105.825, 21.005],
      ] as [number, number][],
    };
    expect(communesUnder(begun, areas)).toEqual(['00002', '00003']);
  });
});
