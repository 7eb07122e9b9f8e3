/** Forecast of a total at the end of a period, in whole units. */
type Forecast = {
  expected: number;
  /** Equal-tailed 95 % prediction interval. */
  low: number;
  high: number;
  probabilityAtLeast: (total: number) => number;
  probabilityAtMost: (total: number) => number;
};

const TAIL = 0.025;
/** More possible totals than these are not summed up: whoever counts so finely should count in lumps. */
const MOST_CELLS = 5_000_000;

/**
 * The total of a homogeneous Poisson process at the end of a period, predicted from what was counted so far:
 * with Jeffreys' prior for the rate, Gamma(½, 0), the remaining count is negative binomial with size
 * `soFar + ½` and success probability `elapsed / (elapsed + remaining)` (Gelman et al., Bayesian Data Analysis,
 * 3rd ed., §2.6). `dispersion` φ > 1 stretches it (quasi-Poisson): counts come in lumps of φ, so the lumps
 * `soFar / φ` are predicted and multiplied again.
 * Throws a RangeError beyond five million possible totals.
 * @param elapsed, remaining days, elapsed > 0
 */
export function forecastTotal(given: {
  soFar: number;
  elapsed: number;
  remaining: number;
  dispersion?: number;
}): Forecast {
  const { soFar, elapsed, remaining } = given;
  const lump = Math.max(1, given.dispersion ?? 1);
  const size = soFar / lump + 0.5;
  const mean = (size * remaining) / elapsed;
  const spread = Math.sqrt(mean * (1 + remaining / elapsed));
  const cells = Math.ceil(mean + 12 * spread + 30);
  if (cells > MOST_CELLS) throw new RangeError('too many possible totals for an exact forecast');
  const distribution = cumulated(negativeBinomial(size, elapsed / (elapsed + remaining), cells));
  const quantile = (share: number) =>
    Math.round(
      soFar +
        lump *
          Math.max(
            0,
            distribution.findIndex((sum) => sum >= share),
          ),
    );
  const atMost = (limit: number) => {
    const lumps = Math.floor((limit - soFar) / lump + 1e-9);
    return lumps < 0 ? 0 : (distribution[Math.min(lumps, cells)] ?? 1);
  };
  return {
    expected: soFar + mean * lump,
    low: quantile(TAIL),
    high: quantile(1 - TAIL),
    probabilityAtMost: atMost,
    probabilityAtLeast: (limit) => (limit <= soFar ? 1 : 1 - atMost(limit - 1)),
  };
}

/**
 * Probability that of all cases of a period at least the share `target` succeeds, when `successes` of `tried`
 * have and `toCome` are still expected: beta-binomial with Jeffreys' prior Beta(½, ½).
 */
export function probabilityOfShare(given: {
  successes: number;
  tried: number;
  toCome: number;
  target: number;
}): number {
  const { successes, tried, toCome, target } = given;
  const needed = Math.ceil(target * (tried + toCome) - 1e-9) - successes;
  if (needed <= 0) return 1;
  if (needed > toCome) return 0;
  const cells = betaBinomial(successes + 0.5, tried - successes + 0.5, toCome);
  return cells.slice(needed).reduce((sum, cell) => sum + cell, 0);
}

/**
 * Variance of the increments of equal periods over their mean, at least 1; null below three periods, where
 * it says nothing, or where nothing was counted.
 */
export function dispersionOf(increments: readonly number[]): number | null {
  if (increments.length < 3) return null;
  const mean = increments.reduce((sum, one) => sum + one, 0) / increments.length;
  if (mean === 0) return null;
  const variance =
    increments.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (increments.length - 1);
  return Math.max(1, variance / mean);
}

/** P(K = 0 … most) for the number of failures before `size` successes, by recurrence in logarithms. */
function negativeBinomial(size: number, success: number, most: number): number[] {
  let logarithm = size * Math.log(success);
  return Array.from({ length: most + 1 }, (_, k) => {
    if (k > 0) logarithm += Math.log((k - 1 + size) / k) + Math.log1p(-success);
    return Math.exp(logarithm);
  });
}

function betaBinomial(a: number, b: number, cases: number): number[] {
  let logarithm = 0;
  for (let at = 0; at < cases; at += 1) logarithm += Math.log((b + at) / (a + b + at));
  return Array.from({ length: cases + 1 }, (_, k) => {
    if (k > 0) {
      logarithm += Math.log(((cases - k + 1) / k) * ((k - 1 + a) / (cases - k + b)));
    }
    return Math.exp(logarithm);
  });
}

function cumulated(cells: readonly number[]): number[] {
  let sum = 0;
  return cells.map((cell) => {
    sum += cell;
    return Math.min(1, sum);
  });
}
