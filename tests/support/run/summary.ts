import { readReport, type TestResult } from './read-report.ts';
import type { Outcome } from './steps.ts';

export type Summary = { lines: string[]; failed: number };

const SLOWEST = 10;
/** Failed tests whose reasons are printed: what everybody reads stays within a few screens. */
const MOST_REASONS = 25;

/**
 * Lists the seconds of each step, the failed tests and the slowest ones, and ends with the numbers of passed and failed tests; a step
 * without tests counts as one. With `strict` a step that was left out has failed.
 */
export function summarise(
  outcomes: readonly Outcome[],
  { seconds, strict }: { seconds: number; strict: boolean },
): Summary {
  const results = outcomes.flatMap((outcome) => resultsOf(outcome, strict));
  const count = (state: TestResult['state']) => results.filter((one) => one.state === state).length;
  const failed = count('failed');
  const slowest = results
    .filter(({ name }) => name.includes(': '))
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, SLOWEST);
  return {
    lines: [
      ...outcomes.map(stepLine),
      `         ${padded(seconds.toFixed(0))} s  altogether`,
      '',
      ...failures(results),
      ...(slowest.length === 0 ? [] : ['the slowest tests']),
      ...slowest.map((one) => `${padded(one.seconds.toFixed(1))} s  ${one.name}`),
      '',
      ...(count('left out') === 0 ? [] : [`${count('left out')} left out`]),
      `${count('passed')} passed, ${failed} failed`,
    ],
    failed,
  };
}

/** Names the failed tests with the beginning of their reasons: the output of a step may be far above, or cut. */
function failures(results: readonly TestResult[]): string[] {
  const failed = results.filter(({ state }) => state === 'failed');
  if (failed.length === 0) return [];
  return [
    'what failed',
    ...failed
      .slice(0, MOST_REASONS)
      .flatMap(({ name, reason = '' }) => [
        `  ${name}`,
        ...reason.split('\n').map((line) => `      ${line}`),
      ]),
    ...(failed.length > MOST_REASONS ? [`  and ${failed.length - MOST_REASONS} more`] : []),
    '',
  ];
}

function stepLine({ step, state, seconds, why }: Outcome): string {
  const reason = why === undefined ? '' : `  (${why})`;
  return `${state.padEnd(9)}${padded(seconds.toFixed(0))} s  ${step.name}${reason}`;
}

/** Gives the tests of a step; the step itself where it has none, or failed although no test did. */
function resultsOf({ step, state, seconds, lastLines }: Outcome, strict: boolean): TestResult[] {
  if (state === 'left out') {
    return [{ name: step.name, seconds, state: strict ? 'failed' : 'left out' }];
  }
  const tests = readReport(step) ?? [];
  const isCovered =
    tests.length > 0 && (state === 'passed' || tests.some((one) => one.state === 'failed'));
  if (isCovered) return tests;
  const itself: TestResult = { name: step.name, seconds, state };
  return [...tests, lastLines === undefined ? itself : { ...itself, reason: lastLines }];
}

const padded = (text: string) => text.padStart(6);
