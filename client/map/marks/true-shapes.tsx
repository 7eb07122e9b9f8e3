import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Layer, Source } from '@vis.gl/react-maplibre';

import type { Filter } from '#client/register/filter.ts';
import { pointShapesQuery } from '#client/register/queries.ts';
import type { SettledCamera } from '#client/map/camera.ts';
import { slotEnd } from '#client/map/style/order.ts';
import type { Tokens } from '#client/ui/tokens.ts';
import { TRUE_SHAPE_ZOOM } from '#server/contract/tile.ts';

import { SHAPES_SOURCE, shapeLayers } from './shape-layers.ts';

/** Lines and areas of the view as they are; farther out their marks stand for them. */
export function TrueShapes({
  camera,
  filter,
  tokens,
}: {
  camera: SettledCamera;
  filter: Filter;
  tokens: Tokens;
}) {
  const near = camera.zoom >= TRUE_SHAPE_ZOOM;
  const { data } = useQuery({
    ...pointShapesQuery(filter, camera.bounds),
    enabled: near,
    placeholderData: keepPreviousData,
  });
  if (!near || data === undefined) return null;
  return (
    <Source id={SHAPES_SOURCE} type="geojson" data={data}>
      {shapeLayers(tokens).map((layer) => (
        <Layer key={layer.id} {...layer} beforeId={slotEnd('shapes')} />
      ))}
    </Source>
  );
}
