import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { EMBEDDED_ANYWAY, EMBEDDED_FILES } from '#tests/support/run/embedded-files.ts';
import { allSteps, changedSteps, LEFT_TO_WHOLE_RUN, quickSteps } from '#tests/support/run/plan.ts';
import { runSteps, type Outcome, type Step } from '#tests/support/run/steps.ts';
import { summarise } from '#tests/support/run/summary.ts';

/** A step that prints a line, waits for no other, and ends with this exit code. */
const step = (name: string, more: Partial<Step> = {}, code = 0): Step => ({
  name,
  cores: 1,
  command: [process.execPath, '-e', `console.log('${name} speaks'); process.exitCode = ${code}`],
  ...more,
});

describe('steps', () => {
  const ran = async (steps: readonly Step[], cores: number) => {
    const said: string[] = [];
    const outcomes = await runSteps(steps, cores, (text) => said.push(text));
    return { said, outcomes };
  };

  it('run at the same time as far as there are cores, and print a line when they begin and end', async () => {
    const { said, outcomes } = await ran([step('one'), step('two'), step('three')], 2);
    expect(said.slice(0, 2)).toEqual(['one …', 'two …']);
    expect(said).toHaveLength(6);
    const [file = ''] = said.flatMap(
      (text) => /^one: passed in \d+ s, see (.*)$/.exec(text)?.[1] ?? [],
    );
    expect(readFileSync(file, 'utf8')).toBe('one speaks\n');
    expect(outcomes.map(({ state }) => state)).toEqual(['passed', 'passed', 'passed']);
  });

  it('wait for the step before them, and run alone when they need more cores than there are', async () => {
    const { said } = await ran(
      [step('last', { after: 'first' }), step('great', { cores: 9 }), step('first')],
      2,
    );
    expect(said.map((text) => text.split(':')[0])).toEqual([
      'great …',
      'great',
      'first …',
      'first',
      'last …',
      'last',
    ]);
  });

  it('fail by their exit code or a missing command, and are left out where the machine lacks something', async () => {
    const { outcomes } = await ran(
      [
        step('bad', {}, 3),
        step('gone', { command: ['/no/such/command'] }),
        step('lacking', { missing: () => 'Install it.' }),
      ],
      1,
    );
    expect(outcomes[0]?.lastLines).toBe('bad speaks');
    expect(outcomes.map(({ state, why }) => [state, why])).toEqual([
      ['failed', undefined],
      ['failed', undefined],
      ['left out', 'Install it.'],
    ]);
  });
});

describe('the summary', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'diaban-summary-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const outcome = (of: Step, more: Partial<Outcome> = {}): Outcome => ({
    step: of,
    state: 'passed',
    seconds: 12.4,
    ...more,
  });
  const reported = (by: 'vitest' | 'playwright', content: unknown): Step => {
    const file = join(folder, `${by}.json`);
    writeFileSync(file, JSON.stringify(content));
    return step(by, { report: { by, file } });
  };
  const told = (outcomes: readonly Outcome[], strict = false) =>
    summarise(outcomes, { seconds: 30, strict });

  it('counts tests, and steps that have none, in a closing line of its own', () => {
    const tests = reported('vitest', {
      testResults: [
        {
          name: 'a.test.ts',
          status: 'failed',
          assertionResults: [
            { title: 'works', status: 'passed', duration: 1_500 },
            { title: 'breaks', status: 'failed', duration: 20 },
            { title: 'rests', status: 'skipped' },
          ],
        },
        { name: 'unreadable.test.ts', status: 'failed', assertionResults: [] },
      ],
    });
    const inBrowser = reported('playwright', {
      suites: [
        {
          suites: [
            {
              specs: [
                {
                  title: 'goes home',
                  file: 'home.spec.ts',
                  tests: [{ status: 'expected', results: [{ duration: 4_000 }] }],
                },
              ],
            },
          ],
        },
      ],
    });
    const { lines, failed } = told([
      outcome(step('types')),
      outcome(tests, { state: 'failed' }),
      outcome(inBrowser),
    ]);
    expect(lines.at(-1)).toBe('3 passed, 2 failed');
    expect(failed).toBe(2);
    const slowest = lines.slice(lines.indexOf('the slowest tests') + 1);
    expect(slowest[0]?.trim()).toBe('4.0 s  home.spec.ts: goes home');
    expect(slowest[1]?.trim()).toBe('1.5 s  a.test.ts: works');
    expect(lines[0]).toMatch(/^passed +12 s {2}types$/);
  });

  it('names each failed test with the beginning of its reason', () => {
    const failing = reported('playwright', {
      specs: [
        {
          title: 'gets lost',
          file: 'lost.spec.ts',
          tests: [
            {
              status: 'unexpected',
              results: [
                { duration: 9, error: { message: '\u001B[31mno door\u001B[39m\n\n  at 7' } },
              ],
            },
          ],
        },
      ],
    });
    const types = outcome(step('types'), { state: 'failed', lastLines: 'no such type' });
    const { lines } = told([types, outcome(failing)]);
    const named = lines.slice(lines.indexOf('what failed') + 1);
    expect(named.slice(0, 5).map((line) => line.trim())).toEqual([
      'types',
      'no such type',
      'lost.spec.ts: gets lost',
      'no door',
      'at 7',
    ]);
  });

  it('says where a test failed, in short lines, and stays short where many failed', () => {
    const message = [
      'expected',
      ...Array.from({ length: 40 }, () => '- x'.padEnd(999)),
      ' at b.test.ts:7:1',
    ];
    const failing = reported('vitest', {
      testResults: Array.from({ length: 99 }, (_, number) => ({
        name: `b${number}.test.ts`,
        status: 'failed',
        assertionResults: [
          { title: 'breaks', status: 'failed', failureMessages: [message.join('\n')] },
        ],
      })),
    });
    const { lines } = told([outcome(failing, { state: 'failed' })]);
    expect(lines.filter((line) => line.trim() === 'at b.test.ts:7:1')).toHaveLength(25);
    expect(lines).toContain('  and 74 more');
    expect(lines.length).toBeLessThan(250);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(320);
  });

  it('counts a step as failed that ended with an error although its tests passed', () => {
    const tests = reported('vitest', {
      testResults: [
        {
          name: 'a.test.ts',
          status: 'passed',
          assertionResults: [{ title: 'works', status: 'passed', duration: 1 }],
        },
      ],
    });
    expect(told([outcome(tests, { state: 'failed' })]).lines.at(-1)).toBe('1 passed, 1 failed');
  });

  it('counts a step that was left out as failed in strict mode', () => {
    const left = [outcome(step('browser'), { state: 'left out', why: 'No browser.' })];
    expect(told(left)).toMatchObject({ failed: 0 });
    expect(told(left).lines[0]).toMatch(/^left out +12 s {2}browser {2}\(No browser\.\)$/);
    expect(told(left, true)).toMatchObject({ failed: 1 });
  });
});

