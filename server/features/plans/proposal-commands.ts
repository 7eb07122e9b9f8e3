import { AppError } from '#server/contract/problem.ts';
import type { KindOf } from '#server/proposal-kind.ts';
import { OF_SETTING } from '#server/setting-proposal.ts';

import { amendPlan } from './commands.ts';
import { findPlan, listIndicators } from './queries.ts';

/** A paper that changes the targets of a plan: who answers for it does not move them alone. */
export const PLAN_TARGETS_PROPOSAL: KindOf<'plan_targets'> = {
  ...OF_SETTING,
  right: 'plans:manage',
  async subjectOf(sql, _deps, _asker, { planId }) {
    if ((await findPlan(sql, planId)) === null) throw new AppError('plan.not_found');
    return { name: `plan ${planId}` };
  },
  async carryOut(deps, asker, { planId, act }, { consent }) {
    await amendPlan(deps, asker, planId, act, consent);
  },
  async inForce(sql, _deps, { planId, act }) {
    const indicators = await listIndicators(sql, planId);
    const held = act.changes.map(({ code }) => [
      code,
      indicators.find((one) => one.code === code)?.target ?? null,
    ]);
    return Object.fromEntries(held);
  },
};
