import * as z from 'zod';

import { IsoDate, IsoInstant } from './time.ts';

/** Largest size of a file as it is sent, in bytes. */
export const MOST_ATTACHMENT_BYTES = 20 * 1_048_576;
/** Largest size of an unpacked photo: 64 megapixels, 8,000 × 8,000. */
export const MOST_PHOTO_PIXELS = 64_000_000;
/** A kept photo's longest side, in pixels. */
export const LONGEST_PHOTO_SIDE = 2_048;

/** Most photos that one event of a record names. */
export const MOST_EVENT_PHOTOS = 6;
/** Ids of the photos of an event. They go on their own ways: whichever arrives first, the id joins them. */
export const PhotoIds = z.array(z.uuid()).max(MOST_EVENT_PHOTOS).default([]);

/**
 * `check`: a photo that a check or another event will name; `paper`: a paper that a proposal will name; the others stand
 * at their place or tip at once.
 */
export const AttachmentPurpose = z.enum(['check', 'point', 'tip', 'paper']);
export type AttachmentPurpose = z.infer<typeof AttachmentPurpose>;

/**
 * Parts that are taken out of a paper before it is kept: what acts by itself, files within, earlier states, ways to
 * other addresses, films and sounds, programs that draw forms, and who made it where and when.
 */
export const RemovedPart = z
  .enum(['author', 'commands', 'files', 'form_program', 'history', 'links', 'media'])
  .meta({ id: 'RemovedPart' });
export type RemovedPart = z.infer<typeof RemovedPart>;

/** A photo or paper of a place, of a tip or of a stop, without its content. A withdrawn one is kept, but shown to nobody. */
export const Attachment = z
  .object({
    id: z.uuid(),
    /** It belongs to one of the three, the others are null; a paper of a proposal belongs to none. */
    pointId: z.number().int().nullable(),
    tipId: z.number().int().nullable(),
    /** The route with the stop that it shows, where that stop is at no point. */
    routeId: z.number().int().nullable(),
    /** The event that names it; null: it stands at the place or the tip. */
    eventId: z.number().int().nullable(),
    mediaType: z.enum(['image/jpeg', 'application/pdf']),
    bytes: z.number().int(),
    width: z.number().int().nullable(),
    height: z.number().int().nullable(),
    /** Day on which a photo was taken, as its camera noted; null where it did not: then the day of its upload counts. */
    takenOn: IsoDate.nullable(),
    documentNumber: z.string().nullable(),
    /** Null for photos, and for papers from before papers were cleaned: those are cleaned each time they are given out. */
    removedParts: z.array(RemovedPart).nullable(),
    /** A paper with a digital signature, kept byte for byte: its author and earlier states are still in it. */
    keptSigned: z.boolean(),
    uploadedBy: z.string(),
    uploadedAt: IsoInstant,
    withdrawn: z.object({ by: z.string(), at: IsoInstant, reason: z.string() }).nullable(),
    /** True when the reader may withdraw it: their own, or anybody's as the analyst. */
    mayWithdraw: z.boolean(),
  })
  .meta({ id: 'Attachment' });
export type Attachment = z.infer<typeof Attachment>;

const RowNumber = z.coerce.number().int().positive().max(2_147_483_647);

export const AttachmentForm = z
  .object({
    /** Drawn by the sender: the same id with the same file is kept once, however often it is sent. */
    id: z.uuid(),
    /** One of the three: `tipId` with the purpose `tip`; `pointId` with the others, or `routeId` with `check`; none with `paper`. */
    pointId: RowNumber.optional(),
    tipId: RowNumber.optional(),
    routeId: RowNumber.optional(),
    purpose: AttachmentPurpose,
    /** Number of a document; the name of its file is not kept. */
    documentNumber: z.string().trim().normalize('NFC').min(1).max(100).optional(),
    file: z
      .instanceof(File)
      .meta({ type: 'string', format: 'binary', description: 'JPEG, PNG, WebP, HEIC or PDF' }),
  })
  .refine(
    ({ pointId, tipId, routeId, purpose }) =>
      [pointId, tipId, routeId].filter((owner) => owner !== undefined).length ===
        (purpose === 'paper' ? 0 : 1) &&
      (tipId !== undefined) === (purpose === 'tip') &&
      (routeId === undefined || purpose === 'check'),
    { path: ['purpose'], error: 'of_one_thing' },
  )
  .meta({ id: 'AttachmentForm' });

export const WithdrawAttachmentBody = z
  .object({ reason: z.string().trim().normalize('NFC').min(3).max(500) })
  .meta({ id: 'WithdrawAttachment' });
