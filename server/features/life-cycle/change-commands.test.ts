import { describe, expect, it } from 'vitest';

import { latestMove, refuseDate } from './change-commands.ts';
import type { HandoverPart, PointFacts } from './queries.ts';

const POINT: PointFacts = {
  id: 1,
  code: 'DP-00001',
  status: 'eliminated',
  cycle: 2,
  version: 1,
  proposedBy: null,
  mergedInto: null,
  lastSeq: 4,
  lastStatusOn: '2026-03-05',
  lastMergeOn: null,
  eliminatedOn: '2026-03-05',
};
const part = (more: Partial<HandoverPart> = {}): HandoverPart => ({
  id: 1,
  cycle: 2,
  attempt: 1,
  communeId: 1,
  state: 'pending',
  abolished: false,
  successor: null,
  proposedBy: 'analyst',
  proposedOn: '2026-03-01',
  answeredBy: null,
  answeredOn: null,
  documentNumber: null,
  refusalReason: null,
  withdrawnOn: null,
  respondedOn: null,
  lapsedOn: null,
  ...more,
});

describe('the day before which nothing more is recorded', () => {
  it('is that of the last move of the status, where nothing was said later', () => {
    expect(latestMove(POINT, [])).toBe('2026-03-05');
    expect(latestMove(POINT, [part()])).toBe('2026-03-05');
  });

  it.each(['proposedOn', 'answeredOn', 'withdrawnOn', 'respondedOn'] as const)(
    'is that of a hand-over of this cycle (%s), of no earlier one',
    (field) => {
      const said = part({ [field]: '2026-03-20' });
      expect(latestMove(POINT, [part({ id: 2 }), said])).toBe('2026-03-20');
      expect(latestMove(POINT, [{ ...said, cycle: 1 }])).toBe('2026-03-05');
    },
  );

  it('is that of the last merge, or of its being taken back', () => {
    const merged = { ...POINT, lastMergeOn: '2026-03-10' };
    expect(latestMove(merged, [])).toBe('2026-03-10');
    expect(latestMove(merged, [part({ proposedOn: '2026-03-11' })])).toBe('2026-03-11');
    expect(latestMove({ ...POINT, lastMergeOn: '2026-03-04' }, [])).toBe('2026-03-05');
  });
});

describe('a day that is refused', () => {
  const refused = (effectiveOn: string) => {
    try {
      refuseDate(effectiveOn, '2026-03-05', '2026-03-10');
    } catch (error) {
      return error;
    }
    return null;
  };
  const parameters = { notBefore: '2026-03-05', today: '2026-03-10' };

  it('is named at its field, with the first and the last that there may be', () => {
    for (const [day, code] of [
      ['2026-03-04', 'lifecycle.before_earlier_event'],
      ['2026-03-11', 'lifecycle.future_date'],
    ] as const) {
      const errors = [{ pointer: '/effectiveOn', code }];
      expect(refused(day)).toMatchObject({ code, errors, parameters });
    }
  });

  it('lies outside of them', () => {
    expect([refused('2026-03-05'), refused('2026-03-10')]).toEqual([null, null]);
  });
});
