import { describe, expect, it } from 'vitest';

import {
  generatedCases,
  writtenCases,
  type ScreeningCase,
  type ScreeningSet,
} from '#tests/support/files/screening-cases.ts';

import { findPersonalData } from './personal-data.ts';

/** Tests whether the screening of a case agrees with the judgement of a human reader. */
function isRight({ text, expected }: ScreeningCase): boolean {
  const marks = findPersonalData(text);
  if (expected === null) return marks.length === 0;
  const { start, end } = expected;
  return marks.some((mark) => mark.start < end && mark.end > start);
}

function rates(name: string, cases: readonly ScreeningCase[]) {
  const positive = cases.filter(({ expected }) => expected !== null);
  const negative = cases.filter(({ expected }) => expected === null);
  const missed = positive.filter((one) => !isRight(one));
  const wrong = negative.filter((one) => !isRight(one));
  const caught = 1 - missed.length / positive.length;
  const alarms = wrong.length / negative.length;
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  process.stdout.write(
    `screening, ${name}: caught ${percent(caught)} of ${positive.length}, false alarms ${percent(alarms)} of ${negative.length}\n` +
      `  missed: ${missed.map(({ text }) => text).join(' | ')}\n` +
      `  wrong: ${wrong.map(({ text }) => text).join(' | ')}\n`,
  );
  return { caught, alarms, positive: positive.length, negative: negative.length };
}

describe('the screening of personal data', () => {
  it.each<ScreeningSet>(['development', 'held-out'])('finds the persons of the %s set', (set) => {
    for (const [how, cases] of [
      ['written', writtenCases(set)],
      ['generated', generatedCases(set, 1_000)],
    ] as const) {
      const { caught, alarms } = rates(`${set}, ${how}`, cases);
      expect(caught).toBeGreaterThanOrEqual(0.95);
      expect(alarms).toBeLessThanOrEqual(0.02);
    }
  });

  it('is tested on at least 150 cases of either kind that were not used to develop it', () => {
    const cases = [...writtenCases('held-out'), ...generatedCases('held-out', 1_000)];
    expect(cases.filter(({ expected }) => expected !== null).length).toBeGreaterThanOrEqual(150);
    expect(cases.filter(({ expected }) => expected === null).length).toBeGreaterThanOrEqual(150);
  });
});
