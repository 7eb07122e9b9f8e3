import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import type { Deps } from '#server/deps.ts';
import { readWatchRules } from '#server/settings/life-cycle-settings.ts';

import { type FlagInterval, flagIntervals, shownOn } from './flag-rules.ts';
import { readManyFlagFacts, replaceManyFlags } from './many-flags-queries.ts';
import { readFlagFacts, replaceFlags } from './queries.ts';

type DerivedFlags = { pointId: number; intervals: Promise<FlagInterval[]> };
const DERIVED = new WeakMap<TransactionSql, DerivedFlags>();

/** Brings the flags of a point in line with its facts. They are written last: see {@link flagsToCome}. */
export async function deriveFlags(
  sql: TransactionSql,
  deps: Pick<Deps, 'clock'>,
  pointId: number,
): Promise<void> {
  const facts = Promise.all([readWatchRules(sql), readFlagFacts(sql, pointId)]);
  const intervals = facts.then(([rules, given]) => flagIntervals(given, rules));
  DERIVED.set(sql, { pointId, intervals });
  replaceFlags(sql, pointId, await intervals, deps.clock.now());
}

/**
 * Gives what the record of a point shows of the flags that it has by this transaction: who reads it together with the facts
 * that they follow from finds the old ones. Null where nothing of it changes.
 */
export async function flagsToCome(
  sql: TransactionSql,
  pointId: number,
  on: IsoDate,
): Promise<ReturnType<typeof shownOn> | null> {
  const derived = DERIVED.get(sql);
  return derived?.pointId === pointId ? shownOn(await derived.intervals, on) : null;
}

/** Brings the flags of many points in line with their facts, as {@link deriveFlags} does those of one. */
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
