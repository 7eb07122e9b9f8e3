import { isInBox, type BoundingBox, type LonLat } from './geo.ts';

const WORLD: BoundingBox = [-180, -90, 180, 90];
/** Places of an address where maps write `latitude,longitude`, the most certain first. */
const PLACES = [
  /[?&](?:q|query|destination|ll|daddr|center|cbll)=(?:loc:)?(-?\d{1,3}(?:\.\d{1,20})?),\s?(-?\d{1,3}(?:\.\d{1,20})?)/i,
  /\/(?:search|place|dir)\/(?:[^/@]{0,200}\/)?(-?\d{1,3}(?:\.\d{1,20})?),\s?(-?\d{1,3}(?:\.\d{1,20})?)/i,
  /@(-?\d{1,3}(?:\.\d{1,20})?),(-?\d{1,3}(?:\.\d{1,20})?)/,
  /mlat=(-?\d{1,3}(?:\.\d{1,20})?)&mlon=(-?\d{1,3}(?:\.\d{1,20})?)/i,
  /#map=\d{1,2}(?:\.\d{1,4})?\/(-?\d{1,3}(?:\.\d{1,20})?)\/(-?\d{1,3}(?:\.\d{1,20})?)/i,
];
const CHOSEN = /!3d(-?\d{1,3}(?:\.\d{1,20})?)!4d(-?\d{1,3}(?:\.\d{1,20})?)/g;
const GEO = [
  /[?&]q=(-?\d{1,3}(?:\.\d{1,20})?),(-?\d{1,3}(?:\.\d{1,20})?)/i,
  /^geo:(-?\d{1,3}(?:\.\d{1,20})?),(-?\d{1,3}(?:\.\d{1,20})?)/i,
];
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
  if (/^geo:/i.test(link)) return firstOf(link, GEO);
  if (!MAP_LINK.test(link)) return null;
  const plain = decoded(link);
  return chosenPlace(plain) ?? firstOf(plain, PLACES);
}

/** The chosen place of a Google Maps address: the last `!3d` latitude `!4d` longitude of its data. */
function chosenPlace(link: string): LonLat | null {
  const found = [...link.matchAll(CHOSEN)].at(-1);
  return found === undefined ? null : positionOf(found);
}

function firstOf(link: string, places: readonly RegExp[]): LonLat | null {
  for (const place of places) {
    const found = place.exec(link);
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
