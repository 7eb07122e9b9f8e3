import { Layer, Source, useMap } from '@vis.gl/react-maplibre';
import type { LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import { useMemo, useEffect, useState } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import { groundNames, STREET_NAME_LAYERS } from '#client/map/style/ground-names.ts';
import { GROUND_SOURCE, groundLayers, pictureLayer } from '#client/map/style/ground-style.ts';
import type { MapColours } from '#client/map/style/map-colours.ts';
import { slotEnd } from '#client/map/style/order.ts';

import type { Ground } from './ground.ts';

const MOST_NAMES = 12;

/** Streets of the view for those who cannot see them: the same names that the map writes. */
function GroundWords({ groundKey }: { groundKey: string }) {
  const text = useText();
  const names = useStreetNames(groundKey);
  if (names.length === 0) return null;
  return (
    <section className="visually-hidden" aria-label={text.map.streetsInView}>
      <ul>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </section>
  );
}

/** Names of streets that are written on the map, read each time that it has come to rest. */
function useStreetNames(groundKey: string): readonly string[] {
  const { current } = useMap();
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(
    function readWhenIdle() {
      const map = current?.getMap();
      if (map === undefined) return undefined;
      const read = () => {
        const found = writtenNames(map, groundKey);
        setNames((before) => (before.join() === found.join() ? before : found));
      };
      map.on('idle', read);
      return () => {
        map.off('idle', read);
      };
    },
    [current, groundKey],
  );
  return names;
}

function writtenNames(map: MapLibre, groundKey: string): string[] {
  const layers = STREET_NAME_LAYERS.map((id) => `${id}@${groundKey}`).filter(
    (id) => map.getLayer(id) !== undefined,
  );
  if (layers.length === 0) return [];
  const names = new Set<string>();
  for (const { properties } of map.queryRenderedFeatures({ layers })) {
    const name: unknown = properties['name'];
    if (typeof name === 'string') names.add(name.normalize('NFC'));
  }
  return [...names].slice(0, MOST_NAMES);
}

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
