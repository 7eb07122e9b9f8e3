import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';

import {
  areaFillLayer,
  beyondLayer,
  borderLayer,
  chosenAreaLayer,
  communeLabelLayers,
} from '#client/map/communes/commune-layers.ts';
import { selectedAreaLayers } from '#client/map/selected-area.tsx';
import { ringLayers } from '#client/map/distance-rings.tsx';
import {
  focusLayer,
  markLayer,
  MARKS_LAYER,
  pulseLayer,
  labelLayer,
} from '#client/map/marks/mark-layers.ts';
import { shapeLayers } from '#client/map/marks/shape-layers.ts';
import { TOKENS, type Scheme } from '#client/ui/tokens.ts';

import { groundNames } from './ground-names.ts';
import { type GroundSchema, OWN_SCHEMA, recogniseSchema } from './ground-schema.ts';
import { GROUND_SOURCE, groundLayers, pictureLayer } from './ground-style.ts';
import { mapColours } from './map-colours.ts';
import { slotEnd, SLOTS, withSlots } from './order.ts';
import { backgroundLayer, QUIET_STYLE } from './quiet-style.ts';

const SCHEMES: readonly Scheme[] = ['light', 'dark'];
const SCHEMAS: Record<string, GroundSchema | null> = {
  own: OWN_SCHEMA,
  Protomaps: recogniseSchema(['earth', 'landuse', 'roads', 'water', 'places']),
  OpenMapTiles: recogniseSchema(['water', 'transportation', 'transportation_name', 'place']),
  Shortbread: recogniseSchema(['ocean', 'land', 'streets', 'street_labels', 'place_labels']),
};

/** Everything that is ever put on the map, in one style. */
function everything(scheme: Scheme, schema: GroundSchema): StyleSpecification {
  const tokens = TOKENS[scheme];
  const colours = mapColours(tokens, scheme);
  const layers: LayerSpecification[] = [
    backgroundLayer(colours),
    areaFillLayer(colours),
    ...groundLayers(schema, colours.ground),
    beyondLayer(colours, 0.5),
    borderLayer(colours, true),
    chosenAreaLayer(colours, ['00004', '00008']),
    ...groundNames(schema, colours),
    ...communeLabelLayers(colours),
    ...shapeLayers(tokens),
    ...ringLayers(tokens),
    ...selectedAreaLayers(tokens),
    pulseLayer(tokens),
    focusLayer(tokens),
    labelLayer(tokens),
    markLayer(tokens),
  ];
  const names = layers.flatMap((layer) => ('source' in layer ? [layer.source] : []));
  const sources: StyleSpecification['sources'] = {};
  for (const name of names) {
    sources[name] =
      name === GROUND_SOURCE
        ? { type: 'vector', tiles: ['/tiles/{z}/{x}/{y}'] }
        : { type: 'geojson', data: { type: 'FeatureCollection', features: [] } };
  }
  return withSlots({ version: 8, sources, layers });
}

describe('the style of the map', () => {
  it.each(SCHEMES.flatMap((scheme) => Object.keys(SCHEMAS).map((schema) => ({ scheme, schema }))))(
    'is valid ($scheme, tiles of the schema: $schema) and needs neither glyphs nor sprites',
    ({ scheme, schema: name }) => {
      const schema = SCHEMAS[name];
      if (schema == null) throw new Error(`not recognised: ${name}`);
      const style = everything(scheme, schema);
      expect(validateStyleMin(style)).toEqual([]);
      expect(style).not.toHaveProperty('glyphs');
      expect(style).not.toHaveProperty('sprite');
      const ids = style.layers.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    },
  );

  it('tells the schema of an archive by its layers, and says when it knows none', () => {
    expect(new Set(Object.values(SCHEMAS)).size).toBe(4);
    expect(recogniseSchema(['contours', 'hillshade'])).toBeNull();
  });

  it('draws lines of the ground opaque, so that they are no darker where they meet', () => {
    const lines = groundLayers(OWN_SCHEMA, mapColours(TOKENS.light, 'light').ground);
    expect(lines.length).toBeGreaterThan(8);
    for (const { paint = {} } of lines) {
      expect(Object.keys(paint).filter((key) => key.endsWith('-opacity'))).toEqual([]);
    }
  });

  it('writes no name but those of streets, waters and quarters', () => {
    const colours = mapColours(TOKENS.light, 'light');
    for (const schema of Object.values(SCHEMAS)) {
      if (schema === null) continue;
      const layers = groundNames(schema, colours).map((layer) =>
        'source-layer' in layer ? layer['source-layer'] : '',
      );
      expect(layers.join()).not.toMatch(/poi|amenit|site|building|address|housenumber/);
    }
  });

  it('asks the network for nothing of its own', () => {
    expect(JSON.stringify([QUIET_STYLE, pictureLayer()])).not.toMatch(/https?:|pmtiles:/);
  });

  it('ends with its slots from back to front', () => {
    expect(QUIET_STYLE.layers.map((layer) => layer.id)).toEqual(SLOTS.map(slotEnd));
  });

  it('gives marks their place before any name, so that no name covers a mark', () => {
    // MapLibre places the symbols of upper layers first; lower ones keep clear of them.
    for (const slot of ['names', 'labels'] as const) {
      expect(SLOTS.indexOf(slot)).toBeLessThan(SLOTS.indexOf('marks'));
    }
    const colours = mapColours(TOKENS.light, 'light');
    const names = [...groundNames(OWN_SCHEMA, colours), ...communeLabelLayers(colours)];
    for (const { layout = {} } of names) {
      expect(layout).not.toHaveProperty('text-allow-overlap');
      expect(layout).not.toHaveProperty('text-ignore-placement');
    }
    expect(markLayer(TOKENS.light).id).toBe(MARKS_LAYER);
    expect(markLayer(TOKENS.light).layout).not.toHaveProperty('icon-ignore-placement');
  });
});
