import { describe, expect, it } from 'vitest';

import type { ClosedPlace } from '#server/closed-places/places.ts';
import { dayNumber } from '#server/contract/civil-day.ts';
import type { BusinessFacts } from '#server/features/routes/read-business-candidates.ts';

import { inOrder, judgeBusinesses, judgePoints, type RankedCandidate } from './rank-candidates.ts';

const TODAY = '2026-07-02';
const DAY = dayNumber(TODAY);
const NO_WEIGHTS = {
  due: 0,
  suspicion: 0,
  hazard: 0,
  unseen: 0,
  severity: 0,
  not_inspected: 0,
  reinspection: 0,
  quota: 0,
};
const FULL = { overdueDays: 40, hazard: 0.5, unseenDays: 200, recurrences: 4 };
const PLACE: ClosedPlace = {
  pointId: 5,
  category: 'karaoke',
  way: 'other',
  group: 'karaoke other',
  business: true,
  eliminatedDay: DAY - 100,
  lastSeenDay: null,
  dueDay: null,
  suspected: false,
  recurrences: 0,
};
const FREE = { held: false, heldBy: null, wantedBy: [] };
const HELD = { ...FREE, held: true };
const judged = (more: Partial<ClosedPlace>, weights: Partial<typeof NO_WEIGHTS> = {}) => {
  const [point] = judgePoints([{ ...PLACE, ...more }], {
    weights: { ...NO_WEIGHTS, ...weights },
    full: FULL,
    today: TODAY,
    hazardOf: (group, age) => ({
      chance: group === 'karaoke other' ? age / 1_000 : 1,
      groupAtRisk: 1,
      cityAtRisk: 1,
      priorShare: 0,
    }),
    standingOf: ({ pointId }) => (pointId === 5 ? HELD : FREE),
  });
  if (point === undefined) throw new Error('no point');
  return point;
};
const due = (late: number) => judged({ dueDay: DAY - late }).terms.due;

describe('what speaks for a look at a point', () => {
  it('is 0.6 for a check of today, 1 when it is late enough, and falls to 0 thirty days ahead', () => {
    expect([-31, -30, -15, 0, 20, 40, 41].map((late) => due(late).toFixed(3))).toEqual([
      '0.000',
      '0.000',
      '0.300',
      '0.600',
      '0.800',
      '1.000',
      '1.000',
    ]);
    expect(due(-29)).toBeCloseTo(0.02, 9);
    expect(judged({}).terms.due).toBe(0);
  });

  it('is the days since the last look, or since its end where nobody has looked', () => {
    expect(judged({}).terms.unseen).toBe(0.5);
    expect(judged({}).daysUnseen).toBe(100);
    const seen = judged({ lastSeenDay: DAY - 50 });
    expect([seen.terms.unseen, seen.daysUnseen]).toEqual([0.25, 50]);
    expect(judged({ lastSeenDay: DAY + 3 }).daysUnseen).toBe(0);
    expect(judged({ lastSeenDay: DAY - 500 }).terms.unseen).toBe(1);
  });

  it('is a suspicion, the chance at its age, and the recurrences so far, each at most 1', () => {
    expect(judged({ suspected: true }).terms.suspicion).toBe(1);
    expect(judged({}).terms.suspicion).toBe(0);
    expect(judged({}).terms.hazard).toBeCloseTo(0.2, 9);
    expect(judged({ eliminatedDay: DAY + 9 }).terms.hazard).toBe(0);
    expect([0, 1, 4, 5].map((recurrences) => judged({ recurrences }).terms.severity)).toEqual([
      0, 0.25, 1, 1,
    ]);
  });

  it('is weighed by the weights, and is nothing where none has any', () => {
    const facts = { suspected: true, recurrences: 2 };
    expect(judged(facts, { suspicion: 3, severity: 1 }).score).toBe((3 + 0.5) / 4);
    // Weights of businesses do not count for a point.
    expect(judged(facts, { suspicion: 1, quota: 9 }).score).toBe(1);
    expect(judged(facts).score).toBe(0);
  });

  it('comes with what holds the place, and with its facts as they are', () => {
    expect(judged({})).toMatchObject({ ...PLACE, objectId: null, standing: HELD, number: 5 });
    expect(judged({ pointId: 6 }).standing).toBe(FREE);
  });
});

describe('what speaks for the inspection of a business', () => {
  const business = (more: Partial<BusinessFacts> = {}, today = TODAY) => {
    const facts = {
      objectId: 9,
      needs: ['not_inspected'],
      reinspectionDueOn: null,
      quota: { quota: 10, inspected: 2 },
      ...more,
    } as BusinessFacts;
    const weights = { ...NO_WEIGHTS, not_inspected: 1, reinspection: 1, quota: 2 };
    const [one] = judgeBusinesses([facts], {
      weights,
      overdueDays: 40,
      today,
      standingOf: () => FREE,
    });
    if (one === undefined) throw new Error('no business');
    return one;
  };

  it('is the part of the year that is over where nobody has inspected it', () => {
    // 2 July is day 183 of 365.
    expect(business().terms.not_inspected).toBeCloseTo(183 / 365, 9);
    expect(business({}, '2026-12-31').terms.not_inspected).toBe(1);
    expect(business({}, '2028-01-01').terms.not_inspected).toBeCloseTo(1 / 366, 9);
    expect(business({ needs: [] }).terms.not_inspected).toBe(0);
  });

  it('is the part that its commune is behind an even pace', () => {
    expect(business().terms.quota).toBeCloseTo(1 - 2 / (10 * (183 / 365)), 9);
    expect(business({ quota: { quota: 10, inspected: 9 } }).terms.quota).toBe(0);
    expect(business({ quota: { quota: 0, inspected: 0 } }).terms.quota).toBe(0);
    expect(business({ quota: null }).terms.quota).toBe(0);
    expect(business({ needs: ['reinspection_due'] }).terms.quota).toBe(0);
  });

  it('is the day on which findings ask to be seen again', () => {
    expect(business({ reinspectionDueOn: TODAY }).terms.reinspection).toBe(0.6);
    expect(business({ reinspectionDueOn: '2026-06-12' }).terms.reinspection).toBeCloseTo(0.8, 9);
    expect(business().terms.reinspection).toBe(0);
  });

  it('is weighed by the weights, under a number below zero', () => {
    const one = business({ needs: [], reinspectionDueOn: TODAY });
    expect(one).toMatchObject({ score: 0.6 / 4, number: -9, pointId: null, business: true });
  });
});

it('candidates stand by score, of equals points before businesses, then by number', () => {
  const one = (number: number, score: number) => ({ number, score }) as RankedCandidate;
  const given = [one(-2, 0.5), one(9, 0.5), one(-1, 0.5), one(3, 0.5), one(-4, 0.9), one(8, 0.1)];
  expect(inOrder(given).map(({ number }) => number)).toEqual([-4, 3, 9, -1, -2, 8]);
});
