import { Layer, Source } from '@vis.gl/react-maplibre';
import type { Feature, Polygon } from 'geojson';
import { useMemo } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import { CityMap } from '#client/map/city-map.tsx';
import { slotEnd } from '#client/map/style/order.ts';
import { useTokens } from '#client/ui/use-tokens.ts';
import type { LonLat } from '#server/contract/geo.ts';

import { COVERAGE_SOURCE, coverageLayers } from './coverage-layers.ts';

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
    <CityMap home="city" label={text.coverageMap} communes="areas" inPage>
      <Source id={COVERAGE_SOURCE} type="geojson" data={area}>
        {coverageLayers(tokens).map((layer) => (
          <Layer key={layer.id} {...layer} beforeId={slotEnd('areas')} />
        ))}
      </Source>
    </CityMap>
  );
}
