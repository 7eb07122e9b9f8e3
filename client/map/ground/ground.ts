import type {
  RasterSourceSpecification,
  StyleSpecification,
  VectorSourceSpecification,
} from 'maplibre-gl';

import type { GroundSchema } from '#client/map/style/ground-schema.ts';

/** Ground of a map: tiles that the product draws itself, pictures, or an operator's whole style. */
export type Ground =
  | { kind: 'tiles'; source: VectorSourceSpecification; schema: GroundSchema }
  | { kind: 'pictures'; source: RasterSourceSpecification }
  | { kind: 'style'; style: StyleSpecification };
