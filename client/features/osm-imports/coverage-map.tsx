import { Layer, Source } from '@vis.gl/react-maplibre';
import type { Feature, Polygon } from 'geojson';
import type { LayerSpecification } from 'maplibre-gl';
import { useMemo } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import { CityMap } from '#client/map/city-map.tsx';
import { slotEnd } from '#client/map/style/order.ts';
import type { Tokens } from '#client/ui/tokens.ts';
import { useTokens } from '#client/ui/use-tokens.ts';
import type { BoundingBox, LonLat } from '#server/contract/geo.ts';

const COVERAGE_SOURCE = 'osm-coverage';

/** Area that a file has data of, and its edge. */
function coverageLayers(tokens: Tokens): LayerSpecification[] {
  return [
    {
      id: 'osm:coverage-fill',
      type: 'fill',
      source: COVERAGE_SOURCE,
      paint: { 'fill-color': tokens.accent, 'fill-opacity': 0.12 },
    },
    {
      id: 'osm:coverage-line',
      type: 'line',
      source: COVERAGE_SOURCE,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': tokens.accent, 'line-width': 2 },
    },
  ];
}

/** About 5 km, in degrees: as much of the city is shown around the smallest area. */
const LEAST_AROUND = 0.05;

/** The hull of a file's data over the city. */
export default function CoverageMap({ hull }: { hull: readonly LonLat[] }) {
  const { osmImports: text } = useText();
  const tokens = useTokens();
  const area = useMemo(
    (): Feature<Polygon> => ({
      type: 'Feature',
      properties: {},
      geometry: { type: 'Polygon', coordinates: [[...hull]] },
    }),
    [hull],
  );
  return (
    <CityMap home={boxAround(hull)} label={text.coverageMap} communes="areas" inPage>
      <Source id={COVERAGE_SOURCE} type="geojson" data={area}>
        {coverageLayers(tokens).map((layer) => (
          <Layer key={layer.id} {...layer} beforeId={slotEnd('areas')} />
        ))}
      </Source>
    </CityMap>
  );
}

/** The box around a hull, with a quarter of its size around it. */
function boxAround(hull: readonly LonLat[]): BoundingBox {
  const [longitudes, latitudes] = [hull.map(([x]) => x), hull.map(([, y]) => y)];
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const around = Math.max(LEAST_AROUND, (east - west) / 4, (north - south) / 4);
  return [west - around, south - around, east + around, north + around];
}
