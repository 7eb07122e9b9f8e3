import { expect, it } from 'vitest';

import { countedOn, type Entered, lateDays, statedOn } from './late-entry.ts';

/** Half an hour after the midnight with which 12 March begins in the city: still the 11th in Greenwich. */
const entered: Entered = {
  effectiveOn: '2026-03-10',
  recordedAt: '2026-03-11T17:30:00.000Z',
  verdict: null,
};

it('an entry is late by the days of the city between its day and its recording', () => {
  expect(lateDays(entered)).toBe(2);
  expect(lateDays({ ...entered, effectiveOn: '2026-03-12' })).toBe(0);
});

it('an entry counts on its day once its paper was seen, and is stated for it until the paper is refused', () => {
  const days = (verdict: Entered['verdict']) => {
    const judged = { ...entered, verdict };
    return [countedOn(judged), statedOn(judged)];
  };
  expect(days(null)).toEqual(['2026-03-12', '2026-03-10']);
  expect(days('seen')).toEqual(['2026-03-10', '2026-03-10']);
  expect(days('refused')).toEqual(['2026-03-12', '2026-03-12']);
});
