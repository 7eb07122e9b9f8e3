import { describe, expect, it } from 'vitest';

import { logRank } from './log-rank.ts';
import { seededGenerator } from './shuffle.ts';
import { survivalDifference, type WatchedSpell } from './survival-difference.ts';

const RUN = { seed: 1, replicates: 9_999 };

/** Lists every way in which the events may fall among those at risk, with its probability. */
function byHand(spells: readonly WatchedSpell[], times: readonly number[]): number {
  const observed = logRank(spells)?.chiSquare ?? 0;
  const walk = (ended: readonly (number | null)[], place: number): number => {
    const time = times[place];
    if (time === undefined) {
      const redrawn = spells.map((spell, i) => {
        const end = ended[i] ?? null;
        return { ...spell, exit: end ?? spell.until, event: end !== null };
      });
      return (logRank(redrawn)?.chiSquare ?? 0) >= observed - 1e-9 ? 1 : 0;
    }
    const alive = spells.flatMap(({ entry = 0, until }, i) =>
      ended[i] === null && entry < time && until >= time ? [i] : [],
    );
    if (alive.length === 0) return walk(ended, place + 1);
    return alive.reduce((sum, i) => sum + walk(ended.with(i, time), place + 1), 0) / alive.length;
  };
  return walk(
    spells.map(() => null),
    0,
  );
}

const spell = (group: string, until: number, end?: number, entry = 0): WatchedSpell => ({
  group,
  entry,
  until,
  exit: end ?? until,
  event: end !== undefined,
});

describe('the difference of survival with few events', () => {
  it('has the p of a walk over all ways in which the events may fall', () => {
    const spells = [
      spell('a', 10, 1),
      spell('a', 10, 2),
      spell('a', 10, 3),
      spell('a', 10),
      spell('b', 10),
      spell('b', 10),
      spell('b', 10),
      spell('b', 10),
    ];
    const test = survivalDifference(spells, RUN);
    expect(test?.by).toBe('permutation');
    expect(Math.abs((test?.p ?? 0) - byHand(spells, [1, 2, 3]))).toBeLessThan(0.015);
  });

  it('draws only among spells under watch at the time, also with late entry', () => {
    const spells = [
      spell('a', 4, 1),
      spell('a', 3),
      spell('a', 12, 6),
      spell('b', 12, 9),
      spell('b', 12, undefined, 5),
      spell('b', 7, undefined, 1),
      spell('b', 12),
    ];
    const test = survivalDifference(spells, RUN);
    expect(Math.abs((test?.p ?? 0) - byHand(spells, [1, 6, 9]))).toBeLessThan(0.015);
  });

  it('is the same for the same seed, and a little different for another', () => {
    const spells = ['a', 'a', 'a', 'b', 'b', 'b', 'c', 'c'].map((group, i) =>
      spell(group, 20, i % 2 === 0 ? i + 1 : undefined),
    );
    const p = (seed: number) => survivalDifference(spells, { ...RUN, seed })?.p ?? 1;
    expect(p(1)).toBe(p(1));
    expect(Math.abs(p(1) - p(2))).toBeLessThan(0.05);
  });

  it('uses the χ² distribution when every compared group expects five', () => {
    const of = (group: string, events: number, quiet: number) => [
      ...Array.from({ length: events }, (_, i) => spell(group, 100, i + 1)),
      ...Array.from({ length: quiet }, () => spell(group, 100)),
    ];
    const enough = [...of('a', 10, 10), ...of('b', 10, 10)];
    expect(survivalDifference(enough, RUN)).toMatchObject({ ...logRank(enough), by: 'chi_square' });
    const few = [...of('a', 10, 10), ...of('b', 2, 2)];
    expect(survivalDifference(few, RUN)?.by).toBe('permutation');
    // A group without any to compare with needs no expected events.
    const apart = of('c', 1, 0).map((one) => ({ ...one, stratum: 'alone' }));
    expect(survivalDifference([...enough, ...apart], RUN)?.by).toBe('chi_square');
  });

  it('finds a clear difference, however few the spells', () => {
    const spells = [
      ...[1, 2, 3, 4].map((day) => spell('a', 300, day)),
      ...Array.from({ length: 20 }, () => spell('b', 300)),
    ];
    // All four of a and none of twenty: once in 24·23·22·21/24 = 10,626.
    expect(survivalDifference(spells, RUN)?.p).toBeLessThan(0.001);
  });

  it('says nothing where there is nothing to compare', () => {
    expect(survivalDifference([], RUN)).toBeNull();
    expect(survivalDifference([spell('a', 9, 2)], RUN)).toBeNull();
    expect(survivalDifference([spell('a', 9, 2), spell('b', 1)], RUN)).toBeNull();
    expect(survivalDifference([spell('a', 9), spell('b', 9)], RUN)).toBeNull();
  });

  it('finds a difference where there is none in at most 5 of 100 cities of 28 closures and 4 events', () => {
    const generator = seededGenerator(28);
    const uniform = () => ((generator.next() >>> 0) + 0.5) / 2 ** 32;
    const cities = 200;
    let [called, byChiSquare, events] = [0, 0, 0];
    for (let city = 0; city < cities; city += 1) {
      const spells = [16, 4, 3, 3, 2].flatMap((size, group) =>
        Array.from({ length: size }, () => {
          // The groups have been watched for different lengths of time.
          const until = Math.ceil((150 + 60 * group) * uniform());
          const end = Math.ceil(-700 * Math.log(uniform()));
          return spell(String(group), until, end <= until ? end : undefined);
        }),
      );
      events += spells.filter(({ event }) => event).length;
      if ((survivalDifference(spells, { seed: city + 1, replicates: 199 })?.p ?? 1) < 0.05)
        called += 1;
      if ((logRank(spells)?.p ?? 1) < 0.05) byChiSquare += 1;
    }
    const percent = (count: number) => ((100 * count) / cities).toFixed(1);
    process.stdout.write(
      `${(events / cities).toFixed(1)} events: called different in ${percent(called)} %, by χ² it would be ${percent(byChiSquare)} %\n`,
    );
    expect(called / cities).toBeLessThanOrEqual(0.05);
    expect(byChiSquare).toBeGreaterThan(called);
  }, 60_000);
});
