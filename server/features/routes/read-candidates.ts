import type { ClosedPlacesOfDay } from '#server/closed-places/closed-places.ts';
import type { ClosureCount } from '#server/closed-places/closures.ts';
import type {
  Candidate,
  CandidateKind,
  CandidateList,
  CandidateQuery,
  CandidateWeights,
} from '#server/contract/candidate.ts';
import type { Actor } from '#server/contract/permission.ts';
import { dateOfDay, daysBetween } from '#server/contract/civil-day.ts';
import { AppError } from '#server/contract/problem.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { IdBitset } from '#server/engine/point-ids.ts';
import { type HazardEstimate, recurrenceHazard } from '#server/methods/recurrence-hazard.ts';

import { listBusinessFacts } from './read-business-candidates.ts';
import {
  type CandidateArea,
  findWeights,
  listCandidatePlaces,
  listClaims,
  listIdsWithin,
  saveWeights,
} from './candidate-queries.ts';
import { findRoute } from './queries.ts';
import { standingsOf } from './rules/holding.ts';
import {
  bestPoints,
  inOrder,
  judgeBusinesses,
  judgePoints,
  type RankedBusiness,
  type RankedCandidate,
  type RankedPoint,
} from './rules/rank-candidates.ts';
import { readCheckSchedule, readHazardPrior, readWeightSetting } from './route-settings.ts';

/** Most candidates that are ranked; of a larger register only the soonest due. */
const MOST_RANKED = 20_000;
const HORIZON_DAYS = 30;

