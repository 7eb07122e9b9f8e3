import * as z from 'zod';

import { Role } from './role.ts';
import { PointFilter, PointStatus } from './point.ts';
import { ONE_LINE } from './text.ts';
import { IsoDate } from './time.ts';

/** Views that one person may keep. */
export const MOST_VIEWS = 50;
/** Points that an answer names of those that came into a view; the rest is only counted. */
export const MOST_ENTERED = 50;
const MOST_KEYS = 30;
const LONGEST_VALUE = 2_000;

/** A view as the address of the map names it: `status`, `commune`, `at`, `z` …; the chosen point is no part of it. */
const ViewAddress = z
  .record(
    z.string().regex(/^[a-z][a-z_]{0,19}$/),
    z.union([z.string().max(LONGEST_VALUE), z.number(), z.boolean()]),
  )
  .refine((search) => Object.keys(search).length <= MOST_KEYS)
  .refine((search) => filterOfView(search) !== null);

/** The filter that a view names; null where a part of it is none. */
export function filterOfView(search: Readonly<Record<string, unknown>>): PointFilter | null {
  const known = Object.keys(PointFilter.shape).filter((key) => search[key] !== undefined);
  const given = Object.fromEntries(known.map((key) => [key, String(search[key])]));
  return PointFilter.safeParse(given).data ?? null;
}

export const SaveView = z
  .object({
    name: z.string().trim().normalize('NFC').min(2).max(60).regex(ONE_LINE),
    search: ViewAddress,
    /** The role that may read it too; null: nobody. */
    sharedWith: Role.nullable(),
  })
  .meta({ id: 'SaveView' });
export type SaveView = z.infer<typeof SaveView>;

export const WatchView = z
  .object({
    watched: z.boolean(),
    /** Tells by mail too, once a day, how many points came in. */
    byMail: z.boolean().default(false),
  })
  .meta({ id: 'WatchView' });
export type WatchView = z.infer<typeof WatchView>;

export const SavedView = z
  .object({
    id: z.number().int(),
    name: z.string(),
    search: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    sharedWith: Role.nullable(),
    own: z.boolean(),
    ownerName: z.string(),
    watched: z.boolean(),
    byMail: z.boolean(),
    /** Points that came into a watched view since yesterday evening; null where it is not watched. */
    entered: z.number().int().nullable(),
  })
  .meta({ id: 'SavedView' });
export type SavedView = z.infer<typeof SavedView>;

/** `ready`: a mail would be sent; `no_address`: the reader chose none; `off`: this installation sends no mail. */
export const ViewMailState = z.enum(['ready', 'no_address', 'off']);
export type ViewMailState = z.infer<typeof ViewMailState>;

export const SavedViewList = z
  .object({ items: z.array(SavedView), mail: ViewMailState })
  .meta({ id: 'SavedViewList' });
export type SavedViewList = z.infer<typeof SavedViewList>;

/** Points that match a view now, and did not as it was known on the evening of `since`. */
export const EnteredPoints = z
  .object({
    since: IsoDate,
    total: z.number().int(),
    items: z.array(
      z.object({
        id: z.number().int(),
        code: z.string(),
        officialName: z.string(),
        status: PointStatus,
      }),
    ),
  })
  .meta({ id: 'EnteredPoints' });
export type EnteredPoints = z.infer<typeof EnteredPoints>;
