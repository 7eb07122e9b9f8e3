import type { Interval } from './exact-poisson.ts';

type CountForecast = {
  /** Mean of the whole period's total: what was seen and what is to be expected of the rest. */
  expected: number;
  interval: Interval;
  /** Probability that the total ends at `target` or less, or at `target` or more. */
  atMost(target: number): number;
  atLeast(target: number): number;
};

/**
 * Forecasts a Poisson count at the end of its period: `seen` so far in `elapsed`, still to come in `remaining`
 * (same unit, such as days). The unknown rate has Jeffreys' prior, so that the rest is negative binomial with
 * shape seen + ½. Valid for events that come one by one; events in batches vary more. Null when nothing has
 * elapsed.
 */
export function forecastCount(
  seen: number,
  elapsed: number,
  remaining: number,
  confidence = 0.95,
): CountForecast | null {
  if (elapsed <= 0) return null;
  const shape = seen + 0.5;
  const share = Math.max(0, remaining) / (elapsed + Math.max(0, remaining));
  const tail = (1 - confidence) / 2;
  return {
    expected: seen + (shape * Math.max(0, remaining)) / elapsed,
    interval: [seen + quantile(shape, share, tail), seen + quantile(shape, share, 1 - tail)],
    atMost: (target) => cumulative(shape, share, Math.floor(target) - seen),
    atLeast: (target) => 1 - cumulative(shape, share, Math.ceil(target) - seen - 1),
  };
}

/** Sums of negative binomial probabilities from 0 up, in logarithms so that large shapes do not vanish. */
function* cumulativeSums(shape: number, share: number): Generator<number> {
  let logTerm = shape * Math.log1p(-share);
  let sum = Math.exp(logTerm);
  for (let k = 1; ; k += 1) {
    yield Math.min(1, sum);
    logTerm += Math.log((shape + k - 1) / k) + Math.log(share);
    sum += Math.exp(logTerm);
  }
}

function cumulative(shape: number, share: number, upTo: number): number {
  if (upTo < 0) return 0;
  if (share === 0) return 1;
  let k = 0;
  for (const sum of cumulativeSums(shape, share)) {
    if (k >= upTo || sum >= 1 - 1e-15) return sum;
    k += 1;
  }
  return 1;
}

function quantile(shape: number, share: number, probability: number): number {
  if (share === 0) return 0;
  let k = 0;
  for (const sum of cumulativeSums(shape, share)) {
    // Beyond any count that matters the sum can only miss by rounding.
    if (sum >= probability || k > 10 * (1 + (shape * share) / (1 - share)) + 1_000) return k;
    k += 1;
  }
  return k;
}
