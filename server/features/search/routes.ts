import { answerAll } from '#server/addresses/find-addresses.ts';
import { SearchAnswer, type SearchHit, SearchQuery } from '#server/contract/search.ts';
import { foldText } from '#server/contract/text.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import type { Deps } from '#server/deps.ts';

import { findCommunes, findPoints } from './queries.ts';
import { readPosition, unprefixed } from './rules.ts';

const MOST_POINTS = 12;
const MOST_COMMUNES = 8;
const MOST_ADDRESSES = 6;
/** Fewer letters are no address. */
const SHORTEST_ADDRESS = 4;

const search = route('get', '/search', {
  tags: ['search'],
  summary: 'Points, communes (old names too), addresses and coordinates for some words',
  right: 'points:read',
  list: 'search',
  query: SearchQuery,
  responses: { 200: jsonResponse(SearchAnswer, 'What the words may mean, best first') },
});

export const searchRoutes = newRouter().openapi(search, async (c) => {
  const { deps, actor } = c.var;
  const { q } = c.req.valid('query');
  const position = readPosition(q);
  const today = deps.clock.today();
  const folded = foldText(q);
  const items = await asActor(deps.database, actor, async (sql) => [
    ...(await findPoints(sql, folded, today, MOST_POINTS)),
    ...(await findCommunes(sql, unprefixed(folded), today, MOST_COMMUNES)),
    ...(position === null && folded.length >= SHORTEST_ADDRESS
      ? await findAddresses(sql, deps, q)
      : []),
  ]);
  return c.json({ items: position === null ? items : [position, ...items] }, 200);
});

/** Finds the places that the words mean as an address; communes are found by their names anyway. */
async function findAddresses(
  sql: TransactionSql,
  { gazetteers, clock }: Deps,
  words: string,
): Promise<SearchHit[]> {
  const loaded = await gazetteers.load(sql, clock.today());
  const [answer] = await answerAll(sql, loaded, [words]);
  const places = (answer?.items ?? []).filter(({ precision }) => precision !== 'commune');
  return places.slice(0, MOST_ADDRESSES).map((place) => ({ kind: 'address' as const, ...place }));
}
