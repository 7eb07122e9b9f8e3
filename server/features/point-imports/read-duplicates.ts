import { setImmediate as nextTurn } from 'node:timers/promises';

import type {
  DuplicateChoice,
  PossibleDuplicate,
  SimilarPoint,
} from '#server/contract/import-duplicate.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { listCategories } from '#server/features/communes/queries.ts';
import { workInTurns } from '#server/live-engine/turns.ts';
import { readMatchingParameters } from '#server/settings/signal-settings.ts';

import { describeSimilar, listNeighbours, type Neighbour } from './duplicate-queries.ts';
import { positionOf, type KeyedDraft } from './formats/read-drafts.ts';
import { nameComparison, type NameComparison } from './formats/similar-names.ts';
import { inChunks } from './in-chunks-queries.ts';
import { rowsBesideSimilar } from './read-similar-places.ts';

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
