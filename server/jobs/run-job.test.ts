import { Registry } from 'prom-client';
import { beforeEach, describe, expect, it } from 'vitest';

import type { Deps } from '#server/deps.ts';

import { type JobPlan, jobRunner, joined, runJob } from './job-runner.ts';
import type { ClaimedJob } from './queries.ts';

const NOW = '2026-11-24T00:30:00.000Z';
const CLAIMANT = { worker: 'one', claimMilliseconds: 120_000 };
const JOB: ClaimedJob = { id: 7, kind: 'work', runKey: 'work 1', attempts: 1, payload: {} };

/** Statements on the table of jobs, as their first words and their values. */
let asked: { text: string; values: unknown[] }[];
let logged: unknown[];
let claims: (ClaimedJob | null)[];
let registry: Registry;

function deps(): Deps {
  const sql = async (strings: readonly string[], ...values: unknown[]) => {
    const text = strings.join('?').trim().replaceAll(/\s+/g, ' ');
    if (!text.includes('set_config') && /\bjob\b/.test(text)) asked.push({ text, values });
    if (text.startsWith('select id from job')) {
      const next = claims[0] ?? null;
      return next === null ? [] : [{ id: next.id }];
    }
    if (text.includes('attempts = attempts + 1')) return [claims.shift()];
    return [{ id: 7 }];
  };
  const begin = (_: string, run: (given: unknown) => unknown) => run(sql);
  return {
    database: { pooled: false, systemRole: null, sql: { begin } },
    clock: { now: () => NOW },
    log: { error: (fields: unknown, words: string) => void logged.push([words, fields]) },
    newId: () => '12345678-x',
    metrics: { registry },
  } as unknown as Deps;
}

beforeEach(() => {
  [asked, logged, claims] = [[], [], []];
  registry = new Registry();
});

const run = (job: Partial<ClaimedJob>, work: () => Promise<void> = async () => undefined) =>
  runJob(deps(), { kind: 'work', run: work }, { ...JOB, ...job }, CLAIMANT);
const failing = () => Promise.reject(new Error('nobody answers'));

describe('an attempt at a job', () => {
  it('is done where its work ends, and says so in the name of its holder', async () => {
    expect(await run({})).toBe('done');
    expect(asked).toEqual([
      {
        text: expect.stringMatching(/^update job set state = \?, finished_at/),
        values: ['done', NOW, null, 7, 'one'],
      },
    ]);
    expect(logged).toEqual([]);
  });

  it('that fails is tried again later, with its reason kept and logged', async () => {
    expect(await run({ attempts: 3 }, failing)).toBe('postponed');
    expect(asked).toEqual([
      {
        text: expect.stringMatching(/^update job set state = 'waiting'/),
        values: ['2026-11-24T00:34:00.000Z', 'nobody answers', 7, 'one'],
      },
    ]);
    expect(logged).toEqual([
      ['a job failed', { err: expect.any(Error), job: 'work 1', attempts: 3 }],
    ]);
  });

  it('is given up at its tenth failure, and not before', async () => {
    expect(await run({ attempts: 9 }, failing)).toBe('postponed');
    expect(await run({ attempts: 10 }, failing)).toBe('failed');
    expect(asked.at(-1)?.values).toEqual(['failed', NOW, 'nobody answers', 7, 'one']);
  });

  it('is not begun where ten have killed their process', async () => {
    let begun = 0;
    const work = async () => void (begun += 1);
    expect(await run({ attempts: 11 }, work)).toBe('failed');
    expect(begun).toBe(0);
    expect(await run({ attempts: 10 }, work)).toBe('done');
    expect(begun).toBe(1);
  });

  it('tells what was thrown, whatever it was', async () => {
    // A signal throws its reason, which need not be an error.
    await run({}, async () => AbortSignal.abort('words').throwIfAborted());
    expect(asked[0]?.values).toContain('words');
  });
});

describe('a look at the table of jobs', () => {
  const plan: JobPlan = {
    kinds: [{ kind: 'work', run: async () => undefined }],
    recurring: [{ kind: 'work', dailyAt: '07:30' }],
  };

  it('orders a recurring run once, however often it looks', async () => {
    const runDue = jobRunner(deps(), plan);
    expect([await runDue(), await runDue()]).toEqual([0, 0]);
    const ordered = asked.filter(({ text }) => text.startsWith('insert into job'));
    expect(ordered.map(({ values }) => values.slice(0, 3))).toEqual([
      ['work', 'work 2026-11-24 07:30', NOW],
    ]);
  });

  it('runs what is due until nothing is left, or until it is told to stop', async () => {
    claims = [JOB, { ...JOB, id: 8 }, { ...JOB, id: 9 }];
    const runDue = jobRunner(deps(), plan);
    let looks = 0;
    expect(await runDue(() => (looks += 1) > 2)).toBe(2);
    expect(await runDue()).toBe(1);
    const counted = await registry.getSingleMetric('diaban_jobs_total')?.get();
    expect(counted?.values).toMatchObject([
      { labels: { kind: 'work', outcome: 'done' }, value: 3 },
    ]);
  });

  it('knows the work of all features', () => {
    const other: JobPlan = {
      kinds: [{ kind: 'other', run: async () => undefined }],
      recurring: [{ kind: 'other', everyMinutes: 10 }],
    };
    const both = joined(plan, other);
    expect(both.kinds.map(({ kind }) => kind)).toEqual(['work', 'other']);
    expect(both.recurring.map(({ kind }) => kind)).toEqual(['work', 'other']);
  });
});
