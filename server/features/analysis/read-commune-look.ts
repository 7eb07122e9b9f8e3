import { MEASURES, type CommuneLook, type CommuneLookQuery } from '#server/contract/comparison.ts';
import type { Actor } from '#server/contract/permission.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { countByStatus } from './comparison-queries.ts';
import { compare, findComparedCommune } from './read-comparison.ts';
import { categoryShares } from './rules/category-shares.ts';
import { periodBefore, periodOf } from './rules/period.ts';

/**
 * Reads a commune at a glance: its row in each comparison, its recurrences by category, its points by status.
 * @throws {AppError} `commune.not_found`, `analysis.other_commune`, `analysis.period_invalid`
 */
export async function readCommuneLook(
  deps: Deps,
  actor: Actor,
  code: string,
  query: CommuneLookQuery,
): Promise<CommuneLook> {
  const today = deps.clock.today();
  const period = periodOf(query, today);
  const { commune, statuses } = await asActor(deps.database, actor, async (sql) => {
    const found = await findComparedCommune(sql, actor, code, today);
    return { commune: found, statuses: await countByStatus(sql, found.id) };
  });
  const comparisons = [];
  for (const measure of MEASURES) {
    comparisons.push(await compare(deps, actor, { measure, ...query }));
  }
  // The rates are those of the whole city.
  const strata = (await deps.closedPlaces.read(today)).recurrences(period);
  const [first] = comparisons;
  if (first === undefined) throw new Error('no measure is compared');
  return {
    commune,
    period,
    previousPeriod: periodBefore(period),
    run: first.run,
    rows: comparisons.map(({ measure, refused, communes }) => ({
      measure,
      row:
        refused === null ? (communes.find((row) => row.commune.id === commune.id) ?? null) : null,
    })),
    categories: categoryShares(strata, commune.id),
    statuses,
  };
}
