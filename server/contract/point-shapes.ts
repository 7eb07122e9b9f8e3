import * as z from 'zod';

import { Geometry } from './geo.ts';
import { PointExportQuery } from './point-export.ts';
import { PointFlag, PointKind, PointStatus } from './point.ts';

/** Most shapes in one answer: from the zoom at which they are drawn there are never more in a window. */
import { IsoDate } from './time.ts';

export const MOST_SHAPES = 2_000;

/** Without a purpose the shapes of a window of the map; with one, an export like the other files. */
export const PointShapesQuery = PointExportQuery;

/** The points of a filter in their true shape, as GeoJSON. */
export const PointShapes = z
  .object({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        id: z.number().int(),
        geometry: Geometry,
        properties: z.object({
          id: z.number().int(),
          code: z.string(),
          officialName: z.string(),
          status: PointStatus,
          flags: z.array(PointFlag),
          kind: PointKind,
          category: z.string(),
          /** Effective day of the latest event up to the day asked for; null where there is none. */
          lastEventOn: IsoDate.nullable(),
        }),
      }),
    ),
    /** More points matched than are given here. */
    truncated: z.boolean(),
  })
  .meta({ id: 'PointShapes' });
export type PointShapes = z.infer<typeof PointShapes>;
