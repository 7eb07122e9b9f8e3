import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

import { QUESTION_KINDS, QuestionSettings, type QuestionKind } from '#server/contract/question.ts';
import { periodAt, periodOf, type PeriodRule } from '#server/contract/reporting-period.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import {
  closureRuns,
  nearNewPlaces,
  quickReturns,
  unseenHandovers,
  type ClosureRow,
  type ConfirmationRow,
  type ListingRow,
} from '#server/features/questions/pattern-rules.ts';
import { askAbout, type Asked } from '#server/features/questions/rules.ts';
import { seededGenerator } from '#server/methods/shuffle.ts';
import { readReferenceData } from '#server/reference-data/reference-data.ts';
import { gamma, normal, poisson } from '#tests/support/random-draws.ts';

/** The commune in which a pattern is planted. */
export const PLANTED = 0;
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

/** The habits of a city. Those of `ORDINARY_CITY` are the ones on which the settings were chosen. */
export type CityShape = {
  communes: number;
  /** Standard deviation of the logarithm of the communes' sizes. */
  sizeDeviation: number;
  /** Runs of closures of a commune of ordinary size in a year. */
  runs: number;
  /** Spread of the communes' own rates: coefficient of variation. */
  cv: number;
  /** Chance of an honest recurrence in 30 days. */
  returnChance: number;
  /** Half the share of honest new places that lie by chance near a place closed in the half-year before. */
  nearShare: number;
  /** Share of places that are looked at before a hand-over is confirmed, and its spread among communes. */
  looked: number;
  lookedSpread: number;
  /** Share of runs that are campaigns, and places that one closes beyond the first, on average. */
  campaigns: number;
  campaignPlaces: number;
  /** Share of runs that every commune moves into the last days of a month: a habit of all, no pattern of one. */
  monthEndHabit: number;
};

export const ORDINARY_CITY: CityShape = {
  communes: 126,
  sizeDeviation: 0.85,
  runs: 20,
  cv: 0.5,
  returnChance: 0.03,
  nearShare: 0.01,
  looked: 0.7,
  lookedSpread: 0.15,
  campaigns: 0.2,
  campaignPlaces: 3,
  monthEndHabit: 0,
};

/** Share of the planted commune's runs that is moved into the last days of a month. */
const LATE_SHARE: Partial<Record<QuestionKind, number>> = {
  bunched_closures: 0.85,
  quick_returns: 0.6,
};

/** Asks about every pattern in the second year of a simulated city; without a planted one every commune is honest. */
export function questionsOf(
  shape: CityShape,
  seed: number,
  planted: QuestionKind | null = null,
): Asked[] {
  const city = drawCity(shape, planted, seededGenerator(seed));
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

/** Counts the questions in honest cities of these seeds, in 100 commune-years, and prints them by kind. */
export function honestRate(name: string, shape: CityShape, seeds: readonly number[]): number {
  const asked = seeds.flatMap((seed) => questionsOf(shape, seed));
  const rate = (100 * asked.length) / (seeds.length * shape.communes);
  const ofKind = QUESTION_KINDS.map((kind) => asked.filter((one) => one.kind === kind).length);
  process.stdout.write(
    `${name}, ${seeds.length} cities: ${rate.toFixed(3)} questions in 100 commune-years ` +
      `(${QUESTION_KINDS.map((kind, i) => `${kind} ${ofKind[i]}`).join(', ')})\n`,
  );
  return rate;
}

/** Share of the cities of these seeds in which the planted pattern is asked about; printed too. */
export function foundShare(
  name: string,
  shape: CityShape,
  planted: QuestionKind,
  seeds: readonly number[],
): number {
  const found = seeds.filter((seed) =>
    questionsOf(shape, seed, planted).some(
      ({ kind, communeId }) => kind === planted && communeId === PLANTED,
    ),
  );
  process.stdout.write(`${name}, ${planted}: found in ${found.length} of ${seeds.length} cities\n`);
  return found.length / seeds.length;
}

/** A commune that is drawn: its habits, and what draws its story. */
type Drawn = {
  communeId: number;
  shape: CityShape;
  planted: QuestionKind | null;
  size: number;
  uniform: () => number;
  /** Number of a place that was not there before. */
  newPlace: () => number;
};

/** Draws two years of an invented city, in which communes differ in size and in all their rates. */
function drawCity(
  shape: CityShape,
  plantedKind: QuestionKind | null,
  generator: RandomGenerator,
): City {
  const uniform = () => ((generator.next() >>> 0) + 0.5) / 2 ** 32;
  const city: City = { closures: [], listings: [], confirmations: [] };
  let places = 0;
  const newPlace = () => (places += 1);
  for (let communeId = 0; communeId < shape.communes; communeId += 1) {
    const planted = communeId === PLANTED ? plantedKind : null;
    const size = planted === null ? Math.exp(shape.sizeDeviation * normal(uniform)) : 1;
    const differs = () => (shape.cv === 0 ? 1 : gamma(shape.cv ** -2, uniform) * shape.cv ** 2);
    const commune: Drawn = { communeId, shape, planted, size, uniform, newPlace };
    const hazard = (shape.returnChance / 30) * differs();
    const nearShare = shape.nearShare * differs();
    const spread = shape.lookedSpread * normal(uniform);
    const looks = Math.min(0.95, Math.max(shape.looked / 2, shape.looked + spread));
    city.closures.push(...drawClosures(commune, hazard));
    city.listings.push(...drawListings(commune, nearShare));
    city.confirmations.push(...drawConfirmations(commune, looks));
  }
  city.closures.sort((a, b) => (a.eliminatedOn < b.eliminatedOn ? -1 : 1));
  city.confirmations.sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1));
  return city;
}

