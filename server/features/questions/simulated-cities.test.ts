import { describe, expect, it } from 'vitest';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

import { QUESTION_KINDS, QuestionSettings, type QuestionKind } from '#server/contract/question.ts';
import { periodAt, periodOf, type PeriodRule } from '#server/contract/reporting-period.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import { gamma, normal, poisson } from '#tests/support/random-draws.ts';
import { seededGenerator } from '#server/methods/shuffle.ts';
import { readReferenceData } from '#server/reference-data/reference-data.ts';

import {
  closureRuns,
  nearNewPlaces,
  quickReturns,
  unseenHandovers,
  type ClosureRow,
  type ConfirmationRow,
  type ListingRow,
} from './pattern-rules.ts';
import { askAbout, type Asked } from './rules.ts';

/** The long form takes minutes and gives the rates to a hundredth; the short form is part of every run. */
const LONG = process.env['DIABAN_LONG_SIMULATION'] !== undefined;
const TIMEOUT = LONG ? 3_600_000 : 60_000;
const COMMUNES = 126;
/** The commune in which a pattern is planted. */
const PLANTED = 0;
const YEAR = 2026;
const FROM = '2024-12-15';
const DAYS = 730;

const SETTINGS = QuestionSettings.parse(
  readReferenceData().settings.find(({ key }) => key === 'question.patterns')?.value,
);
const RULES: PeriodRule[] = [{ validFrom: '1900-01-01', firstDay: 15 }];
const MONTHS = Array.from({ length: 12 }, (_, i) => periodAt(RULES, 'month', YEAR, i + 1));
/** Days of the story and after it by their number; the last day of the reporting month of each. */
const DAY = Array.from({ length: DAYS + 460 }, (_, day) => addDays(FROM, day));
const NUMBER = new Map(DAY.map((day, number) => [day, number]));
const END = DAY.slice(0, DAYS).map((day) => {
  const { lastOn } = periodOf(RULES, 'month', day);
  return NUMBER.get(lastOn) ?? 0;
});
const dayAt = (number: number) => DAY[number] ?? FROM;
const endOf = (number: number) => END[number] ?? number;
const monthEnd = (day: IsoDate) => dayAt(endOf(NUMBER.get(day) ?? 0));

type City = { closures: ClosureRow[]; listings: ListingRow[]; confirmations: ConfirmationRow[] };
type CityPlan = {
  /** Runs of closures of a commune of ordinary size in a year; sizes are log-normal. */
  runs: number;
  /** Spread of the communes' own rates: coefficient of variation. */
  cv: number;
  /** Pattern of the planted commune; absent: it is honest like the others. */
  planted?: QuestionKind;
};

/** Asks about every pattern in the second year of a simulated city. */
function questionsOf(plan: CityPlan, seed: number): Asked[] {
  const city = drawCity(plan, seededGenerator(seed));
  const observed = {
    bunched_closures: closureRuns(city.closures, monthEnd, SETTINGS),
    quick_returns: quickReturns(city.closures, monthEnd, SETTINGS),
    near_new_places: nearNewPlaces(city.listings, () => true, SETTINGS),
    unseen_handovers: unseenHandovers(city.confirmations, SETTINGS),
  };
  return QUESTION_KINDS.flatMap((kind) =>
    askAbout(kind, observed[kind], { months: MONTHS, settings: SETTINGS }),
  );
}

describe('in honest cities', { timeout: TIMEOUT }, () => {
  it.each([
    { runs: 6, cv: 0 },
    { runs: 6, cv: 0.5 },
    { runs: 20, cv: 0 },
    { runs: 20, cv: 0.5 },
    { runs: 40, cv: 0.5 },
  ])(
    'with $runs runs a year and a cv of $cv at most 1 question is asked in 100 commune-years',
    (plan) => {
      const cities = LONG ? 400 : 6;
      const asked = Array.from({ length: cities }, (_, city) => questionsOf(plan, city)).flat();
      const rate = (100 * asked.length) / (cities * COMMUNES);
      const ofKind = QUESTION_KINDS.map((kind) => asked.filter((one) => one.kind === kind).length);
      process.stdout.write(
        `runs ${plan.runs}, cv ${plan.cv}, ${cities} cities: ${rate.toFixed(3)} questions in 100 commune-years ` +
          `(${QUESTION_KINDS.map((kind, i) => `${kind} ${ofKind[i]}`).join(', ')})\n`,
      );
      expect(rate).toBeLessThanOrEqual(1);
    },
  );
});

