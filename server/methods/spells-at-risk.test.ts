import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { logRank } from './log-rank.ts';
import { seededGenerator } from './shuffle.ts';
import { SpellsAtRisk } from './spells-at-risk.ts';

const NAMES = ['a', 'b', 'c'];
const spells = fc.array(
  fc.record({
    group: fc.constantFrom(...NAMES),
    entry: fc.integer({ min: 0, max: 8 }),
    exit: fc.integer({ min: 0, max: 12 }),
    event: fc.boolean(),
  }),
  { maxLength: 40 },
);

it('those at risk and the events are what counting every spell at every time gives', () => {
  fc.assert(
    fc.property(spells, (given) => {
      const atRisk = new SpellsAtRisk(given, NAMES);
      for (let time = 1; time <= 12; time += 1) {
        const now = given.filter(({ entry, exit }) => entry < time && exit >= time);
        const count = (chosen: typeof now) =>
          NAMES.map((name) => chosen.filter(({ group }) => group === name).length);
        expect([...atRisk.moveTo(time)]).toEqual(count(now));
        expect([...atRisk.eventsNow()]).toEqual(
          count(now.filter(({ exit, event }) => event && exit === time)),
        );
      }
    }),
  );
});

it('sixteen times as many spells take far less than 256 times as long to compare', () => {
  const made = (count: number) => {
    const generator = seededGenerator(count);
    const draw = () => (generator.next() >>> 0) / 2 ** 32;
    return Array.from({ length: count }, () => {
      const group = draw() < 0.5 ? 'a' : 'b';
      return { group, entry: draw(), exit: 1 + draw() * 1_000, event: draw() < 0.5 };
    });
  };
  const secondsOf = (count: number) => {
    const given = made(count);
    const before = process.cpuUsage();
    expect(logRank(given)?.degreesOfFreedom).toBe(1);
    const { user } = process.cpuUsage(before);
    return user;
  };
  secondsOf(2_000);
  const few = Math.min(secondsOf(2_000), secondsOf(2_000), secondsOf(2_000));
  const many = Math.min(secondsOf(32_000), secondsOf(32_000));
  expect(many / few).toBeLessThan(100);
});
