import { expect, it } from 'vitest';

import type { Actor } from '#server/contract/permission.ts';
import type { PointState } from '#server/features/life-cycle/rules.ts';
import { sampleHandover } from '#tests/support/points/sample-point.ts';

import { shownHandovers } from './read-handovers.ts';

const LEADER = { accountId: 'leader', role: 'leader', communeIds: [1] } as unknown as Actor;
const STATE: PointState = {
  status: 'eliminated',
  cycle: 1,
  merged: false,
  removed: false,
  proposedBy: null,
  handovers: [],
  openSuspicionsRaisedBy: [],
  lastStatusOn: '2026-03-01',
};

const shownOn = (today: string, state: 'pending' | 'confirmed' = 'pending') => {
  const row = { ...sampleHandover({ state, answerDueOn: '2026-03-08' }), proposedById: 'analyst' };
  return shownHandovers([row], LEADER, { state: STATE, today })[0]?.answerOverdueDays;
};

it('an answer is overdue from the day after it was due, and no more once it is given', () => {
  expect(shownOn('2026-03-08')).toBeNull();
  expect(shownOn('2026-03-09')).toBe(1);
  expect(shownOn('2026-03-09', 'confirmed')).toBeNull();
});
