import type { RoutingStop, TimeSpan } from './routing-problem.ts';

/** Rounding error of sums of fractions of seconds. Whole seconds are exact. */
export const TOLERANCE = 1e-6;

const ALWAYS: TimeSpan = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

/** The windows of a stop; at any time where it has none. */
export function windowsOf(stop: RoutingStop): readonly TimeSpan[] {
  return stop.windows.length === 0 ? [ALWAYS] : stop.windows;
}

/** Times when service may start, from windows and a lock to a time together. Empty where they exclude each other. */
export function allowedStarts(stop: RoutingStop): TimeSpan[] {
  const lock = stop.locks.time ?? ALWAYS;
  return windowsOf(stop)
    .map(({ from, to }) => ({ from: Math.max(from, lock.from), to: Math.min(to, lock.to) }))
    .filter(({ from, to }) => from <= to);
}

export function holds(span: TimeSpan, time: number): boolean {
  return time >= span.from - TOLERANCE && time <= span.to + TOLERANCE;
}
