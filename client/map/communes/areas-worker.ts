import { bbox } from '@turf/turf';
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';

import type { BoundingBox } from '#server/contract/geo.ts';

import { areaOutlines } from './area-outlines.ts';
import type { AreasAnswer, AreasRequest, NamesRequest } from './areas-messages.ts';
import { placeName } from './name-place.ts';

// Borders and places of names are worked out here, so that the page stays free for the pointer.

type Area = Feature<Polygon | MultiPolygon>;

let areas: ReadonlyMap<string, { area: Area; box: BoundingBox }> = new Map();
let asked: NamesRequest | null = null;

function answer(message: AreasAnswer): void {
  self.postMessage(message);
}

async function takeAreas({ areas: given }: AreasRequest): Promise<void> {
  const collection = typeof given === 'string' ? await fetchAreas(given) : given;
  // Without areas nothing is drawn, and the map says so itself.
  if (collection === null) return;
  areas = new Map(
    collection.features.filter(isArea).map((area) => {
      const [west, south, east, north] = bbox(area);
      return [String(area.properties?.['code']), { area, box: [west, south, east, north] }];
    }),
  );
  if (areas.size > 0) answer({ kind: 'outlines', ...areaOutlines(collection) });
  if (asked !== null) placeNames(asked);
}

async function fetchAreas(address: string): Promise<FeatureCollection | null> {
  const response = await fetch(address).catch(() => null);
  return response?.ok === true ? await response.json() : null;
}

function placeNames(request: NamesRequest): void {
  asked = request;
  const { view, leastDegrees, centres } = request;
  const places = centres.flatMap(([code, centre]) => {
    const known = areas.get(code);
    if (known === undefined || !touches(known.box, view)) return [];
    const place = placeName(known.area, centre, view, leastDegrees);
    return place === null ? [] : [[code, place] as const];
  });
  answer({ kind: 'names', places });
}

function isArea(feature: Feature): feature is Area {
  return feature.geometry.type === 'Polygon' || feature.geometry.type === 'MultiPolygon';
}

function touches(a: BoundingBox, b: BoundingBox): boolean {
  return a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
}

self.addEventListener('message', (event: MessageEvent<AreasRequest | NamesRequest>) => {
  const message = event.data;
  if (message.kind === 'areas') void takeAreas(message);
  else placeNames(message);
});
