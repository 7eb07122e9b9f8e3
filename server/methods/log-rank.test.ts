import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { MAINTAINED, NOT_MAINTAINED, OVARIAN } from '#tests/golden/statistics/survival-data.ts';

import { holm } from './false-discovery.ts';
import { logRank } from './log-rank.ts';

const AML = [...MAINTAINED, ...NOT_MAINTAINED];

describe('the log-rank test', () => {
  it('gives the published observed, expected and χ² of leukaemia', () => {
    const test = logRank(AML);
    expect(test?.groups.map(({ observed }) => observed)).toEqual([7, 11]);
    expect(test?.groups[0]?.expected).toBeCloseTo(10.689_336, 6);
    expect(test?.groups[1]?.expected).toBeCloseTo(7.310_664, 6);
    expect(test?.chiSquare).toBeCloseTo(3.396_388_7, 6);
    expect(test?.p).toBeCloseTo(0.065_339_322, 6);
    // V of one group: (O − E)² / χ².
    expect((7 - (test?.groups[0]?.expected ?? 0)) ** 2 / (test?.chiSquare ?? 1)).toBeCloseTo(
      4.007_550_7,
      6,
    );
  });

  it('weights early events more with rho = 1', () => {
    expect(logRank(AML, 1)?.chiSquare).toBeCloseTo(2.779_279_5, 6);
  });

  it('gives the published χ² of ovarian cancer, plain and by residual disease', () => {
    const plain = OVARIAN.map(({ group, exit, event }) => ({ group, exit, event }));
    expect(logRank(plain)?.chiSquare).toBeCloseTo(1.062_739_9, 6);
    expect(logRank(OVARIAN)?.chiSquare).toBeCloseTo(1.279_643_451, 6);
  });

  it('is the same for any order of the spells and any names of the groups', () => {
    const spell = fc.record({
      group: fc.constantFrom('a', 'b', 'c'),
      exit: fc.integer({ min: 1, max: 20 }),
      event: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(spell, { minLength: 6, maxLength: 60 }), (spells) => {
        const test = logRank(spells);
        const names: Record<string, string> = { a: 'z', b: 'm', c: 'k' };
        const renamed = spells.map((one) => ({ ...one, group: names[one.group] ?? '' }));
        const again = logRank(renamed.toReversed());
        expect(again?.degreesOfFreedom).toBe(test?.degreesOfFreedom);
        expect(again?.chiSquare ?? 0).toBeCloseTo(test?.chiSquare ?? 0, 8);
        expect(test?.chiSquare ?? 0).toBeGreaterThan(-1e-9);
      }),
    );
  });

  it('says nothing of one group, or when nothing happened', () => {
    expect(logRank(MAINTAINED)).toBeNull();
    expect(
      logRank([
        { group: 'a', exit: 3, event: false },
        { group: 'b', exit: 4, event: false },
      ]),
    ).toBeNull();
  });

  it("holds the chance of one false call among several by Holm's steps", () => {
    expect(holm([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06]);
  });
});
