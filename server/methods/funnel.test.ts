import { describe, expect, it } from 'vitest';

import { judge } from './decision-rule.ts';
import { funnelLimits, funnelPosition } from './funnel.ts';
import { betweenVariance, overDispersion } from './over-dispersion.ts';

const CHANCE_ALONE = { phi: 1, rawPhi: 1, significant: false, units: 0 };
const EIGHT = [3, 9, 14, 22, 30, 4, 0, 11].map((observed, i) => ({
  observed,
  expected: [5, 8, 10, 20, 21, 6, 2, 12][i] ?? 0,
}));

describe('the funnel', () => {
  it.each([
    [5, [1, 10], [0, 13]],
    [10, [4, 17], [2, 21]],
    [20, [12, 29], [8, 35]],
    [50, [37, 64], [30, 73]],
  ])('has the published limits at %s expected', (expected, warning, action) => {
    expect(funnelLimits(expected, CHANCE_ALONE)).toEqual({ expected, warning, action });
  });

  it('counts a unit on its limit as within', () => {
    expect(funnelPosition({ observed: 13, expected: 5 }, CHANCE_ALONE).action).toBe('within');
    expect(funnelPosition({ observed: 14, expected: 5 }, CHANCE_ALONE).action).toBe('above');
    expect(funnelPosition({ observed: 1, expected: 10 }, CHANCE_ALONE)).toMatchObject({
      warning: 'below',
      action: 'below',
    });
  });

  it('gives the published φ, raw and winsorised', () => {
    const { phi, rawPhi, significant } = overDispersion(EIGHT);
    expect(rawPhi).toBeCloseTo(1.845_493_2, 6);
    expect(phi).toBeCloseTo(0.974_329_16, 6);
    expect(significant).toBe(false);
  });

  it('widens where the units differ by more than chance, and never narrows', () => {
    const spread = Array.from({ length: 40 }, (_, i) => ({
      observed: i % 2 === 0 ? 10 : 34,
      expected: 20,
    }));
    const dispersion = overDispersion(spread);
    expect(dispersion.significant).toBe(true);
    const [low, high] = funnelLimits(20, dispersion).action;
    expect(low).toBeLessThan(8);
    expect(high).toBeGreaterThan(35);
    for (const expected of [0.5, 3, 20, 80]) {
      const plain = funnelLimits(expected, CHANCE_ALONE);
      const slight = funnelLimits(expected, { ...dispersion, phi: 1.01 });
      expect(slight.action[0]).toBeLessThanOrEqual(plain.action[0]);
      expect(slight.action[1]).toBeGreaterThanOrEqual(plain.action[1]);
    }
  });

  it('has the additive variance too, 0 where chance explains everything', () => {
    const units = [10, 10, 10].map((expected) => ({ observed: 10, expected }));
    // (3·2 − 2) / (30 − 300/30) = 4/20.
    expect(betweenVariance(units, 2)).toBeCloseTo(0.2, 12);
    expect(betweenVariance(units, 0.5)).toBe(0);
  });
});

describe('the rule of praise and blame', () => {
  const far = { observed: 25, expected: 8, completeness: 1, previous: null };

  it('blames who lies far outside, and praises who lies far below and was looked at', () => {
    expect(judge(far, CHANCE_ALONE)).toEqual({ side: 'above', reason: 'outside_limits' });
    const low = { observed: 2, expected: 20, completeness: 1, previous: null };
    expect(judge(low, CHANCE_ALONE, 0.9)).toEqual({ side: 'below', reason: 'outside_limits' });
  });

  it('praises nobody whose places were not looked at', () => {
    const low = { observed: 2, expected: 20, completeness: 1, previous: null };
    expect(judge(low, CHANCE_ALONE, 0.1)).toEqual({ side: 'within', reason: 'nothing_checked' });
  });

  it('ranks nobody with little exposure or incomplete records', () => {
    expect(judge({ ...far, expected: 4.9 }, CHANCE_ALONE).reason).toBe('too_little_exposure');
    expect(judge({ ...far, completeness: 0.94 }, CHANCE_ALONE).reason).toBe('incomplete_records');
    expect(judge({ ...far, completeness: null }, CHANCE_ALONE).side).toBe('above');
  });

  it('asks for the same side before, or five away', () => {
    const near = { observed: 1, expected: 5.9, completeness: 1 };
    const wide = { ...near, observed: 0, expected: 7 };
    expect(judge({ ...wide, previous: null }, CHANCE_ALONE).side).toBe('below');
    const slight = { observed: 0, expected: 4.99, completeness: 1 };
    expect(judge({ ...slight, previous: null }, CHANCE_ALONE).reason).toBe('too_little_exposure');
    expect(judge({ ...near, previous: { observed: 1, expected: 4 } }, CHANCE_ALONE).reason).toBe(
      'within_limits',
    );
  });

  it('calls everybody else within the range of chance', () => {
    expect(judge({ ...far, observed: 9 }, CHANCE_ALONE)).toEqual({
      side: 'within',
      reason: 'within_limits',
    });
  });
});
