import { readCoordinate, splitCoordinates } from '#server/contract/coordinate-text.ts';
import { CITY_BOUNDS, isInBox, type LonLat } from '#server/contract/geo.ts';
import { readMapLink } from '#server/contract/map-link.ts';
import { readPlusCode } from '#server/contract/plus-code.ts';

export type ReadCoordinates =
  | { position: LonLat }
  | { problem: 'not_understood' | 'outside' | 'shortened' };

/**
 * Reads a position as people write or paste it: two numbers in degrees (`21.0245, 105.8412`, `21,0245; 105,8412`),
 * degrees with minutes and seconds, the address of a map, a plus code. Latitude first; where only the other order lies
 * near the city, that is meant. `shortened`: the address of a map that only its maker can resolve.
 */
export function readCoordinates(typed: string): ReadCoordinates {
  const link = readMapLink(typed);
  if (link === 'shortened') return { problem: 'shortened' };
  const position = link ?? readPlusCode(typed);
  if (position !== null) return nearCity(position) ?? { problem: 'outside' };
  const [one, other] = (splitCoordinates(typed) ?? []).map(readCoordinate);
  if (one == null || other == null) return { problem: 'not_understood' };
  return (
    nearCity([one.value, other.value]) ??
    nearCity([other.value, one.value]) ?? { problem: 'outside' }
  );
}

function nearCity(position: LonLat): { position: LonLat } | null {
  return isInBox(position, CITY_BOUNDS) ? { position } : null;
}
