import { expect, it } from 'vitest';

import type { ClosedPlace } from '#server/closed-places/places.ts';
import { seededRandom } from '#server/generator/random.ts';

import { bestPoints, inOrder, judgePoints } from './rank-candidates.ts';

const TODAY = '2026-11-28';
const TODAY_DAY = 20_785;

const judging = {
  weights: {
    due: 3,
    suspicion: 5,
    hazard: 2,
    unseen: 1,
    severity: 1,
    not_inspected: 1,
    reinspection: 1,
    quota: 1,
  },
  full: { overdueDays: 60, hazard: 0.5, unseenDays: 365, recurrences: 3 },
  today: TODAY,
  hazardOf: (_: string, age: number) => ({
    chance: (age % 10) / 20,
    groupAtRisk: age,
    cityAtRisk: age,
    priorShare: 0.5,
  }),
  standingOf: () => ({ held: false, heldBy: null, wantedBy: [] }),
};

/** Places of few kinds, so that many have the same score. */
function somePlaces(seed: number, length: number): ClosedPlace[] {
  const random = seededRandom(seed);
  return Array.from({ length }, (_, index) => ({
    pointId: ((index * 7_919) % length) + 1,
    category: 'karaoke',
    way: 'other',
    group: 'karaoke other',
    business: true,
    eliminatedDay: TODAY_DAY - 100 - random.below(20),
    lastSeenDay: random.below(2) === 0 ? null : TODAY_DAY - random.below(90),
    dueDay: random.below(3) === 0 ? null : TODAY_DAY - 40 + random.below(80),
    suspected: random.below(20) === 0,
    recurrences: random.below(4),
  }));
}

it.each([
  [1, 1],
  [2, 10],
  [3, 50],
  [4, 299],
  [5, 300],
  [6, 500],
])('the best points are the first of all in order (seed %i, %i of 300)', (seed, most) => {
  const places = somePlaces(seed, 300);
  const expected = inOrder(judgePoints(places, judging)).slice(0, most);
  expect(bestPoints(places, judging, most)).toEqual(expected);
});

it('there is no best one of no places', () => {
  expect(bestPoints([], judging, 5)).toEqual([]);
});
