import type {
  RasterSourceSpecification,
  StyleSpecification,
  VectorSourceSpecification,
} from 'maplibre-gl';

import { type GroundSchema, OWN_SCHEMA } from '#client/map/style/ground-schema.ts';
import type { Configuration } from '#server/contract/configuration.ts';

/**
 * Ground of a map: tiles that the product draws itself, pictures, or an operator's whole style. `key` tells one from
 * another.
 */
export type Ground =
  | { kind: 'tiles'; key: string; source: VectorSourceSpecification; schema: GroundSchema }
  | { kind: 'pictures'; key: string; source: RasterSourceSpecification }
  | { kind: 'style'; style: StyleSpecification };

/** Our own tiles, as the configuration names them; a new version has a new address. */
export function ownGround(inForce: NonNullable<Configuration['ground']>): Ground {
  const { version, attribution, minzoom, maxzoom, bounds } = inForce;
  const tiles = `${location.origin}/api/tiles/ground/{z}/{x}/{y}.mvt?v=${encodeURIComponent(version)}`;
  return {
    kind: 'tiles',
    key: version,
    source: { type: 'vector', tiles: [tiles], minzoom, maxzoom, bounds, attribution },
    schema: OWN_SCHEMA,
  };
}
