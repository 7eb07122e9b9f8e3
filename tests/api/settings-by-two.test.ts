import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Comparison } from '#server/contract/comparison.ts';
import { okProposal, paperOf } from '#tests/support/points/proposal-acts.ts';
import { people, type People } from '#tests/support/points/register-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';
import { TEST_NOW } from '#tests/support/test-constants.ts';

let test: TestApp;
let by: People;
beforeAll(async () => {
  test = await createTestApp();
  by = await people(test);
});
afterAll(() => test.close());

const SCHEDULE = {
  days: [14, 60],
  leadDays: 2,
  watchDays: 365,
  retryDays: 3,
  validFrom: '2026-11-24',
  origin: 'Kế hoạch kiểm tra minh họa',
};
type Rule = { kind: string; limit: { amount: number; unit: string } };
const settings = () => test.database.sql`select key, valid_from from setting order by 1, 2`;
const rules = () => test.database.sql`select kind, valid_from from deadline_rule order by 1, 2`;
async function ruleOf(kind: string): Promise<Rule> {
  const answer = await by.coordinator.get('/api/tip-clocks');
  const { rules: all } = (await answer.json()) as { rules: Rule[] };
  const found = all.find((rule) => rule.kind === kind);
  if (found === undefined) throw new Error(`no rule for ${kind}`);
  return found;
}

describe('a setting that decides figures', () => {
  it('is not set by one person: neither by the agency nor by an administrator', async () => {
    const before = [await settings(), await rules()];
    const lax = { ...SCHEDULE, days: [3_650], leadDays: 0, watchDays: 1, retryDays: 90 };
    await expectProblem(
      await by.coordinator.post('/api/check-schedules', lax),
      'check.schedule_lax',
    );
    await expectProblem(
      await by.coordinator.post('/api/check-schedules', SCHEDULE),
      'proposal.needed',
    );
    const admin = await test.as('admin');
    await expectProblem(await admin.post('/api/check-schedules', SCHEDULE), 'permission.denied');
    const feedback = await ruleOf('feedback');
    const clock = { ...feedback, validFrom: '2026-11-24', origin: '99/QĐ-UBND' };
    const longer = { ...clock, limit: { amount: 60, unit: 'working_day' } };
    const inDays = { ...clock, limit: { amount: 60, unit: 'day' } };
    for (const one of [longer, inDays, { ...clock, startsWith: 'accepted' }]) {
      await expectProblem(
        await by.coordinator.post('/api/tip-clocks/rules', one),
        'tip.rule_beyond_law',
      );
    }
    await expectProblem(
      await by.coordinator.post('/api/tip-clocks/rules', clock),
      'proposal.needed',
    );
    await expectProblem(await admin.post('/api/tip-clocks/rules', clock), 'permission.denied');
    expect([await settings(), await rules()]).toEqual(before);
  });

  it('holds from the day of its confirmation on, and figures of that period say so', async () => {
    const paperId = await paperOf(by.coordinator);
    const bare = { kind: 'check_schedule', act: SCHEDULE };
    await expectProblem(
      await by.coordinator.post('/api/proposals', bare),
      'proposal.paper_required',
    );
    const asked = await okProposal(
      await by.coordinator.post('/api/proposals', { ...bare, paperId }),
    );
    expect(asked.inForce).toMatchObject({ days: [7, 30, 90, 180, 365] });
    const path = `/api/proposals/${asked.id}/confirm`;
    await expectProblem(await by.coordinator.post(path, {}), 'proposal.own');
    test.clock.set('2026-11-26T03:00:00.000Z');
    await okProposal(await by.analyst.post(path, {}));
    const [held] = await test.database.sql<{ validFrom: string; setBy: string }[]>`
      select valid_from, set_by from setting where key = 'check.schedule'
      order by valid_from desc limit 1`;
    expect(held).toEqual({
      validFrom: '2026-11-26',
      setBy: by.coordinator.account?.accountId,
    });
    const compared = (await (
      await by.analyst.get('/api/analysis/comparison?from=2026-11-01&to=2026-11-26')
    ).json()) as Comparison;
    expect(compared.ruleChanges).toEqual([
      { rule: 'check_schedule', from: '2026-11-26', origin: SCHEDULE.origin },
    ]);
    const report = (await (
      await by.coordinator.get('/api/reports/period?kind=year&year=2026&number=1')
    ).json()) as { ruleChanges: unknown[] };
    expect(report.ruleChanges).toEqual(compared.ruleChanges);
    const earlier = (await (
      await by.analyst.get('/api/analysis/comparison?from=2026-03-01&to=2026-03-31')
    ).json()) as Comparison;
    expect(earlier.ruleChanges).toEqual([]);
    test.clock.set(TEST_NOW);
  });
});
