import { setImmediate as nextTurn } from 'node:timers/promises';

import { chunksOf, inChunksAhead } from '#server/db/chunks-ahead.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { workInTurns } from '#server/live-engine/turns.ts';

import { listPlacesInBox } from './duplicate-queries.ts';
import { positionOf, type KeyedDraft } from './formats/read-drafts.ts';
import { besideSimilar, boxAround, type KindRadius, type Spot } from './formats/similar-around.ts';
import type { NameComparison } from './formats/similar-names.ts';

const CHUNK_ROWS = 5_000;

/**
 * Finds the rows that have a place of the register with a similar name around them, and a few more: only those are worth
 * measuring on the globe. No row within the radius of such a place is left out; lines and areas never are. Rows are taken
 * from south to north, so that each part of the register is read about once.
 * @returns their places in `fresh`
 */
export async function rowsBesideSimilar(
  sql: TransactionSql,
  fresh: readonly KeyedDraft[],
  radius: KindRadius,
  isSimilar: NameComparison,
): Promise<Set<number>> {
  const isSpot = (place: number) => fresh[place]?.draft.geometry.type === 'Point';
  const spots = fresh
    .map(({ draft }, place): Spot => {
      const [longitude, latitude] = positionOf(draft);
      return { place, name: draft.officialName, longitude, latitude };
    })
    .filter(({ place }) => isSpot(place))
    .toSorted((a, b) => a.latitude - b.latitude);
  const beside = await inChunksAhead(chunksOf(spots, CHUNK_ROWS), async (chunk) => {
    const places = await listPlacesInBox(sql, boxAround(chunk, radius));
    return workInTurns(besideSimilar(chunk, places, radius, isSimilar), nextTurn);
  });
  return new Set([...beside.flat(), ...[...fresh.keys()].filter((place) => !isSpot(place))]);
}
