import type { FeatureCollection, Polygon } from 'geojson';

import type { Density } from '#server/contract/density.ts';

/** Part of the peak below which a cell is left out: it would only be a veil. */
const LEAST_SHARE = 0.03;
const MERCATOR = (latitude: number) => Math.atanh(Math.sin((latitude * Math.PI) / 180));
const LATITUDE = (northing: number) => (Math.asin(Math.tanh(northing)) * 180) / Math.PI;

export type DensityCells = FeatureCollection<Polygon, { share: number }>;

/** The cells of a density as squares of the map, each with its share of the peak, 0 to 1. */
export function densityCells(grid: NonNullable<Density['grid']>): DensityCells {
  const { columns, rows, bounds, values, peak } = grid;
  const [west, south, east, north] = bounds;
  const width = (east - west) / columns;
  const bottom = MERCATOR(south);
  const height = (MERCATOR(north) - bottom) / rows;
  const features: DensityCells['features'] = [];
  for (const [cell, value] of values.entries()) {
    const share = peak === 0 ? 0 : value / peak;
    if (share < LEAST_SHARE) continue;
    const left = west + (cell % columns) * width;
    const row = Math.floor(cell / columns);
    const low = LATITUDE(bottom + row * height);
    const high = LATITUDE(bottom + (row + 1) * height);
    const ring = [
      [left, low],
      [left + width, low],
      [left + width, high],
      [left, high],
      [left, low],
    ];
    features.push({
      type: 'Feature',
      properties: { share },
      geometry: { type: 'Polygon', coordinates: [ring] },
    });
  }
  return { type: 'FeatureCollection', features };
}
