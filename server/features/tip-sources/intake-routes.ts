import { HandInReceipt, HandInTipBody } from '#server/contract/tip-source.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { handInTip } from './commands.ts';

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

export const tipIntakeRoutes = newRouter().openapi(handIn, async (c) => {
  const keyed = c.req.header('idempotency-key') !== undefined;
  const receipt = await handInTip(c.var.deps, c.var.source, c.req.valid('json'), keyed);
  return c.json(receipt, receipt.known ? 200 : 201);
});
