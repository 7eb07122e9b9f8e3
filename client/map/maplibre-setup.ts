import * as maplibregl from 'maplibre-gl';
// The worker is a file of its own; bundlers only find it when it is named.
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { Protocol } from 'pmtiles';

maplibregl.setWorkerUrl(workerUrl);
maplibregl.addProtocol('pmtiles', new Protocol().tile);
// The worker's code takes as long as the map's own; asked for with it, it is there when the map is.
maplibregl.prewarm();

/** MapLibre, ready to make maps. */
export const mapLibrary = maplibregl;
