import type { FeatureCollection } from 'geojson';

import type { BoundingBox, LonLat } from '#server/contract/geo.ts';

import type { AreaOutlines } from './area-outlines.ts';

/** The areas of the communes, or the address where they are. */
export type AreasRequest = { kind: 'areas'; areas: string | FeatureCollection };

/** Question where the names of the communes stand in a view. */
export type NamesRequest = {
  kind: 'names';
  /** Visible part of the map: west, south, east, north. */
  view: BoundingBox;
  /** Distance that a name needs to the edges of the part that is seen. */
  leastDegrees: number;
  /** Code and centre of each commune. */
  centres: readonly (readonly [code: string, centre: LonLat])[];
};

export type AreasAnswer =
  | ({ kind: 'outlines' } & AreaOutlines)
  | { kind: 'names'; places: readonly (readonly [code: string, place: LonLat])[] };
