import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { processorTime } from '#tests/support/timing.ts';

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

it('sixteen times as many spells take far less than 256 times as long to compare', async () => {
  const made = (count: number) => {
    const generator = seededGenerator(count);
    const draw = () => (generator.next() >>> 0) / 2 ** 32;
    return Array.from({ length: count }, () => {
      const group = draw() < 0.5 ? 'a' : 'b';
      return { group, entry: draw(), exit: 1 + draw() * 1_000, event: draw() < 0.5 };
    });
  };
  const compare = (given: ReturnType<typeof made>) =>
    expect(logRank(given)?.degreesOfFreedom).toBe(1);
  const [few, many] = [made(2_000), made(32_000)];
  // As many spells in both: a single short comparison would be too short to be timed.
  const shorts = () =>
    processorTime(() => {
      for (let count = 0; count < 16; count += 1) compare(few);
    });
  const long = () => processorTime(() => compare(many));
  await shorts();
  const short = Math.min(await shorts(), await shorts(), await shorts());
  expect(Math.min(await long(), await long(), await long()) / short).toBeLessThan(100 / 16);
});
