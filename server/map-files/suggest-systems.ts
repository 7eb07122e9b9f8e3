import type { Position } from 'geojson';
import proj4 from 'proj4';

import type { SystemSuggestion } from '#server/contract/boundary.ts';
import { CITY_BOUNDS, isInBox } from '#server/contract/geo.ts';
import { HANOI_TM3_SRID } from '#server/contract/vn2000.ts';

import { SYSTEMS, WGS84 } from './known-systems.ts';

/** The same as 4326 but for heights. */
const WITH_HEIGHTS = 4979;
const METRES_A_DEGREE = 111_000;

/**
 * Systems under which most samples fall into the city's surroundings, with the reason: how many of them do, and how
 * far their middle lies from the city's. Hanoi's own zone comes first, then by that distance: a wrong zone moves a
 * file by tens of kilometres.
 * @param samples positions in the file's coordinates
 */
export function suggestSystems(samples: readonly Position[]): SystemSuggestion[] {
  const northingFirst = mostly(samples, looksNorthingFirst);
  return [...SYSTEMS]
    .flatMap(([srid, { definition }]): SystemSuggestion[] => {
      const converter = proj4(definition, WGS84);
      const places = samples.flatMap(([first = NaN, second = NaN]) => {
        const [x, y] = northingFirst ? [second, first] : [first, second];
        return Number.isFinite(x) && Number.isFinite(y) ? [converter.forward([x, y])] : [];
      });
      const inside = places.filter((place) => isInBox(place, CITY_BOUNDS)).length;
      if (inside * 2 <= samples.length || srid === WITH_HEIGHTS) return [];
      return [{ srid, inside, total: samples.length, metresFromCentre: metresFromCentre(places) }];
    })
    .toSorted(
      (one, other) =>
        Number(other.srid === HANOI_TM3_SRID) - Number(one.srid === HANOI_TM3_SRID) ||
        one.metresFromCentre - other.metresFromCentre,
    );
}

/** Distance between the middles of two boxes: that around the places, and the city's; to 100 m. */
function metresFromCentre(places: readonly Position[]): number {
  const [west, south, east, north] = CITY_BOUNDS;
  const middle = (axis: 0 | 1) => {
    const values = places.map((place) => place[axis] ?? NaN);
    return (values.reduce((a, b) => Math.min(a, b)) + values.reduce((a, b) => Math.max(a, b))) / 2;
  };
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const away = Math.hypot(
    (middle(0) - (west + east) / 2) * shrink,
    middle(1) - (south + north) / 2,
  );
  return Math.round((away * METRES_A_DEGREE) / 100) * 100;
}

export function mostly(
  samples: readonly Position[],
  test: (position: Position) => boolean,
): boolean {
  return samples.length > 0 && samples.filter(test).length * 2 > samples.length;
}

/** In Vietnam northings are 0.9–2.7 million metres, eastings below one million; surveyors write northing first. */
export function looksNorthingFirst([x = NaN, y = NaN]: Position): boolean {
  return x > 900_000 && x < 2_700_000 && y > 0 && y < 900_000;
}
