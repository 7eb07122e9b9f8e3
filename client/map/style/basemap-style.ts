import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { PMTiles, TileType } from 'pmtiles';

import type { Configuration } from '#server/contract/configuration.ts';

import type { MapColours } from './map-colours.ts';
import { withSlots } from './order.ts';

type Basemap = NonNullable<Configuration['basemap']>;

const SOURCE = 'basemap';

/**
 * The style of the operator's basemap with our slots on top.
 * Rejects when the style or the archive cannot be read; the map then keeps its own ground.
 */
export async function loadBasemapStyle(
  basemap: Basemap,
  colours: MapColours,
): Promise<StyleSpecification> {
  switch (basemap.kind) {
    case 'style': {
      const response = await fetch(basemap.url);
      if (!response.ok) throw new Error(`basemap style: HTTP ${response.status}`);
      const style: StyleSpecification = await response.json();
      return withSlots(style);
    }
    case 'pmtiles':
      return withSlots(await archiveStyle(basemap.url, colours));
  }
}

async function archiveStyle(url: string, colours: MapColours): Promise<StyleSpecification> {
  const absolute = new URL(url, document.baseURI).href;
  const archive = new PMTiles(absolute);
  const header = await archive.getHeader();
  const metadata: unknown = await archive.getMetadata();
  const source = { url: `pmtiles://${absolute}`, attribution: attributionOf(metadata) };
  if (header.tileType !== TileType.Mvt) {
    return {
      version: 8,
      sources: { [SOURCE]: { type: 'raster', tileSize: 256, ...source } },
      layers: [
        {
          id: 'basemap:raster',
          type: 'raster',
          source: SOURCE,
          paint: { 'raster-saturation': -0.6, 'raster-opacity': 0.85 },
        },
      ],
    };
  }
  return {
    version: 8,
    sources: { [SOURCE]: { type: 'vector', ...source } },
    layers: vectorLayers(colours),
  };
}

function attributionOf(metadata: unknown): string {
  if (typeof metadata !== 'object' || metadata === null || !('attribution' in metadata)) return '';
  return typeof metadata.attribution === 'string' ? metadata.attribution : '';
}

/** Water, green, built ground and roads of the Protomaps schema, hushed; labels stay ours. */
export function vectorLayers(colours: MapColours): LayerSpecification[] {
  const road = (id: string, kinds: string[], near: number): LayerSpecification => ({
    id,
    type: 'line',
    source: SOURCE,
    'source-layer': 'roads',
    filter: ['in', ['get', 'kind'], ['literal', kinds]],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-color': colours.border,
      'line-opacity': 0.35,
      'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 8, 0.4, 18, near],
    },
  });
  const area = (
    id: string,
    layer: string,
    colour: string,
    opacity: number,
  ): LayerSpecification => ({
    id,
    type: 'fill',
    source: SOURCE,
    'source-layer': layer,
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': colour, 'fill-opacity': opacity },
  });
  return [
    { id: 'basemap:ground', type: 'background', paint: { 'background-color': colours.rural } },
    area('basemap:landuse', 'landuse', colours.urban, 0.6),
    area('basemap:water', 'water', colours.accent, 0.16),
    area('basemap:buildings', 'buildings', colours.border, 0.14),
    road('basemap:minor', ['minor_road', 'path', 'other'], 10),
    road('basemap:major', ['major_road', 'highway', 'medium_road'], 22),
    road('basemap:rail', ['rail'], 4),
  ];
}
