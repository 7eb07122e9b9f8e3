import type { TransactionSql } from '#server/db/client.ts';
import type { Deps } from '#server/deps.ts';
import { readWatchRules } from '#server/settings/life-cycle-settings.ts';

import { flagIntervals } from './flag-rules.ts';
import { readManyFlagFacts, replaceManyFlags } from './many-flags-queries.ts';

/** Brings the flags of many points in line with their facts, as `deriveFlags` does those of one. */
export async function deriveManyFlags(
  sql: TransactionSql,
  deps: Pick<Deps, 'clock'>,
  pointIds: readonly number[],
): Promise<void> {
  const rules = await readWatchRules(sql);
  const flags = (await readManyFlagFacts(sql, pointIds)).map(({ pointId, facts }) => ({
    pointId,
    intervals: flagIntervals(facts, rules),
  }));
  await replaceManyFlags(sql, flags, deps.clock.now());
}
