import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { engineFilter } from '#server/live-engine/engine-filter.ts';
import type { EngineFilter } from '#server/live-engine/point-engine.ts';

import type { PastStates } from './collection-queries.ts';
import { type FeatureRow, findExtent, findLargestId, listFeatures } from './item-queries.ts';
import {
  type Collection,
  COLLECTIONS,
  mayReadCollection,
  PERIOD_KINDS,
} from './rules/collections.ts';
import type { Crs } from './rules/crs.ts';
import { cursorAfter, type ItemsQuery } from './rules/items-query.ts';

const ROWS_A_TURN = 1_000;

/** Finds a collection; throws `ogc.collection_not_found`, and `permission.denied` where the reader may not read it. */
export function collectionFor(actor: Actor, id: string): Collection {
  const found = COLLECTIONS.find((collection) => collection.id === id);
  if (found === undefined) throw new AppError('ogc.collection_not_found');
  if (!mayReadCollection(actor, found)) {
    throw new AppError(actor.token === undefined ? 'permission.denied' : 'token.not_enough');
  }
  return found;
}

/** Features of one answer, in portions as they are read, and then the cursor of the next page. */
export type Portions = AsyncGenerator<FeatureRow[], string | null>;

/**
 * Reads the features that a request asks for, by id. The first portion is read before anything is answered, so that a
 * wrong filter is still refused.
 */
export async function readItems(
  deps: Deps,
  actor: Actor,
  collection: Collection,
  query: ItemsQuery,
): Promise<Portions> {
  const today = deps.clock.today();
  const upto =
    query.after?.upto ??
    (await asActor(deps.database, actor, (sql) => findLargestId(sql, collection)));
  const past =
    collection.id === 'points' && query.days !== null ? await pastPoints(deps, actor, query) : null;
  const portions = portionsOf(deps, actor, collection, { ...query, upto, past, today });
  const first = await portions.next();
  return beginningWith(first, portions);
}

async function* beginningWith(
  first: IteratorResult<FeatureRow[], string | null>,
  rest: Portions,
): Portions {
  if (first.done === true) return first.value;
  yield first.value;
  return yield* rest;
}

type Past = { ids: Int32Array; filter: EngineFilter };
type AskedPortions = ItemsQuery & { upto: number; past: Past | null; today: string };

/** Reads portion after portion; while one goes out to the reader, the next is read. */
async function* portionsOf(
  deps: Deps,
  actor: Actor,
  collection: Collection,
  asked: AskedPortions,
): Portions {
  let lastId = asked.after?.id ?? 0;
  let left = asked.limit;
  const read = (after: number) => {
    // One more than asked for tells if there is a page after this one.
    const limit = Math.min(left + 1, ROWS_A_TURN);
    return readPortion(deps, actor, collection, asked, { after, limit });
  };
  let reading = read(lastId);
  for (;;) {
    const { rows, isLast, after } = await reading;
    const taken = rows.slice(0, left);
    left -= taken.length;
    lastId = taken.at(-1)?.id ?? lastId;
    const goesOn = rows.length > taken.length;
    if (!goesOn && !isLast) {
      reading = read(after);
      // A reader that leaves does not wait for it; one that stays is told of its failure.
      reading.catch(() => {});
    }
    if (taken.length > 0) yield taken;
    if (goesOn) return cursorAfter(lastId, asked.upto, asked.mark);
    if (isLast) return null;
  }
}

/** Some features above an id; `after` is the id above which the next ones are looked for. */
type Portion = { rows: FeatureRow[]; isLast: boolean; after: number };

async function readPortion(
  deps: Deps,
  actor: Actor,
  collection: Collection,
  asked: AskedPortions,
  { after, limit }: { after: number; limit: number },
): Promise<Portion> {
  const states = asked.past === null ? null : statesAfter(deps, actor, asked.past, after);
  if (states !== null && states.last === null) return { rows: [], isLast: true, after };
  const rows = await asActor(deps.database, actor, (sql) =>
    listFeatures(sql, collection, { ...asked, past: states, after, limit }),
  );
  const isFull = rows.length === limit;
  const lastId = rows.at(-1)?.id ?? after;
  // Few points of a past evening may match: then the next ones are looked at.
  if (!isFull && states !== null) return { rows, isLast: false, after: states.last ?? lastId };
  return { rows, isLast: !isFull, after: lastId };
}

/** Points of another evening, or those with an event in a period, by the engine that the map uses too. */
async function pastPoints(deps: Deps, actor: Actor, { days }: ItemsQuery): Promise<Past> {
  const { from, to, oneDay } = days ?? { from: null, to: null, oneDay: true };
  const today = deps.clock.today();
  const evening = to !== null && to < today ? { as_of: to } : {};
  const period = oneDay
    ? {}
    : { happened: [...PERIOD_KINDS], ...(from !== null && { from }), ...(to !== null && { to }) };
  const filter = await engineFilter(deps, actor, { ...evening, ...period });
  const ids = await deps.points.all(actor, filter, {});
  return { ids: ids.toSorted(), filter };
}

/** The states of the next points above an id; `last` is the last one looked at, null where there is none. */
function statesAfter(
  deps: Deps,
  actor: Actor,
  { ids, filter }: Past,
  after: number,
): PastStates & { last: number | null } {
  const first = firstAbove(ids, after);
  const chosen = [...ids.subarray(first, first + ROWS_A_TURN)];
  const known = chosen.flatMap((id) => {
    const state = deps.points.stateOn(actor, id, filter);
    const since = deps.points.statusSince(actor, id, filter);
    return state === null || since === null ? [] : [{ id, ...state, since }];
  });
  return {
    last: chosen.at(-1) ?? null,
    ids: known.map(({ id }) => id),
    statuses: known.map(({ status }) => status),
    since: known.map(({ since }) => since),
    cycles: known.map(({ cycle }) => cycle),
    flags: known.map(({ flags }) => flags.join(',')),
  };
}

/** Position of the first id above a value, by halving. */
function firstAbove(ids: Int32Array, value: number): number {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Reads one feature. Throws `ogc.feature_not_found`, also for what is beyond the reader's reach. */
export async function readItem(
  deps: Deps,
  actor: Actor,
  collection: Collection,
  { id, crs, anchors }: { id: string; crs: Crs; anchors: boolean },
): Promise<string> {
  if (!/^\d{1,15}$/.test(id)) throw new AppError('ogc.feature_not_found');
  const [row] = await asActor(deps.database, actor, (sql) =>
    listFeatures(sql, collection, {
      today: deps.clock.today(),
      past: null,
      after: 0,
      upto: Number.MAX_SAFE_INTEGER,
      limit: 1,
      id: Number(id),
      bbox: null,
      bboxCrs: crs,
      crs,
      days: null,
      filter: null,
      filterCrs: crs,
      anchors,
      equal: [],
    }),
  );
  if (row === undefined) throw new AppError('ogc.feature_not_found');
  return row.feature;
}

/** Reads a box that holds all that a reader may see in a collection; null where that is nothing. */
export async function readExtent(
  { database }: Deps,
  actor: Actor,
  collection: Collection,
): Promise<[number, number, number, number] | null> {
  return await asActor(database, actor, (sql) => findExtent(sql, collection));
}
