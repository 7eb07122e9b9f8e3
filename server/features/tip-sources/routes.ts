import * as z from 'zod';

import { NewTipSourceBody, TipSource, TipSourceWithToken } from '#server/contract/tip-source.ts';
import { jsonResponse, route, RowNumber, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { addToken, createTipSource, endToken, readTipSources } from './commands.ts';

const list = route('get', '/tip-sources', {
  tags: ['tip-sources'],
  summary: 'Hotlines and portals that hand in tips, with their tokens, never a token itself',
  right: 'tip_sources:manage',
  responses: { 200: jsonResponse(z.object({ items: z.array(TipSource) }), 'The sources') },
});

const create = route('post', '/tip-sources', {
  tags: ['tip-sources'],
  summary: 'A new source with its first token, which is shown this once',
  right: 'tip_sources:manage',
  body: NewTipSourceBody,
  withoutKey: 'Its answer holds a token, which is stored nowhere.',
  responses: { 201: jsonResponse(TipSourceWithToken, 'The source and its token') },
  problems: ['tip.source_name_taken', 'text.personal_data'],
});

const add = route('post', '/tip-sources/{id}/tokens', {
  tags: ['tip-sources'],
  summary: 'One more token, which is shown this once; the earlier ones go on',
  right: 'tip_sources:manage',
  params: RowParameter,
  withoutKey: 'Its answer holds a token, which is stored nowhere.',
  responses: { 201: jsonResponse(TipSourceWithToken, 'The source and its new token') },
  problems: ['tip.source_not_found'],
});

const revoke = route('post', '/tip-sources/{id}/tokens/{tokenId}/revoke', {
  tags: ['tip-sources'],
  summary: 'End a token at once',
  right: 'tip_sources:manage',
  params: RowParameter.extend({ tokenId: RowNumber }),
  responses: { 200: jsonResponse(TipSource, 'The source') },
  problems: ['tip.token_not_found'],
});

export const tipSourceRoutes = newRouter()
  .openapi(list, async (c) => c.json({ items: await readTipSources(c.var.deps) }, 200))
  .openapi(create, async (c) =>
    c.json(await createTipSource(c.var.deps, c.var.actor, c.req.valid('json')), 201),
  )
  .openapi(add, async (c) =>
    c.json(await addToken(c.var.deps, c.var.actor, c.req.valid('param').id), 201),
  )
  .openapi(revoke, async (c) => {
    const { id, tokenId } = c.req.valid('param');
    return c.json(await endToken(c.var.deps, c.var.actor, id, tokenId), 200);
  });
