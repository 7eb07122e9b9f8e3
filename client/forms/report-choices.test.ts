import { describe, expect, it } from 'vitest';

import type { ReportList } from '#server/contract/report.ts';
import { periodAt } from '#server/contract/reporting-period.ts';

import { reportChoices } from './report-choices.ts';

const RULES = [{ validFrom: '1900-01-01', firstDay: 1, origin: 'Theo tháng lịch' }];
const HERE = { code: '00070', name: 'Hoàn Kiếm', type: 'phuong' as const };
const TODAY = '2026-04-20';

function report(
  number: number,
  state: ReportList['items'][number]['state'],
  commune: typeof HERE | null = HERE,
): ReportList['items'][number] {
  return {
    id: number,
    commune,
    period: periodAt(RULES, 'month', 2026, number),
    version: 1,
    state,
    changedAt: '2026-04-20T03:00:00.000Z',
  };
}
const list = (...items: ReportList['items']): ReportList => ({ items, rules: RULES, today: TODAY });
const said = (given: ReportList, to = TODAY, owners: (typeof HERE | null)[] = [HERE]) =>
  reportChoices(given, owners, to).map(
    ({ period: { kind, number }, state }) => `${kind} ${number}${state === null ? ' new' : ''}`,
  );

describe('the reports that an analysis may go into', () => {
  it('begin with the open one whose period holds its last day', () => {
    const open = list(report(3, 'draft'), report(4, 'returned'));
    expect(said(open).slice(0, 2)).toEqual(['month 4', 'month 3']);
    expect(said(open, '2026-03-31').slice(0, 2)).toEqual(['month 3', 'month 4']);
  });

  it('are new ones of that day where there is none', () => {
    expect(said(list())).toEqual(['month 4 new', 'quarter 2 new', 'half_year 1 new', 'year 1 new']);
  });

  it('are never sent, approved, or of somebody else', () => {
    const closed = list(report(4, 'sent'), report(3, 'approved'), report(2, 'draft', null));
    expect(said(closed)).toEqual(['quarter 2 new', 'half_year 1 new', 'year 1 new']);
    expect(said(closed, TODAY, [null]).slice(0, 2)).toEqual(['month 2', 'month 4 new']);
  });

  it('are of today where the days run on', () => {
    expect(said(list(), '2027-01-01')[0]).toBe('month 4 new');
  });
});
