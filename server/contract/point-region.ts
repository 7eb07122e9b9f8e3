import * as z from 'zod';

import { BoundingBoxText, MapSquaresText, type LonLat } from './geo.ts';

/** Most corners of an area in a query string: with five digits each, about four kilobytes. */
export const MOST_RING_CORNERS = 200;
/** Most points chosen one by one. */
export const MOST_CHOSEN_IDS = 500;

/** `longitude,latitude;longitude,latitude;…` in degrees: the corners of an area, of which the last joins the first. */
export const RingText = z
  .string()
  .max(MOST_RING_CORNERS * 30)
  .transform((text, context): LonLat[] => {
    const corners = text.split(';').flatMap(readCorner);
    const all = corners.length === text.split(';').length;
    if (all && corners.length >= 3 && corners.length <= MOST_RING_CORNERS) return corners;
    context.addIssue({ code: 'custom', message: 'within' });
    return z.NEVER;
  })
  .meta({ example: '105.84,21.02;105.86,21.02;105.85,21.04' });

const CORNER = /^-?\d{1,3}(?:\.\d{1,10})?,-?\d{1,2}(?:\.\d{1,10})?$/;

function readCorner(text: string): LonLat[] {
  if (!CORNER.test(text)) return [];
  const [longitude = 0, latitude = 0] = text.split(',').map(Number);
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90 ? [[longitude, latitude]] : [];
}

/** `12,15,…`: points by their ids. */
export const ChosenIdsText = z
  .string()
  .max(MOST_CHOSEN_IDS * 11)
  .regex(/^\d{1,10}(?:,\d{1,10})*$/)
  .transform((text) => [...new Set(text.split(',').map(Number))])
  .pipe(z.array(z.int32()).max(MOST_CHOSEN_IDS))
  .meta({ example: '12,15' });

/** The part of the points that a reader looks at or has chosen, beside the filter; a point must meet all of it. */
export const PointRegion = z.object({
  bbox: BoundingBoxText.optional(),
  /** In one of these squares of the map: what a ring made of cells stands for. */
  squares: MapSquaresText.optional(),
  /** Inside an area drawn on the map. */
  within: RingText.optional(),
  ids: ChosenIdsText.optional(),
});
