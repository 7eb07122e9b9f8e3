import { isInBox, type BoundingBox, type LonLat } from './geo.ts';

const WORLD: BoundingBox = [-180, -90, 180, 90];
const NUMBER = String.raw`(-?\d{1,3}(?:\.\d+)?)`;
/** Names under which addresses of maps carry `latitude,longitude`. */
const NAMED = ['q', 'query', 'destination', 'll', 'daddr', 'center', 'cbll'];
const SHORTENED = /^(?:https?:\/\/)?(?:maps\.app\.goo\.gl|goo\.gl\/maps|g\.co\/kgs)\b/i;
const MAP_LINK =
  /^(?:https?:\/\/)?(?:(?:www|maps)\.)?(?:google\.[a-z.]{2,6}\/maps|google\.[a-z.]{2,6}\/?\?|openstreetmap\.org\/|osm\.org\/)/i;

/**
 * Reads the position from the address of a map: Google Maps in its various forms (the chosen place before the middle
 * of the view), OpenStreetMap, `geo:` (RFC 5870). Longitude, latitude in degrees. `'shortened'` for an address that
 * only its maker can resolve; null for other text and for an address without a position.
 */
export function readMapLink(text: string): LonLat | 'shortened' | null {
  const link = text.trim();
  if (SHORTENED.test(link)) return 'shortened';
  if (/^geo:/i.test(link))
    return firstOf(link, [`[?&]q=${NUMBER},${NUMBER}`, `^geo:${NUMBER},${NUMBER}`]);
  if (!MAP_LINK.test(link)) return null;
  const plain = decoded(link);
  return (
    lastPlace(plain) ??
    firstOf(plain, [
      `[?&](?:${NAMED.join('|')})=(?:loc:)?${NUMBER},\\s*${NUMBER}`,
      String.raw`/(?:search|place|dir)/(?:[^@]*/)?${NUMBER},\s*${NUMBER}`,
      `@${NUMBER},${NUMBER}`,
      `mlat=${NUMBER}&mlon=${NUMBER}`,
      String.raw`#map=[\d.]+/${NUMBER}/${NUMBER}`,
    ])
  );
}

/** The chosen place of a Google Maps address: the last `!3d` latitude `!4d` longitude of its data. */
function lastPlace(link: string): LonLat | null {
  const found = [...link.matchAll(new RegExp(`!3d${NUMBER}!4d${NUMBER}`, 'g'))].at(-1);
  return found === undefined ? null : positionOf(found);
}

function firstOf(link: string, patterns: readonly string[]): LonLat | null {
  for (const pattern of patterns) {
    const found = new RegExp(pattern, 'i').exec(link);
    const position = found === null ? null : positionOf(found);
    if (position !== null) return position;
  }
  return null;
}

function positionOf([, latitude, longitude]: RegExpMatchArray): LonLat | null {
  const position: LonLat = [Number(longitude), Number(latitude)];
  return isInBox(position, WORLD) ? position : null;
}

/** An address with its escaped signs written out; broken escapes are left as they are. */
function decoded(link: string): string {
  const spaced = link.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
