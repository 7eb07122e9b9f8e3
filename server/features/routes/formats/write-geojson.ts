import type { RouteDocument } from './route-document.ts';

/** GeoJSON (RFC 7946): stops as points with their times, ways as lines. */
export function writeGeoJson(route: RouteDocument): string {
  const features = route.shifts.flatMap(({ shiftId, teamName, metres, line, stops }) => [
    ...stops.map(({ place, ...properties }) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: place },
      properties: { ...properties, shiftId, teamName },
    })),
    ...(line.length < 2
      ? []
      : [
          {
            type: 'Feature',
            geometry: { type: 'LineString', coordinates: line },
            properties: { shiftId, teamName, metres, approximate: route.approximate },
          },
        ]),
  ]);
  const { routeId, title, onDate, madeAt, watermark } = route;
  return JSON.stringify({
    type: 'FeatureCollection',
    features,
    properties: { routeId, title, onDate, madeAt, watermark },
  });
}
