import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { AnalysisPeriods } from '#server/contract/analysis-period.ts';
import { MEASURES, type CommuneLook, type Comparison } from '#server/contract/comparison.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  act,
  active,
  eliminated,
  people,
  type People,
} from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const HERE = '00070';
const THERE = '09700';

/** Of two places closed on 1 March in Hoàn Kiếm one came back on 10 June; a third was never closed. */
describe('a commune in one look', () => {
  let test: TestApp;
  let by: People;

  beforeAll(async () => {
    test = await createTestApp({ now: '2026-07-01T03:00:00.000Z' });
    by = await people(test);
    await test.deps.points.reload();
    await act(by.analyst, await eliminated(by), 'mark-recurring', {
      effectiveOn: '2026-06-10',
      grounds: 'Biên bản kiểm tra xác nhận hoạt động trở lại',
    });
    await eliminated(by, { officialName: 'Điểm chưa tái hoạt động' });
    await active(by, { officialName: 'Điểm đang hoạt động' });
  });
  afterAll(() => test.close());

  it('shows a commune in one look: its rows of the comparisons, why, and its points as the list counts them', async () => {
    const asked = '?from=2026-01-01&to=2026-06-30';
    const answer = await by.leader.get(`/api/analysis/communes/${HERE}${asked}`);
    expect(answer.status).toBe(200);
    const look = (await answer.json()) as CommuneLook;
    const comparison = await by.leader.get(`/api/analysis/comparison${asked}`);
    const row = ((await comparison.json()) as Comparison).communes.find(
      ({ commune }) => commune.code === HERE,
    );
    expect(look.rows.map(({ measure }) => measure)).toEqual(MEASURES);
    expect(look.rows[0]?.row).toEqual(row);
    const sum = (of: 'observed' | 'expected' | 'exposure') =>
      look.categories.reduce((total, share) => total + share[of], 0);
    expect(sum('observed')).toBe(row?.observed);
    expect(sum('exposure')).toBe(row?.exposure);
    expect(sum('expected')).toBeCloseTo(row?.expected ?? 0, 9);
    expect(look.statuses.length).toBeGreaterThan(1);
    for (const { status, count } of look.statuses) {
      const list = await by.leader.get(`/api/points?commune=${HERE}&status=${status}`);
      expect(((await list.json()) as { total: number }).total).toBe(count);
    }
    expect(
      (
        (await (
          await by.analyst.get(`/api/analysis/communes/${HERE}${asked}`)
        ).json()) as CommuneLook
      ).rows,
    ).toEqual(look.rows);
  });

  it('shows nobody the look of a commune beyond their reach', async () => {
    const other = await by.leader.get(`/api/analysis/communes/${THERE}`);
    await expectProblem(other, 'analysis.other_commune');
    await expectProblem(await by.analyst.get('/api/analysis/communes/99999'), 'commune.not_found');
    const late = await by.analyst.get(`/api/analysis/communes/${HERE}?to=2027-01-01`);
    await expectProblem(late, 'analysis.period_invalid');
  });

  it('offers the periods of the calendar and of the reports with one press', async () => {
    const answer = await by.leader.get('/api/analysis/periods');
    expect(answer.status).toBe(200);
    const { items } = (await answer.json()) as AnalysisPeriods;
    expect(items.slice(0, 4)).toEqual([
      { preset: 'last_year', from: '2025-07-02', to: '2026-07-01' },
      { preset: 'week', from: '2026-06-22', to: '2026-06-28' },
      { preset: 'month', from: '2026-06-01', to: '2026-06-30' },
      { preset: 'quarter', from: '2026-04-01', to: '2026-06-30' },
    ]);
    expect(items.slice(4)).toEqual([
      { preset: 'report_month', from: '2026-05-15', to: '2026-06-14' },
      { preset: 'report_year', from: '2025-12-15', to: '2026-07-01' },
    ]);
  });

  it('offers no longer period where five years are not enough to judge a commune', async () => {
    const answer = await by.analyst.get('/api/analysis/comparison');
    const comparison = (await answer.json()) as Comparison;
    expect(comparison.dispersion.units).toBe(0);
    expect(comparison.wider).toBeNull();
  });
});
