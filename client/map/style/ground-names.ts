import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';

import { type GroundSchema, type NamedPart, STREET_CLASSES } from './ground-schema.ts';
import { GROUND_SOURCE } from './ground-style.ts';
import type { MapColours } from './map-colours.ts';

/** The weight is told from the first name; the family itself is found under the second. */
const REGULAR = ['Be Vietnam Pro', 'Be Vietnam Pro'];
const LARGE = STREET_CLASSES.slice(0, 4);
const SMALL = STREET_CLASSES.slice(4);
/** Ids of the layers with the names of streets, the large ones first. */
export const STREET_NAME_LAYERS = ['ground:name-large', 'ground:name'] as const;

/** Names of the ground, the weakest first: streets along their lines, quarters and waters. */
export function groundNames(schema: GroundSchema, colours: MapColours): LayerSpecification[] {
  return [
    streetNames(schema, colours, STREET_NAME_LAYERS[1], SMALL, 14),
    streetNames(schema, colours, STREET_NAME_LAYERS[0], LARGE, 12),
    ...schema.quarterNames.map((part, index) => quarterName(part, index, colours)),
    ...schema.waterNames.flatMap((part, index) => waterNames(part, index, colours)),
  ];
}

function streetNames(
  { streetNames: part }: GroundSchema,
  colours: MapColours,
  id: string,
  classes: readonly string[],
  minzoom: number,
): LayerSpecification {
  return {
    id,
    type: 'symbol',
    source: GROUND_SOURCE,
    'source-layer': part.layer,
    minzoom,
    filter: ['all', part.filter, ['in', part.class, ['literal', [...classes]]]],
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': 320,
      'text-field': part.name,
      'text-font': REGULAR,
      'text-size': ['interpolate', ['linear'], ['zoom'], 12, 10.5, 16, 12, 19, 15],
      'text-max-angle': 35,
      'text-padding': 3,
    },
    paint: {
      'text-color': colours.labelQuiet,
      'text-halo-color': colours.ground.street,
      'text-halo-width': 1.6,
    },
  };
}

function quarterName(part: NamedPart, index: number, colours: MapColours): LayerSpecification {
  return {
    id: `ground:quarter-name-${index}`,
    type: 'symbol',
    source: GROUND_SOURCE,
    'source-layer': part.layer,
    minzoom: 12.5,
    maxzoom: 17,
    filter: part.filter,
    layout: {
      'text-field': part.name,
      'text-font': REGULAR,
      'text-size': ['interpolate', ['linear'], ['zoom'], 12, 10.5, 16, 13],
      'text-letter-spacing': 0.05,
      'text-max-width': 7,
      'text-padding': 6,
      'symbol-sort-key': ['coalesce', ['get', 'rank'], 99],
    },
    paint: halo(colours, colours.labelQuiet),
  };
}

/** Along a river, in the middle of a lake. */
function waterNames(part: NamedPart, index: number, colours: MapColours): LayerSpecification[] {
  const isLine: ExpressionSpecification = ['==', ['geometry-type'], 'LineString'];
  const name = (along: boolean): LayerSpecification => ({
    id: `ground:water-name-${index}-${along ? 'line' : 'point'}`,
    type: 'symbol',
    source: GROUND_SOURCE,
    'source-layer': part.layer,
    minzoom: 11,
    filter: ['all', part.filter, along ? isLine : ['!', isLine]],
    layout: {
      'symbol-placement': along ? 'line' : 'point',
      'symbol-spacing': 420,
      'text-field': part.name,
      'text-font': REGULAR,
      'text-size': ['interpolate', ['linear'], ['zoom'], 11, 10.5, 16, 13],
      'text-max-width': 6,
      'text-padding': 4,
    },
    paint: halo(colours, colours.labelWater),
  });
  return [name(true), name(false)];
}

function halo(colours: MapColours, colour: string) {
  return {
    'text-color': colour,
    'text-halo-color': colours.halo,
    'text-halo-width': 1.4,
  };
}
