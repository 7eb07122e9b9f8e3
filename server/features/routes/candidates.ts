import type {
  Candidate,
  CandidateList,
  CandidateQuery,
  CandidateWeights,
} from '#server/contract/candidate.ts';
import type { Actor } from '#server/contract/permission.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { appendAudit } from '#server/features/audit/queries.ts';
import { listSummaries } from '#server/features/points/queries.ts';
import { recurrenceHazard } from '#server/methods/recurrence-hazard.ts';

import {
  type CandidateArea,
  findWeights,
  listCandidateFacts,
  listClosures,
  saveWeights,
} from './candidate-queries.ts';
import { closureGroup, type RankedCandidate, rankCandidates } from './rank-candidates.ts';
import { readHazardPrior, readWeightSetting } from './route-settings.ts';

/** Of a larger register only the soonest due are ranked. */
const MOST_RANKED = 20_000;
const HORIZON_DAYS = 30;

/** The places that speak most for a look, best first, with every reason. */
export async function readCandidates(
  deps: Deps,
  actor: Actor,
  { limit, commune, bbox }: CandidateQuery,
): Promise<CandidateList> {
  return asActor(deps.database, actor, async (sql) => {
    const today = deps.clock.today();
    const ranked = await rankedWithin(sql, deps, actor, { communes: commune, bbox });
    const own = await findWeights(sql, actor.accountId);
    const setting = await readWeightSetting(sql, today);
    const prior = await readHazardPrior(sql, today);
    return {
      items: await described(sql, ranked.slice(0, limit), today),
      total: ranked.length,
      weights: own ?? setting.value.weights,
      weightsOrigin: own === null ? setting.origin : null,
      hazardOrigin: prior.origin,
    };
  });
}

/** Keeps the weights of one account; whose they are is shown wherever they act. */
export async function setWeights(
  deps: Deps,
  actor: Actor,
  weights: CandidateWeights,
): Promise<CandidateWeights> {
  return asActor(deps.database, actor, async (sql) => {
    const { accountId } = actor;
    await saveWeights(sql, { accountId, weights, updatedAt: deps.clock.now() });
    await appendAudit(sql, deps.clock, {
      action: 'candidates.weigh',
      subjectKind: 'account',
      subjectId: accountId,
      detail: weights,
    });
    return weights;
  });
}

/** Everything that could be looked at in an area, best first by the actor's weights. */
export async function rankedWithin(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  area: CandidateArea,
): Promise<RankedCandidate[]> {
  const today = deps.clock.today();
  const setting = await readWeightSetting(sql, today);
  const prior = await readHazardPrior(sql, today);
  const closures = await listClosures(sql, today);
  const hazardOf = recurrenceHazard(
    closures.map((row) => ({
      group: closureGroup(row),
      // Back on the day itself counts as half a day (product-limit estimates need a time above 0).
      exit: Math.max(0.5, row.days),
      event: row.event,
    })),
    prior.value,
    HORIZON_DAYS,
  );
  return rankCandidates(await listCandidateFacts(sql, area, today, MOST_RANKED), {
    weights: (await findWeights(sql, actor.accountId)) ?? setting.value.weights,
    full: setting.value.full,
    today,
    hazardOf,
  });
}

async function described(
  sql: TransactionSql,
  ranked: readonly RankedCandidate[],
  today: string,
): Promise<Candidate[]> {
  const summaries = await listSummaries(
    sql,
    ranked.map(({ pointId }) => pointId),
    today,
  );
  const byId = new Map(summaries.map((summary) => [summary.id, summary] as const));
  return ranked.flatMap((one) => {
    const summary = byId.get(one.pointId);
    if (summary === undefined) return [];
    return {
      pointId: one.pointId,
      code: summary.code,
      officialName: summary.officialName,
      category: summary.category,
      status: summary.status,
      anchor: summary.anchor,
      communes: summary.communes.map(({ code, name }) => ({ code, name })),
      score: one.score,
      terms: one.terms,
      nextCheckOn: one.dueOn,
      daysUnseen: one.daysUnseen,
      neverSeen: one.lastSeenOn === null,
      suspected: one.suspected,
      recurrences: one.recurrences,
      hazard: one.hazard,
      onRouteId: one.onRouteId,
    };
  });
}
