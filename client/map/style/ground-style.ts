import type {
  DataDrivenPropertyValueSpecification,
  ExpressionSpecification,
  LayerSpecification,
} from 'maplibre-gl';

import type { GroundColours } from './ground-colours.ts';
import { type GroundSchema, type Part, STREET_CLASSES, type StreetClass } from './ground-schema.ts';

/** Id of the vector source of every ground. */
export const GROUND_SOURCE = 'ground';

/** Layers of the ground from back to front, without its names; the city's own fill lies below. */
export function groundLayers(schema: GroundSchema, colours: GroundColours): LayerSpecification[] {
  return [
    ...areas('built', schema.built, colours.built),
    ...areas('green', schema.green, colours.green),
    ...areas('water', schema.water, colours.water),
    ...schema.waterways.map((part, index) => waterway(part, index, colours)),
    ...buildings(schema, colours),
    ...schema.rail.flatMap((part, index) => rails(part, index, colours)),
    ...streets(schema, colours),
  ];
}

function areas(name: string, parts: readonly Part[], colour: string): LayerSpecification[] {
  return parts.map(({ layer, filter }, index) => ({
    id: `ground:${name}-${index}`,
    type: 'fill',
    source: GROUND_SOURCE,
    'source-layer': layer,
    filter,
    paint: { 'fill-color': colour },
  }));
}

function waterway(part: Part, index: number, colours: GroundColours): LayerSpecification {
  return {
    id: `ground:waterway-${index}`,
    type: 'line',
    source: GROUND_SOURCE,
    'source-layer': part.layer,
    filter: part.filter,
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-color': colours.water,
      'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], 9, 0.8, 14, 2.4, 18, 10],
    },
  };
}

function buildings(schema: GroundSchema, colours: GroundColours): LayerSpecification[] {
  return schema.buildings.map(({ layer, filter }, index) => ({
    id: `ground:building-${index}`,
    type: 'fill',
    source: GROUND_SOURCE,
    'source-layer': layer,
    minzoom: 14.5,
    filter,
    paint: { 'fill-color': colours.building, 'fill-outline-color': colours.buildingEdge },
  }));
}

/** A line with sleepers, so that nobody takes it for a street. */
function rails(part: Part, index: number, colours: GroundColours): LayerSpecification[] {
  const line = (name: string, width: number, dashes?: number[]): LayerSpecification => ({
    id: `ground:${name}-${index}`,
    type: 'line',
    source: GROUND_SOURCE,
    'source-layer': part.layer,
    minzoom: 10,
    filter: part.filter,
    paint: {
      'line-color': colours.rail,
      'line-width': ['interpolate', ['linear'], ['zoom'], 10, width / 3, 16, width],
      ...(dashes !== undefined && { 'line-dasharray': dashes }),
    },
  });
  return [line('rail', 1.4), line('sleepers', 5, [0.3, 1.6])];
}

/** Widths by zoom, CSS pixels: where a class begins, and at 14, 16 and 19. */
const WIDTHS: Record<
  StreetClass,
  readonly [at10: number, at14: number, at16: number, at19: number]
> = {
  motorway: [1.6, 6, 12, 40],
  trunk: [1.4, 5.4, 11, 38],
  primary: [1.1, 4.8, 10.5, 36],
  secondary: [0.7, 4, 9, 32],
  tertiary: [0.4, 3.2, 8, 28],
  residential: [0.3, 2, 6, 22],
  service: [0.2, 1.2, 3.6, 13],
  path: [0.2, 0.8, 1.3, 4],
};
const ZOOMS = [10, 14, 16, 19] as const;
/** From this zoom on streets have an edge. */
const EDGE_ZOOM = 12.5;

/** A value of each class. */
function byClass(
  street: ExpressionSpecification,
  value: (name: StreetClass) => number,
): ExpressionSpecification {
  const [first, ...others] = STREET_CLASSES;
  return [
    'match',
    street,
    first,
    value(first),
    ...others.flatMap((name) => [name, value(name)]),
    0,
  ];
}

/** @param beyond width of the edge on both sides together, CSS pixels */
function widths(
  street: ExpressionSpecification,
  beyond: number,
): DataDrivenPropertyValueSpecification<number> {
  return [
    'interpolate',
    ['exponential', 1.5],
    ['zoom'],
    ...ZOOMS.flatMap((zoom, index) => [
      zoom,
      byClass(street, (name) => (WIDTHS[name][index] ?? 0) + beyond),
    ]),
  ] as DataDrivenPropertyValueSpecification<number>;
}

/** Edges lie below the fills of all streets of their level, so that crossings are open; bridges come last. */
function streets({ streets: part }: GroundSchema, colours: GroundColours): LayerSpecification[] {
  const isPath: ExpressionSpecification = ['==', part.class, 'path'];
  const onGround: ExpressionSpecification = ['!', part.bridge];
  const order = byClass(part.class, (name) => -STREET_CLASSES.indexOf(name));
  const line = (
    id: string,
    filters: ExpressionSpecification[],
    paint: Extract<LayerSpecification, { type: 'line' }>['paint'],
    cap: 'round' | 'butt' = 'round',
  ): LayerSpecification => ({
    id: `ground:${id}`,
    type: 'line',
    source: GROUND_SOURCE,
    'source-layer': part.layer,
    filter: ['all', part.filter, ...filters],
    layout: { 'line-cap': cap, 'line-join': 'round', 'line-sort-key': order },
    ...(paint !== undefined && { paint }),
  });
  const edge = { 'line-color': colours.streetEdge, 'line-width': widths(part.class, 1.6) };
  // Far out a white line would be lost on pale ground.
  const fill = {
    'line-color': ['step', ['zoom'], colours.farStreet, EDGE_ZOOM, colours.street],
    'line-width': widths(part.class, 0),
  } satisfies Extract<LayerSpecification, { type: 'line' }>['paint'];
  const wide: ExpressionSpecification = ['!', isPath];
  return [
    {
      ...line(
        'path',
        [isPath],
        {
          'line-color': colours.path,
          'line-width': widths(part.class, 0),
          'line-dasharray': [3, 1.5],
        },
        'butt',
      ),
      minzoom: 14,
    },
    { ...line('street-edge', [wide, onGround], edge), minzoom: EDGE_ZOOM },
    line('street', [wide, onGround], fill),
    { ...line('bridge-edge', [wide, part.bridge], edge, 'butt'), minzoom: EDGE_ZOOM },
    line('bridge', [wide, part.bridge], fill),
  ];
}

/** An operator's pictures, hushed. */
export function pictureLayer(): LayerSpecification {
  return {
    id: 'ground:pictures',
    type: 'raster',
    source: GROUND_SOURCE,
    paint: { 'raster-saturation': -0.6, 'raster-opacity': 0.85 },
  };
}
