import type { LonLat } from '#server/contract/geo.ts';
import { readTypedPosition } from '#server/contract/typed-position.ts';

/** The position that somebody typed; null where the words are none near the city. */
export function positionIn(typed: string): LonLat | null {
  const read = readTypedPosition(typed);
  return 'problem' in read ? null : read.position;
}
