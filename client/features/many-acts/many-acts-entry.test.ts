import { describe, expect, it } from 'vitest';

import type { JudgedPoint } from '#server/contract/many-acts.ts';

import { divide } from './many-acts-entry.ts';

const judged = (more: Partial<JudgedPoint> = {}): JudgedPoint => ({
  id: 7,
  code: 'DP-00007',
  officialName: 'Nhà nghỉ Minh Họa',
  status: 'proposed',
  version: 3,
  why: null,
  notBefore: '2026-03-01',
  effects: [],
  ...more,
});

describe('an act on many points', () => {
  it('is recorded for those whose rule and day allow it, and for no other', () => {
    const points = [
      judged(),
      judged({ id: 8, why: 'lifecycle.own_proposal' }),
      judged({ id: 9, notBefore: '2026-03-11' }),
      judged({ id: 10, notBefore: null }),
    ];
    const { may, mayNot } = divide(points, '2026-03-10');
    expect(may.map(({ id }) => id)).toEqual([7, 10]);
    expect(mayNot.map(({ point, why }) => [point.id, why])).toEqual([
      [8, 'lifecycle.own_proposal'],
      [9, 'lifecycle.before_earlier_event'],
    ]);
    expect(divide(points, null).may.map(({ id }) => id)).toEqual([7, 9, 10]);
  });
});
