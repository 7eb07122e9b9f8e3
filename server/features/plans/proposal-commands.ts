import { AppError } from '#server/contract/problem.ts';
import type { TransactionSql } from '#server/db/client.ts';
import type { KindOf } from '#server/proposal-kind.ts';
import { OF_SETTING } from '#server/setting-proposal.ts';

import { amendPlan, issuePlan } from './commands.ts';
import { findPlan, listIndicators } from './queries.ts';
import { allot } from './result-commands.ts';
import { listAllotments } from './result-queries.ts';

/** Setting, changing and sharing out the targets of a plan take two persons. */
const OF_PLAN = { ...OF_SETTING, right: 'plans:manage' as const };

async function requirePlan(sql: TransactionSql, planId: number): Promise<void> {
  if ((await findPlan(sql, planId)) === null) throw new AppError('plan.not_found');
}

/** The signing of a draft, by which its targets hold. */
export const PLAN_ISSUE_PROPOSAL: KindOf<'plan_issue'> = {
  ...OF_PLAN,
  async subjectOf(sql, _deps, _asker, { planId }) {
    await requirePlan(sql, planId);
    return { name: `plan ${planId} issue` };
  },
  async carryOut(deps, asker, { planId, act }, { consent }) {
    await issuePlan(deps, asker, planId, act, consent);
  },
};

/** The shares of communes in a target. */
export const PLAN_ALLOTMENT_PROPOSAL: KindOf<'plan_allotment'> = {
  ...OF_PLAN,
  async subjectOf(sql, _deps, _asker, { planId, act }) {
    await requirePlan(sql, planId);
    return { name: `plan ${planId} allotment ${act.code}` };
  },
  async carryOut(deps, asker, { planId, act }, { consent }) {
    await allot(deps, asker, planId, act, consent);
  },
  async inForce(sql, _deps, { planId, act }) {
    const indicator = (await listIndicators(sql, planId)).find(({ code }) => code === act.code);
    const held = (await listAllotments(sql, planId)).find(
      ({ indicatorId }) => indicatorId === indicator?.id,
    );
    const shares = held?.shares.map(({ commune, amount }) => ({ commune: commune.code, amount }));
    return { code: act.code, shares: shares ?? [] };
  },
};

/** A paper that changes the targets of a plan. */
export const PLAN_TARGETS_PROPOSAL: KindOf<'plan_targets'> = {
  ...OF_PLAN,
  async subjectOf(sql, _deps, _asker, { planId }) {
    await requirePlan(sql, planId);
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
