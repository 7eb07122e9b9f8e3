import * as z from 'zod';

import { Attachment, AttachmentForm, WithdrawAttachmentBody } from '#server/contract/attachment.ts';
import type { Feature } from '#server/feature.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { READING_PROBLEMS } from '#server/http/uploads.ts';

import { addAttachment, readAttachment, withdrawAttachment } from './commands.ts';
import { sweepDaily } from './orphan-jobs.ts';

const IdParameter = z.object({ id: z.uuid() });
const Binary = z.string().meta({ format: 'binary' });

const add = route('post', '/attachments', {
  tags: ['attachments'],
  summary:
    'Take in a photo or paper of a place, a tip or a stop; the same id and file again change nothing',
  right: 'attachments:add',
  form: AttachmentForm,
  size: 'attachment',
  withoutKey: 'The id made by the device shows a repetition.',
  responses: {
    200: jsonResponse(Attachment, 'The attachment; a photo is kept redrawn, without metadata'),
  },
  problems: [
    ...READING_PROBLEMS,
    'point.not_found',
    'tip.not_found',
    'route.not_found',
    'attachment.id_taken',
    'attachment.not_kept',
    'attachment.unknown_type',
    'attachment.unreadable',
    'attachment.too_many_pixels',
    'attachment.photo_expected',
    'attachment.number_required',
    'attachment.secret',
    'attachment.not_harmless',
    'attachment.signed_active',
    'text.personal_data',
    'text.secret_marking',
  ],
});

const read = route('get', '/attachments/{id}', {
  tags: ['attachments'],
  summary: 'The content of a photo or paper; every look is logged',
  right: 'points:read',
  params: IdParameter,
  query: z.object({ size: z.enum(['full', 'thumbnail']).default('full') }),
  responses: {
    200: {
      description: 'The photo, or the paper to be saved',
      content: { 'image/jpeg': { schema: Binary }, 'application/pdf': { schema: Binary } },
    },
  },
  problems: [
    'attachment.not_found',
    'attachment.withdrawn',
    'attachment.content_away',
    // A paper from before papers were cleaned is cleaned now.
    'attachment.unreadable',
    'attachment.secret',
    'attachment.not_harmless',
    'attachment.signed_active',
    ...READING_PROBLEMS,
  ],
});

const takeBack = route('post', '/attachments/{id}/withdraw', {
  tags: ['attachments'],
  summary: 'Hide a wrong photo or paper, with the reason; it is kept',
  right: 'attachments:add',
  params: IdParameter,
  body: WithdrawAttachmentBody,
  responses: { 200: jsonResponse(Attachment, 'The attachment as it is shown now') },
  problems: ['attachment.not_found', 'attachment.withdrawn', 'text.personal_data'],
});

/** Content security policy under which any content runs nothing and loads nothing in a browser. */
const INERT = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

const attachmentRoutes = newRouter()
  .openapi(add, async (c) => {
    const form = c.req.valid('form');
    const upload = {
      ...form,
      pointId: form.pointId ?? null,
      tipId: form.tipId ?? null,
      routeId: form.routeId ?? null,
      documentNumber: form.documentNumber ?? null,
    };
    return c.json(await addAttachment(c.var.deps, c.var.actor, upload), 200);
  })
  .openapi(read, async (c) => {
    const { id } = c.req.valid('param');
    const { size } = c.req.valid('query');
    const { attachment, bytes } = await readAttachment(c.var.deps, c.var.actor, id, size);
    const photo = attachment.mediaType === 'image/jpeg';
    const name = `${ownerName(attachment)}-${id.slice(0, 8)}.${photo ? 'jpg' : 'pdf'}`;
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

export const attachments = {
  uses: ['points'],
  subjects: {
    attachments: 'Photos and papers of points and tips',
  },
  operations: [attachmentRoutes],
  start: sweepDaily,
} as const satisfies Feature;

/** Name of a file by the place, tip or route alone: what the sender called it is not kept. */
function ownerName({ pointId, tipId, routeId }: Attachment): string {
  if (tipId !== null) return `tin-${tipId}`;
  if (routeId === null && pointId === null) return 'van-ban';
  return routeId === null ? `diem-${pointId}` : `lo-trinh-${routeId}`;
}
