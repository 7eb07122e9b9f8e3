import type { Period } from '#server/contract/comparison.ts';
import { COMMUNE_KINDS, type Questions } from '#server/contract/question.ts';
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
import { readQuestionSettings } from '#server/settings/question-settings.ts';
import { readMatchingParameters } from '#server/settings/signal-settings.ts';

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
import { PATTERNS, type PatternData } from './kinds.ts';
import type { Fits } from './near-new-rules.ts';
import { countListed, listClosures, listConfirmations, listListings } from './pattern-queries.ts';
import { monthEnds } from './pattern-rules.ts';
import { askAbout, type Asked } from './rules.ts';

type Found = Pick<Questions, 'settings' | 'origin'> & { asked: Asked[]; years: number[] };

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
    const parameters = { questions: settings, rules, today, revision, papers };
    return cached(deps.database, parameters, async (): Promise<Found> => {
      const asked = [];
      for (const one of years)
        asked.push(...(await askOfYear(sql, one, { rules, settings, today })));
      return {
        settings,
        origin,
        years,
        asked: asked.toSorted(
          (a, b) => b.askedOn.localeCompare(a.askedOn) || a.honestShare - b.honestShare,
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
