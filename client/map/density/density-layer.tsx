import { Box } from '@mantine/core';
import { useQuery, keepPreviousData } from '@tanstack/react-query';
import { Layer, Source } from '@vis.gl/react-maplibre';
import type { FeatureCollection, Polygon } from 'geojson';
import type { FillLayerSpecification } from 'maplibre-gl';
import { useMemo } from 'react';

import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { SettledCamera } from '#client/map/camera.ts';
import { slotEnd } from '#client/map/style/order.ts';
import { type Filter, filterQuery } from '#client/register/filter.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';
import type { Tokens } from '#client/ui/tokens.ts';
import type { Density } from '#server/contract/density.ts';
import type { BoundingBox } from '#server/contract/geo.ts';

import classes from './density.module.css';

/** Part of the peak below which a cell is left out: it would only be a veil. */
const LEAST_SHARE = 0.03;

const DIGITS = 4;

/** Density of the places of a filter in a box. */
function densityQuery(filter: Filter, box: BoundingBox) {
  const bbox = box.map((degrees) => degrees.toFixed(DIGITS)).join(',');
  const query = { ...filterQuery(filter), bbox };
  return apiQuery(
    ['points', 'density', query],
    api.density.$get,
    { query },
    { meta: FOLLOWS_POINTS, placeholderData: keepPreviousData },
  );
}

/** Under marks and names, and in the colour of no status: a recurrence stays louder. */
const STRONGEST = 0.6;

export function densityLayer(tokens: Tokens): Omit<FillLayerSpecification, 'source'> {
  return {
    id: 'density',
    type: 'fill',
    paint: {
      'fill-color': tokens.warning,
      'fill-opacity': ['*', STRONGEST, ['get', 'share']],
      'fill-antialias': false,
    },
  };
}

/** Density of the places of the filter in the view, with its legend; says why where there is none. */
export function DensityLayer({
  filter,
  camera,
  tokens,
}: {
  filter: Filter;
  camera: SettledCamera;
  tokens: Tokens;
}) {
  const density = useQuery(densityQuery(filter, camera.bounds));
  const grid = density.data?.grid ?? null;
  const cells = useMemo(() => (grid === null ? null : densityCells(grid)), [grid]);
  return (
    <>
      {cells !== null && (
        <Source id="density" type="geojson" data={cells}>
          <Layer {...densityLayer(tokens)} beforeId={slotEnd('areas')} />
        </Source>
      )}
      <div className={classes.legend} role="note">
        <ErrorNotice error={density.error} onRetry={() => void density.refetch()} />
        {density.data !== undefined && <Legend {...density.data} />}
      </div>
    </>
  );
}

function Legend({
  places,
  fewest,
  origin,
  radiusMetres,
  grid,
}: {
  places: number;
  fewest: number;
  origin: string;
  radiusMetres: number;
  grid: { peak: number } | null;
}) {
  const { density: own } = useText();
  const format = useFormat();
  const count = format.number(places, 0);
  return (
    <>
      <strong>{own.show}</strong>
      {grid === null ? (
        <p title={origin}>{own.tooFew({ places: count, fewest: format.number(fewest, 0) })}</p>
      ) : (
        <>
          <span className={classes.scale} aria-hidden="true" />
          <p>{own.scale({ peak: format.number(grid.peak, 1) })}</p>
          <Box component="p" fz="xs" c="dimmed">
            {own.basis({ places: count, radius: format.distance(radiusMetres) })}
          </Box>
        </>
      )}
    </>
  );
}

const MERCATOR = (latitude: number) => Math.atanh(Math.sin((latitude * Math.PI) / 180));
const LATITUDE = (northing: number) => (Math.asin(Math.tanh(northing)) * 180) / Math.PI;

type DensityCells = FeatureCollection<Polygon, { share: number }>;

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
