import type { Period } from '#server/contract/comparison.ts';
import { COMMUNE_KINDS, type Questions, QuestionSettings } from '#server/contract/question.ts';
import { periodAt, periodOf, type PeriodRule } from '#server/contract/reporting-period.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { readDataState } from '#server/features/analysis/case-queries.ts';
import { cached } from '#server/features/analysis/read-through-cache.ts';
import { categoryFit, type Compatibility } from '#server/features/signals/match-rules.ts';
import { readClockData } from '#server/features/tips/read-clocks.ts';
import { readPeriodRules } from '#server/settings/period-setting.ts';
import { readSetting } from '#server/settings/queries.ts';
import { readMatchingParameters } from '#server/settings/signal-settings.ts';

import { loosenedWithin, type RuleRow } from './city-rules.ts';
import {
  countPaperReviews,
  listClassified,
  listClosedTips,
  listFacts,
  listOwnLooks,
  listParted,
  listSuspicions,
  listTimedActs,
} from './conduct-queries.ts';
import { PATTERNS, type PatternData } from './kind-rules.ts';
import type { Fits } from './near-new-rules.ts';
import { countListed, listClosures, listConfirmations, listListings } from './pattern-queries.ts';
import { monthEnds } from './pattern-rules.ts';
import { countSetRules, listSetRules } from './queries.ts';
import { askAbout, type Asked } from './rules.ts';

/** A question to the city: rules made looser within a reporting year. */
export type CityAsked = {
  kind: 'changed_rules';
  communeId: null;
  year: number;
  askedOn: IsoDate;
  countedFrom: IsoDate;
  countedTo: IsoDate;
  hits: number;
  tried: number;
  expected: null;
  otherHits: 0;
  otherTried: 0;
  honestShare: null;
  cases: readonly RuleRow[];
};

type Found = Pick<Questions, 'settings' | 'origin'> & {
  asked: (Asked | CityAsked)[];
  years: number[];
};

/** Works out every question of the city of this reporting year and the last; kept while the register stays the same. */
export function findQuestions(deps: Deps, today: IsoDate): Promise<Found> {
  return asSystem(deps.database, async (sql) => {
    const { settings, origin } = await readQuestionSettings(sql, today);
    const { revision } = await readDataState(sql);
    const rules = await readPeriodRules(sql);
    const { year } = periodOf(rules, 'month', today);
    const years = [year, year - 1];
    // A paper that somebody has looked at since is another answer, though it is no event.
    const papers = await countPaperReviews(sql);
    const set = await countSetRules(sql);
    const parameters = { questions: settings, rules, today, revision, papers, set };
    return cached(deps.database, parameters, async (): Promise<Found> => {
      const asked: Found['asked'] = [];
      for (const one of years) {
        const given = { rules, settings, today };
        asked.push(...(await askOfYear(sql, one, given)), ...(await askCity(sql, one, given)));
      }
      return {
        settings,
        origin,
        years,
        asked: asked.toSorted(
          (a, b) =>
            b.askedOn.localeCompare(a.askedOn) || (a.honestShare ?? 0) - (b.honestShare ?? 0),
        ),
      };
    });
  });
}

async function askOfYear(
  sql: TransactionSql,
  year: number,
  given: { rules: readonly PeriodRule[]; settings: Questions['settings']; today: IsoDate },
): Promise<Asked[]> {
  const { rules, settings, today } = given;
  const monthsOf = (one: number) =>
    Array.from({ length: 12 }, (_, i) => periodAt(rules, 'month', one, i + 1));
  const months = monthsOf(year).filter(({ lastOn }) => lastOn < today);
  const [before] = monthsOf(year - 1);
  const to = months.at(-1)?.lastOn;
  if (to === undefined || before === undefined) return [];
  const from = before.firstOn;
  const data = await readPatternData(sql, { from, to }, given);
  const { compatibility } = await readMatchingParameters(sql, today);
  const { rules: clocks, calendar } = await readClockData(sql, today);
  const ends = [year - 2, year - 1, year].flatMap((one) => monthsOf(one).map((m) => m.lastOn));
  const judged = {
    monthEnd: monthEnds(ends),
    fits: rememberedFits(compatibility),
    rules: clocks,
    calendar,
    settings,
  };
  return COMMUNE_KINDS.flatMap((kind) => {
    const { cases, allowance } = PATTERNS[kind];
    return askAbout(kind, cases(data, judged), {
      months,
      from,
      settings,
      allowance: allowance * settings.honestQuestions,
    });
  });
}

/** Asks the city from a number of rules on that were made looser within a year, on the day of the last of these. */
async function askCity(
  sql: TransactionSql,
  year: number,
  {
    rules,
    settings,
    today,
  }: { rules: readonly PeriodRule[]; settings: Questions['settings']; today: IsoDate },
): Promise<CityAsked[]> {
  const { firstOn, lastOn } = periodAt(rules, 'year', year, 1);
  const countedTo = lastOn < today ? lastOn : today;
  const set = await listSetRules(sql, { from: firstOn, to: countedTo });
  const cases = loosenedWithin(set, firstOn);
  const askedOn = cases[settings.rulesFewest - 1]?.validFrom;
  if (askedOn === undefined) return [];
  return [
    {
      kind: 'changed_rules',
      communeId: null,
      year,
      askedOn,
      countedFrom: firstOn,
      countedTo,
      hits: cases.length,
      tried: set.length,
      expected: null,
      otherHits: 0,
      otherTried: 0,
      honestShare: null,
      cases,
    },
  ];
}

async function readPatternData(
  sql: TransactionSql,
  period: Period,
  { settings, today }: { settings: Questions['settings']; today: IsoDate },
): Promise<PatternData> {
  const { radius } = await readMatchingParameters(sql, today);
  // A closure before the first day may still be recent for a place that is listed on it.
  const closedFrom = addDays(period.from, -settings.recentDays);
  return {
    closures: await listClosures(sql, { ...period, from: closedFrom }, radius),
    listings: await listListings(sql, period, radius),
    listed: await countListed(sql, period.to),
    confirmations: await listConfirmations(sql, period),
    timedActs: await listTimedActs(sql, period),
    classified: await listClassified(sql, period),
    parted: await listParted(sql, period, settings.transferDays),
    closedTips: await listClosedTips(sql, period),
    ownLooks: await listOwnLooks(sql, period),
    facts: await listFacts(sql, period),
    suspicions: await listSuspicions(sql, period, settings.suspicionDays),
  };
}

/** Tells what fits as `categoryFit` does, each pair of categories looked up once. */
function rememberedFits(compatibility: Compatibility): Fits {
  const known = new Map<string, boolean>();
  return (ofNew, ofClosed) => {
    const pair = `${ofNew} ${ofClosed}`;
    const fits = known.get(pair) ?? categoryFit(ofNew, ofClosed, compatibility) !== 'different';
    known.set(pair, fits);
    return fits;
  };
}

/** Reads the measures by which questions arise (`question.patterns`), and who says so. */
async function readQuestionSettings(
  sql: TransactionSql,
  on: IsoDate,
): Promise<{ settings: QuestionSettings; origin: string }> {
  const setting = await readSetting(sql, 'question.patterns', on);
  return { settings: QuestionSettings.parse(setting?.value), origin: setting?.origin ?? '' };
}
