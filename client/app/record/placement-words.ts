import * as z from 'zod';

import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import { PlacePrecision } from '#server/contract/geocoding.ts';
import type { PointEvent } from '#server/contract/point.ts';

const ByHand = z.object({
  byHand: z.literal(true),
  commune: z.string().nullable(),
  radiusMetres: z.number(),
});
const ByAddress = z.object({ label: z.string(), precision: PlacePrecision, source: z.string() });

/** Basis of the position of an imported point: an address with its source, or the person who placed it; else null. */
export function placementOf(
  { kind, detail, actorName: name }: PointEvent,
  { text, format }: { text: Text; format: Format },
): string | null {
  // Every event of an imported row carries it; the first is enough.
  if (kind !== 'proposed') return null;
  const { pointDrawer: own, geocoding } = text;
  const hand = ByHand.safeParse(detail['placedBy']).data;
  if (hand !== undefined) {
    return hand.commune === null
      ? own.placedByHand({ name, distance: format.distance(hand.radiusMetres) })
      : own.placedByHandIn({ name, commune: hand.commune });
  }
  const address = ByAddress.safeParse(detail['placedBy']).data;
  if (address === undefined) return null;
  const precision = geocoding.precision[address.precision];
  return own.placedByAddress({ ...address, precision });
}
