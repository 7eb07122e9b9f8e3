import type { Comparison, Measure, Period } from '#server/contract/comparison.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { standardise } from '#server/methods/standardisation.ts';

import { countStrata, type StrataSource } from './read-strata.ts';
import { monthsUpTo } from './rules/smallest-change.ts';

const MOST_YEARS = 5;
const MONTHS_A_YEAR = 12;
/** A commune that expects fewer events is not judged. */
const LEAST_EXPECTED = 5;

/**
 * Finds the shortest period of whole years, longer than the one given and up to the same day, in which at least one
 * commune expects five events or more; null where five years are not enough.
 */
export async function readWiderPeriod(
  sql: TransactionSql,
  measure: Measure,
  { from, to }: Period,
  given: StrataSource,
): Promise<Comparison['wider']> {
  for (let years = 1; years <= MOST_YEARS; years += 1) {
    const period = monthsUpTo(to, years * MONTHS_A_YEAR);
    if (period.from >= from) continue;
    const strata = await countStrata(sql, measure, period, given);
    const units = standardise(
      strata.map(({ communeId, ...rest }) => ({ unit: String(communeId), ...rest })),
    );
    if (units.some(({ expected }) => expected >= LEAST_EXPECTED)) {
      const observed = units.reduce((sum, unit) => sum + unit.observed, 0);
      return { ...period, years, observed };
    }
  }
  return null;
}
