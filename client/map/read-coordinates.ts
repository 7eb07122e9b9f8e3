import { CITY_BOUNDS, type LonLat } from '#server/contract/geo.ts';

export type ReadCoordinates = { position: LonLat } | { problem: 'not_understood' | 'outside' };

/**
 * Two numbers in degrees as people write them: `21.0245, 105.8412`, `21,0245; 105,8412`,
 * `21,0245 105,8412`. Latitude first; where only the other order lies near the city, that is meant.
 */
export function readCoordinates(typed: string): ReadCoordinates {
  const numbers = numbersOf(typed.trim());
  const [first, second] = numbers;
  if (numbers.length !== 2 || first === undefined || second === undefined) {
    return { problem: 'not_understood' };
  }
  if (isNearCity([second, first])) return { position: [second, first] };
  if (isNearCity([first, second])) return { position: [first, second] };
  return { problem: 'outside' };
}

function numbersOf(typed: string): number[] {
  const decimalCommas = typed.match(/^(-?\d+,\d+)(?:\s*[;,]\s*|\s+)(-?\d+,\d+)$/u);
  const parts =
    decimalCommas === null
      ? typed.split(/[;,\s]+/u)
      : decimalCommas.slice(1).map((part) => part.replace(',', '.'));
  const read = parts.filter((part) => part !== '');
  return read.every((part) => /^-?\d+(\.\d+)?$/u.test(part)) ? read.map(Number) : [];
}

function isNearCity([longitude, latitude]: LonLat): boolean {
  const [west, south, east, north] = CITY_BOUNDS;
  return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
}
