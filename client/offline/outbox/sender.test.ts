import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  type Device,
  device,
  entryFor,
  type Fault,
  FAULTS,
} from '#tests/support/faults/faulty-device.ts';
import { reached } from '#tests/support/reached.ts';

/** Steps of people and browsers, in any order. */
type Step =
  | { do: 'write'; lane: string }
  | { do: 'send'; tabs: number }
  | { do: 'retry' }
  | { do: 'reopen' };
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      lane: fc.constantFrom('a', 'b', 'c'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('send' as const),
      tabs: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('retry' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen' as const) }) },
);

async function follow(steps: readonly Step[], given: Device): Promise<string[]> {
  const names: string[] = [];
  let tab = given.openTab('leader');
  for (const one of steps) {
    if (one.do === 'write') {
      const name = `${one.lane}${names.length}`;
      names.push(name);
      // Its writer does not stay to see what becomes of it.
      await given.store.add(await entryFor(name, one.lane, given), []);
    } else if (one.do === 'send') {
      const tabs = Array.from({ length: one.tabs }, () => given.openTab('leader'));
      await Promise.all(tabs.map(({ outbox, died }) => Promise.race([outbox.send(), died])));
    } else if (one.do === 'retry') {
      const refused = (await given.entries()).find(({ state }) => state === 'refused');
      if (refused !== undefined) await Promise.race([tab.outbox.retry(refused.id), tab.died]);
    } else {
      tab = given.openTab('leader');
    }
    given.passTime();
  }
  await untilSent(given);
  return names;
}

/** In the end the line is good, somebody is signed in, and what was refused is tried again by hand. */
async function untilSent(given: Device): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const unsent = (await given.entries()).filter(({ state }) => state !== 'sent');
    if (unsent.length === 0) return;
    const { outbox, died } = given.openTab('leader');
    const refused = unsent.find(({ state }) => state === 'refused');
    await Promise.race([refused === undefined ? outbox.send() : outbox.retry(refused.id), died]);
    given.passTime();
  }
  throw new Error('something was never sent');
}

function byLane(names: readonly string[]): Record<string, string[]> {
  return Object.fromEntries(
    ['a', 'b', 'c'].map((lane) => [lane, names.filter((name) => name.startsWith(lane))]),
  );
}

const SHARES = { 'two entries about one thing': 0.25, 'a fault on the way': 0.4 };

function note(
  seen: (name: keyof typeof SHARES, isSo: boolean) => boolean,
  names: readonly string[],
  faults: readonly Fault[],
): void {
  const lanes = Object.values(byLane(names));
  seen(
    'two entries about one thing',
    lanes.some((lane) => lane.length >= 2),
  );
  // The first faults hit the first sendings; there is at least one sending for each entry.
  seen(
    'a fault on the way',
    faults.slice(0, names.length).some((fault) => fault !== 'none'),
  );
}

describe('whatever happens to tabs and network', () => {
  const history = [
    fc.array(step, { minLength: 3, maxLength: 20 }),
    fc.array(fc.constantFrom(...FAULTS), { minLength: 1, maxLength: 25 }),
  ] as const;

  it('each entry is applied once, and those about one thing in the order of writing', async () => {
    await reached(SHARES, (seen) =>
      fc.assert(
        fc.asyncProperty(...history, async (steps, faults) => {
          const given = await device(faults, true);
          const names = await follow(steps, given);
          note(seen, names, faults);
          const applied = given.server.applied.map(({ name }) => name);
          expect(applied.toSorted()).toEqual(names.toSorted());
          expect(byLane(applied)).toEqual(byLane(names));
        }),
        { numRuns: 150 },
      ),
    );
  });

  it('each entry is applied once even where the browser has no locks', async () => {
    await reached(SHARES, (seen) =>
      fc.assert(
        fc.asyncProperty(...history, async (steps, faults) => {
          const given = await device(
            faults.filter((fault) => fault !== 'refused'),
            false,
          );
          const names = await follow(steps, given);
          note(seen, names, faults);
          const applied = given.server.applied.map(({ name }) => name);
          expect(applied.toSorted()).toEqual(names.toSorted());
        }),
        { numRuns: 100 },
      ),
    );
  });
});
