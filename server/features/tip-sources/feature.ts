import * as z from 'zod';

import {
  HandInReceipt,
  HandInTipBody,
  NewTipSourceBody,
  TipSource,
  TipSourceWithToken,
} from '#server/contract/tip-source.ts';
import type { Feature } from '#server/feature.ts';
import { jsonResponse, route, RowNumber, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { addToken, createTipSource, endToken, handInTip, readTipSources } from './commands.ts';

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

const tipSourceRoutes = newRouter()
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

const handIn = route('post', '/intake/tips', {
  tags: ['intake'],
  summary: 'Hand in a tip as a hotline or portal',
  description:
    'With a token of the administrator in `Authorization: Bearer …`; it can hand in and read nothing. ' +
    'A tip is known again by `channelNumber`, the sender’s own number, or by the request’s Idempotency-Key: ' +
    'at least one is asked for. More requests than the source may send are refused with 429 and Retry-After.',
  right: 'source',
  body: HandInTipBody,
  keyOptional: 'The sender’s own number shows a repetition as well.',
  responses: {
    201: jsonResponse(HandInReceipt, 'Taken in: its code and due day'),
    200: jsonResponse(HandInReceipt, 'Known already: the code of the first time'),
  },
  problems: [
    'tip.number_missing',
    'tip.happened_after_receipt',
    'commune.not_found',
    'point.outside_city',
    'point.category_unknown',
    'lifecycle.future_date',
    'text.personal_data',
    'text.secret_marking',
  ],
});

const tipIntakeRoutes = newRouter().openapi(handIn, async (c) => {
  const keyed = c.req.header('idempotency-key') !== undefined;
  const receipt = await handInTip(c.var.deps, c.var.source, c.req.valid('json'), keyed);
  return c.json(receipt, receipt.known ? 200 : 201);
});

export const tipSources = {
  uses: ['accounts', 'tips'],
  subjects: {
    'tip-sources': 'Hotlines and portals, and their tokens',
  },
  operations: [tipSourceRoutes],
} as const satisfies Feature;

/** The door by which they hand in tips. */
export const intake = {
  subjects: {
    intake: 'The door for tips from hotlines and portals',
  },
  operations: [tipIntakeRoutes],
} as const satisfies Feature;
