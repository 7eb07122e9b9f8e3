import { describe, expect, it } from 'vitest';

import { judge, verdictOf, type JudgedUnit, type VerdictReason } from './decision-rule.ts';
import { funnelLimits } from './funnel.ts';

const CHANCE_ALONE = { between: 0 };
const FAR: JudgedUnit = {
  observed: 25,
  expected: 8,
  completeness: 1,
  previous: null,
  checkedShare: null,
  seenEnough: true,
  received: null,
};
/** Four more, or fewer, than expected: near enough to the limit for the period before to count. */
const SLIGHTLY_ABOVE: JudgedUnit = { ...FAR, observed: 12 };
const SLIGHTLY_BELOW: JudgedUnit = { ...FAR, observed: 4, checkedShare: 1 };

describe('the rule of praise and blame', () => {
  it('criticises a unit far above its limits, and praises one far below that was checked', () => {
    expect(judge(FAR, CHANCE_ALONE)).toEqual({ side: 'above', reason: 'outside_limits' });
    const low = { ...FAR, observed: 2, expected: 20, checkedShare: 0.9 };
    expect(judge(low, CHANCE_ALONE)).toEqual({ side: 'below', reason: 'outside_limits' });
  });

  it('calls every other unit within the range of chance', () => {
    expect(judge({ ...FAR, observed: 9 }, CHANCE_ALONE)).toEqual({
      side: 'within',
      reason: 'within_limits',
    });
  });

  it('blames nobody for places that nobody had handed over to them', () => {
    expect(judge({ ...FAR, received: 25 }, CHANCE_ALONE).side).toBe('above');
    for (const received of [0, 9]) {
      expect(judge({ ...FAR, received }, CHANCE_ALONE)).toEqual({
        side: 'within',
        reason: 'not_received',
      });
    }
    // Few events are praised whoever held the places.
    const low = { ...FAR, observed: 2, expected: 20, checkedShare: 0.9, received: 0 };
    expect(judge(low, CHANCE_ALONE).side).toBe('below');
  });

  it('praises nobody whose figure is known from the unit alone, and blames as before', () => {
    const low = { ...FAR, observed: 2, expected: 20, checkedShare: 0.9, seenEnough: false };
    expect(judge(low, CHANCE_ALONE)).toEqual({ side: 'within', reason: 'not_seen' });
    expect(judge({ ...FAR, seenEnough: false }, CHANCE_ALONE).side).toBe('above');
  });

  it('names no unit whose difference is usual between communes', () => {
    // The true ratios of the communes vary with a standard deviation of 0.5 (τ).
    expect(judge({ ...FAR, observed: 20 }, CHANCE_ALONE).side).toBe('above');
    expect(judge({ ...FAR, observed: 20 }, { between: 0.25 }).reason).toBe('within_limits');
  });
});

type Row = [says: string, side: 'above' | 'below', unit: Partial<JudgedUnit>, VerdictReason];

const ROWS: Row[] = [
  ['five expected are enough', 'above', { expected: 5 }, 'outside_limits'],
  ['five less a rounding are five', 'above', { expected: 5 - 1e-12 }, 'outside_limits'],
  ['less than five are not', 'above', { expected: 4.999 }, 'too_little_exposure'],
  ['95 % of the records are enough', 'above', { completeness: 0.95 }, 'outside_limits'],
  ['19 of 20 records are 95 %', 'above', { completeness: 19 / 20 }, 'outside_limits'],
  ['less than 95 % are not', 'above', { completeness: 0.949 }, 'incomplete_records'],
  ['no records to complete are no gap', 'above', { completeness: null }, 'outside_limits'],
  ['five more than expected speak alone', 'above', { observed: 13 }, 'outside_limits'],
  [
    'five more less a rounding do',
    'above',
    { observed: 13, expected: 8 + 1e-12 },
    'outside_limits',
  ],
  ['less than five more do not', 'above', { observed: 13, expected: 8.001 }, 'not_repeated'],
  ['five fewer speak alone', 'below', { observed: 3 }, 'outside_limits'],
  ['less than five fewer do not', 'below', { observed: 3, expected: 7.999 }, 'not_repeated'],
];

const REPEATED: Row[] = [
  ['above twice', 'above', { previous: { observed: 9, expected: 8 } }, 'outside_limits'],
  ['below before', 'above', { previous: { observed: 7, expected: 8 } }, 'not_repeated'],
  ['as expected before', 'above', { previous: { observed: 8, expected: 8 } }, 'not_repeated'],
  ['no period before', 'above', { previous: null }, 'not_repeated'],
  ['below twice', 'below', { previous: { observed: 7, expected: 8 } }, 'outside_limits'],
  ['above before', 'below', { previous: { observed: 9, expected: 8 } }, 'not_repeated'],
  ['as expected before', 'below', { previous: { observed: 8, expected: 8 } }, 'not_repeated'],
];

const CHECKED: Row[] = [
  ['half of the places looked at are enough', 'below', { checkedShare: 0.5 }, 'outside_limits'],
  ['fewer than half are not', 'below', { checkedShare: 0.499 }, 'nothing_checked'],
  ['where looking is not asked none is needed', 'below', { checkedShare: null }, 'outside_limits'],
  ['blame needs no look at the others', 'above', { checkedShare: 0 }, 'outside_limits'],
];

describe('each condition of the rule at its edge', () => {
  it.each(ROWS)('%s', (_, side, unit, reason) => {
    expect(verdictOf({ ...FAR, ...unit }, side).reason).toBe(reason);
  });

  it.each(REPEATED)('with less than five away: %s (now %s)', (_, side, unit, reason) => {
    const near = side === 'above' ? SLIGHTLY_ABOVE : SLIGHTLY_BELOW;
    expect(verdictOf({ ...near, ...unit }, side).reason).toBe(reason);
  });

  it.each(CHECKED)('%s', (_, side, unit, reason) => {
    const unitOf = side === 'above' ? FAR : { ...SLIGHTLY_BELOW, observed: 1 };
    expect(verdictOf({ ...unitOf, ...unit }, side).reason).toBe(reason);
  });

  it('has exact limits at least six away, so that the distance of five is always reached', () => {
    for (let expected = 5; expected < 100; expected += 0.1) {
      const [low, high] = funnelLimits(expected, CHANCE_ALONE).action;
      expect(high + 1 - expected).toBeGreaterThan(6);
      // A limit of 0 leaves no lower count to test.
      expect(low === 0 || expected - (low - 1) > 6).toBe(true);
    }
  });
});
