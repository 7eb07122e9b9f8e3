/** The place of a candidate or a stop: at most one of them is there. */
export type PlaceIds = { pointId: number | null; objectId: number | null };

/**
 * Points and businesses in one numbering: points above zero, businesses below. It is what draws keep.
 * Zero: a place that no register knows.
 */
export function placeNumber({ pointId, objectId }: PlaceIds): number {
  return pointId ?? -(objectId ?? 0);
}
