import * as z from 'zod';

import { NOTICES, type NoticeKind as Kind } from './features/all.ts';
import type { Role } from './permission.ts';
import { IsoDate, IsoInstant } from './time.ts';

export const NoticeKind = z.enum(Object.keys(NOTICES) as Kind[]).meta({ id: 'NoticeKind' });
export type NoticeKind = z.infer<typeof NoticeKind>;

/** Days that a notice is kept. */
export const NOTICE_KEPT_DAYS = 90;
/** Notices of one page of the list. */
export const NOTICE_PAGE = 100;

/** Roles whose waiting work is counted in the morning's digest and watched for what becomes overdue. */
export const DIGEST_ROLES: readonly Role[] = ['leader', 'officer', 'analyst', 'coordinator'];

/** A notice as its reader sees it: codes, days and counts, never a name or an address. */
export const Notice = z
  .object({
    id: z.number().int(),
    kind: NoticeKind,
    /** Code of the point or tip; null where the notice is about neither. */
    code: z.string().nullable(),
    /** Number of the point, tip, route, recurrence or report that the notice opens; null for a sheet or a digest. */
    targetId: z.number().int().nullable(),
    /** Day of the route; last day of the week or of the report's period. */
    onDate: IsoDate.nullable(),
    /** Count of waiting works, in a digest alone. */
    waiting: z.number().int().nullable(),
    /** Count of overdue works among them. */
    overdue: z.number().int().nullable(),
    createdAt: IsoInstant,
    readAt: IsoInstant.nullable(),
  })
  .meta({ id: 'Notice' });
export type Notice = z.infer<typeof Notice>;

export const NoticeQuery = z.object({
  before: z.coerce
    .number()
    .int()
    .min(1)
    .max(2_147_483_647)
    .optional()
    .meta({ description: 'Only notices older than the one of this number' }),
});

/** Own notices, latest first. */
export const NoticeList = z
  .object({
    items: z.array(Notice),
    /** Unread ones in all, also those that are not on this page. */
    unread: z.number().int(),
    /** True when older ones follow. */
    more: z.boolean(),
  })
  .meta({ id: 'NoticeList' });
export type NoticeList = z.infer<typeof NoticeList>;

/** Notices that their reader has seen: all up to a number, so that a later one stays unread, or only that one. */
export const ReadNotices = z
  .object({ upTo: z.number().int().min(1).max(2_147_483_647), only: z.boolean() })
  .meta({ id: 'ReadNotices' });
export type ReadNotices = z.infer<typeof ReadNotices>;
