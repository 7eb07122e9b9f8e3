import * as z from 'zod';

import { CITY_BOUNDS, type LonLat } from '#server/contract/geo.ts';
import { PERIOD_EVENTS, POINT_FLAGS, POINT_STATUSES, PointKind } from '#server/contract/point.ts';
import { PointOrder } from '#server/contract/point-order.ts';
import { ChosenIdsText, RingText } from '#server/contract/point-region.ts';
import { IsoDate } from '#server/contract/time.ts';

const MOST_COMMUNES = 200;

/** Text in the address; the router reads `q=123` as a number. */
const Words = z
  .union([z.string(), z.number()])
  .transform((value) => String(value))
  .optional()
  .catch(undefined);

function parts(text: string): string[] {
  return [...new Set(text.split(',').filter((part) => part !== ''))];
}

/** `a,b` of which only known values stay, in the order of `values`; absent when nothing stays. */
function listOf(values: readonly string[]) {
  return Words.transform((text) => {
    const given = parts(text ?? '');
    return values.filter((value) => given.includes(value)).join(',') || undefined;
  });
}

function codes(pattern: RegExp) {
  return Words.transform((text) => {
    const given = parts(text ?? '').filter((part) => pattern.test(part));
    return given.slice(0, MOST_COMMUNES).join(',') || undefined;
  });
}

const Position = Words.transform((text) => {
  const [longitude, latitude, ...rest] = (text ?? '').split(',').map(Number);
  if (longitude === undefined || latitude === undefined || rest.length > 0) return undefined;
  const [west, south, east, north] = CITY_BOUNDS;
  const near =
    longitude > west - 1 && longitude < east + 1 && latitude > south - 1 && latitude < north + 1;
  return near ? `${longitude},${latitude}` : undefined;
});

/**
 * State of the map in the address: camera, filters, date, selection, panel. A link reproduces the view; invalid
 * parts are left out and break nothing.
 */
export const ViewSearch = z
  .object({
    /** Centre of the camera, longitude first. */
    at: Position,
    z: z.number().min(5).max(20).optional().catch(undefined),
    status: listOf(POINT_STATUSES),
    flag: listOf(POINT_FLAGS),
    category: codes(/^[A-Z][A-Z-]{0,9}$/),
    kind: PointKind.optional().catch(undefined),
    commune: codes(/^\d{5}$/),
    q: Words.transform((text) => text?.trim().slice(0, 100) || undefined),
    as_of: IsoDate.optional().catch(undefined),
    known_at: IsoDate.optional().catch(undefined),
    /** Kinds of events on the days `from` to `to`. */
    happened: listOf(PERIOD_EVENTS),
    from: IsoDate.optional().catch(undefined),
    to: IsoDate.optional().catch(undefined),
    /** The other evening of a comparison. */
    compare: IsoDate.optional().catch(undefined),
    /** Kinds of differences that the comparison shows; absent: both evenings side by side. */
    changed: listOf(PERIOD_EVENTS),
    /** The time slider is open. */
    time: z.literal('open').optional().catch(undefined),
    /** The density of places lies under the marks. */
    density: z.literal(true).optional().catch(undefined),
    /** The list shows only what the map shows. */
    in_view: z.literal(true).optional().catch(undefined),
    /** The chosen point. */
    id: z.number().int().positive().optional().catch(undefined),
    /** On a phone the record takes only the lower half, and the map shows the chosen point above it. */
    record: z.literal('low').optional().catch(undefined),
    /** Rings of distance around the chosen point. */
    rings: z.literal(true).optional().catch(undefined),
    panel: z.enum(['list', 'filters', 'charts', 'closed']).optional().catch(undefined),
    /** The table stands in the place of the map. */
    show: z.literal('table').optional().catch(undefined),
    /** Order of the table. */
    sort: PointOrder.optional().catch(undefined),
    /** Columns of the table, in their order. */
    cols: Words.transform((text) => (/^[a-z_,]{1,200}$/.test(text ?? '') ? text : undefined)),
    /** A chosen area: its corners, longitude first. */
    within: Words.transform((text) => (RingText.safeParse(text).success ? text : undefined)),
    /** Points that were ticked one by one. */
    ids: Words.transform((text) => (ChosenIdsText.safeParse(text).success ? text : undefined)),
    /** List, table and charts show only the ticked points. */
    only: z.literal('ticked').optional().catch(undefined),
    /**
     * Drawing a new point, changing the place of the chosen one, only measuring, or choosing an area: in one stroke,
     * corner by corner, or as a circle.
     */
    draw: z
      .enum(['new', 'edit', 'measure', 'lasso', 'polygon', 'circle'])
      .optional()
      .catch(undefined),
  })
  .partial();
export type ViewSearch = z.infer<typeof ViewSearch>;

/** Camera of the map: centre (longitude first) and zoom in tiles of 512 pixels. */
export type Camera = { at: LonLat; zoom: number };

const CAMERA_DIGITS = 5;

/** The camera of an address; null where it names none. */
export function cameraOf(search: ViewSearch): Camera | null {
  if (search.at === undefined || search.z === undefined) return null;
  const [longitude = 0, latitude = 0] = search.at.split(',').map(Number);
  return { at: [longitude, latitude], zoom: search.z };
}

/** A camera as it stands in the address: five digits are about a metre. */
export function cameraSearch({ at, zoom }: Camera): Required<Pick<ViewSearch, 'at' | 'z'>> {
  const [longitude, latitude] = at.map((degrees) => Number(degrees.toFixed(CAMERA_DIGITS)));
  return { at: `${longitude},${latitude}`, z: Number(zoom.toFixed(2)) };
}
