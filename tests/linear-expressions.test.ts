import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { attacksOn, textOf } from './support/adversarial-texts.ts';
import { type WrittenExpression, writtenExpressions } from './support/written-expressions.ts';

const MOST_MILLISECONDS = 50;
/** Grows slowly at first: an expression that takes exponential time would never end at the full length. */
const LENGTHS = [
  12, 16, 20, 24, 26, 28, 30, 34, 40, 50, 65, 80, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000,
];

const files = execFileSync('git', ['ls-files', 'server', 'client'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  .filter((file) => !file.startsWith('server/db/postgres/'));
const written = files.flatMap((file) => writtenExpressions(file, readFileSync(file, 'utf8')));

/** Uses an expression as its code does: at once, at every place, or to cut the text. */
function use({ expression, splits }: WrittenExpression, text: string): void {
  if (splits) text.split(expression);
  else if (expression.global) text.replace(expression, '');
  else {
    expression.lastIndex = 0;
    expression.test(text);
  }
}

function processorMilliseconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

const isSlow = (milliseconds: number) => milliseconds > MOST_MILLISECONDS;

/** Finds the shortest text, of growing ones, at which an expression takes too long in each of three tries. */
function slowText(one: WrittenExpression): string | null {
  for (const attack of attacksOn(one.expression)) {
    for (const length of LENGTHS) {
      const text = textOf(attack, length);
      const measure = () => processorMilliseconds(() => use(one, text));
      let least = measure();
      // Once may be an accident, but not ten times as much.
      for (
        let tries = 1;
        tries < 3 && isSlow(least) && least < 10 * MOST_MILLISECONDS;
        tries += 1
      ) {
        least = Math.min(least, measure());
      }
      if (isSlow(least)) {
        return `${one.place} ${String(one.expression)}: ${least.toFixed(0)} ms for ${length} characters of ${JSON.stringify(attack)}`;
      }
    }
  }
  return null;
}

describe('the regular expressions of server and client', () => {
  it('are found, those put together from constants too', () => {
    expect(written.length).toBeGreaterThan(400);
  });

  it('take at most 50 ms of the processor for 100,000 characters made against them', () => {
    const byUse = written.map((one) => [`${String(one.expression)} ${one.splits}`, one] as const);
    const different = [...new Map(byUse).values()];
    expect(different.flatMap((one) => slowText(one) ?? [])).toEqual([]);
  }, 60_000);

  it('would not pass if they were cubic or quadratic', () => {
    const slow = [/a\s*\s*\s*b/, /\s+$/];
    const found = slow.filter(
      (expression) => slowText({ place: '', expression, splits: false }) !== null,
    );
    expect(found).toEqual(slow);
  }, 60_000);
});
