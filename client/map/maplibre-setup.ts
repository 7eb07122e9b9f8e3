import {
  addProtocol,
  AttributionControl,
  Map,
  Marker,
  Popup,
  prewarm,
  ScaleControl,
  setWorkerUrl,
} from 'maplibre-gl';
// The worker is a file of its own; bundlers only find it when it is named.
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { Protocol } from 'pmtiles';
import type { MapProps } from '@vis.gl/react-maplibre';

setWorkerUrl(workerUrl);
addProtocol('pmtiles', new Protocol().tile);
// The worker's code takes as long as the map's own; asked for with it, it is there when the map is.
prewarm();

/** MapLibre, ready to make maps. Only what the maps have on them: the bundler leaves the other controls out. */
export const mapLibrary = { AttributionControl, Map, Marker, Popup, ScaleControl } as NonNullable<
  MapProps['mapLib']
>;
