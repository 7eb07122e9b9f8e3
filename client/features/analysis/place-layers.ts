import type { Feature, FeatureCollection } from 'geojson';
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';

import type { Scheme, Tokens } from '#client/ui/tokens.ts';
import { boundsAround } from '#client/map/camera.ts';
import type { BoundingBox } from '#server/contract/geo.ts';
import type { PlaceAnalysis } from '#server/contract/place-analysis.ts';

import { isSignificant } from './p-value.ts';

export const PLACE_SOURCE = 'analysis-places';
export const PLACE_FILL = 'analysis:place-fill';

type PlaceColours = {
  hot: string;
  cold: string;
  none: string;
  /** From the least to the greatest density. */
  dense: readonly [string, string];
};

/** Hot and cold apart for every eye, and by the stroke too; density in one hue. */
export const PLACE_COLOURS: Record<Scheme, PlaceColours> = {
  light: { hot: '#b3261e', cold: '#2b5fb8', none: '#98a3a6', dense: ['#f4d9b0', '#8c2d04'] },
  dark: { hot: '#ff8a7a', cold: '#8ab4ff', none: '#6b787d', dense: ['#4a3a22', '#ffb870'] },
};

/** Features of a result on the map: squares, links or circles, each with the property that it is styled by. */
export function placeFeatures(result: PlaceAnalysis): FeatureCollection {
  const most = result.density.reduce((top, { density }) => Math.max(top, density), 0);
  const polygon = (ring: [number, number][], properties: Record<string, unknown>): Feature => ({
    type: 'Feature',
    properties,
    geometry: { type: 'Polygon', coordinates: [ring] },
  });
  return {
    type: 'FeatureCollection',
    features: [
      ...result.hotSpots.map(({ ring, z, adjustedP }) =>
        polygon(ring, { tone: isSignificant(adjustedP) ? (z > 0 ? 'hot' : 'cold') : 'none' }),
      ),
      ...result.emerging.map(({ ring, temperature }) => polygon(ring, { tone: temperature })),
      ...result.density.map(({ ring, density }) =>
        polygon(ring, { tone: 'dense', share: most === 0 ? 0 : density / most }),
      ),
      ...result.clusters.map(({ ring, p }) =>
        polygon(ring, { tone: isSignificant(p) ? 'hot' : 'none', cluster: true }),
      ),
      ...result.links.map(({ from, to }): Feature => ({
        type: 'Feature',
        properties: { tone: 'link' },
        geometry: { type: 'LineString', coordinates: [from, to] },
      })),
      // A pair at one place is a dot: a line of no length would not be seen.
      ...result.links.map(({ from }): Feature => ({
        type: 'Feature',
        properties: { tone: 'link' },
        geometry: { type: 'Point', coordinates: from },
      })),
    ],
  };
}

/** Box around what a result says most about; null where it has nothing to show. */
export function foremostBox(result: PlaceAnalysis): BoundingBox | null {
  const hot = result.hotSpots.filter(({ adjustedP }) => isSignificant(adjustedP));
  const rings = [
    ...(hot.length > 0 ? hot : result.hotSpots.filter(({ events }) => events > 0)),
    ...result.emerging,
    ...result.density,
    ...result.clusters,
  ].flatMap(({ ring }) => ring);
  const corners = [...rings, ...result.links.flatMap(({ from, to }) => [from, to])];
  return corners.length === 0 ? null : boundsAround(corners, 0);
}

export function placeLayers(scheme: Scheme, tokens: Tokens): LayerSpecification[] {
  const colours = PLACE_COLOURS[scheme];
  const tone: ExpressionSpecification = [
    'match',
    ['get', 'tone'],
    'hot',
    colours.hot,
    'cold',
    colours.cold,
    'link',
    colours.hot,
    colours.none,
  ];
  return [
    fillLayer(colours, tone),
    {
      id: 'analysis:place-line',
      type: 'line',
      source: PLACE_SOURCE,
      filter: ['!=', ['get', 'tone'], 'dense'],
      paint: {
        'line-color': tone,
        'line-width': ['match', ['get', 'tone'], 'hot', 2, 'cold', 2, 'link', 2.5, 0.6],
      },
    },
    // Cold is dashed as well, for who cannot tell it from hot by its colour.
    {
      id: 'analysis:place-cold',
      type: 'line',
      source: PLACE_SOURCE,
      filter: ['==', ['get', 'tone'], 'cold'],
      paint: { 'line-color': tokens.surface, 'line-width': 2, 'line-dasharray': [2, 2] },
    },
    {
      id: 'analysis:place-dot',
      type: 'circle',
      source: PLACE_SOURCE,
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': 4,
        'circle-color': colours.hot,
        'circle-stroke-color': tokens.surface,
        'circle-stroke-width': 1.5,
      },
    },
  ];
}

/** Squares and circles: density by its share of the greatest, everything else by its tone. */
function fillLayer(colours: PlaceColours, tone: ExpressionSpecification): LayerSpecification {
  return {
    id: PLACE_FILL,
    type: 'fill',
    source: PLACE_SOURCE,
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: {
      'fill-color': [
        'case',
        ['==', ['get', 'tone'], 'dense'],
        ['interpolate', ['linear'], ['get', 'share'], 0, colours.dense[0], 1, colours.dense[1]],
        tone,
      ],
      'fill-opacity': [
        'case',
        ['==', ['get', 'tone'], 'dense'],
        ['interpolate', ['linear'], ['get', 'share'], 0, 0.1, 0.15, 0.55, 1, 0.85],
        ['==', ['get', 'tone'], 'none'],
        0.12,
        0.5,
      ],
    },
  };
}
