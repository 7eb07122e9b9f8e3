import type { Actor } from '#server/contract/permission.ts';
import type { FeedbackAudit } from '#server/contract/place-analysis.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import { asActor, asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { binomialInterval } from '#server/methods/binomial-interval.ts';

import { readDataState } from './case-queries.ts';
import { countChecksByQuarter, countSignalsByQuarter, countStopResults } from './place-queries.ts';
import { runOf } from './read-through-cache.ts';

const QUARTERS = 8;

/**
 * Share of the signals that patrols find themselves, by quarter: where it grows, patrols go where patrols went.
 * Routes with stops drawn at random would show what is missed.
 */
export async function readFeedbackAudit(deps: Deps, actor: Actor): Promise<FeedbackAudit> {
  const quarters = lastQuarters(deps.clock.today());
  const since = quarters.at(-1)?.from ?? deps.clock.today();
  // Who may not see a route may know how often stops found something: counts of routes that are done.
  const results = await asSystem(deps.database, (sql) => countStopResults(sql, since));
  return asActor(deps.database, actor, async (sql) => {
    const { cutOff } = await readDataState(sql);
    const signals = await countSignalsByQuarter(sql, since);
    const checks = await countChecksByQuarter(sql, since);
    return {
      run: runOf(cutOff),
      stops: stopsOf(results),
      quarters: quarters.map((period) => {
        const own = signals.find(({ firstOn }) => firstOn === period.from);
        const looked = checks.find(({ firstOn }) => firstOn === period.from);
        const [reported, found] = [own?.reported ?? 0, own?.found ?? 0];
        const all = reported + found;
        return {
          period,
          reported,
          found,
          confirmedReported: own?.confirmedReported ?? 0,
          confirmedFound: own?.confirmedFound ?? 0,
          foundShare: all === 0 ? null : found / all,
          foundInterval: all === 0 ? null : [...binomialInterval(found, all)],
          checks: looked?.checks ?? 0,
          signs: looked?.signs ?? 0,
        };
      }),
    };
  });
}

/** Null until a stop of either sort has a result: before that there is nothing to compare. */
function stopsOf(
  results: readonly { random: boolean; checks: number; signs: number }[],
): FeedbackAudit['stops'] {
  if (results.length === 0) return null;
  const of = (random: boolean) => {
    const { checks = 0, signs = 0 } = results.find((row) => row.random === random) ?? {};
    if (checks === 0) return { checks, signs, interval: null };
    const [low, high] = binomialInterval(signs, checks);
    return { checks, signs, interval: [low, high] satisfies [number, number] };
  };
  return { random: of(true), chosen: of(false) };
}

/** The quarter of a day and those before it, latest first; the present one ends today. */
function lastQuarters(today: IsoDate): { from: IsoDate; to: IsoDate }[] {
  const quarters: { from: IsoDate; to: IsoDate }[] = [];
  let to = today;
  while (quarters.length < QUARTERS) {
    const [year = '', month = '1'] = to.split('-');
    const first = Math.floor((Number(month) - 1) / 3) * 3 + 1;
    const from: IsoDate = `${year}-${String(first).padStart(2, '0')}-01`;
    quarters.push({ from, to });
    to = addDays(from, -1);
  }
  return quarters;
}
