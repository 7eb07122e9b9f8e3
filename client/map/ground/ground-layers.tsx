import { Layer, Source } from '@vis.gl/react-maplibre';
import type { LayerSpecification } from 'maplibre-gl';
import { useMemo } from 'react';

import { groundNames } from '#client/map/style/ground-names.ts';
import { GROUND_SOURCE, groundLayers, pictureLayer } from '#client/map/style/ground-style.ts';
import type { MapColours } from '#client/map/style/map-colours.ts';
import { slotEnd } from '#client/map/style/order.ts';

import type { Ground } from './ground.ts';
import { GroundWords } from './ground-words.tsx';

/** Streets, waters and names under everything else, in one look whatever the tiles are. */
export function GroundLayers({
  ground,
  colours,
}: {
  ground: Exclude<Ground, { kind: 'style' }>;
  colours: MapColours;
}) {
  const { under, names } = useMemo(
    () =>
      ground.kind === 'pictures'
        ? { under: [pictureLayer()], names: [] }
        : {
            under: groundLayers(ground.schema, colours.ground),
            names: groundNames(ground.schema, colours),
          },
    [ground, colours],
  );
  // A newer ground is put on the map before the older one is taken off.
  const own = (layer: LayerSpecification) => ({ ...layer, id: `${layer.id}@${ground.key}` });
  return (
    <>
      <Source key={ground.key} id={`${GROUND_SOURCE}@${ground.key}`} {...ground.source}>
        {under.map((layer) => (
          <Layer key={layer.id} {...own(layer)} beforeId={slotEnd('ground')} />
        ))}
        {names.map((layer) => (
          <Layer key={layer.id} {...own(layer)} beforeId={slotEnd('names')} />
        ))}
      </Source>
      {ground.kind === 'tiles' && <GroundWords groundKey={ground.key} />}
    </>
  );
}
