import type { FeatureCollection } from 'geojson';
import { describe, expect, it } from 'vitest';

import type { Mark } from '#client/map/clusters/cluster-marks.ts';
import { POINT_FLAGS, POINT_STATUSES, type PointStatus } from '#server/contract/point.ts';

import { labelFeatures } from './point-labels.tsx';

function mark(id: number, status: PointStatus, count = 1): Mark {
  return {
    key: `point:${id}`,
    at: [105.85, 21 + id / 1000],
    count,
    status: POINT_STATUSES.map((name) => (name === status ? count : 0)),
    flags: POINT_FLAGS.map(() => 0),
    point: count === 1 ? { id, cycle: 1 } : null,
    box: [105.85, 21, 105.85, 21],
    ids: [id],
    squares: null,
  };
}

const POINTS: FeatureCollection = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      id: 1,
      geometry: { type: 'Point', coordinates: [105.85, 21] },
      properties: { officialName: 'Quán Minh Họa', code: 'DP-00001', lastEventOn: '2026-09-04' },
    },
    {
      type: 'Feature',
      id: 2,
      geometry: { type: 'Point', coordinates: [105.85, 21] },
      properties: { officialName: ' ', code: 'DP-00002', lastEventOn: null },
    },
  ],
};
const MARKS = [mark(1, 'active'), mark(2, 'recurring'), mark(3, 'active'), mark(4, 'active', 2)];

function labels(kind: Parameters<typeof labelFeatures>[2]): unknown[] {
  const { features } = labelFeatures(MARKS, POINTS, kind, (day) => `ngày ${day}`);
  return features.map(({ properties }) => properties?.['label']);
}

describe('the labels of points', () => {
  it('tell the name, or the code of a point without one', () => {
    expect(labels('name')).toEqual(['Quán Minh Họa', 'DP-00002']);
  });

  it('tell the code, the day of the latest event, or nothing, as chosen', () => {
    expect(labels('code')).toEqual(['DP-00001', 'DP-00002']);
    expect(labels('last_event')).toEqual(['ngày 2026-09-04']);
    expect(labels('none')).toEqual([]);
  });

  it('know a recurring point, which is written first', () => {
    const { features } = labelFeatures(MARKS, POINTS, 'code', String);
    expect(features.map(({ properties }) => properties?.['rank'])).toEqual([0, 2]);
  });
});
