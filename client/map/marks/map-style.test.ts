import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';

import { focusLayer, markLayer, pulseLayer, wordLayer } from './mark-layers.ts';
import { shapeLayers } from './shape-layers.ts';
import { TOKENS, type Scheme } from '#client/ui/tokens.ts';

import { ringLayers } from '#client/map/distance-rings.tsx';
import { vectorLayers } from '#client/map/style/basemap-style.ts';
import {
  approximateBorderLayer,
  areaLayers,
  chosenAreaLayer,
  communeLabelLayers,
} from '#client/map/style/commune-layers.ts';
import { mapColours } from '#client/map/style/map-colours.ts';
import { slotEnd, SLOTS, withSlots } from '#client/map/style/order.ts';
import { backgroundLayer, QUIET_STYLE } from '#client/map/style/quiet-style.ts';

const SCHEMES: readonly Scheme[] = ['light', 'dark'];

/** Everything that is ever put on the map, in one style. */
function everything(scheme: Scheme, overBasemap: boolean): StyleSpecification {
  const tokens = TOKENS[scheme];
  const colours = mapColours(tokens, scheme);
  const layers: LayerSpecification[] = [
    ...(overBasemap ? vectorLayers(colours) : [backgroundLayer(colours)]),
    ...areaLayers(colours, overBasemap),
    approximateBorderLayer(colours),
    chosenAreaLayer(colours, ['00004', '00008']),
    ...communeLabelLayers(colours),
    ...shapeLayers(tokens),
    ...ringLayers(tokens),
    pulseLayer(tokens),
    focusLayer(tokens),
    wordLayer(tokens),
    markLayer(tokens),
  ];
  const names = layers.flatMap((layer) => ('source' in layer ? [layer.source] : []));
  const sources: StyleSpecification['sources'] = {};
  for (const name of names) {
    sources[name] =
      name === 'basemap'
        ? { type: 'vector', url: 'pmtiles://basemap.pmtiles' }
        : { type: 'geojson', data: { type: 'FeatureCollection', features: [] } };
  }
  return withSlots({ version: 8, sources, layers });
}

describe('the style of the map', () => {
  it.each(
    SCHEMES.flatMap((scheme) => [
      { scheme, overBasemap: false },
      { scheme, overBasemap: true },
    ]),
  )(
    'is valid ($scheme, over a basemap: $overBasemap) and needs neither glyphs nor sprites',
    ({ scheme, overBasemap }) => {
      const style = everything(scheme, overBasemap);
      expect(validateStyleMin(style)).toEqual([]);
      expect(style).not.toHaveProperty('glyphs');
      expect(style).not.toHaveProperty('sprite');
    },
  );

  it('asks the network for nothing of its own', () => {
    expect(JSON.stringify(QUIET_STYLE)).not.toMatch(/https?:|pmtiles:/);
  });

  it('ends with its slots from back to front', () => {
    expect(QUIET_STYLE.layers.map((layer) => layer.id)).toEqual(SLOTS.map(slotEnd));
  });
});
