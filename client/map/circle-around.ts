import type { Feature, Polygon } from 'geojson';

import type { LonLat } from '#server/contract/geo.ts';

const CORNERS = 48;
const METRES_PER_DEGREE = 111_320;

/** A circle of so many metres, its corners in degrees; good enough for what is no more than a few kilometres. */
export function circleAround([longitude, latitude]: LonLat, metres: number): Feature<Polygon> {
  const north = metres / METRES_PER_DEGREE;
  const east = north / Math.cos((latitude * Math.PI) / 180);
  const ring = Array.from({ length: CORNERS + 1 }, (_, corner): LonLat => {
    const angle = (2 * Math.PI * corner) / CORNERS;
    return [longitude + east * Math.cos(angle), latitude + north * Math.sin(angle)];
  });
  return { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } };
}
