import {
  Conduct,
  ConductCases,
  ConductCasesQuery,
  ConductQuery,
} from '#server/contract/conduct.ts';
import type { Feature } from '#server/feature.ts';
import { linkPages } from '#server/http/page-links.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { readConduct, readConductCases } from './read-conduct.ts';

const read = route('get', '/conduct', {
  tags: ['analysis'],
  summary: 'How the cases behind a figure came about',
  description:
    'Late entries, those of the measured communes themselves, those that nobody else has seen, those under changed rules, and those that were annulled.',
  right: 'analysis:read',
  query: ConductQuery,
  responses: { 200: jsonResponse(Conduct, 'The counts, within reach') },
  problems: ['commune.not_found', 'analysis.other_commune'],
});

const cases = route('get', '/conduct/cases', {
  tags: ['analysis'],
  summary: 'The cases of one part of a figure, latest first: as many as its number says',
  right: 'analysis:read',
  list: 'conduct',
  query: ConductCasesQuery,
  responses: { 200: jsonResponse(ConductCases, 'The cases, within reach') },
  problems: ['commune.not_found', 'analysis.other_commune'],
});

const conductRoutes = newRouter()
  .openapi(read, async (c) =>
    c.json(await readConduct(c.var.deps, c.var.actor, c.req.valid('query')), 200),
  )
  .openapi(cases, async (c) => {
    const page = await readConductCases(c.var.deps, c.var.actor, c.req.valid('query'));
    linkPages(c, page.next);
    return c.json(page, 200);
  });

export const conduct = {
  operations: [conductRoutes],
} as const satisfies Feature;
