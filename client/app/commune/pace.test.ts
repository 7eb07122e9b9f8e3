import { expect, it } from 'vitest';

import { paceOf } from './pace.ts';

it('counts the targets on pace, behind and without figures, and none that has no number', () => {
  const states = ['met', 'on_pace', 'behind', 'missed', 'no_data', 'no_target'] as const;
  const set = states.map((state) => ({ progress: { state, target: 300 } }));
  const notSet = { progress: { state: 'no_data', target: null } } as const;
  expect(paceOf([...set, notSet])).toEqual({ good: 2, bad: 2, unknown: 1 });
  expect(paceOf([])).toEqual({ good: 0, bad: 0, unknown: 0 });
});
