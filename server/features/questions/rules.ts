import type { CommuneQuestionKind, QuestionSettings } from '#server/contract/question.ts';
import type { ReportingPeriod } from '#server/contract/reporting-period.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import {
  chanceAtAnyLook,
  chanceOfAtLeast,
  correlationFor,
  type UnitCases,
} from '#server/methods/unusual-share.ts';

import {
  casesOf,
  count,
  newTallies,
  SPANS,
  type Observation,
  type Span,
  type Tally,
} from './tally-rules.ts';

export type Asked = UnitCases & {
  kind: CommuneQuestionKind;
  communeId: number;
  year: number;
  askedOn: IsoDate;
  countedFrom: IsoDate;
  countedTo: IsoDate;
  otherHits: number;
  otherTried: number;
  /** Share of communes that do as all others do in which a year shows such a number. */
  honestShare: number;
  cases: readonly Observation[];
};

/** Ordinary communes for which the correlation that the settings name counts, beside those of the city. */
const PRIOR_UNITS = 10;
/** Honest communes are never taken to be more alike than this. */
const LEAST_CORRELATION = 0.005;
/** Standard deviations below which no number is unusual, so that its chance need not be worked out. */
const ORDINARY_DEVIATIONS = 2;
/** A pattern of two years has to go on in the second: its chance in that year alone is at most this. */
const GOES_ON = 0.2;

type Given = {
  /** Months of the year that have ended, ascending. */
  months: readonly ReportingPeriod[];
  /** First day of the year before. */
  from: IsoDate;
  settings: QuestionSettings;
  /** Questions about this pattern that an honest commune is asked in a year, at most. */
  allowance: number;
};

/** Share of the allowance that each span has: a pattern that goes on for long is the one that shows least in one year. */
const OF_SPAN: Record<Span, number> = { year: 0.2, both: 0.8 };

/**
 * Asks about one pattern in one reporting year. At the end of each month each commune's cases, of the year so far and of
 * both years, are held against what all others' cases lead one to expect of it, with as much room as the others differ
 * among themselves. A question arises at the first month at which the share of honest communes that would have shown
 * such a number by then is within what may have been used up by then, and shows the latest such month. The allowance of
 * a year is divided among both spans and used up evenly over the months (Lan and DeMets 1983, Biometrika 70(3):659–663).
 *
 * @param observations of this year and the year before, of all communes
 */
export function askAbout(
  kind: CommuneQuestionKind,
  observations: readonly Observation[],
  { months, from, settings, allowance }: Given,
): Asked[] {
  const [first] = months;
  if (first === undefined) return [];
  const settled = byMonth(
    observations.filter(({ on }) => on >= from),
    months,
  );
  const tallies = newTallies();
  const looks = new Map<Tally, Looks>();
  const asked = new Map<number, Asked>();
  for (const [at, month] of months.entries()) {
    for (const one of settled[at] ?? []) count(one, tallies, first.firstOn);
    const { city } = tallies;
    const units = [...tallies.communes].map(([communeId, own]) => ({ communeId, own }));
    const correlation = correlationFor(
      units.map(({ own }) => casesOf(own, city, 'both')),
      { prior: settings.correlation, priorUnits: PRIOR_UNITS, least: LEAST_CORRELATION },
    );
    for (const [index, { communeId, own }] of units.entries()) {
      const seen = looks.get(own) ?? { year: [], both: [] };
      looks.set(own, seen);
      for (const span of SPANS) seen[span].push(own[span].all.tried);
      const otherTried = city.both.all.tried - own.both.all.tried;
      const judged = judge(own, city, {
        looks: seen,
        fewest: settings.fewestHits,
        // The others' share is known only as well as so many cases tell it.
        correlation: Math.min(MOST_CORRELATION, correlation(index) + 1 / (otherTried + 2)),
        limit: (allowance * (at + 1)) / 12,
      });
      if (judged === null) continue;
      const { span, ...numbers } = judged;
      asked.set(communeId, {
        kind,
        communeId,
        year: month.year,
        askedOn: asked.get(communeId)?.askedOn ?? addDays(month.lastOn, 1),
        countedFrom: span === 'year' ? first.firstOn : from,
        countedTo: month.lastOn,
        ...numbers,
        otherHits: city.both.all.hits - own.both.all.hits,
        otherTried,
        cases: own[span].hits.toSorted((a, b) => (a.on < b.on ? -1 : 1)),
      });
    }
  }
  return [...asked.values()];
}

/** Cases by the month in which they are settled, what was settled before them all in the first; later ones left out. */
function byMonth(
  observations: readonly Observation[],
  months: readonly ReportingPeriod[],
): Observation[][] {
  const settled = months.map((): Observation[] => []);
  for (const one of observations) {
    settled[months.findIndex(({ lastOn }) => one.settledOn <= lastOn)]?.push(one);
  }
  return settled;
}

const MOST_CORRELATION = 0.5;
/** Cases tried up to the end of each month. */
type Looks = Record<Span, number[]>;
type Judged = UnitCases & { span: Span; honestShare: number };

/** The span in which a commune's hits are the more unusual; null where they are in neither. */
function judge(
  own: Tally,
  city: Tally,
  given: { looks: Looks; fewest: number; correlation: number; limit: number },
): Judged | null {
  const { looks, fewest, correlation, limit } = given;
  let found: Judged | null = null;
  for (const span of SPANS) {
    const cases = casesOf(own, city, span);
    const { hits, tried, expected } = cases;
    if (hits < fewest) continue;
    const usual = { mean: expected / tried, correlation };
    const variance = expected * (1 - usual.mean) * (1 + (tried - 1) * correlation);
    if (hits < expected + ORDINARY_DEVIATIONS * Math.sqrt(variance)) continue;
    const chance = chanceOfAtLeast(hits, tried, usual);
    const most = limit * OF_SPAN[span];
    if (chance > most) continue;
    const honestShare = chanceAtAnyLook(looks[span], usual, chance);
    if (honestShare > most || honestShare >= (found?.honestShare ?? 1)) continue;
    if (span === 'both' && !goesOn(casesOf(own, city, 'year'), correlation)) continue;
    found = { ...cases, span, honestShare };
  }
  return found;
}

function goesOn({ hits, tried, expected }: UnitCases, correlation: number): boolean {
  return chanceOfAtLeast(hits, tried, { mean: expected / tried, correlation }) <= GOES_ON;
}

/** Groups rows by their commune, each group in the order of the rows. */
export function byCommune<T extends { communeId: number }>(rows: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(row.communeId);
    if (group === undefined) groups.set(row.communeId, [row]);
    else group.push(row);
  }
  return groups;
}
