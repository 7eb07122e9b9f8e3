import { expect, it } from 'vitest';

import { speedOfLine } from './poor-line.ts';

const came = (transferSize: number, milliseconds: number) => ({
  transferSize,
  responseStart: 400,
  responseEnd: 400 + milliseconds,
});

it('tells the speed of the line from the largest that came through it', () => {
  expect(speedOfLine([came(1_000, 1), came(150_000, 3_000)])).toBe(50);
  // Two that share the line are each slower than it.
  expect(speedOfLine([came(60_000, 1_000), came(150_000, 1_000)])).toBe(150);
});

it('tells nothing where all came from the device, or only little things', () => {
  expect(speedOfLine([came(0, 2), came(3_000, 40)])).toBeNull();
});
