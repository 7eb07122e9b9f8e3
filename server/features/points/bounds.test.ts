import { describe, expect, it } from 'vitest';

import { POINT_STATUSES } from '#server/contract/point.ts';

import { whyNotMerge } from './bounds.ts';

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
