import * as z from 'zod';

import { GroundInForce } from './ground.ts';

/** Configuration that the client needs before anybody has signed in. */
export const Configuration = z
  .object({
    version: z.string(),
    /** The data is an invented story; every screen says so. */
    demo: z.boolean(),
    /** Nothing was entered yet: the sign-in offers to restore a backup. */
    unused: z.boolean(),
    /** A MapLibre style, or the address of a PMTiles archive; null without a basemap. */
    basemap: z
      .discriminatedUnion('kind', [
        z.object({ kind: z.literal('style'), url: z.string() }),
        z.object({ kind: z.literal('pmtiles'), url: z.string() }),
      ])
      .nullable(),
    /** Our own tiles of streets and water; null until an OSM file has been imported. */
    ground: GroundInForce.nullable(),
    /** The organisation's sign-on by its name, and if it is the only way in; null where there is none. */
    singleSignOn: z.object({ label: z.string(), only: z.boolean() }).nullable(),
  })
  .meta({ id: 'Configuration' });
export type Configuration = z.infer<typeof Configuration>;
