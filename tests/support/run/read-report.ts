import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

import type { Step } from './steps.ts';

export type TestResult = {
  name: string;
  seconds: number;
  state: 'passed' | 'failed' | 'left out';
  /** Beginning of what a failed test says. */
  reason?: string;
};

const REASON_LINES = 6;
const LONGEST_LINE = 300;
const PLACE = /\.(?:test|spec)\.tsx?:\d+/;

type VitestReport = {
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: {
      title: string;
      status: string;
      duration?: number | null;
      failureMessages?: string[];
    }[];
  }[];
};

type PlaywrightSuite = {
  suites?: PlaywrightSuite[];
  specs?: {
    title: string;
    file: string;
    tests: { status: string; results: { duration: number; error?: { message?: string } }[] }[];
  }[];
};

/** Reads the test results of a step; null when it left no report, as a step without tests does. */
export function readReport({ report }: Step): TestResult[] | null {
  if (report === undefined || !existsSync(report.file)) return null;
  const content: unknown = JSON.parse(readFileSync(report.file, 'utf8'));
  return report.by === 'vitest'
    ? vitestResults(content as VitestReport)
    : playwrightResults(content as PlaywrightSuite);
}

function vitestResults({ testResults }: VitestReport): TestResult[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative('.', name);
    // A file that cannot be loaded has no tests, and so no test that failed.
    if (status === 'failed' && !assertionResults.some((test) => test.status === 'failed')) {
      return [{ name: file, seconds: 0, state: 'failed' as const, ...reasonOf(message) }];
    }
    return assertionResults.map((test) => ({
      name: `${file}: ${test.title}`,
      seconds: (test.duration ?? 0) / 1000,
      state: stateOf(test.status),
      ...reasonOf(test.failureMessages?.[0]),
    }));
  });
}

function playwrightResults(suite: PlaywrightSuite): TestResult[] {
  const own = (suite.specs ?? []).flatMap(({ title, file, tests }) =>
    tests.map(({ status, results }) => ({
      name: `${file}: ${title}`,
      seconds: results.reduce((sum, { duration }) => sum + duration, 0) / 1000,
      state: stateOf(status),
      ...reasonOf(results.find(({ error }) => error !== undefined)?.error?.message),
    })),
  );
  return [...own, ...(suite.suites ?? []).flatMap(playwrightResults)];
}

/** Playwright says `expected` for a test that passed, and `unexpected` for one that failed. */
function stateOf(status: string): TestResult['state'] {
  if (['passed', 'expected'].includes(status)) return 'passed';
  return ['failed', 'unexpected'].includes(status) ? 'failed' : 'left out';
}

function reasonOf(message: string | undefined): { reason?: string } {
  const lines = stripVTControlCharacters(message ?? '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  if (lines.length === 0) return {};
  const beginning = lines.slice(0, REASON_LINES);
  // The place in the test may lie below the difference of two long values.
  const place = lines.find((line) => PLACE.test(line));
  if (place !== undefined && !beginning.includes(place)) beginning.push(place);
  return { reason: beginning.map((line) => line.slice(0, LONGEST_LINE)).join('\n') };
}
