import type { Candidate } from '#server/contract/candidate.ts';
import type { AdditionWay } from '#server/contract/route-edit.ts';

/** A point and a business may bear the same number. */
export function placeKey({ pointId, objectId }: Pick<Candidate, 'pointId' | 'objectId'>): string {
  return pointId === null ? `business:${objectId}` : `point:${pointId}`;
}

/** Request that adds one candidate to a route. */
export function wayTo({ pointId, objectId }: Pick<Candidate, 'pointId' | 'objectId'>): AdditionWay {
  return pointId === null
    ? { kind: 'objects', objectIds: objectId === null ? [] : [objectId] }
    : { kind: 'points', pointIds: [pointId] };
}
