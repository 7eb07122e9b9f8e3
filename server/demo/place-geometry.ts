import { METRES_PER_DEGREE, type Geometry, type LonLat } from '#server/contract/geo.ts';

import type { Place } from './story.ts';

const CORNERS = 24;

/** A position some metres east and north of another; exact enough over a few kilometres. */
export function moved([longitude, latitude]: LonLat, east: number, north: number): LonLat {
  const shrink = Math.cos((latitude * Math.PI) / 180);
  return [
    round(longitude + east / (METRES_PER_DEGREE * shrink)),
    round(latitude + north / METRES_PER_DEGREE),
  ];
}

function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}

/** The invented place as a spot, a stretch or an area around its commune's rounded centre. */
export function geometryOf(place: Place, centres: ReadonlyMap<string, LonLat>): Geometry {
  const centreOf = (code: string) => {
    const centre = centres.get(code);
    if (centre === undefined) throw new Error(`the story names an unknown commune: ${code}`);
    return centre;
  };
  if (place.through !== undefined) {
    return { type: 'LineString', coordinates: place.through.map(centreOf) };
  }
  const [east, north] = place.offsetMetres;
  const spot = moved(centreOf(place.commune), east, north);
  if (place.shape === 'line')
    return lineThrough(spot, place.lengthMetres ?? 400, place.bearing ?? 0);
  if (place.shape === 'area') return areaAround(spot, place.radiusMetres ?? 150);
  return { type: 'Point', coordinates: spot };
}

function lineThrough(middle: LonLat, length: number, bearing: number): Geometry {
  const angle = (bearing * Math.PI) / 180;
  const [east, north] = [(Math.sin(angle) * length) / 2, (Math.cos(angle) * length) / 2];
  const bend = moved(middle, north / 12, -east / 12);
  return {
    type: 'LineString',
    coordinates: [moved(middle, -east, -north), bend, moved(middle, east, north)],
  };
}

function areaAround(middle: LonLat, radius: number): Geometry {
  const ring = Array.from({ length: CORNERS }, (_, corner) => {
    const angle = (corner / CORNERS) * 2 * Math.PI;
    // Not a perfect circle: it should look like a place, not like a measurement.
    const reach = radius * (0.85 + 0.15 * Math.cos(3 * angle));
    return moved(middle, Math.cos(angle) * reach, Math.sin(angle) * reach);
  });
  return { type: 'Polygon', coordinates: [[...ring, ring[0] ?? middle]] };
}