describe('a planted pattern', { timeout: TIMEOUT }, () => {
  it.each(QUESTION_KINDS.map((kind) => [kind] as const))(
    '(%s) is asked about in four of five years',
    (planted) => {
      const cities = LONG ? 400 : 10;
      const found = Array.from({ length: cities }, (_, city) =>
        questionsOf({ runs: 20, cv: 0.5, planted }, 10_000 + city),
      ).filter((asked) =>
        asked.some(({ kind, communeId }) => kind === planted && communeId === PLANTED),
      );
      process.stdout.write(`${planted}: found in ${found.length} of ${cities} cities\n`);
      expect(found.length / cities).toBeGreaterThanOrEqual(0.8);
    },
  );
});

const SIZE_DEVIATION = 0.85;
/** Chance of an honest recurrence in 30 days. */
const RETURN_CHANCE = 0.03;
/** Share of honest new places that lie by chance near a place closed in the half-year before. */
const NEAR_SHARE = 0.01;
const LOOKED_SHARE = 0.7;
/** Share of the planted commune's runs that is moved into the last days of a month. */
const LATE_SHARE: Partial<Record<QuestionKind, number>> = {
  bunched_closures: 0.85,
  quick_returns: 0.6,
};

/** Draws two years of an invented city, in which communes differ in size and in all their rates. */
function drawCity(plan: CityPlan, generator: RandomGenerator): City {
  const uniform = () => ((generator.next() >>> 0) + 0.5) / 2 ** 32;
  const city: City = { closures: [], listings: [], confirmations: [] };
  let pointId = 0;
  for (let communeId = 0; communeId < COMMUNES; communeId += 1) {
    const planted = communeId === PLANTED ? (plan.planted ?? null) : null;
    const size = planted === null ? Math.exp(SIZE_DEVIATION * normal(uniform)) : 1;
    const differs = () => (plan.cv === 0 ? 1 : gamma(plan.cv ** -2, uniform) * plan.cv ** 2);
    const hazard = (RETURN_CHANCE / 30) * differs();
    const nearShare = NEAR_SHARE * differs();
    const looks = Math.min(0.95, Math.max(0.35, LOOKED_SHARE + 0.15 * normal(uniform)));
    const runs = poisson(plan.runs * 2 * size, uniform);
    const late = planted === null ? 0 : (LATE_SHARE[planted] ?? 0);
    for (let run = 0; run < runs; run += 1) {
      const begins = drawDay(late, uniform);
      // A campaign closes several places within some days.
      const places = 1 + poisson(uniform() < 0.2 ? 3 : 0.3, uniform);
      for (let place = 0; place < places; place += 1) {
        pointId += 1;
        const eliminated = begins + Math.floor(uniform() * Math.min(places, 4));
        const quick = planted === 'quick_returns' && uniform() < 0.4;
        const after = quick
          ? endOf(eliminated) - eliminated + 1 + Math.floor(uniform() * 10)
          : Math.ceil(-Math.log(uniform()) / hazard);
        const returnedOn = after > 400 ? null : dayAt(eliminated + Math.max(1, after));
        city.closures.push({ communeId, pointId, eliminatedOn: dayAt(eliminated), returnedOn });
      }
    }
    const listings = poisson(plan.runs * 2 * size, uniform);
    for (let listing = 0; listing < listings; listing += 1) {
      pointId += 1;
      const listed = drawDay(0, uniform);
      const isNear = uniform() < (planted === 'near_new_places' ? 0.4 : nearShare * 2);
      const before = Math.floor(uniform() * (planted === 'near_new_places' ? 60 : 180));
      const near = isNear
        ? [{ pointId: 1, category: 'NN', eliminatedOn: dayAt(Math.max(0, listed - before)) }]
        : [];
      city.listings.push({ communeId, pointId, category: 'NN', listedOn: dayAt(listed), near });
    }
    const sittings = poisson(plan.runs * 2 * size, uniform);
    for (let sitting = 0; sitting < sittings; sitting += 1) {
      const on = dayAt(drawDay(0, uniform));
      const blind = planted === 'unseen_handovers' && uniform() < 0.35;
      const answers = blind ? 6 : 1 + poisson(uniform() < 0.2 ? 5 : 0.5, uniform);
      for (let answer = 0; answer < answers; answer += 1) {
        pointId += 1;
        const looked = !blind && uniform() < looks;
        const at = `${on}T03:${String(answer % 60).padStart(2, '0')}:00.000Z`;
        city.confirmations.push({ communeId, pointId, on, recordedAt: at, looked });
      }
    }
  }
  city.closures.sort((a, b) => (a.eliminatedOn < b.eliminatedOn ? -1 : 1));
  city.confirmations.sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1));
  return city;
}

/** The number of a day of the two years; with a chance of `late` it is moved into the last days of its month. */
function drawDay(late: number, uniform: () => number): number {
  const day = Math.floor(uniform() * (DAYS - 35));
  return uniform() >= late ? day : endOf(day) - Math.floor(uniform() * SETTINGS.windowDays);
}
