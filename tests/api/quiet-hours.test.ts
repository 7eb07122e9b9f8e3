import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { jobsOf } from '#server/app-features.ts';
import { jobRunner } from '#server/jobs/job-runner.ts';
import { keepQuiet } from '#tests/e2e/quiet-hours.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

describe('a demonstration for browser tests', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp({ environment: { DIABAN_BACKUP_DIR: 'none' } });
  });
  afterAll(() => test.close());

  it('has no work of the clock for hours, not even past midnight', async () => {
    const { clock, deps } = test;
    const plan = jobsOf(deps);
    // Ten to eleven in the evening; the nightly jobs begin five past midnight.
    clock.set('2026-07-23T15:50:00.000Z');
    const later = ['15:58', '16:07', '16:59', '17:04', '17:10', '17:45', '18:29'];
    const ranAt = async (time: string) => {
      clock.set(`2026-07-23T${time}:00.000Z`);
      return jobRunner(deps, plan)();
    };
    await keepQuiet(deps, plan);
    const ran: number[] = [];
    for (const time of later) ran.push(await ranAt(time));
    expect(ran).toEqual(later.map(() => 0));
    // The clock goes on afterwards.
    expect(await ranAt('20:30')).toBeGreaterThan(5);
  });
});
