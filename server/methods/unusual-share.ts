/** Hits among the cases of one unit, and how many the habits of all others would lead one to expect. */
export type UnitCases = { hits: number; tried: number; expected: number };

/** Share that is usual for a unit, and the correlation of two of its cases, by which honest units differ. */
export type UsualShare = { mean: number; correlation: number };

/** Means closer to 0 or 1 than this make no difference to any chance that is asked about. */
const EDGE = 1e-9;

/**
 * Probability that a unit has at least `hits` of its `tried` cases: the upper tail of the beta-binomial distribution
 * (Skellam 1948, J. R. Stat. Soc. B 10(2):257–261) of mean μ and precision 1/ρ − 1. Summed by logarithms, for the cells
 * of a unit of thousands of cases are smaller than a number can be.
 *
 * @returns 1 where nothing hit; otherwise from 0 to 1
 */
export function chanceOfAtLeast(hits: number, tried: number, usual: UsualShare): number {
  if (hits <= 0 || tried <= 0) return 1;
  let sum = 0;
  for (const { k, cell } of cellsFromTop(tried, usual)) {
    if (k < hits) break;
    sum += cell;
  }
  return Math.min(1, sum);
}

/** Cells of the distribution, from all hits downwards: P(k − 1) = P(k) · k/(n − k + 1) · (b + n − k)/(a + k − 1). */
function* cellsFromTop(tried: number, usual: UsualShare): Generator<{ k: number; cell: number }> {
  const { a, b } = shapesOf(usual);
  let log = 0;
  for (let at = 0; at < tried; at += 1) log += Math.log((a + at) / (a + b + at));
  for (let k = tried; k >= 0; k -= 1) {
    yield { k, cell: Math.exp(log) };
    log += Math.log((k / (tried - k + 1)) * ((b + tried - k) / (a + k - 1)));
  }
}

function shapesOf({ mean, correlation }: UsualShare): { a: number; b: number } {
  const precision = 1 / correlation - 1;
  const share = Math.min(1 - EDGE, Math.max(EDGE, mean));
  return { a: share * precision, b: (1 - share) * precision };
}

/** The least number of hits whose chance is at most `limit`; one more than all where none is so rare. */
function leastUnusual(tried: number, usual: UsualShare, limit: number): number {
  let sum = 0;
  for (const { k, cell } of cellsFromTop(tried, usual)) {
    sum += cell;
    if (sum > limit) return k + 1;
  }
  return 0;
}

/**
 * Probability that a unit which does as is usual shows, at any of several looks, a number of hits whose own chance is at
 * most `limit`. Its cases are drawn one after the other from Pólya's urn (Eggenberger and Pólya 1923, Z. angew. Math.
 * Mech. 3(4):279–289), whose counts are beta-binomial; a path that has once been as unusual is taken out. So looking
 * every month is paid for exactly, as in group-sequential tests (Armitage, McPherson and Rowe 1969, J. R. Stat. Soc. A
 * 132(2):235–244).
 *
 * @param looks cases tried up to each look, ascending
 */
export function chanceAtAnyLook(
  looks: readonly number[],
  usual: UsualShare,
  limit: number,
): number {
  const { a, b } = shapesOf(usual);
  let paths: number[] = [1];
  let tried = 0;
  let crossed = 0;
  for (const look of looks) {
    for (; tried < look; tried += 1) {
      const next = Array.from({ length: paths.length + 1 }, () => 0);
      for (const [k, chance] of paths.entries()) {
        const hit = (a + k) / (a + b + tried);
        next[k + 1] = (next[k + 1] ?? 0) + chance * hit;
        next[k] = (next[k] ?? 0) + chance * (1 - hit);
      }
      paths = next;
    }
    const least = Math.max(1, leastUnusual(look, usual, limit));
    for (const chance of paths.slice(least)) crossed += chance;
    paths = paths.slice(0, least);
  }
  return Math.min(1, crossed);
}

/**
 * Correlation of two cases within one unit, by the squares by which units miss what is expected of them beyond chance:
 * the weighted mean of ((k − E)² − V) / ((n − 1)V), V = nμ(1 − μ) (the moment estimator of Kleinman 1973, J. Am. Stat. Assoc.
 * 68:46–54, and Williams 1982, Appl. Stat. 31(2):144–148). Each unit weighs by the inverse of its square's variance
 * under `prior`, so that the largest do not decide alone. `prior` counts as much as a number of ordinary units, and no
 * estimate is below `least`.
 *
 * @returns the correlation that counts for the unit at an index: it widens its own limits no more than the most unusual of
 *   the others does
 */
export function correlationFor(
  units: readonly UnitCases[],
  { prior, priorUnits, least }: { prior: number; priorUnits: number; least: number },
): (index: number) => number {
  const parts = units.map(({ hits, tried, expected }) => {
    const mean = tried === 0 ? 0 : expected / tried;
    const variance = expected * (1 - mean);
    if (tried < 2 || variance <= 0) return { excess: 0, weight: 0 };
    const pairs = variance * (tried - 1);
    const spread = variance * (1 + (tried - 1) * prior);
    const weight = pairs ** 2 / (variance + 2 * spread ** 2);
    return { excess: (weight * ((hits - expected) ** 2 - variance)) / pairs, weight };
  });
  const telling = parts.filter(({ weight }) => weight > 0).length;
  const excess = parts.reduce((sum, part) => sum + part.excess, 0);
  const weight = parts.reduce((sum, part) => sum + part.weight, 0);
  const ofPrior = telling === 0 ? 1 : (priorUnits * weight) / telling;
  const [widest, second] = parts.map((part) => part.excess).toSorted((one, other) => other - one);
  return (index) => {
    const own = parts[index] ?? { excess: 0, weight: 0 };
    const ofOthers = own.excess === widest ? second : widest;
    const kept = Math.min(own.excess, Math.max(0, ofOthers ?? 0));
    const all = excess - own.excess + kept + prior * ofPrior;
    return Math.max(least, all / Math.max(EDGE, weight + ofPrior));
  };
}
