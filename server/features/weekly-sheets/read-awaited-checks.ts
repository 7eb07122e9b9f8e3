import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { readManyFlagFacts } from '#server/features/life-cycle/many-flags-queries.ts';
import { readWatchRules } from '#server/settings/life-cycle-settings.ts';

import { listAwaitedLooks } from './figure-queries.ts';
import { isOverdueAsStated } from './rules.ts';

/** Finds the points, of those whose check is overdue on a day, where it is not if the papers of late entries hold. */
export async function readAwaitedChecks(
  sql: TransactionSql,
  overdueIds: readonly number[],
  on: IsoDate,
): Promise<ReadonlySet<number>> {
  const awaited = await listAwaitedLooks(sql, overdueIds);
  if (awaited.length === 0) return new Set();
  const rules = await readWatchRules(sql);
  const points = await readManyFlagFacts(sql, [...new Set(awaited.map(({ pointId }) => pointId))]);
  const inTime = points.filter(({ pointId, facts }) => {
    const own = awaited.filter((look) => look.pointId === pointId);
    return !isOverdueAsStated(facts, own, rules, on);
  });
  return new Set(inTime.map(({ pointId }) => pointId));
}
