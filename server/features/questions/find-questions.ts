import { COMMUNE_KINDS, type Questions } from '#server/contract/question.ts';
import { periodAt, periodOf, type PeriodRule } from '#server/contract/reporting-period.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { readDataState } from '#server/features/analysis/case-queries.ts';
import { cached } from '#server/features/analysis/read-through-cache.ts';
import { categoryFit, type Compatibility } from '#server/features/signals/match-rules.ts';
import { readPeriodRules } from '#server/settings/period-setting.ts';
import { readQuestionSettings } from '#server/settings/question-settings.ts';
import { readMatchingParameters } from '#server/settings/signal-settings.ts';

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
    const parameters = { questions: settings, rules, today, revision };
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
  const { radius, compatibility } = await readMatchingParameters(sql, today);
  const from = before.firstOn;
  // A closure before the first day may still be recent for a place that is listed on it.
  const period = { from: addDays(from, -settings.recentDays), to };
  const data: PatternData = {
    closures: await listClosures(sql, period, radius),
    listings: await listListings(sql, { from, to }, radius),
    listed: await countListed(sql, to),
    confirmations: await listConfirmations(sql, { from, to }),
  };
  const ends = [year - 2, year - 1, year].flatMap((one) => monthsOf(one).map((m) => m.lastOn));
  const monthEnd = monthEnds(ends);
  const fits = rememberedFits(compatibility);
  return COMMUNE_KINDS.flatMap((kind) => {
    const { cases, allowance } = PATTERNS[kind];
    const observations = cases(data, { monthEnd, fits, settings });
    return askAbout(kind, observations, {
      months,
      from,
      settings,
      allowance: allowance * settings.honestQuestions,
    });
  });
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
