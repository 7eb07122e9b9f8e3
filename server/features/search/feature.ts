import { answerAll } from '#server/addresses/find-addresses.ts';
import type { Actor } from '#server/contract/permission.ts';
import { SearchAnswer, type SearchHit, SearchQuery } from '#server/contract/search.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { Feature } from '#server/feature.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { wordReach } from '#server/live-engine/engine-filter.ts';
import { idOf, slipsOf } from '#server/point-words/best-matches.ts';
import { codesMeant } from '#server/point-words/codes.ts';

import { meantCommunes } from './commune-rules.ts';
import { findPoints, listNamedCommunes } from './queries.ts';
import { inOrder, pointHit, readPosition } from './rules.ts';

const MOST_POINTS = 12;
const MOST_COMMUNES = 8;
const MOST_ADDRESSES = 6;

/** Fewer letters are no address. */
const SHORTEST_ADDRESS = 4;

const find = route('get', '/search', {
  tags: ['search'],
  summary: 'Points, communes (old names too), addresses and coordinates for some words',
  right: 'points:read',
  list: 'search',
  query: SearchQuery,
  responses: { 200: jsonResponse(SearchAnswer, 'What the words may mean, best first') },
});

const searchRoutes = newRouter().openapi(find, async (c) => {
  const { deps, actor } = c.var;
  return c.json({ items: await searchAll(deps, actor, c.req.valid('query').q) }, 200);
});

export const search = {
  subjects: {
    search: 'Search in points, communes and addresses',
  },
  operations: [searchRoutes],
} as const satisfies Feature;

/** Everything that some words may mean, best first. */
async function searchAll(deps: Deps, actor: Actor, q: string): Promise<SearchHit[]> {
  const position = readPosition(q);
  if (position !== null && isPasted(position.assumed)) return [position];
  const best = await deps.pointWords.best(q, MOST_POINTS, (await wordReach(deps, actor)).sees);
  const codes = codesMeant(q);
  const today = deps.clock.today();
  const asksAddress = position === null && q.length >= SHORTEST_ADDRESS;
  const found = await asActor(deps.database, actor, async (sql) => {
    // Sent together: one wait instead of three.
    const [points, communes, addresses] = await Promise.all([
      findPoints(sql, { ids: best.map(idOf), codes }, today),
      listNamedCommunes(sql, today),
      asksAddress ? findAddresses(sql, deps, q) : [],
    ]);
    return { points, communes: meantCommunes(q, communes).slice(0, MOST_COMMUNES), addresses };
  });
  const byId = new Map(found.points.map((point) => [point.id, point]));
  const byCode = new Map(found.points.map((point) => [point.code, point]));
  return inOrder({
    position,
    coded: codes
      .flatMap((code) => byCode.get(code) ?? [])
      .slice(0, MOST_POINTS)
      .map((point) => pointHit(point, q)),
    points: best.flatMap((match) => {
      const point = byId.get(idOf(match));
      return point === undefined ? [] : [{ hit: pointHit(point, q), slips: slipsOf(match) }];
    }),
    communes: found.communes,
    addresses: found.addresses,
  });
}

/** The address of a map and a plus code mean a place and nothing else. */
function isPasted(assumed: string | null): boolean {
  return assumed === 'map_link' || assumed === 'plus_code';
}

/** Finds the places that the words mean as an address; communes are found by their names anyway. */
async function findAddresses(
  sql: TransactionSql,
  { gazetteers, clock }: Deps,
  words: string,
): Promise<Extract<SearchHit, { kind: 'address' }>[]> {
  const loaded = await gazetteers.load(sql, clock.today());
  const [answer] = await answerAll(sql, loaded, [words]);
  const places = (answer?.items ?? []).filter(({ precision }) => precision !== 'commune');
  return places.slice(0, MOST_ADDRESSES).map((place) => ({ kind: 'address' as const, ...place }));
}
