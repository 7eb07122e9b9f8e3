import { describe, expect, it } from 'vitest';

import { allowedStarts, holds, windowsOf } from './allowed-starts.ts';
import { NO_LOCKS, type RoutingStop, type TimeSpan } from './routing-problem.ts';

const stop = (windows: TimeSpan[], time: TimeSpan | null = null) =>
  ({ windows, locks: { ...NO_LOCKS, time } }) as unknown as RoutingStop;
const MORNING = { from: 100, to: 200 };
const EVENING = { from: 300, to: 400 };

describe('the times at which a stop may be served', () => {
  it('are its windows, and any time where it has none', () => {
    expect(allowedStarts(stop([MORNING, EVENING]))).toEqual([MORNING, EVENING]);
    expect(windowsOf(stop([]))).toEqual([{ from: -Infinity, to: Infinity }]);
  });

  it('are what the lock leaves of the windows, also a single moment', () => {
    expect(allowedStarts(stop([MORNING, EVENING], { from: 150, to: 350 }))).toEqual([
      { from: 150, to: 200 },
      { from: 300, to: 350 },
    ]);
    expect(allowedStarts(stop([MORNING], { from: 200, to: 250 }))).toEqual([
      { from: 200, to: 200 },
    ]);
    expect(allowedStarts(stop([], MORNING))).toEqual([MORNING]);
  });

  it('are none where windows and lock exclude each other', () => {
    expect(allowedStarts(stop([MORNING], { from: 201, to: 250 }))).toEqual([]);
  });

  it('hold both ends of a span, with what rounding may add', () => {
    expect([99, 100, 200, 201].map((time) => holds(MORNING, time))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(holds(MORNING, 200 + 1e-9)).toBe(true);
    expect(holds(MORNING, 100 - 1e-9)).toBe(true);
  });
});
