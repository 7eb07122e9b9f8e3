import * as z from 'zod';

import { civilDate } from './civil-day.ts';
import { IsoDate } from './time.ts';
import { TipKind } from './tip-kind.ts';

/** Fewer that are alike in everything that leaves are not shown: public output hides counts of 1 and 2. */
export const FEWEST_ALIKE = 3;
/** GeoReport v2: at most so many requests in an answer. */
export const MOST_REQUESTS = 1_000;

/** GeoReport v2, GET services. */
export const Open311Service = z
  .object({
    service_code: TipKind,
    service_name: z.string(),
    description: z.string(),
    metadata: z.literal(false),
    type: z.literal('batch'),
    keywords: z.string(),
    group: z.string(),
  })
  .meta({ id: 'Open311Service' });
export type Open311Service = z.infer<typeof Open311Service>;

/**
 * GeoReport v2, GET requests: what may leave of a tip. Its place is the middle of its commune, its days are
 * the first of their months, and it has no words.
 */
export const Open311Request = z
  .object({
    service_request_id: z.string(),
    status: z.enum(['open', 'closed']),
    status_notes: z.null(),
    service_name: z.string(),
    service_code: TipKind,
    description: z.null(),
    agency_responsible: z.string(),
    service_notice: z.null(),
    requested_datetime: z.string(),
    updated_datetime: z.string().nullable(),
    expected_datetime: z.null(),
    address: z.null(),
    address_id: z.null(),
    zipcode: z.null(),
    lat: z.number(),
    long: z.number(),
    media_url: z.null(),
  })
  .meta({ id: 'Open311Request' });
export type Open311Request = z.infer<typeof Open311Request>;

const list = <Item extends z.ZodType<string, string>>(item: Item) =>
  z
    .string()
    .max(2_000)
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(item).min(1).max(50))
    .optional();

const Instant = z.iso.datetime({ offset: true });

/** Days as GeoReport writes them (`2026-03-01T00:00:00+07:00`) or plainly; an instant counts as its day in the city. */
const Day = z
  .string()
  .max(40)
  .transform((text) =>
    Instant.safeParse(text).success ? civilDate(new Date(text).toISOString()) : text.slice(0, 10),
  )
  .pipe(IsoDate)
  .optional();

export const Open311Query = z.object({
  service_request_id: list(z.string().max(20)),
  service_code: list(TipKind),
  start_date: Day,
  end_date: Day,
  status: list(z.enum(['open', 'closed'])),
  jurisdiction_id: z.string().max(100).optional(),
  /** From 1. */
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  page_size: z.coerce.number().int().min(1).max(MOST_REQUESTS).default(MOST_REQUESTS),
});
export type Open311Query = z.infer<typeof Open311Query>;

/** GeoReport v2, GET service definition: none of the services asks for more than a place. */
export const Open311Definition = z
  .object({ service_code: TipKind, attributes: z.array(z.string()).max(0) })
  .meta({ id: 'Open311Definition' });

/** Service discovery of Open311: where GeoReport is answered, and how. */
export const Open311Discovery = z
  .object({
    changeset: z.string(),
    contact: z.string(),
    key_service: z.string(),
    endpoints: z.array(
      z.object({
        specification: z.string(),
        url: z.string(),
        changeset: z.string(),
        type: z.enum(['production', 'test']),
        formats: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'Open311Discovery' });
export type Open311Discovery = z.infer<typeof Open311Discovery>;

/** The last part of an address: what is asked for, and as what. */
export const Open311File = z.object({
  file: z.string().regex(/^[\w-]{1,30}\.(json|xml)$/),
});
export const Open311DiscoveryFile = z.object({ file: z.enum(['discovery.json', 'discovery.xml']) });
