import { SearchAnswer, SearchQuery } from '#server/contract/search.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { search } from './read-search.ts';

const find = route('get', '/search', {
  tags: ['search'],
  summary: 'Points, communes (old names too), addresses and coordinates for some words',
  right: 'points:read',
  list: 'search',
  query: SearchQuery,
  responses: { 200: jsonResponse(SearchAnswer, 'What the words may mean, best first') },
});

export const searchRoutes = newRouter().openapi(find, async (c) => {
  const { deps, actor } = c.var;
  return c.json({ items: await search(deps, actor, c.req.valid('query').q) }, 200);
});
