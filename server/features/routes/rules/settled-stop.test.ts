import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { settleStop } from './settled-stop.ts';

type Told = Parameters<typeof settleStop>[0][number];

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 1, minute)).toISOString();
const told = (result: Told['result'], minute: number, inspection: Told['inspection'] = null) => ({
  result,
  inspection,
  finishedAt: at(minute),
});

describe('a stop with several results', () => {
  it('shows signs, whatever was recorded later', () => {
    const signs = told('signs', 1);
    const settled = settleStop([told('no_sign', 2), signs, told('could_not_check', 3)]);
    expect(settled).toMatchObject({ state: 'done', signs: true, result: signs });
    expect(settled?.others.map(({ result }) => result)).toEqual(['no_sign', 'could_not_check']);
  });

  it('was looked at, where another phone stood before a closed door', () => {
    const settled = settleStop([told('could_not_check', 3), told('no_sign', 1)]);
    expect(settled).toMatchObject({ state: 'done', result: { result: 'no_sign' }, signs: false });
  });

  it('keeps the finding of an inspection beside a later visit without one', () => {
    const warning = told('no_sign', 1, 'warning');
    const settled = settleStop([told('no_sign', 2, 'no_violation'), warning]);
    expect(settled).toMatchObject({ result: warning, findings: true });
  });

  it('takes the later press of two that weigh the same, and the last press for the end of the look', () => {
    const [early, late] = [told('no_sign', 1), told('no_sign', 2)];
    expect(settleStop([early, late])?.result).toBe(late);
    expect(settleStop([told('signs', 1), late])?.lastFinishedAt).toBe(late.finishedAt);
  });

  it('says the same in whatever order the results arrived', () => {
    const results = fc.uniqueArray(
      fc.record({
        minute: fc.nat(59),
        result: fc.constantFrom('signs' as const, 'no_sign' as const, 'could_not_check' as const),
        inspection: fc.constantFrom(null, 'no_violation' as const, 'warning' as const),
      }),
      { minLength: 1, maxLength: 6, selector: ({ minute }) => minute },
    );
    fc.assert(
      fc.property(
        results.chain((some) =>
          fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })),
        ),
        ([some, other]) => {
          const settled = [some, other].map((list) =>
            settleStop(list.map((one) => told(one.result, one.minute, one.inspection))),
          );
          expect(settled[0]).toEqual(settled[1]);
        },
      ),
    );
  });
});
