import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

import type { ClosedPlacesOfDay } from '#server/closed-places/closed-places.ts';
import type { CandidateWeights } from '#server/contract/candidate.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { AdditionWay } from '#server/contract/route-edit.ts';
import { MOST_STOPS } from '#server/contract/route.ts';
import type { TransactionSql } from '#server/db/client.ts';
import type { Deps } from '#server/deps.ts';

import { rankedWithin } from './read-candidates.ts';
import type { CandidateArea } from './candidate-queries.ts';
import { countDraws, insertDraw } from './edit-queries.ts';
import type { RouteRow } from './queries.ts';
import { placeNumber, type PlaceIds } from './rules.ts';
import type { RankedCandidate } from './rules/rank-candidates.ts';
import { readStopRule } from './route-settings.ts';
import { randomMissing } from './rules.ts';
import { insertStops, listCarried, type NewStop, type StopRow } from './stop-queries.ts';

type Chosen = { candidate: RankedCandidate; random: boolean; carriedFrom: number | null };

/**
 * Adds places to a route, in no team's order yet; with "the best of" and an area the random share is drawn
 * along with them. Gives the new stops. Throws `route.nothing_to_add`, with the number of places passed over as after an
 * addition, and `route.too_many_stops`.
 */
export async function addStops(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  given: {
    route: RouteRow;
    stops: readonly StopRow[];
    way: AdditionWay;
    /** As read before the transaction. */
    places: ClosedPlacesOfDay;
    /** Null or left out: those of the actor. */
    weights?: CandidateWeights | null;
  },
): Promise<{ ids: number[]; passedOver: number }> {
  const { route, stops, way, places, weights = null } = given;
  const here = stops.filter(({ removed }) => !removed);
  const taken = new Set(here.map(placeNumber));
  const { chosen, asked } = await choose(sql, deps, actor, {
    route,
    here,
    way,
    taken,
    places,
    weights,
  });
  if (chosen.length === 0) {
    throw new AppError('route.nothing_to_add', { parameters: { passedOver: asked } });
  }
  if (here.length + chosen.length > MOST_STOPS) {
    throw new AppError('route.too_many_stops', { parameters: { most: MOST_STOPS } });
  }
  const { value } = await readStopRule(sql, deps.clock.today());
  const last = here.filter(({ shiftId }) => shiftId === null).length;
  const added = chosen.map(({ candidate, random, carriedFrom }, at): NewStop => ({
    routeId: route.id,
    shiftId: null,
    position: last + at,
    pointId: candidate.pointId,
    objectId: candidate.objectId,
    serviceMinutes: value.serviceMinutes[candidate.business ? 'business' : 'public_area'],
    random,
    reasons: random ? null : candidate.terms,
    carriedFrom,
  }));
  const ids = await insertStops(sql, added, {
    addedBy: actor.accountId,
    addedAt: deps.clock.now(),
  });
  return { ids, passedOver: Math.max(0, asked - ids.length) };
}

type Choice = {
  route: RouteRow;
  here: readonly StopRow[];
  way: AdditionWay;
  taken: ReadonlySet<number>;
  places: ClosedPlacesOfDay;
  weights: CandidateWeights | null;
};

async function choose(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  choice: Choice,
): Promise<{ chosen: Chosen[]; asked: number }> {
  const { route, way, taken, places, weights } = choice;
  const carried = way.kind === 'carried' ? await listCarried(sql) : [];
  const only = 'only' in way ? way.only : undefined;
  const area = areaOf(choice, carried);
  const ranked = await rankedWithin(sql, deps, actor, area, {
    route,
    only,
    places,
    weights,
  });
  const free = ranked.filter(({ number }) => !taken.has(number));
  const offered = free.filter(({ standing }) => !standing.held);
  switch (way.kind) {
    case 'points':
      return { chosen: free.map(plain), asked: way.pointIds.length };
    case 'objects':
      return { chosen: free.map(plain), asked: way.objectIds.length };
    case 'carried': {
      const from = new Map(carried.map((stop) => [placeNumber(stop), stop.stopId] as const));
      const chosen = free.map((candidate) => ({
        ...plain(candidate),
        carriedFrom: from.get(candidate.number) ?? null,
      }));
      return { chosen, asked: carried.length };
    }
    case 'random': {
      const chosen = await draw(sql, deps, actor, choice, offered, missingOf(choice, 0));
      return { chosen, asked: chosen.length };
    }
    case 'top':
    case 'area': {
      const most = Math.min(way.count, offered.length);
      const drawn = Math.min(most, missingOf(choice, most));
      const best = offered.slice(0, most - drawn);
      const rest = offered.slice(best.length);
      const random = await draw(sql, deps, actor, choice, rest, drawn);
      return {
        chosen: [...best.map(plain), ...random],
        asked: Math.min(way.count, free.length),
      };
    }
  }
}

/** Number of stops to draw at random when `added` stops come; those drawn before are counted. */
function missingOf({ route, here }: Choice, added: number): number {
  const counted = here.filter(({ unplanned }) => !unplanned);
  const drawn = counted.filter(({ random }) => random).length;
  if (added === 0) return randomMissing(route.randomShare, { stops: counted.length, drawn });
  const stops = counted.length + added;
  return Math.max(0, Math.ceil(route.randomShare * stops - 1e-9) - drawn);
}

async function draw(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  { route }: Choice,
  pool: readonly RankedCandidate[],
  count: number,
): Promise<Chosen[]> {
  if (count === 0 || pool.length === 0) return [];
  const seed = route.seed + (await countDraws(sql, route.id));
  const numbers = pool.map(({ number }) => number);
  const drawn = drawAtRandom(numbers, count, seed);
  await insertDraw(sql, {
    routeId: route.id,
    seed,
    pool: numbers,
    drawn,
    madeBy: actor.accountId,
    madeAt: deps.clock.now(),
  });
  const byNumber = new Map(pool.map((candidate) => [candidate.number, candidate] as const));
  return drawn.flatMap((number) => {
    const candidate = byNumber.get(number);
    return candidate === undefined ? [] : [{ ...plain(candidate), random: true }];
  });
}

function areaOf({ way }: Choice, carried: readonly PlaceIds[]): CandidateArea {
  switch (way.kind) {
    case 'points':
      return { pointIds: way.pointIds, objectIds: [] };
    case 'objects':
      return { pointIds: [], objectIds: way.objectIds };
    case 'carried':
      return {
        pointIds: carried.flatMap(({ pointId }) => pointId ?? []),
        objectIds: carried.flatMap(({ objectId }) => objectId ?? []),
      };
    case 'top':
      return { communes: way.communes };
    case 'area':
      return { ring: way.area.coordinates[0] };
    case 'random':
      return {};
  }
}

function plain(candidate: RankedCandidate): Chosen {
  return { candidate, random: false, carriedFrom: null };
}

/**
 * Draws `count` members of a pool, each as likely as any other: the first steps of a Fisher–Yates shuffle over the
 * pool in ascending order, by xoroshiro128+. Same pool and seed, same draw, in whatever order the pool came.
 */
export function drawAtRandom(pool: readonly number[], count: number, seed: number): number[] {
  const left = [...new Set(pool)].toSorted((a, b) => a - b);
  const generator = xoroshiro128plus(seed);
  const most = Math.min(count, left.length);
  for (let at = 0; at < most; at += 1) {
    const chosen = uniformInt(generator, at, left.length - 1);
    const [here, there] = [left[at] ?? 0, left[chosen] ?? 0];
    left[at] = there;
    left[chosen] = here;
  }
  return left.slice(0, most);
}
