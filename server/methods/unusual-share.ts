/** Hits among cases, of one unit and of all others together. */
export type Shares = {
  hits: number;
  tried: number;
  otherHits: number;
  otherTried: number;
};

/**
 * Probability that a unit has at least `hits` of its `tried` cases, where the share of the others is what is usual:
 * the upper tail of the beta-binomial distribution (Skellam 1948, J. R. Stat. Soc. B 10(2):257–261) with mean
 * μ = (K + ½) / (N + 1), the others' share with Jeffreys' prior, and precision s = min(N + 1, 1/ρ − 1).
 * ρ is the correlation of two cases within one unit: honest units differ, and their cases hang together, so that the
 * tail is wider than the binomial one however many cases the others have. ρ → 0 gives the posterior predictive
 * distribution of a common share.
 *
 * @param correlation ρ, 0 < ρ < 1
 * @returns 1 where nothing was tried; otherwise from 0 to 1
 */
export function chanceOfAtLeast(
  { hits, tried, otherHits, otherTried }: Shares,
  correlation: number,
): number {
  if (hits <= 0 || tried <= 0) return 1;
  const mean = (otherHits + 0.5) / (otherTried + 1);
  const precision = Math.min(otherTried + 1, 1 / correlation - 1);
  const a = mean * precision;
  const b = (1 - mean) * precision;
  // P(all are hits), then downwards: P(k − 1) = P(k) · k/(n − k + 1) · (b + n − k)/(a + k − 1).
  let cell = 1;
  for (let at = 0; at < tried; at += 1) cell *= (a + at) / (a + b + at);
  let sum = 0;
  for (let k = tried; k >= hits; k -= 1) {
    sum += cell;
    cell *= (k / (tried - k + 1)) * ((b + tried - k) / (a + k - 1));
  }
  return Math.min(1, sum);
}
