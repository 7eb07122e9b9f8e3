import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { MAINTAINED, NOT_MAINTAINED, OVARIAN } from '#tests/golden/statistics/survival-data.ts';

import { holm } from './false-discovery.ts';
import { logRank, type GroupedSpell } from './log-rank.ts';

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

  /** `ax7+`: group a in stratum x, 7 long, with the event. */
  const read = (line: string): GroupedSpell[] =>
    line.split(' ').map((word) => ({
      group: word.charAt(0),
      stratum: word.charAt(1),
      exit: Number(word.slice(2, -1)),
      event: word.endsWith('+'),
    }));

  // O, E and V by R's survdiff formulas, V⁻ by MASS::ginv, df the rank of V, of R 4.5.0.
  it.each([
    [
      'bx15- bx8+ dy15+ ax7+ dy6+ ax14+ ax3+ dy3+ bx11- dy2+ ax12+ bx13+ bx2- bx3+ cy10+ bx10- ax11+ cy2+ ax9+ cy12+ cy8- ax7- bx8+ ax8+',
      1.191_503_355_316_3,
      0.551_148_124_392_71,
    ],
    [
      'ax2- dy15+ dy9+ dy7- ax14+ cy9+ dy8+ bx6+ bx9- ax5- cy10+ ax11+ dy2+ ax3- dy4- dy3- bx1- dy10+ bx9+ cy13- cy13- ax10+ cy11- ax12-',
      5.151_960_469_246_2,
      0.076_079_210_759_447,
    ],
    [
      'bx8- dy14- ax12+ ax5+ cy2+ bx9- ax13- ax12+ cy11- dy8- cy11+ bx2- cy8- bx6- ax2+ cy8+ dy15+ ax15+ dy13+ ax3- cy9+ cy5+ ax3- bx3-',
      5.633_728_254_083,
      0.059_793_152_752_888,
    ],
  ])('compares groups that share no stratum only with those they do: %#', (line, chiSquare, p) => {
    const test = logRank(read(line));
    expect(test?.chiSquare).toBeCloseTo(chiSquare, 10);
    expect(test?.degreesOfFreedom).toBe(2);
    expect(test?.p).toBeCloseTo(p, 10);
    expect(test?.compared).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('compares groups through others, and leaves out a group that was never at risk with another', () => {
    const test = logRank(read('ax3+ bx5+ ax9- bx9- by2+ cy4+ by9- cy9- dz3+ dz5+'));
    expect(test?.compared).toEqual([['a', 'b', 'c']]);
    expect(test?.degreesOfFreedom).toBe(2);
  });

  it('is the sum of the tests of sets that have nothing to do with each other', () => {
    const [left, right] = [read('ax3+ bx5+ ax7+ bx9-'), read('cy2+ dy4+ cy6+ dy9- cy9-')];
    const both = logRank([...left, ...right]);
    const alone = [left, right].map((spells) => logRank(spells)?.chiSquare ?? Number.NaN);
    expect(both?.chiSquare).toBeCloseTo((alone[0] ?? 0) + (alone[1] ?? 0), 12);
  });

  it('is a finite number or nothing, for groups in any strata', () => {
    const spell = fc.record({
      group: fc.constantFrom('a', 'b', 'c', 'd'),
      stratum: fc.constantFrom('x', 'y', 'z'),
      exit: fc.integer({ min: 1, max: 9 }),
      event: fc.boolean(),
    });
    let compared = 0;
    fc.assert(
      fc.property(fc.array(spell, { maxLength: 30 }), (spells) => {
        // a and b in x alone, c in y alone: this once made V singular.
        const apart = spells.map((one) =>
          one.group === 'd' ? one : { ...one, stratum: one.group === 'c' ? 'y' : 'x' },
        );
        const test = logRank(apart);
        if (test === null) return;
        compared += 1;
        expect(Number.isFinite(test.chiSquare)).toBe(true);
        expect(test.p).toBeGreaterThanOrEqual(0);
        expect(test.p).toBeLessThanOrEqual(1);
        const sets = test.compared.reduce((sum, set) => sum + set.length - 1, 0);
        expect(test.degreesOfFreedom).toBe(sets);
      }),
      { numRuns: 300 },
    );
    expect(compared).toBeGreaterThan(100);
  });

  it('does not count a spell as at risk that enters at the time of an event', () => {
    const spells = [
      { group: 'a', exit: 5, event: true },
      { group: 'a', exit: 9, event: false },
      { group: 'b', exit: 9, event: true },
      { group: 'b', entry: 5, exit: 9, event: false },
    ];
    // At 5 two of a and one of b are at risk, at 9 one of a and two of b: E of b = 1/3 + 2/3.
    expect(logRank(spells)?.groups[1]?.expected).toBeCloseTo(1, 12);
  });

  it('has a small p, and not 0, where the difference is clear', () => {
    const groups = ['a', 'b'].flatMap((group) =>
      Array.from({ length: 100 }, (_, i) => ({
        group,
        exit: group === 'a' ? 1 + i / 100 : 3 + i / 100,
        event: true,
      })),
    );
    expect(logRank(groups)?.p).toBeGreaterThan(0);
    expect(logRank(groups)?.p).toBeLessThan(1e-20);
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
