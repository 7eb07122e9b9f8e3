import { describe, expect, it } from 'vitest';

import type { Mark } from '#client/map/clusters/cluster-marks.ts';
import { POINT_FLAGS, POINT_STATUSES, type PointStatus } from '#server/contract/point.ts';

import { imageId } from './mark-image.ts';
import { isSpot, markFeatures, statusOf } from './mark-features.ts';

const WIDE: Mark['box'] = [105.8, 21, 105.9, 21.1];
const ONE: Mark['box'] = [105.85, 21.03, 105.850_02, 21.030_02];

function mark(counts: Partial<Record<PointStatus, number>>, more: Partial<Mark> = {}): Mark {
  const status = POINT_STATUSES.map((one) => counts[one] ?? 0);
  return {
    key: 'k',
    at: [105.85, 21.03],
    count: status.reduce((sum, count) => sum + count, 0),
    status,
    flags: POINT_FLAGS.map(() => 0),
    point: null,
    box: WIDE,
    ids: null,
    squares: null,
    ...more,
  };
}
const suspected = POINT_FLAGS.map((flag) => (flag === 'suspected' ? 1 : 0));
const words = { scheme: 'light' as const, number: (count: number) => `${count}` };
const propertiesOf = (one: Mark, zoom = 17) =>
  markFeatures([one], zoom, words).features[0]?.properties;

describe('a mark on the map', () => {
  it('that is one point has the sign of its status and no number', () => {
    expect(statusOf(mark({ eliminated: 1 }))).toBe('eliminated');
    expect(() => statusOf(mark({ eliminated: 2 }))).toThrow('without a status');
    expect(propertiesOf(mark({ eliminated: 1 }))).toMatchObject({
      image: imageId({ scheme: 'light', kind: 'point', status: 'eliminated', suspected: false }),
      label: '',
      rank: 0,
      pulse: false,
    });
  });

  it('that is a ring has its number; what came back lies above what is suspected, and this above the rest', () => {
    expect(propertiesOf(mark({ active: 12 }))).toMatchObject({ label: '12', rank: 0 });
    expect(propertiesOf(mark({ active: 12 }, { flags: suspected }))?.rank).toBe(1);
    expect(propertiesOf(mark({ active: 11, recurring: 1 }, { flags: suspected }))?.rank).toBe(2);
  });

  it('pulses where one point or one spot came back, and not as a ring', () => {
    expect(propertiesOf(mark({ recurring: 1 }))?.pulse).toBe(true);
    expect(propertiesOf(mark({ recurring: 2 }, { box: ONE }))?.pulse).toBe(true);
    expect(propertiesOf(mark({ recurring: 2 }))?.pulse).toBe(false);
    expect(propertiesOf(mark({ active: 1 }, { flags: suspected }))?.pulse).toBe(false);
  });

  it('is a spot where several points lie within some metres and the zoom tells', () => {
    expect(isSpot(mark({ active: 2 }, { box: ONE }), 16)).toBe(true);
    expect(isSpot(mark({ active: 2 }, { box: ONE }), 15.9)).toBe(false);
    expect(isSpot(mark({ active: 1 }, { box: ONE }), 17)).toBe(false);
    expect(isSpot(mark({ active: 2 }), 17)).toBe(false);
    const long: Mark['box'] = [105.85, 21.03, 105.850_02, 21.04];
    expect(isSpot(mark({ active: 2 }, { box: long }), 17)).toBe(false);
  });

  it('keeps its place among the marks', () => {
    const { features } = markFeatures([mark({ active: 1 }), mark({ active: 3 })], 17, words);
    expect(features.map(({ properties }) => properties.mark)).toEqual([0, 1]);
  });
});