/** Closures of a commune; `hazard` is the chance of a return on a day. */
function drawClosures(
  { communeId, shape, planted, size, uniform, newPlace }: Drawn,
  hazard: number,
): ClosureRow[] {
  const closures: ClosureRow[] = [];
  const late = planted === null ? shape.monthEndHabit : (LATE_SHARE[planted] ?? 0);
  for (let run = poisson(shape.runs * 2 * size, uniform); run > 0; run -= 1) {
    const begins = drawDay(late, uniform);
    // A campaign closes several places within some days.
    const more = uniform() < shape.campaigns ? shape.campaignPlaces : 0.3;
    const places = 1 + poisson(more, uniform);
    for (let place = 0; place < places; place += 1) {
      const eliminated = begins + Math.floor(uniform() * Math.min(places, 4));
      const quick = planted === 'quick_returns' && uniform() < 0.4;
      const after = quick
        ? endOf(eliminated) - eliminated + 1 + Math.floor(uniform() * 10)
        : Math.ceil(-Math.log(uniform()) / hazard);
      const returnedOn = after > 400 ? null : dayAt(eliminated + Math.max(1, after));
      const eliminatedOn = dayAt(eliminated);
      closures.push({ communeId, pointId: newPlace(), eliminatedOn, returnedOn });
    }
  }
  return closures;
}

/** First listings of a commune; twice `nearShare` of them lie near a closed place. */
function drawListings(
  { communeId, shape, planted, size, uniform, newPlace }: Drawn,
  nearShare: number,
): ListingRow[] {
  const isPlanted = planted === 'near_new_places';
  return Array.from({ length: poisson(shape.runs * 2 * size, uniform) }, () => {
    const listed = drawDay(0, uniform);
    const isNear = uniform() < (isPlanted ? 0.4 : nearShare * 2);
    const before = Math.floor(uniform() * (isPlanted ? 60 : 180));
    const eliminatedOn = dayAt(Math.max(0, listed - before));
    const near = isNear ? [{ pointId: 1, category: 'NN', eliminatedOn }] : [];
    return { communeId, pointId: newPlace(), category: 'NN', listedOn: dayAt(listed), near };
  });
}

/** Confirmations of a commune, by sittings; `looks` is the share of places that somebody had looked at. */
function drawConfirmations(
  { communeId, shape, planted, size, uniform, newPlace }: Drawn,
  looks: number,
): ConfirmationRow[] {
  const confirmations: ConfirmationRow[] = [];
  for (let sitting = poisson(shape.runs * 2 * size, uniform); sitting > 0; sitting -= 1) {
    const on = dayAt(drawDay(0, uniform));
    const blind = planted === 'unseen_handovers' && uniform() < 0.35;
    const answers = blind ? 6 : 1 + poisson(uniform() < 0.2 ? 5 : 0.5, uniform);
    for (let answer = 0; answer < answers; answer += 1) {
      const looked = !blind && uniform() < looks;
      const recordedAt = `${on}T03:${String(answer % 60).padStart(2, '0')}:00.000Z`;
      confirmations.push({ communeId, pointId: newPlace(), on, recordedAt, looked });
    }
  }
  return confirmations;
}

/** The number of a day of the two years; with a chance of `late` it is moved into the last days of its month. */
function drawDay(late: number, uniform: () => number): number {
  const day = Math.floor(uniform() * (DAYS - 35));
  return uniform() >= late ? day : endOf(day) - Math.floor(uniform() * SETTINGS.windowDays);
}
