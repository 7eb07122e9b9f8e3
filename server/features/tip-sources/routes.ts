import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';

import { NewTipSourceBody, TipSource, TipSourceWithToken } from '#server/contract/tip-source.ts';
import { takesKey, takesNoKey } from '#server/http/idempotency.ts';
import { jsonBody, jsonResponse, problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { RowNumber, RowParameter } from '#server/http/row-parameter.ts';

import { addToken, createTipSource, endToken, readTipSources } from './commands.ts';

const problems = problemResponses('request.invalid', 'session.missing', 'permission.denied');

const list = createRoute({
  method: 'get',
  path: '/tip-sources',
  tags: ['tip-sources'],
  summary: 'Hotlines and portals that hand in tips, with their tokens, never a token itself',
  middleware: [secured('tip_sources:manage')] as const,
  responses: {
    200: jsonResponse(z.object({ items: z.array(TipSource) }), 'The sources'),
    ...problemResponses('session.missing', 'permission.denied'),
  },
});

const create = createRoute({
  method: 'post',
  path: '/tip-sources',
  tags: ['tip-sources'],
  summary: 'A new source with its first token, which is shown this once',
  middleware: [
    secured('tip_sources:manage'),
    takesNoKey('Its answer holds a token, which is stored nowhere.'),
  ] as const,
  request: { body: jsonBody(NewTipSourceBody) },
  responses: {
    201: jsonResponse(TipSourceWithToken, 'The source and its token'),
    ...problems,
    ...problemResponses('request.invalid', 'tip.source_name_taken', 'text.personal_data'),
  },
});

const add = createRoute({
  method: 'post',
  path: '/tip-sources/{id}/tokens',
  tags: ['tip-sources'],
  summary: 'One more token, which is shown this once; the earlier ones go on',
  middleware: [
    secured('tip_sources:manage'),
    takesNoKey('Its answer holds a token, which is stored nowhere.'),
  ] as const,
  request: { params: RowParameter },
  responses: {
    201: jsonResponse(TipSourceWithToken, 'The source and its new token'),
    ...problems,
    ...problemResponses('tip.source_not_found'),
  },
});

const revoke = createRoute({
  method: 'post',
  path: '/tip-sources/{id}/tokens/{tokenId}/revoke',
  tags: ['tip-sources'],
  summary: 'End a token at once',
  middleware: [secured('tip_sources:manage'), takesKey] as const,
  request: { params: RowParameter.extend({ tokenId: RowNumber }) },
  responses: {
    200: jsonResponse(TipSource, 'The source'),
    ...problems,
    ...problemResponses('tip.token_not_found'),
  },
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
