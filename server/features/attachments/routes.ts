import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';

import { Attachment, AttachmentForm, WithdrawAttachmentBody } from '#server/contract/attachment.ts';
import { takesKey, takesNoKey } from '#server/http/idempotency.ts';
import { jsonBody, jsonResponse, problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { UPLOAD_PROBLEMS, uploads } from '#server/http/uploads.ts';

import { addAttachment, readAttachment, withdrawAttachment } from './commands.ts';

const IdParameter = z.object({ id: z.uuid() });
const Binary = z.string().meta({ format: 'binary' });

const add = createRoute({
  method: 'post',
  path: '/attachments',
  tags: ['attachments'],
  summary:
    'Take in a photo or paper of a place or a tip; the same id and file again change nothing',
  middleware: [
    secured('attachments:add'),
    uploads('attachments'),
    takesNoKey('The id made by the device shows a repetition.'),
  ] as const,
  request: {
    body: { required: true, content: { 'multipart/form-data': { schema: AttachmentForm } } },
  },
  responses: {
    200: jsonResponse(Attachment, 'The attachment; a photo is kept redrawn, without metadata'),
    ...problemResponses(
      ...UPLOAD_PROBLEMS,
      'request.too_many',
      'request.invalid',
      'session.missing',
      'permission.denied',
      'point.not_found',
      'tip.not_found',
      'attachment.id_taken',
      'attachment.unknown_type',
      'attachment.unreadable',
      'attachment.too_many_pixels',
      'attachment.photo_expected',
      'attachment.number_required',
      'attachment.secret',
      'text.personal_data',
      'text.secret_marking',
    ),
  },
});

const read = createRoute({
  method: 'get',
  path: '/attachments/{id}',
  tags: ['attachments'],
  summary: 'The content of a photo or paper; every look is logged',
  middleware: [secured('points:read')] as const,
  request: {
    params: IdParameter,
    query: z.object({ size: z.enum(['full', 'thumbnail']).default('full') }),
  },
  responses: {
    200: {
      description: 'The photo, or the paper to be saved',
      content: { 'image/jpeg': { schema: Binary }, 'application/pdf': { schema: Binary } },
    },
    ...problemResponses(
      'request.invalid',
      'session.missing',
      'permission.denied',
      'attachment.not_found',
      'attachment.withdrawn',
    ),
  },
});

const takeBack = createRoute({
  method: 'post',
  path: '/attachments/{id}/withdraw',
  tags: ['attachments'],
  summary: 'Hide a wrong photo or paper, with the reason; it is kept',
  middleware: [secured('attachments:add'), takesKey] as const,
  request: { params: IdParameter, body: jsonBody(WithdrawAttachmentBody) },
  responses: {
    200: jsonResponse(Attachment, 'The attachment as it is shown now'),
    ...problemResponses(
      'request.invalid',
      'session.missing',
      'permission.denied',
      'attachment.not_found',
      'attachment.withdrawn',
      'text.personal_data',
    ),
  },
});

/** Whatever a browser makes of the content, it runs nothing and loads nothing. */
const INERT = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

export const attachmentRoutes = newRouter()
  .openapi(add, async (c) => {
    const form = c.req.valid('form');
    const upload = {
      ...form,
      pointId: form.pointId ?? null,
      tipId: form.tipId ?? null,
      documentNumber: form.documentNumber ?? null,
    };
    return c.json(await addAttachment(c.var.deps, c.var.actor, upload), 200);
  })
  .openapi(read, async (c) => {
    const { id } = c.req.valid('param');
    const { size } = c.req.valid('query');
    const { attachment, bytes } = await readAttachment(c.var.deps, c.var.actor, id, size);
    const photo = attachment.mediaType === 'image/jpeg';
    // Named by the place or tip and the id alone: what the sender called it is not kept.
    const owner =
      attachment.tipId === null ? `diem-${attachment.pointId}` : `tin-${attachment.tipId}`;
    const name = `${owner}-${id.slice(0, 8)}.${photo ? 'jpg' : 'pdf'}`;
    return c.body(bytes, 200, {
      'content-type': attachment.mediaType,
      'content-disposition': `${photo ? 'inline' : 'attachment'}; filename="${name}"`,
      'content-security-policy': INERT,
      // On a shared device nothing stays behind.
      'cache-control': 'private, no-store',
    });
  })
  .openapi(takeBack, async (c) => {
    const { id } = c.req.valid('param');
    const { reason } = c.req.valid('json');
    return c.json(await withdrawAttachment(c.var.deps, c.var.actor, id, reason), 200);
  });