describe('the tests that a change can affect', () => {
  const names = (...files: string[]) =>
    changedSteps(2, { since: 'main', files }).map(({ name }) => name);

  it.each([
    ['a page of words', ['README.md'], { browser: false, code: false }],
    ['a rule of the server', ['server/features/tips/rules.ts'], { browser: false, code: true }],
    ['a page of the client', ['client/app/shell.tsx'], { browser: true, code: true }],
    ['how the server speaks HTTP', ['server/http/static.ts'], { browser: true, code: true }],
    ['sessions', ['server/authentication/session.ts'], { browser: true, code: true }],
  ])('(%s) decides which steps there are', (_, files, { browser, code }) => {
    expect(names(...files).includes('browser tests')).toBe(browser);
    expect(names(...files).includes('types')).toBe(code);
    expect(names(...files)).toContain('format');
  });

  it('(the database) runs the embedded one too', () => {
    expect(names('server/db/client.ts')).toContain('database and API tests, embedded');
  });
});

it('the files that run on the embedded database are there', () => {
  const listed = Object.keys({ ...EMBEDDED_FILES, ...EMBEDDED_ANYWAY });
  expect(listed.filter((file) => !existsSync(file))).toEqual([]);
});

describe('the unit tests', () => {
  const files = execFileSync('git', ['ls-files', 'server', 'client', 'tests'], { encoding: 'utf8' })
    .split('\n')
    .filter((file) => /^((server|client)\/.*|tests\/[^/]+)\.test\.tsx?$/.test(file));

  /** Files that do not run in exactly one of the two halves. */
  function notRunOnce(steps: readonly Step[]): string[] {
    const halves = steps
      .filter(({ name }) => name.startsWith('unit tests'))
      .map(({ command }) => {
        const folders = command.filter((part) => part.endsWith('/'));
        const excluded = command.flatMap(
          (part) => /^--exclude=(.*?)(\*\*)?$/.exec(part)?.[1] ?? [],
        );
        return (file: string) =>
          folders.some((one) => file.includes(one)) &&
          !excluded.some((one) => file.startsWith(one));
      });
    return files.filter((file) => halves.filter((runs) => runs(file)).length !== 1);
  }

  it('run each in one of the two halves only', () => {
    expect(files.length).toBeGreaterThan(400);
    expect(notRunOnce(allSteps(2))).toEqual([]);
  });

  it('are all in the daily loop but for the longest, which are named', () => {
    const named = Object.keys(LEFT_TO_WHOLE_RUN);
    expect(notRunOnce(quickSteps(2, { since: 'main', files: [] })).toSorted()).toEqual(named);
    expect(named.length).toBeLessThan(files.length / 40);
  });
});
