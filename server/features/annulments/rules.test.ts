import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ANNULLABLE } from '#server/contract/annulment.ts';
import type { EventKind } from '#server/contract/point.ts';
import { NaiveLife, step, type Step } from '#tests/support/points/naive-life.ts';
import { reached } from '#tests/support/reached.ts';

import { isRefusal, planAnnulment } from './rules.ts';

/** Lives through these steps; one that is not possible where the place stands is passed over. */
function lived(steps: readonly Step[]): NaiveLife {
  const life = new NaiveLife();
  for (const one of steps) life.perform(one);
  return life;
}

const ACTS: readonly EventKind[] = ANNULLABLE;
const steps = (maxLength: number) => fc.array(step, { maxLength, size: 'max' });

describe('an annulled act', () => {
  it('leaves the place as if it had never been, whatever came before it and after it', () => {
    let annulled = 0;
    fc.assert(
      fc.property(steps(40), steps(12), steps(10), (before, tries, after) => {
        const life = lived(before);
        if (!tries.some((one) => life.perform(one))) return;
        const { lastId } = life;
        const done = after.filter((one) => life.perform(one));
        const plan = planAnnulment(life.facts(), lastId);
        if (isRefusal(plan)) return;
        annulled += 1;
        life.carryOut(plan);
        const without = lived(before);
        for (const one of done) expect(without.perform(one)).toBe(true);
        expect(life.picture()).toEqual(without.picture());
      }),
      { numRuns: 6_000, seed: 20_261_127 },
    );
    expect(annulled).toBeGreaterThan(1_000);
  });

  it('can be done again, and annulled again, any number of times', () => {
    reached({ annulled: 0.3 }, (seen) => {
      fc.assert(
        fc.property(
          steps(40),
          steps(12),
          fc.integer({ min: 2, max: 4 }),
          (before, tries, times) => {
            const life = lived(before);
            const without = life.picture();
            const mistake = tries.find((one) => life.perform(one));
            for (let time = 1; mistake !== undefined; time += 1) {
              const plan = planAnnulment(life.facts(), life.lastId);
              if (isRefusal(plan)) break;
              life.carryOut(plan);
              expect(life.picture()).toEqual(without);
              if (time === times) return void seen('annulled');
              expect(life.perform(mistake)).toBe(true);
            }
            seen('annulled', false);
          },
        ),
        { numRuns: 1_000, seed: 20_261_128 },
      );
    });
  });

  it('names what stands on it; without these acts it can be annulled', () => {
    let refused = 0;
    fc.assert(
      fc.property(steps(40), fc.nat(20), (before, which) => {
        const life = lived(before);
        const { events, merged } = life.facts();
        const acts = events.filter((one) => ACTS.includes(one.kind) && !one.annulled);
        const event = acts[which % acts.length];
        if (merged) return;
        if (event === undefined) return;
        for (let left = 30; left > 0; left -= 1) {
          const plan = planAnnulment(life.facts(), event.id);
          if (!isRefusal(plan)) return life.carryOut(plan);
          expect(plan.refusal).toBe('annulment.acts_stand_on_it');
          refused += 1;
          const [latest] = plan.standing;
          if (latest === undefined || !('id' in latest)) throw new Error('nothing is named');
          const first = planAnnulment(life.facts(), latest.id);
          // The latest of them stands free, and is annulled first.
          if (isRefusal(first)) throw new Error(`${latest.kind} is not free: ${first.refusal}`);
          life.carryOut(first);
        }
        throw new Error('the acts that stand on it have no end');
      }),
      { numRuns: 2_000, seed: 20_261_129 },
    );
    expect(refused).toBeGreaterThan(1_000);
  });
});
