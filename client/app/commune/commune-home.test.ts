import { expect, it } from 'vitest';

import { paceOf } from './commune-home.tsx';

type Stand = Parameters<typeof paceOf>[0][number]['progress'];

it('targets are counted as good, bad or unknown, and what has no number is left out', () => {
  const states = ['met', 'on_pace', 'behind', 'missed', 'missed', 'no_data', 'not_seen'] as const;
  const set = states.map((state) => ({ progress: { state, target: 10 } as Stand }));
  expect(paceOf(set)).toEqual({ good: 2, bad: 3, unknown: 2 });
  const unset = states.map((state) => ({ progress: { state, target: null } as Stand }));
  expect(paceOf(unset)).toEqual({ good: 0, bad: 0, unknown: 0 });
  const zero = [{ progress: { state: 'met', target: 0 } as Stand }];
  expect(paceOf(zero)).toEqual({ good: 1, bad: 0, unknown: 0 });
});
