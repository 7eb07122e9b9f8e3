import * as z from 'zod';

import { LonLat } from './geo.ts';
import { OSM_FORMATS, OsmVersion } from './osm-version.ts';
import { IsoDate } from './time.ts';
import { Vehicle } from './travel.ts';

export const RoadReport = z
  .object({
    nodes: z.number().int(),
    ways: z.number().int(),
    /** Stretches between junctions. */
    edges: z.number().int(),
    kilometres: z.number(),
    /** Ways that no vehicle may use: closed, private, or for feet. */
    closedWays: z.number().int(),
    /** Ways of which the file lacks nodes; they end where the extract was cut. */
    cutWays: z.number().int(),
    /** West, south, east, north. */
    bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
    vehicles: z.array(
      z.object({
        vehicle: Vehicle,
        kilometres: z.number(),
        /** Stretches open in one direction only. */
        oneWay: z.number().int(),
        /** Parts cut off from the largest: a stop there cannot be reached, or not left. */
        islands: z.number().int(),
        islandKilometres: z.number(),
        largestIslands: z.array(z.object({ kilometres: z.number(), at: LonLat })),
      }),
    ),
  })
  .meta({ id: 'RoadReport' });
export type RoadReport = z.infer<typeof RoadReport>;

export const RoadNetwork = OsmVersion.extend({ report: RoadReport }).meta({ id: 'RoadNetwork' });
export type RoadNetwork = z.infer<typeof RoadNetwork>;

export const RoadNetworkList = z.object({
  items: z.array(RoadNetwork),
  /** Host of the routing service that is asked first; null when none is configured. */
  service: z.string().nullable(),
});

const Text = z.string().trim().normalize('NFC');
const UploadedFile = z.file().min(1).meta({ type: 'string', format: 'binary' });

export const RoadReadForm = z.object({ file: UploadedFile });
export const RoadImportForm = RoadReadForm.extend({
  source: Text.min(2).max(300),
  sourceDate: IsoDate.optional(),
  licence: Text.max(300).optional(),
});

/** Preview of an import of roads; nothing was written. */
export const RoadPreview = z
  .object({ format: z.enum(OSM_FORMATS), report: RoadReport })
  .meta({ id: 'RoadPreview' });
export type RoadPreview = z.infer<typeof RoadPreview>;
