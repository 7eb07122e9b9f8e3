import { readCoordinate, splitCoordinates } from './coordinate-text.ts';
import { CITY_BOUNDS, COUNTRY_BOUNDS, isInBox, type LonLat } from './geo.ts';
import { readMapLink } from './map-link.ts';
import { readPlusCode } from './plus-code.ts';
import type { Vn2000Grid } from './point-import.ts';
import { looksLikeGrid, placeOnGrid } from './vn2000-grids.ts';

/** The grid of the city's own maps; metres on it need no further word. */
const OWN_GRID: Vn2000Grid = 'tm3-105';

export type TypedPosition =
  | { position: LonLat; notation: 'degrees' | 'plus_code' | 'map_link' }
  /** `others`: further grids on which the same metres lie near the city. */
  | { position: LonLat; notation: 'vn2000'; grid: Vn2000Grid; others: Vn2000Grid[] }
  /** `far`: degrees of a place in the country that is not near the city. */
  | { problem: 'outside'; far: LonLat | null }
  /** `several_zones`: the metres lie near the city on several grids, and not on the city's own. */
  | { problem: 'several_zones'; grids: Vn2000Grid[] }
  /** `shortened`: the address of a map that only its maker can resolve. */
  | { problem: 'not_understood' | 'shortened' };

/**
 * Reads a position as people write or paste it, everywhere in the same way: two numbers in degrees (`21.0245, 105.8412`,
 * `21,0245; 105,8412`), degrees with minutes and seconds, metres of VN-2000 in either order (`2326509 588154`,
 * `X = 2326509; Y = 588154`), the address of a map, a plus code. Of degrees latitude comes first; where only the other
 * order lies near the city, that is meant.
 */
export function readTypedPosition(typed: string): TypedPosition {
  const link = readMapLink(typed);
  if (link === 'shortened') return { problem: 'shortened' };
  if (link !== null) return nearCity(link, 'map_link');
  const square = readPlusCode(typed);
  if (square !== null) return nearCity(square, 'plus_code');
  const [one, other] = (splitCoordinates(withoutAxes(typed)) ?? []).map(readCoordinate);
  if (one == null || other == null) return { problem: 'not_understood' };
  if (looksLikeGrid(one.value, other.value)) return readMetres(one.value, other.value);
  const found = nearCity([one.value, other.value], 'degrees');
  if ('notation' in found) return found;
  const swapped = nearCity([other.value, one.value], 'degrees');
  return 'notation' in swapped ? swapped : found;
}

function nearCity(position: LonLat, notation: 'degrees' | 'plus_code' | 'map_link'): TypedPosition {
  if (isInBox(position, CITY_BOUNDS)) return { position, notation };
  const isFar = notation === 'degrees' && isInBox(position, COUNTRY_BOUNDS);
  return { problem: 'outside', far: isFar ? position : null };
}

function readMetres(one: number, other: number): TypedPosition {
  const placed = placeOnGrid(one, other, { bbox: CITY_BOUNDS });
  if (placed === null) return { problem: 'outside', far: null };
  const { grid, alternatives } = placed.assumption;
  const others = alternatives.map((alternative) => alternative.grid);
  if (grid !== OWN_GRID && others.length > 0) {
    return { problem: 'several_zones', grids: [grid, ...others] };
  }
  return { position: placed.position, notation: 'vn2000', grid, others };
}

/** Without the names of the axes, as surveyors write them before each number. */
function withoutAxes(typed: string): string {
  return typed
    .replace(/(^|[\s,;])[XY]\s?[=:]?\s?(?=\d)/gi, '$1')
    .replace(/(^|[\s,;])([NE])\s?[=:]?\s(?=\d)/gi, '$1$2');
}
