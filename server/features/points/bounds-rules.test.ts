import { describe, expect, it } from 'vitest';

import { POINT_STATUSES } from '#server/contract/point.ts';

import { isLocal, isOfCity, whyNotMerge } from './bounds-rules.ts';

const at = (status: (typeof POINT_STATUSES)[number], leadCommuneId = 1) => ({
  status,
  leadCommuneId,
});

describe('a merge', () => {
  it('shows no listed place under one that is not on the list', () => {
    for (const status of ['active', 'eliminated', 'handed_over', 'recurring'] as const) {
      for (const into of ['proposed', 'not_recognised', 'delisted'] as const) {
        expect(whyNotMerge(at(status), at(into))).toBe('point.merge_hides_status');
      }
    }
  });

  it('of two places is allowed in at least one direction', () => {
    for (const one of POINT_STATUSES) {
      for (const other of POINT_STATUSES) {
        const ways = [whyNotMerge(at(one), at(other)), whyNotMerge(at(other), at(one))];
        expect(ways).toContain(null);
      }
    }
  });

  it('never hides a recurrence, and never hands a place over', () => {
    expect(whyNotMerge(at('recurring'), at('active'))).toBe('point.merge_hides_status');
    expect(whyNotMerge(at('eliminated'), at('handed_over'))).toBe('point.merge_hides_status');
    expect(whyNotMerge(at('handed_over'), at('eliminated'))).toBeNull();
  });

  it('does not move a listed place to another commune; a proposal has no commune responsible for it', () => {
    expect(whyNotMerge(at('active', 1), at('active', 2))).toBe('point.merge_other_commune');
    expect(whyNotMerge(at('proposed', 1), at('active', 2))).toBeNull();
  });
});

describe('a shape', () => {
  const square = (west: number, south: number, side: number) => ({
    type: 'Polygon' as const,
    coordinates: [
      [
        [west, south],
        [west + side, south],
        [west + side, south + side],
        [west, south + side],
        [west, south],
      ] as [number, number][],
    ],
  });

  it.each([
    ['a quarter', true, square(105.8, 21, 0.02)],
    ['the city with its surroundings', true, square(105, 20.3, 1.3)],
    ['a province farther off', true, square(103.9, 22.3, 0.4)],
    ['half of the country', false, square(103, 18, 4)],
    ['another country', false, square(2.3, 48.8, 0.1)],
    [
      'a square across the meridian of the date, read as the whole globe',
      false,
      square(-179, 20, 358),
    ],
  ])('of %s: taken %s', (_name, taken, shape) => {
    expect(isOfCity(shape)).toBe(taken);
  });

  it('is local up to about ten kilometres and five communes', () => {
    expect(isLocal(square(105.8, 21, 0.099), 5)).toBe(true);
    expect(isLocal(square(105.8, 21, 0.099), 6)).toBe(false);
    expect(isLocal(square(105.8, 21, 0.11), 1)).toBe(false);
    const line = (east: number, north: number) => ({
      type: 'LineString' as const,
      coordinates: [
        [105.8, 21] as [number, number],
        [105.8 + east, 21 + north] as [number, number],
      ],
    });
    expect(isLocal(line(0.11, 0), 1)).toBe(false);
    expect(isLocal(line(0, 0.11), 1)).toBe(false);
  });
});
