import type { AnalysisPeriods } from '#server/contract/analysis-period.ts';
import type { Actor } from '#server/contract/permission.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { readPeriodRules } from '#server/settings/period-setting.ts';

import { presetPeriods } from './rules/presets.ts';

/** Reads the periods that are offered with one press. */
export async function readAnalysisPeriods(deps: Deps, actor: Actor): Promise<AnalysisPeriods> {
  const rules = await asActor(deps.database, actor, readPeriodRules);
  return { items: presetPeriods(rules, deps.clock.today()) };
}
