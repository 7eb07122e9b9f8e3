import { communeName } from '#client/i18n/commune-name.ts';
import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { LonLat } from '#server/contract/geo.ts';
import type { NamedPlace } from '#server/contract/place-analysis.ts';

/** Names a place by street and commune, by what is known of these, or else by its coordinates. */
export function placeWords(
  { place, ring }: { place: NamedPlace | null; ring: readonly LonLat[] },
  { text, format }: { text: Text; format: Format },
): string {
  const { placeAnalysis: own } = text;
  const commune = place?.commune ? communeName(place.commune, text) : null;
  const street = place?.street ?? null;
  if (street !== null && commune !== null) return own.near({ street, commune });
  return commune ?? (street === null ? coordinates(ring, format) : own.nearStreet({ street }));
}

function coordinates(ring: readonly LonLat[], format: Format): string {
  const first = ring[0] ?? [0, 0];
  const opposite = ring[Math.floor((ring.length - 1) / 2)] ?? first;
  return format.coordinates([(first[0] + opposite[0]) / 2, (first[1] + opposite[1]) / 2]);
}
