import { useMap } from '@vis.gl/react-maplibre';
import type { Map as MapLibre } from 'maplibre-gl';
import { useEffect, useState } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import { STREET_NAME_LAYERS } from '#client/map/style/ground-names.ts';

const MOST_NAMES = 12;

/** Streets of the view for those who cannot see them: the same names that the map writes. */
export function GroundWords({ groundKey }: { groundKey: string }) {
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
