import { setImmediate as nextTurn } from 'node:timers/promises';

import type {
  DuplicateChoice,
  PossibleDuplicate,
  SimilarPoint,
} from '#server/contract/import-duplicate.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { chunksOf, inChunksAhead } from '#server/db/chunks-ahead.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { listCategories } from '#server/features/communes/queries.ts';
import { workInTurns } from '#server/live-engine/turns.ts';
import { readMatchingParameters } from '#server/settings/signal-settings.ts';

import {
  describeSimilar,
  listNeighbours,
  listPlacesInBox,
  type Neighbour,
} from './duplicate-queries.ts';
import { positionOf, type KeyedDraft } from './formats/read-drafts.ts';
import { besideSimilar, boxAround, type KindRadius, type Spot } from './formats/similar-around.ts';
import { nameComparison, type NameComparison } from './formats/similar-names.ts';
import { inChunks } from './queries.ts';

const CHUNK_ROWS = 5_000;

const MOST_SIMILAR = 3;
/** Rows from which on reading the places of their surroundings takes less time than measuring each row. */
const LONG_TABLE = 2_000;
/** Rows that are compared before the clock is looked at. */
const ROWS_A_STEP = 100;
/** Five decimals of a degree are about a metre. */
const DECIMALS = 5;

/**
 * Finds the rows that may be there already: a place of the register within the matching radius has a similar name, or an
 * earlier row of the file has one at the very same position.
 * @param fresh rows that the register does not know by their identity
 */
export async function findDuplicates(
  sql: TransactionSql,
  fresh: readonly KeyedDraft[],
  decisions: readonly DuplicateChoice[],
  today: IsoDate,
): Promise<PossibleDuplicate[]> {
  if (fresh.length === 0) return [];
  const { radius } = await readMatchingParameters(sql, today);
  const isSimilar = nameComparison(await listCategories(sql));
  // Measuring on the globe takes most of the time, and most rows of a long table are like nothing around them.
  const likely =
    fresh.length < LONG_TABLE
      ? new Set(fresh.keys())
      : await rowsBesideSimilar(sql, fresh, radius, isSimilar);
  const rows = fresh
    .map(({ draft: { geometry } }, place) => ({ place, geometry }))
    .filter(({ place }) => likely.has(place));
  const near = await inChunks(rows, (chunk) => listNeighbours(sql, chunk, radius));
  const similar = await workInTurns(similarByRow(fresh, near, isSimilar), nextTurn);
  const earlier = await workInTurns(earlierLines(fresh, isSimilar), nextTurn);
  const points = await describe(sql, [...similar.values()].flat());
  const decisionOf = new Map(decisions.map(({ line, decision }) => [line, decision]));
  return fresh.flatMap(({ draft }, place): PossibleDuplicate[] => {
    const neighbours = similar.get(place) ?? [];
    const otherLine = earlier.get(draft.line) ?? null;
    if (neighbours.length === 0 && otherLine === null) return [];
    const { line, officialName, category } = draft;
    return [
      {
        line,
        officialName,
        category,
        points: neighbours.flatMap(({ id, distanceMetres }): SimilarPoint[] => {
          const point = points.get(id);
          return point === undefined ? [] : [{ ...point, distanceMetres }];
        }),
        otherLine,
        decision: decisionOf.get(line) ?? null,
      },
    ];
  });
}

function* similarByRow(
  fresh: readonly KeyedDraft[],
  near: readonly Neighbour[],
  isSimilar: NameComparison,
): Generator<void, Map<number, Neighbour[]>> {
  const found = new Map<number, Neighbour[]>();
  for (const [at, neighbour] of near.entries()) {
    if (at % ROWS_A_STEP === 0) yield;
    const known = found.get(neighbour.place) ?? [];
    if (known.length === MOST_SIMILAR) continue;
    const name = fresh[neighbour.place]?.draft.officialName ?? '';
    if (!neighbour.names.some((other) => isSimilar(name, other))) continue;
    found.set(neighbour.place, [...known, neighbour]);
  }
  return found;
}

/** Finds for each row the line of the first earlier one at the same position with a similar name. */
function* earlierLines(
  fresh: readonly KeyedDraft[],
  isSimilar: NameComparison,
): Generator<void, Map<number, number>> {
  const before = new Map<string, { line: number; name: string }[]>();
  const found = new Map<number, number>();
  for (const [place, { draft }] of fresh.entries()) {
    if (place % ROWS_A_STEP === 0) yield;
    const at = positionOf(draft)
      .map((degrees) => degrees.toFixed(DECIMALS))
      .join();
    const others = before.get(at) ?? [];
    const first = others.find(({ name }) => isSimilar(name, draft.officialName));
    if (first !== undefined) found.set(draft.line, first.line);
    others.push({ line: draft.line, name: draft.officialName });
    before.set(at, others);
  }
  return found;
}

async function describe(sql: TransactionSql, neighbours: readonly Neighbour[]) {
  const ids = [...new Set(neighbours.map(({ id }) => id))];
  if (ids.length === 0) return new Map<number, Omit<SimilarPoint, 'distanceMetres'>>();
  const points = await inChunks(ids, (chunk) => describeSimilar(sql, chunk));
  return new Map(points.map((point) => [point.id, point]));
}

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
