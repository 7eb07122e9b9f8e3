import { describe, expect, it } from 'vitest';

import { countCity, type CityPlan } from '#tests/support/simulated-city.ts';

import { judge } from './decision-rule.ts';
import { overDispersion } from './over-dispersion.ts';
import { seededGenerator } from './shuffle.ts';
import { standardise } from './standardisation.ts';

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
      const judged = { ...unit, completeness: 1, previous: last, checkedShare: 1 };
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
