import { describe, expect, it } from 'vitest';
import { judge } from './decision-rule.ts';
import { overDispersion } from './over-dispersion.ts';
import { seededGenerator } from './shuffle.ts';
import { standardise, type StratumCount } from './standardisation.ts';
import { gamma, normal, poisson } from '#tests/support/random-draws.ts';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

const COMMUNES = 126;
/** The long form takes minutes and gives the rates to a tenth; the short form is part of every run. */
const LONG = process.env['DIABAN_LONG_SIMULATION'] !== undefined;
const TIMEOUT = LONG ? 3_600_000 : 20_000;

type Tally = { criticised: number; praised: number; different: number; found: number };

/** Simulates this many cities over two years and judges every commune of the second year, all places checked. */
function judgeCities(plan: CityPlan, cities: number, seed: number): Tally {
  const generator = seededGenerator(seed);
  const tally: Tally = { criticised: 0, praised: 0, different: 0, found: 0 };
  for (let city = 0; city < cities; city += 1) {
    const { before, now } = countCity(plan, generator);
    const previous = new Map(standardise(before).map((unit) => [unit.unit, unit]));
    const units = standardise(now);
    const dispersion = overDispersion(units);
    if (dispersion.significant) tally.different += 1;
    for (const unit of units) {
      const last = previous.get(unit.unit) ?? null;
      const judged = {
        ...unit,
        completeness: 1,
        previous: last,
        checkedShare: 1,
        seenEnough: true,
        received: null,
      };
      const { side } = judge(judged, dispersion);
      if (side === 'above') tally.criticised += 1;
      if (side === 'below') tally.praised += 1;
      if (side === 'above' && unit.unit === plan.outlier?.unit) tally.found += 1;
    }
  }
  return tally;
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const perThousand = (count: number, cities: number) => (1_000 * count) / (COMMUNES * cities);

/** Prints the rates, so that a change of method shows its effect on them. */
function rates(plan: CityPlan, cities: number, seed: number) {
  const tally = judgeCities(plan, cities, seed);
  const result = {
    criticised: perThousand(tally.criticised, cities),
    praised: perThousand(tally.praised, cities),
    different: tally.different / cities,
    found: tally.found / cities,
  };
  const found = plan.outlier === undefined ? '' : `, outlier found ${percent(result.found)}`;
  process.stdout.write(
    `cv ${plan.cv}, ${plan.events} events, ${cities} cities: criticised ${result.criticised.toFixed(2)} and ` +
      `praised ${result.praised.toFixed(2)} of 1000 commune-years, called different ${percent(result.different)}${found}\n`,
  );
  return result;
}

describe(
  'the rule of praise and blame in cities without a difference',
  { timeout: TIMEOUT },
  () => {
    it.each([
      [100, 60],
      [200, 60],
      [400, 60],
      [630, 100],
      [1_500, 100],
      [2_500, 100],
    ])(
      'with %s events a year names at most 1 in 1000 and seldom calls them different',
      (events, cities) => {
        const runs = LONG ? 4_000 : cities;
        const { criticised, praised, different } = rates({ events, cv: 0 }, runs, events);
        expect(criticised + praised).toBeLessThanOrEqual(1);
        expect(different).toBeLessThanOrEqual(0.05);
      },
    );
  },
);

describe(
  'the rule of praise and blame where communes differ and nobody is an outlier',
  { timeout: TIMEOUT },
  () => {
    it.each([
      [0.2, 1_000],
      [0.2, 1_500],
      [0.2, 2_500],
      [0.35, 630],
      [0.35, 1_500],
      [0.35, 2_500],
    ])(
      'with a cv of %s and %s events criticises at most 2 in 1000 and praises as few',
      (cv, events) => {
        const { criticised, praised } = rates({ events, cv }, LONG ? 2_500 : 100, events);
        expect(criticised).toBeLessThanOrEqual(2);
        expect(praised).toBeLessThanOrEqual(2);
      },
    );
  },
);

describe(
  'the rule of praise and blame where one commune has three times its share',
  { timeout: TIMEOUT },
  () => {
    it.each([
      [400, 8],
      [630, 8],
      [630, 12],
      [1_500, 8],
      [2_500, 8],
    ])('with %s events finds it from %s expected in four of five years', (events, expected) => {
      const plan = { events, cv: 0, outlier: { unit: '0', ratio: 3, expected } };
      const { found } = rates(plan, LONG ? 4_000 : 150, events + expected);
      expect(found).toBeGreaterThanOrEqual(0.8);
    });
  },
);

/** A city of 126 communes and four categories with known true risks. */
type CityPlan = {
  /** Events a year in the whole city, on average. */
  events: number;
  /** Coefficient of variation of the communes' true risks (gamma, mean 1, the same in both years). */
  cv: number;
  /** One commune with this expectation and `ratio` times as many events. */
  outlier?: { unit: string; ratio: number; expected: number };
};

/** Sizes of communes are log-normal: with 630 events a third of them expect five or more. */
const SIZE_DEVIATION = 0.85;
const CATEGORY_RATES = [1, 0.5, 2, 1.5];

/** Draws the counts of two years in one such city from the generator. */
function countCity(
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
