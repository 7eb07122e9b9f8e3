import { describe, expect, it } from 'vitest';

import type { Timeline } from '#server/contract/timeline.ts';

import { barsOf, binOf } from './histogram-bars.ts';

const counts = { listed: 0, eliminated: 0, handed_over: 0, recurrence_confirmed: 0 };
const timeline: Timeline = {
  bin: 'month',
  first: '2026-01-10',
  last: '2026-03-02',
  total: { ...counts, listed: 5, recurrence_confirmed: 1 },
  bins: [
    { ...counts, from: '2026-01-01', listed: 3, recurrence_confirmed: 1 },
    { ...counts, from: '2026-03-01', listed: 2 },
  ],
};
const RANGE = { first: '2026-01-09', last: '2026-03-31' };

describe('the bars under the slider', () => {
  it('stack what happened, the fullest bin over the whole height', () => {
    const [january, march] = barsOf(timeline, RANGE);
    expect(january?.parts.map(({ name, height }) => [name, height])).toEqual([
      ['listed', 0.75],
      ['recurrence_confirmed', 0.25],
    ]);
    expect(january?.parts.at(-1)?.y).toBe(0);
    expect(march?.parts).toEqual([{ name: 'listed', y: 0.5, height: 0.5 }]);
  });

  it('stand where their days stand, cut at the ends', () => {
    const [january, march] = barsOf(timeline, RANGE);
    expect(january?.x).toBe(0);
    expect(january?.width).toBeCloseTo(23 / 82);
    expect((march?.x ?? 0) + (march?.width ?? 0)).toBeCloseTo(1);
  });

  it('tell of any evening what happened around it', () => {
    expect(binOf(timeline, '2026-01-31').listed).toBe(3);
    expect(binOf(timeline, '2026-02-14')).toEqual({ ...counts, from: '2026-02-01' });
  });
});
