import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

import type { StratumCount } from '#server/methods/standardisation.ts';

/** A city of 126 communes and four categories with known true risks. */
export type CityPlan = {
  /** Events a year in the whole city, on average. */
  events: number;
  /** Coefficient of variation of the communes' true risks (gamma, mean 1, the same in both years). */
  cv: number;
  /** One commune with this expectation and `ratio` times as many events. */
  outlier?: { unit: string; ratio: number; expected: number };
};

const COMMUNES = 126;
/** Sizes of communes are log-normal: with 630 events a third of them expect five or more. */
const SIZE_DEVIATION = 0.85;
const CATEGORY_RATES = [1, 0.5, 2, 1.5];

/** Draws the counts of two years in one such city from the generator. */
export function countCity(
  plan: CityPlan,
  generator: RandomGenerator,
): { before: StratumCount[]; now: StratumCount[] } {
  const uniform = () => ((generator.next() >>> 0) + 0.5) / 2 ** 32;
  const exposures = Array.from({ length: COMMUNES }, () => {
    const size = Math.exp(SIZE_DEVIATION * normal(uniform));
    const mix = CATEGORY_RATES.map(() => gamma(2, uniform));
    const all = mix.reduce((sum, part) => sum + part, 0);
    return mix.map((part) => (size * part) / all);
  });
  const weighted = (own: readonly number[]) =>
    own.reduce((sum, exposure, k) => sum + exposure * (CATEGORY_RATES[k] ?? 0), 0);
  const scale = plan.events / exposures.reduce((sum, own) => sum + weighted(own), 0);
  const risks = exposures.map(() =>
    plan.cv === 0 ? 1 : gamma(plan.cv ** -2, uniform) * plan.cv ** 2,
  );
  const { outlier } = plan;
  const place = outlier === undefined ? -1 : Number(outlier.unit);
  const own = exposures[place];
  if (outlier !== undefined && own !== undefined) {
    const factor = outlier.expected / (weighted(own) * scale);
    exposures[place] = own.map((exposure) => exposure * factor);
    risks[place] = outlier.ratio;
  }
  const year = (): StratumCount[] =>
    exposures.flatMap((of, unit) =>
      of.map((exposure, k) => ({
        unit: String(unit),
        stratum: String(k),
        exposure,
        events: poisson(exposure * (CATEGORY_RATES[k] ?? 0) * scale * (risks[unit] ?? 1), uniform),
      })),
    );
  return { before: year(), now: year() };
}

/** Draws a normal value, by Box and Muller. */
function normal(uniform: () => number): number {
  return Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Draws a gamma value for a shape of 1 or more, by Marsaglia and Tsang (2000). */
function gamma(shape: number, uniform: () => number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(uniform);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Adds up the probabilities until the drawn one: good for the small means of a commune's category. */
function poisson(mean: number, uniform: () => number): number {
  const reached = uniform();
  let probability = Math.exp(-mean);
  let sum = probability;
  let count = 0;
  while (reached > sum && probability > 0) {
    count += 1;
    probability *= mean / count;
    sum += probability;
  }
  return count;
}
