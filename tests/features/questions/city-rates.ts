import {
  COMMUNE_KINDS,
  QuestionSettings,
  type CommuneQuestionKind,
} from '#server/contract/question.ts';
import type { DeadlineRule } from '#server/contract/tip-clock.ts';
import { workCalendar } from '#server/contract/working-days.ts';
import { PATTERNS } from '#server/features/questions/kind-rules.ts';
import { askAbout, type Asked } from '#server/features/questions/rules.ts';
import { seededGenerator } from '#server/methods/shuffle.ts';
import { readReferenceData } from '#server/reference-data/reference-data.ts';

import { ORDINARY_CITY, type CityShape } from './city-shapes.ts';
import { drawCity, PLANTED } from './simulated-city.ts';
import { FROM, monthEnd, MONTHS } from './simulated-days.ts';

const SETTINGS = QuestionSettings.parse(
  readReferenceData().settings.find(({ key }) => key === 'question.patterns')?.value,
);

/** One kind of tip has a clock, the others none. */
const CLOCKS: DeadlineRule[] = [
  {
    kind: 'crime_information',
    validFrom: '1900-01-01',
    startsWith: 'received',
    limit: { amount: 20, unit: 'day' },
    extensions: [],
    resumption: 'remaining',
    forwarding: null,
    endsOnWorkingDay: false,
    origin: 'test',
  },
];
const CALENDAR = workCalendar([]);

/** Asks about the second year of a simulated city: about the planted pattern, or about all where every commune is honest. */
function questionsOf(
  shape: CityShape,
  seed: number,
  planted: CommuneQuestionKind | null = null,
): Asked[] {
  const kinds = planted === null ? COMMUNE_KINDS : [planted];
  const city = drawCity(shape, planted, seededGenerator(seed));
  const given = {
    monthEnd,
    fits: () => true,
    rules: CLOCKS,
    calendar: CALENDAR,
    settings: SETTINGS,
  };
  return kinds.flatMap((kind) => {
    const { cases, allowance } = PATTERNS[kind];
    return askAbout(kind, cases(city, given), {
      months: MONTHS,
      from: FROM,
      settings: SETTINGS,
      allowance: allowance * SETTINGS.honestQuestions,
    });
  });
}

/** Questions in honest cities, of all kinds together, and the commune-years in which they were asked. */
export type Honest = { questions: number; communeYears: number };

/** Counts the questions in honest cities of these seeds, and prints them by kind. */
export function countHonest(
  name: string,
  given: Partial<CityShape>,
  seeds: readonly number[],
): Honest {
  const shape = { ...ORDINARY_CITY, ...given };
  const asked = seeds.flatMap((seed) => questionsOf(shape, seed));
  const communeYears = seeds.length * shape.communes;
  const ofKind = COMMUNE_KINDS.map((kind) => asked.filter((one) => one.kind === kind).length);
  const rate = (100 * asked.length) / communeYears;
  process.stdout.write(
    `honest city ${name}, ${seeds.length} cities: ${asked.length} questions, ` +
      `${rate.toFixed(3)} in 100 commune-years ` +
      `(${COMMUNE_KINDS.map((kind, i) => `${kind} ${ofKind[i]}`).join(', ')})\n`,
  );
  return { questions: asked.length, communeYears };
}

/** Number of cities in which the planted pattern is asked about; printed too. */
export function countFound(
  name: string,
  shape: CityShape,
  planted: CommuneQuestionKind,
  seeds: readonly number[],
): number {
  const found = seeds.filter((seed) =>
    questionsOf(shape, seed, planted).some(({ communeId }) => communeId === PLANTED),
  ).length;
  process.stdout.write(`${name}, ${planted}: found in ${found} of ${seeds.length} cities\n`);
  return found;
}
