import { useMap } from '@vis.gl/react-maplibre';
import type { FeatureCollection } from 'geojson';
import type { Map as MapLibre } from 'maplibre-gl';
import { useEffect, useRef, useState } from 'react';

import type { MapPadding } from '#client/map/map-canvas.tsx';
import type { Commune } from '#server/contract/commune.ts';
import type { LonLat } from '#server/contract/geo.ts';

import type { AreaOutlines } from './area-outlines.ts';
import type { AreasAnswer, AreasRequest, NamesRequest } from './areas-messages.ts';

/** Half the height and a little of the width of a name, CSS pixels. */
const ROOM_PIXELS = 22;

export type NamePlaces = ReadonlyMap<string, LonLat>;

/**
 * Outlines of the areas and, after each move of the map, places of the communes' names; both are null until the
 * worker has answered.
 * @param padding what floats over the edges of the map: no name stands there
 */
export function useAreasWorker(
  areas: string | FeatureCollection,
  communes: readonly Commune[],
  padding: MapPadding,
): { outlines: AreaOutlines | null; places: NamePlaces | null } {
  const { current } = useMap();
  const worker = useRef<Worker | null>(null);
  const [outlines, setOutlines] = useState<AreaOutlines | null>(null);
  const [places, setPlaces] = useState<NamePlaces | null>(null);

  useEffect(
    function runWorker() {
      const started = new Worker(new URL('./areas-worker.ts', import.meta.url), { type: 'module' });
      worker.current = started;
      started.addEventListener('message', ({ data }: MessageEvent<AreasAnswer>) => {
        if (data.kind === 'outlines') setOutlines({ borders: data.borders, beyond: data.beyond });
        else setPlaces(new Map(data.places));
      });
      const message: AreasRequest = {
        kind: 'areas',
        areas: typeof areas === 'string' ? new URL(areas, document.baseURI).href : areas,
      };
      started.postMessage(message);
      return () => {
        started.terminate();
        worker.current = null;
      };
    },
    [areas],
  );

  const { top, right, bottom, left } = padding;
  useEffect(
    function followMap() {
      const map = current?.getMap();
      if (map === undefined) return undefined;
      const centres = communes.map(({ code, centre }) => [code, centre] as const);
      const ask = () => {
        const request = { ...visiblePart(map, { top, right, bottom, left }), centres };
        worker.current?.postMessage({ kind: 'names', ...request } satisfies NamesRequest);
      };
      ask();
      map.on('moveend', ask);
      return () => {
        map.off('moveend', ask);
      };
    },
    [current, areas, communes, top, right, bottom, left],
  );
  return { outlines, places };
}

/** The box between what floats over the map, and the room of a name in degrees. */
function visiblePart(
  map: MapLibre,
  { top, right, bottom, left }: MapPadding,
): Pick<NamesRequest, 'view' | 'leastDegrees'> {
  const { clientWidth, clientHeight } = map.getCanvas();
  const upper = map.unproject([left, top]);
  const lower = map.unproject([
    Math.max(left + 1, clientWidth - right),
    Math.max(top + 1, clientHeight - bottom),
  ]);
  const degreesPerPixel = 360 / (512 * 2 ** map.getZoom());
  return {
    view: [upper.lng, lower.lat, lower.lng, upper.lat],
    leastDegrees: ROOM_PIXELS * degreesPerPixel,
  };
}
