import { describe, expect, it } from 'vitest';

import { REACH, ROLES, type Actor, type Role } from '#server/contract/permission.ts';
import { REPORT_PERIOD } from '#tests/support/test-constants.ts';

import {
  figuresDay,
  isPeriod,
  mayReadReportOf,
  whyNotChangeAnalyses,
  whyNotDecide,
  whyNotSend,
  whyNotWrite,
} from './rules.ts';

const [HERE, THERE] = [1, 2];

function actor(role: Role, accountId = 'me'): Actor {
  const communeIds = REACH[role] === 'communes' ? [HERE] : [];
  return { accountId, role, reach: REACH[role], communeIds };
}

const open = (why: (role: Role) => string | null) => ROLES.filter((role) => why(role) === null);

describe('a report', () => {
  it('is of a period of its kind', () => {
    expect([0, 1, 12, 13].map((number) => isPeriod('month', number))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect([4, 5].map((number) => isPeriod('quarter', number))).toEqual([true, false]);
    expect([2, 3].map((number) => isPeriod('half_year', number))).toEqual([true, false]);
    expect(isPeriod('year', 1)).toBe(true);
    expect(isPeriod('year', 2)).toBe(false);
  });

  it('has the figures of the last evening of its period, of today while it runs, and none before it begins', () => {
    expect(figuresDay(REPORT_PERIOD, '2026-03-14')).toBeNull();
    expect(figuresDay(REPORT_PERIOD, '2026-03-15')).toBe('2026-03-15');
    expect(figuresDay(REPORT_PERIOD, '2026-04-14')).toBe('2026-04-14');
    expect(figuresDay(REPORT_PERIOD, '2026-04-15')).toBe('2026-04-14');
  });

  it('is written by its commune, and by the coordinator for the city', () => {
    expect(open((role) => whyNotWrite(actor(role), HERE))).toEqual(['leader', 'officer']);
    expect(open((role) => whyNotWrite(actor(role), null))).toEqual(['coordinator']);
    expect(whyNotWrite(actor('leader'), THERE)).toBe('report.other_commune');
    expect(whyNotWrite(actor('analyst'), null)).toBe('permission.denied');
  });

  it('is read by its commune and the city', () => {
    expect(mayReadReportOf(actor('officer'), HERE)).toBe(true);
    expect(mayReadReportOf(actor('officer'), THERE)).toBe(false);
    expect(mayReadReportOf(actor('officer'), null)).toBe(false);
    expect(mayReadReportOf(actor('analyst'), THERE)).toBe(true);
  });
});

describe('a report is sent', () => {
  const send = (state: 'draft' | 'sent' | 'approved' | 'returned', today: string) =>
    whyNotSend(actor('officer'), HERE, { state }, { period: REPORT_PERIOD, today });

  it('once its period is over', () => {
    expect(send('draft', '2026-04-14')).toBe('report.still_running');
    expect(send('draft', '2026-04-15')).toBeNull();
  });

  it('while it is a draft, by those who write it', () => {
    expect(send('sent', '2026-04-15')).toBe('report.wrong_state');
    expect(send('approved', '2026-04-15')).toBe('report.wrong_state');
    expect(send('returned', '2026-04-15')).toBe('report.wrong_state');
    const given = { period: REPORT_PERIOD, today: '2026-04-15' };
    expect(whyNotSend(actor('officer'), THERE, { state: 'draft' }, given)).toBe(
      'report.other_commune',
    );
  });
});

describe('a report is approved or returned', () => {
  const sent = { state: 'sent', draftedById: 'drafter', sentById: 'sender' } as const;

  it('by the leader of its commune, and by a coordinator for the city', () => {
    expect(open((role) => whyNotDecide(actor(role), HERE, sent))).toEqual(['leader']);
    expect(open((role) => whyNotDecide(actor(role), null, sent))).toEqual(['coordinator']);
    expect(whyNotDecide(actor('leader'), THERE, sent)).toBe('report.other_commune');
    expect(whyNotDecide(actor('officer'), HERE, sent)).toBe('permission.denied');
  });

  it('by neither its author nor its sender', () => {
    expect(whyNotDecide(actor('leader', 'drafter'), HERE, sent)).toBe('report.same_person');
    expect(whyNotDecide(actor('leader', 'sender'), HERE, sent)).toBe('report.same_person');
  });

  it.each(['draft', 'approved', 'returned'] as const)('while it is sent, not “%s”', (state) => {
    expect(whyNotDecide(actor('leader'), HERE, { ...sent, state })).toBe('report.wrong_state');
  });
});

describe('analyses are put into a report', () => {
  const STATES = ['draft', 'sent', 'returned', 'approved'] as const;

  it('while it is a draft or was returned, by those who write it', () => {
    const changed = (role: Role, communeId: number) =>
      STATES.map((state) => whyNotChangeAnalyses(actor(role), communeId, { state }));
    const closed = 'report.analyses_closed';
    expect(changed('officer', HERE)).toEqual([null, closed, null, closed]);
    expect(new Set(changed('officer', THERE))).toEqual(new Set(['report.other_commune']));
    expect(new Set(changed('analyst', HERE))).toEqual(new Set(['permission.denied']));
  });
});
