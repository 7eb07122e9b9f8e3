import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { asSystem } from '#server/db/transaction.ts';
import { MOST_ATTEMPTS } from '#server/jobs/back-off.ts';
import { type JobPlan, jobRunner, later, startJobs } from '#server/jobs/job-runner.ts';
import {
  countJobs,
  enqueueJob,
  forgetDoneJobs,
  listJobs,
  reviveJob,
} from '#server/jobs/queries.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const MORNING = '2026-11-24T00:30:00.000Z';

describe('the table of jobs', () => {
  let test: TestApp;
  let done: string[];

  beforeAll(async () => {
    test = await createTestApp({ reference: false });
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    done = [];
    test.clock.set(MORNING);
    await test.database.sql`delete from job`;
  });

  const plan = (run: JobPlan['kinds'][number]['run']): JobPlan => ({
    kinds: [{ kind: 'work', run }],
    recurring: [],
  });
  const noting = plan(async (_, job) => {
    done.push(job.runKey);
  });
  const enqueue = (runKey: string, kind = 'work', dueAt = MORNING) =>
    asSystem(test.database, (sql) => enqueueJob(sql, { kind, runKey, dueAt, now: MORNING }));
  const claimedUntil = async () => {
    const rows = await test.database.sql<{ lockedUntil: string }[]>`select locked_until from job`;
    return rows.map(({ lockedUntil }) => lockedUntil);
  };
  const jobs = () => asSystem(test.database, (sql) => listJobs(sql, 100));

  it('takes a job of one key once, and runs it once, in the order in which jobs are due', async () => {
    expect(await enqueue('first')).toBe(true);
    expect(await enqueue('first')).toBe(false);
    await enqueue('second');
    await enqueue('longest due', 'work', '2026-11-24T00:29:00.000Z');
    const runDue = jobRunner(test.deps, noting);
    expect(await runDue()).toBe(3);
    expect(done).toEqual(['longest due', 'first', 'second']);
    expect(await runDue()).toBe(0);
    expect(await enqueue('first')).toBe(false);
    expect((await jobs()).map((job) => [job.state, job.attempts])).toEqual([
      ['done', 1],
      ['done', 1],
      ['done', 1],
    ]);
  });

  it('gives up a job whose attempts have all killed their process', async () => {
    await enqueue('deadly');
    await test.database.sql`
      update job
      set state = 'running', attempts = ${MOST_ATTEMPTS}, locked_by = 'a dead process',
        locked_until = '2026-11-24T00:29:00Z'`;
    expect(await jobRunner(test.deps, noting)()).toBe(1);
    expect(done).toEqual([]);
    expect(await jobs()).toMatchObject([
      { state: 'failed', lastError: 'no attempt came to an end' },
    ]);
  });

  it('forgets what was done long ago, and keeps what failed until somebody has seen to it', async () => {
    for (const key of ['done', 'done today', 'failed']) await enqueue(key);
    await test.database.sql`
      update job
      set state = case run_key when 'failed' then 'failed' else 'done' end,
        finished_at = case run_key
          when 'done today' then ${MORNING}::timestamptz else '2026-10-01T00:00:00Z'
        end`;
    const forgotten = await asSystem(test.database, (sql) => forgetDoneJobs(sql, MORNING));
    expect(forgotten).toBe(1);
    expect((await jobs()).map(({ runKey }) => runKey).toSorted()).toEqual(['done today', 'failed']);
  });

  it('are shown with those first that need a look, then the latest, and counted', async () => {
    const states = { done: 'done', failed: 'failed', running: 'running' } as const;
    for (const [key, dueAt] of [
      ['failed', '2026-11-24T00:01:00.000Z'],
      ['in trouble', '2026-11-24T00:02:00.000Z'],
      ['running', '2026-11-24T00:03:00.000Z'],
      ['waiting', '2026-11-24T00:04:00.000Z'],
      ['done', '2026-11-24T00:05:00.000Z'],
    ] as const) {
      await enqueue(key, 'work', dueAt);
    }
    for (const [key, state] of Object.entries(states)) {
      const ended = state === 'running' ? null : MORNING;
      await test.database.sql`
        update job set state = ${state}, finished_at = ${ended}, last_error = 'an old error'
        where run_key = ${key} and ${state} <> 'running'`;
      await test.database.sql`
        update job set state = ${state}, locked_by = 'somebody', locked_until = ${MORNING}
        where run_key = ${key} and ${state} = 'running'`;
    }
    await test.database.sql`update job set last_error = 'x' where run_key = 'in trouble'`;
    expect((await jobs()).map(({ runKey }) => runKey)).toEqual([
      'failed',
      'in trouble',
      'done',
      'waiting',
      'running',
    ]);
    expect(await asSystem(test.database, (sql) => listJobs(sql, 1))).toHaveLength(1);
    expect(await asSystem(test.database, countJobs)).toEqual({ waiting: 3, failed: 1, total: 5 });
  });

  it('revives only what was given up, with all its attempts before it', async () => {
    for (const key of ['failed', 'done']) await enqueue(key);
    await test.database.sql`
      update job set state = run_key, attempts = 10, finished_at = ${MORNING}`;
    const revived = [];
    for (const { id, runKey } of await jobs()) {
      const isSo = await asSystem(test.database, (sql) => reviveJob(sql, id, MORNING));
      revived.push([runKey, isSo]);
    }
    expect(new Map(revived as [string, boolean][])).toEqual(
      new Map([
        ['failed', true],
        ['done', false],
      ]),
    );
    const [waiting] = (await jobs()).filter(({ runKey }) => runKey === 'failed');
    expect(waiting).toMatchObject({ state: 'waiting', attempts: 0, finishedAt: null });
  });

  it('keep the first five hundred letters of what went wrong', async () => {
    await enqueue('wordy');
    await jobRunner(
      test.deps,
      plan(() => Promise.reject(new Error('x'.repeat(501)))),
    )();
    expect((await jobs())[0]?.lastError).toBe('x'.repeat(500));
  });

  it('leaves alone what is not due yet and what this process does not know', async () => {
    await enqueue('unknown', 'of a newer version');
    await asSystem(test.database, (sql) =>
      enqueueJob(sql, {
        kind: 'work',
        runKey: 'later',
        dueAt: '2026-11-24T00:30:00.001Z',
        now: MORNING,
      }),
    );
    expect(await jobRunner(test.deps, noting)()).toBe(0);
  });

  it('gives each job to one of several claimants that ask at once', async () => {
    const keys = Array.from({ length: 24 }, (_, number) => `job ${number}`);
    for (const key of keys) await enqueue(key);
    const runners = Array.from({ length: 6 }, () => jobRunner(test.deps, noting));
    const counts = await Promise.all(runners.map((runDue) => runDue()));
    expect(done.toSorted()).toEqual(keys.toSorted());
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(24);
  });

  it('repeats what failed after a while, and gives it up where an administrator sees it', async () => {
    await enqueue('stubborn');
    const runDue = jobRunner(
      test.deps,
      plan(async () => {
        throw new Error('nobody answers');
      }),
    );
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      expect(await runDue()).toBe(1);
      expect(await runDue()).toBe(0);
      const [job] = await jobs();
      expect(job).toMatchObject({ attempts: attempt, lastError: 'nobody answers' });
      expect(job?.state).toBe(attempt === MOST_ATTEMPTS ? 'failed' : 'waiting');
      test.clock.set(job?.dueAt ?? '');
    }
    test.clock.set('2027-01-01T00:00:00.000Z');
    expect(await runDue()).toBe(0);

    const [failed] = await jobs();
    await asSystem(test.database, (sql) => reviveJob(sql, failed?.id ?? 0, test.clock.now()));
    expect(await jobRunner(test.deps, noting)()).toBe(1);
    expect(done).toEqual(['stubborn']);
  });

  it('hands over a job whose claim ran out, and lets the late one change nothing', async () => {
    await enqueue('slow');
    let finish = (): void => undefined;
    let begun = (): void => undefined;
    const beginning = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const slow = jobRunner(
      test.deps,
      plan(async () => {
        begun();
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        throw new Error('too late');
      }),
    )();
    await beginning;
    const other = jobRunner(test.deps, noting);
    expect(await other()).toBe(0);
    test.clock.set('2026-11-24T00:33:00.000Z');
    expect(await other()).toBe(1);
    finish();
    await slow;
    expect((await jobs())[0]).toMatchObject({ state: 'done', attempts: 2, lastError: null });
  });

  it('keeps the claim of a job that takes long', async () => {
    await enqueue('long');
    const other = jobRunner(test.deps, noting);
    const claim = 90;
    await jobRunner(
      test.deps,
      plan(async () => {
        for (let step = 1; step <= 6; step += 1) {
          const now = new Date(Date.parse(MORNING) + step * 60).toISOString();
          test.clock.set(now);
          await expect.poll(claimedUntil).toEqual([later(now, claim)]);
          expect(await other()).toBe(0);
        }
      }),
      { claim },
    )();
    expect((await jobs())[0]).toMatchObject({ state: 'done', attempts: 1 });
  });

  it('orders the run of a recurring job once for each day, whoever looks and however often', async () => {
    const daily: JobPlan = {
      ...noting,
      recurring: [{ kind: 'work', dailyAt: '07:30' }],
    };
    test.clock.set('2026-11-24T00:29:00.000Z');
    const runners = [jobRunner(test.deps, daily), jobRunner(test.deps, daily)];
    const look = () => Promise.all(runners.map((runDue) => runDue()));
    await look();
    expect(done).toEqual([]);
    test.clock.set(MORNING);
    await look();
    await look();
    test.clock.set('2026-11-25T03:00:00.000Z');
    await look();
    expect(done).toEqual(['work 2026-11-24 07:30', 'work 2026-11-25 07:30']);
  });

  it('ends the job in hand before it stops, and begins no other', async () => {
    await enqueue('first');
    await enqueue('second');
    let begun = (): void => undefined;
    const beginning = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const running = startJobs(
      test.deps,
      plan(async (_, job) => {
        begun();
        await new Promise((resolve) => {
          setTimeout(resolve, 100);
        });
        done.push(job.runKey);
      }),
      { look: 10 },
    );
    await beginning;
    await running.stop();
    expect(done).toEqual(['first']);
    expect((await jobs()).map((job) => job.state).toSorted()).toEqual(['done', 'waiting']);
  });
});