/** The places that speak most for a look, best first, with every reason. */
export async function readCandidates(
  deps: Deps,
  actor: Actor,
  { limit, commune, bbox, only, route: routeId }: CandidateQuery,
): Promise<CandidateList> {
  const today = deps.clock.today();
  const places = await deps.closedPlaces.read(today);
  return asActor(deps.database, actor, async (sql) => {
    const area = { communes: commune, bbox };
    const route = routeId === undefined ? null : await findRoute(sql, routeId);
    if (routeId !== undefined && route === null) throw new AppError('route.not_found');
    const [facts, own] = await Promise.all([
      readRankingFacts(sql, actor, area, { only, today, route }),
      findWeights(sql, actor.accountId),
    ]);
    const { setting, prior } = facts;
    const weights = { ...setting.weights, ...own };
    const { best, total } = bestOf(facts, { places, weights, today }, limit);
    return {
      items: await described(sql, best, today),
      total,
      weights,
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
  return writeAsActor(deps.database, actor, async (sql) => {
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

/** The route that candidates are for; null: one of today. */
type ForRoute = { id: number; onDate: IsoDate } | null;

type Choice = {
  route: ForRoute;
  /** As read before the transaction. */
  places: ClosedPlacesOfDay;
  /** One kind; left out: both in one order. */
  only?: CandidateKind | undefined;
  /** Null or left out: those of the actor. */
  weights?: CandidateWeights | null;
};

/** Everything that could be looked at in an area, best first by the given weights or the actor's. */
export async function rankedWithin(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  area: CandidateArea,
  { route, only, places, weights = null }: Choice,
): Promise<RankedCandidate[]> {
  const today = deps.clock.today();
  const [facts, own] = await Promise.all([
    readRankingFacts(sql, actor, area, { only, today, route }),
    weights ?? findWeights(sql, actor.accountId),
  ]);
  return rank(facts, { places, weights: { ...facts.setting.weights, ...own }, today });
}

type RankingFacts = Awaited<ReturnType<typeof readRankingFacts>>;

/** Reads what a ranking needs beside the places in memory; sent together: one wait instead of one for each. */
async function readRankingFacts(
  sql: TransactionSql,
  actor: Actor,
  area: CandidateArea,
  { only, today, route }: { only: CandidateKind | undefined; today: IsoDate; route: ForRoute },
) {
  const [withPoints, withBusinesses] = [only !== 'business', only !== 'point'];
  const [setting, prior, schedule, claims, isAsked, businesses] = await Promise.all([
    readWeightSetting(sql, today),
    readHazardPrior(sql, today),
    readCheckSchedule(sql, today),
    listClaims(sql, today, route?.id ?? null),
    withPoints ? askedWithin(sql, actor, area, today) : () => false,
    withBusinesses ? listBusinessFacts(sql, area, today) : [],
  ]);
  const standings = standingsOf(claims, { day: route?.onDate ?? today, today, schedule });
  return { setting, prior, withPoints, isAsked, standings, businesses };
}

function rank(
  facts: RankingFacts,
  given: { places: ClosedPlacesOfDay; weights: CandidateWeights; today: IsoDate },
): RankedCandidate[] {
  const points = facts.withPoints ? rankedPoints(facts, given) : [];
  return inOrder([...points, ...judgedBusinesses(facts, given)]);
}

function judgedBusinesses(
  { setting, businesses, standings }: RankingFacts,
  given: Parameters<typeof rank>[1],
): RankedBusiness[] {
  const overdueDays = setting.businessOverdueDays;
  return judgeBusinesses(businesses, { ...given, overdueDays, standingOf: standings.ofBusiness });
}

/** The first candidates in the order of {@link rank}, and the number of all. */
function bestOf(
  facts: RankingFacts,
  given: Parameters<typeof rank>[1],
  most: number,
): { best: RankedCandidate[]; total: number } {
  const asked = facts.withPoints ? askedPoints(facts, given) : null;
  const points = asked === null ? [] : bestPoints(asked.places, asked.judging, most);
  const businesses = judgedBusinesses(facts, given);
  return {
    best: inOrder([...points, ...businesses]).slice(0, most),
    total: (asked?.places.length ?? 0) + businesses.length,
  };
}

function rankedPoints(facts: RankingFacts, given: Parameters<typeof rank>[1]): RankedPoint[] {
  const asked = askedPoints(facts, given);
  return judgePoints(asked.places, asked.judging);
}

/** The points that are ranked at all, and what they are judged by. */
function askedPoints(
  { setting, prior, isAsked, standings }: RankingFacts,
  { places, weights, today }: Parameters<typeof rank>[1],
) {
  const hazardOf = hazardsOf(places, prior.value);
  const { full } = setting;
  const judging = { weights, full, today, hazardOf, standingOf: standings.ofPoint };
  return { places: places.soonestDue(MOST_RANKED, isAsked), judging };
}

type HazardOf = ReturnType<typeof recurrenceHazard>;
const HAZARDS = new WeakMap<readonly ClosureCount[], { prior: string; of: HazardOf }>();

/** The chances of a recurrence, worked out once for the same closures. */
function hazardsOf(places: ClosedPlacesOfDay, prior: { chance: number; strength: number }) {
  const closures = places.closures();
  const known = HAZARDS.get(closures);
  const key = JSON.stringify(prior);
  if (known?.prior === key) return known.of;
  const work = recurrenceHazard(
    // Back on the day itself counts as half a day (product-limit estimates need a time above 0).
    closures.map(({ days, ...row }) => ({ ...row, exit: Math.max(0.5, days) })),
    prior,
    HORIZON_DAYS,
  );
  const kept = new Map<string, Map<number, HazardEstimate>>();
  function of(group: string, age: number): HazardEstimate {
    const ages = kept.get(group) ?? new Map<number, HazardEstimate>();
    if (ages.size === 0) kept.set(group, ages);
    const known = ages.get(age) ?? work(group, age);
    ages.set(age, known);
    return known;
  }
  HAZARDS.set(closures, { prior: key, of });
  return of;
}

/** Tells if a place is asked for; null where every place of the city is. */
async function askedWithin(
  sql: TransactionSql,
  actor: Actor,
  area: CandidateArea,
  today: IsoDate,
): Promise<((id: number) => boolean) | null> {
  const { communes = [], bbox, ring, pointIds } = area;
  const named = pointIds === undefined ? null : new Set(pointIds);
  const everywhere = communes.length === 0 && bbox === undefined && ring === undefined;
  // The memory holds the whole city: who may not see all of it gets what a query gives.
  if (everywhere && actor.reach === 'city') {
    return named === null ? null : (id) => named.has(id);
  }
  const within = new IdBitset(await listIdsWithin(sql, area, today));
  return (id) => within.has(id) && (named === null || named.has(id));
}

async function described(
  sql: TransactionSql,
  ranked: readonly RankedCandidate[],
  today: IsoDate,
): Promise<Candidate[]> {
  const summaries = await listCandidatePlaces(
    sql,
    ranked.flatMap(({ pointId }) => pointId ?? []),
  );
  const byId = new Map(summaries.map((summary) => [summary.id, summary] as const));
  return ranked.flatMap((one) => {
    if (one.pointId === null) return describedBusiness(one, today);
    const summary = byId.get(one.pointId);
    if (summary === undefined) return [];
    return {
      kind: 'point' as const,
      pointId: one.pointId,
      objectId: null,
      code: summary.code,
      officialName: summary.officialName,
      category: one.category,
      status: summary.status,
      anchor: summary.anchor,
      communes: summary.communes,
      score: one.score,
      terms: one.terms,
      nextCheckOn: one.dueDay === null ? null : dateOfDay(one.dueDay),
      daysUnseen: one.daysUnseen,
      neverSeen: one.lastSeenDay === null,
      suspected: one.suspected,
      recurrences: one.recurrences,
      hazard: one.hazard,
      quota: null,
      ...one.standing,
    };
  });
}

function describedBusiness(one: RankedBusiness, today: IsoDate): Candidate {
  const { lastInspectedOn } = one;
  return {
    kind: 'business',
    pointId: null,
    objectId: one.objectId,
    code: one.code,
    officialName: one.name,
    category: one.category,
    status: null,
    anchor: one.place,
    communes: [one.commune],
    score: one.score,
    terms: one.terms,
    nextCheckOn: one.reinspectionDueOn,
    daysUnseen: lastInspectedOn === null ? null : daysBetween(lastInspectedOn, today),
    neverSeen: lastInspectedOn === null,
    suspected: false,
    recurrences: 0,
    hazard: null,
    quota: one.quota,
    ...one.standing,
  };
}
