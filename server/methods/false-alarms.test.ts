import { describe, expect, it } from 'vitest';

import { judge } from './decision-rule.ts';
import { poissonQuantile } from './distributions.ts';
import { funnelPosition } from './funnel.ts';
import { overDispersion, type ObservedExpected } from './over-dispersion.ts';
import { seededGenerator } from './shuffle.ts';

const COMMUNES = 126;
const YEARS = 300;

/** Cities in which every commune has the same risk, so that whoever is named is named by chance. */
describe('the rule of praise and blame where there is no difference to find', () => {
  const generator = seededGenerator(20_261_125);
  const uniform = () => ((generator.next() >>> 0) + 0.5) / 2 ** 32;
  // From hardly anything expected to forty a year, as unequal as a city's communes are.
  const expected = Array.from({ length: COMMUNES }, (_, i) => 0.5 * 80 ** (i / (COMMUNES - 1)));
  const year = (): ObservedExpected[] =>
    expected.map((mean) => ({ observed: poissonQuantile(uniform(), mean), expected: mean }));

  let named = 0;
  let outsideWarning = 0;
  let outsideAction = 0;
  let before = year();
  for (let y = 0; y < YEARS; y += 1) {
    const now = year();
    const dispersion = overDispersion(now);
    for (const [i, unit] of now.entries()) {
      const position = funnelPosition(unit, { ...dispersion, significant: false });
      if (position.warning !== 'within') outsideWarning += 1;
      if (position.action !== 'within') outsideAction += 1;
      const judged = { ...unit, completeness: 1, previous: before[i] ?? null };
      if (judge(judged, dispersion, 1).side !== 'within') named += 1;
    }
    before = now;
  }
  const perThousand = (count: number) => (1000 * count) / (COMMUNES * YEARS);

  it(`names falsely ${perThousand(named).toFixed(2)} of 1000 commune-years, at most 10`, () => {
    expect(perThousand(named)).toBeLessThanOrEqual(10);
  });

  it(`finds ${perThousand(outsideWarning).toFixed(1)} of 1000 outside the 95 % limits, at most 50 and not far from it`, () => {
    expect(perThousand(outsideWarning)).toBeLessThanOrEqual(50);
    expect(perThousand(outsideWarning)).toBeGreaterThan(20);
  });

  it(`finds ${perThousand(outsideAction).toFixed(2)} of 1000 outside the 99.8 % limits, at most 2`, () => {
    expect(perThousand(outsideAction)).toBeLessThanOrEqual(2);
    expect(perThousand(outsideAction)).toBeGreaterThan(0.5);
  });
});
