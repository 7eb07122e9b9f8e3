import { CITY_BOUNDS, isInBox, type LonLat } from './geo.ts';

/**
 * Plus codes (Open Location Code, https://github.com/google/open-location-code/blob/main/Documentation/Specification/specification.md):
 * latitude and longitude as digits of base 20, in turns, with a plus sign after the eighth.
 */
const DIGITS = '23456789CFGHJMPQRVWX';
const PAIRS = 5;
const BEFORE_PLUS = 8;
const ROWS = 5;
const COLUMNS = 4;
const FINEST = 15;
/** Steps of the tenth digit in a degree. */
const STEPS = 8_000;
/** Middle of the city; a short code is completed around it. */
const CITY_MIDDLE: LonLat = [105.7, 21];

const FULL = /^[2-9C][2-9CFGHJMPQRV][2-9CFGHJMPQRVWX]{6}\+(?:[2-9CFGHJMPQRVWX]{2,7})?$/;
const SHORT = /^(?:[2-9CFGHJMPQRVWX]{2}){1,3}\+[2-9CFGHJMPQRVWX]{2,7}$/;
const IN_CITY = /^$|ha ?noi/;

/**
 * Writes a position (longitude, latitude; degrees) as a full plus code of ten digits: a square of 1/8000°, about 14 m.
 */
export function plusCode([longitude, latitude]: LonLat): string {
  let north = Math.min(Math.floor(latitude * STEPS + 1e-6) + 90 * STEPS, 180 * STEPS - 1);
  let east = Math.floor(longitude * STEPS + 1e-6) + 180 * STEPS;
  east = ((east % (360 * STEPS)) + 360 * STEPS) % (360 * STEPS);
  let code = '';
  for (let pair = 0; pair < PAIRS; pair += 1) {
    code = `${DIGITS[north % 20]}${DIGITS[east % 20]}${code}`;
    north = Math.floor(north / 20);
    east = Math.floor(east / 20);
  }
  return `${code.slice(0, BEFORE_PLUS)}+${code.slice(BEFORE_PLUS)}`;
}

/**
 * Reads a plus code: a full one, or a short one of the city ("2VH3+4X", "2VH3+4X Hoàn Kiếm, Hà Nội"). Gives the middle
 * of its square as longitude and latitude; null for other text and for a short code that names another place.
 */
export function readPlusCode(text: string): LonLat | null {
  const [code = '', ...place] = text.trim().split(/[\s,]+/);
  const digits = code.toUpperCase();
  if (FULL.test(digits)) return middleOf(digits);
  const named = place
    .join(' ')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
  return SHORT.test(digits) && IN_CITY.test(named.trim()) ? completed(digits) : null;
}

/** Completes a short code so that it lies as near as possible to the middle of the city; null outside the city. */
function completed(short: string): LonLat | null {
  const missing = BEFORE_PLUS - short.indexOf('+');
  const [longitude, latitude] = middleOf(plusCode(CITY_MIDDLE).slice(0, missing) + short);
  const period = 20 ** (2 - missing / 2);
  const near = (value: number, wanted: number) =>
    round(value + Math.round((wanted - value) / period) * period);
  const position: LonLat = [near(longitude, CITY_MIDDLE[0]), near(latitude, CITY_MIDDLE[1])];
  return isInBox(position, CITY_BOUNDS) ? position : null;
}

function middleOf(code: string): LonLat {
  const digits = Array.from(code.replace('+', '').slice(0, FINEST), (digit) =>
    DIGITS.indexOf(digit),
  );
  let [latitude, longitude, height, width] = [-90, -180, 400, 400];
  for (const [place, digit] of digits.entries()) {
    if (place >= 2 * PAIRS) {
      [height, width] = [height / ROWS, width / COLUMNS];
      latitude += Math.floor(digit / COLUMNS) * height;
      longitude += (digit % COLUMNS) * width;
    } else if (place % 2 === 0) {
      height /= 20;
      latitude += digit * height;
    } else {
      width /= 20;
      longitude += digit * width;
    }
  }
  return [round(longitude + width / 2), round(latitude + height / 2)];
}

function round(degrees: number): number {
  return Math.round(degrees * 1e9) / 1e9;
}
