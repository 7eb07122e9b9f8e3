import { expect, it } from 'vitest';

import { SenderPace } from './pace-rules.ts';

const MINUTE = 60_000;
const MEBIBYTE = 1_048_576;

/** The code by which a sender is refused who sends so many bytes each minute, and the minute of it; null: an hour long nobody was. */
function refusalOf(bytesOfMinute: (minute: number) => number): [string, number] | null {
  const pace = new SenderPace(0);
  for (let minute = 1; minute <= 61; minute += 1) {
    pace.take(bytesOfMinute(minute));
    expect(pace.judge(minute * MINUTE - 1)).toBe(1);
    try {
      pace.judge(minute * MINUTE);
    } catch (error) {
      return [(error as { code: string }).code, minute];
    }
  }
  return null;
}

it.each([
  ['a megabyte a minute, for an hour', () => MEBIBYTE, ['set_up.too_slow', 60]],
  ['much, for an hour', () => 100 * MEBIBYTE, ['set_up.too_slow', 60]],
  ['a byte less', () => MEBIBYTE - 1, ['set_up.too_slow', 1]],
  ['nothing', () => 0, ['set_up.cut', 1]],
  [
    'much, then drops',
    (minute: number) => (minute < 3 ? 50 * MEBIBYTE : 12),
    ['set_up.too_slow', 3],
  ],
  ['much, then nothing', (minute: number) => (minute < 3 ? 50 * MEBIBYTE : 0), ['set_up.cut', 3]],
])('a sender of %s is ended in time', (_, bytes, refusal) => {
  expect(refusalOf(bytes)).toEqual(refusal);
});
