import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { naiveQuery, pointRecords } from '#tests/support/engine-arbitraries.ts';
import {
  hasFlag,
  naiveCounts,
  naiveMatches,
  naiveState,
  naiveTile,
  type NaiveQuery,
  type NaiveState,
} from '#tests/support/naive-engine.ts';
import { featuresOf, type TileFeature } from '#tests/support/tile-features.ts';

import { encodeTile } from './encode-tile.ts';
import type { Engine } from './engine.ts';
import { buildEngine } from './engine-builder.ts';
import { IdSet } from './id-set.ts';
import { countMatches, listMatches, type ListPosition } from './match-queries.ts';
import type { EngineQuery } from './query.ts';
import { queryTile } from './tile-query.ts';
import type { TileId } from './tile-range.ts';

/** Small leaves, so that every query goes over several. */
const SMALL = { leafPoints: 4 };
const zoom = fc.integer({ min: 0, max: 22 });

function asEngine({ ids, ...query }: NaiveQuery): EngineQuery {
  return { ...query, ids: ids === undefined ? undefined : new IdSet(ids) };
}

/** Asked three times: what is made once, what is kept and what was kept have the same bytes. */
function tileOf(engine: Engine, tile: TileId, query: EngineQuery, most?: number) {
  const first = encodeTile(queryTile(engine, tile, query, most));
  expect(encodeTile(queryTile(engine, tile, query, most))).toEqual(first);
  const columns = queryTile(engine, tile, query, most);
  expect(encodeTile(columns)).toEqual(first);
  return columns;
}

function groupedByTile(states: Iterable<NaiveState>, z: number): Map<string, NaiveState[]> {
  const groups = new Map<string, NaiveState[]>();
  for (const state of states) {
    const tile = naiveTile(state.record, z);
    groups.set(tile, [...(groups.get(tile) ?? []), state]);
  }
  return groups;
}

/** The cell of a position in a tile, as a tile by itself. */
function cellSquare({ z, x, y }: TileId, at: { x: number; y: number }): TileId {
  return {
    z: z + 5,
    x: x * 32 + Math.floor(at.x / 128),
    y: y * 32 + Math.floor(at.y / 128),
  };
}

/** Counts of a tile's features, points and cells together. */
function featureCounts(features: readonly TileFeature[]) {
  const sum = (of: (feature: TileFeature) => number) =>
    features.reduce((total, feature) => total + of(feature), 0);
  return {
    total: sum((feature) => ('point' in feature ? 1 : feature.n)),
    byStatus: Array.from({ length: 7 }, (_, status) =>
      sum((feature) =>
        'point' in feature
          ? Number(feature.point.status === status)
          : (feature.byStatus[status] ?? 0),
      ),
    ),
    byFlag: Array.from({ length: 7 }, (_, flag) =>
      sum((feature) =>
        'point' in feature
          ? Number(hasFlag(feature.point.flags, flag))
          : (feature.byFlag[flag] ?? 0),
      ),
    ),
  };
}

describe('the engine answers as reading the records one by one would', () => {
  it('counts the same matches, by status and by flag', () => {
    fc.assert(
      fc.property(pointRecords, naiveQuery, (records, query) => {
        const engine = buildEngine(records, SMALL);
        const expected = naiveCounts(naiveMatches(records, query).values());
        expect(countMatches(engine, asEngine(query))).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('puts every match into exactly one tile of each zoom, with its own values', () => {
    fc.assert(
      fc.property(pointRecords, naiveQuery, zoom, (records, query, z) => {
        const engine = buildEngine(records, SMALL);
        const expected = groupedByTile(naiveMatches(records, query).values(), z);
        // Also the tiles that hold points, none of which matches.
        for (const tile of new Set(records.map((record) => naiveTile(record, z)))) {
          const [x = 0, y = 0] = tile.split('/').map(Number);
          const columns = tileOf(engine, { z, x, y }, asEngine(query));
          const { total } = columns;
          const features = featuresOf(columns);
          const states = expected.get(tile) ?? [];
          expect(total).toBe(states.length);
          const points = features.flatMap((feature) => ('point' in feature ? [feature.point] : []));
          expect(points.toSorted((a, b) => a.id - b.id)).toEqual(
            states
              .map(({ record, status, cycle, flags }) => {
                const { id, category, kind } = record;
                return { id, status, cycle, flags, category, kind };
              })
              .toSorted((a, b) => a.id - b.id),
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it('adds up to all matches over the tiles of a zoom when cells stand for points', () => {
    fc.assert(
      fc.property(pointRecords, naiveQuery, zoom, (records, query, z) => {
        const engine = buildEngine(records, SMALL);
        const expected = groupedByTile(naiveMatches(records, query).values(), z);
        for (const [tile, states] of expected) {
          const [x = 0, y = 0] = tile.split('/').map(Number);
          const columns = tileOf(engine, { z, x, y }, asEngine(query), 0);
          const { total } = columns;
          const features = featuresOf(columns);
          expect(total).toBe(states.length);
          expect(featureCounts(features)).toEqual(naiveCounts(states));
          // One feature a cell, and each within its own: no two share one of the 32 x 32.
          const cells = features.map((at) => `${Math.floor(at.x / 128)}/${Math.floor(at.y / 128)}`);
          expect(new Set(cells).size).toBe(features.length);
          expect(features.every((at) => at.x >= 0 && at.y >= 0 && at.x < 4096 && at.y < 4096)).toBe(
            true,
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it('counts and lists in the square of a cell exactly what the cell stands for', () => {
    fc.assert(
      fc.property(pointRecords, naiveQuery, zoom, (records, query, z) => {
        const engine = buildEngine(records, SMALL);
        const asked = asEngine(query);
        const expected = groupedByTile(naiveMatches(records, query).values(), z);
        for (const [tile, states] of expected) {
          const [x = 0, y = 0] = tile.split('/').map(Number);
          const squares = featuresOf(queryTile(engine, { z, x, y }, asked, 0)).map((at) => {
            const square = cellSquare({ z, x, y }, at);
            const n = 'point' in at ? 1 : at.n;
            expect(countMatches(engine, asked, { squares: [square] }).total).toBe(n);
            return square;
          });
          const { ids } = listMatches(engine, asked, { squares, limit: 1_000 });
          expect(ids.toSorted((a, b) => a - b)).toEqual(
            states.map(({ record }) => record.id).toSorted((a, b) => a - b),
          );
        }
      }),
      { numRuns: 100 },
    );
  });

  it('tells the state of one point', () => {
    fc.assert(
      fc.property(pointRecords, naiveQuery, (records, { asOf, knownAt }) => {
        const engine = buildEngine(records, SMALL);
        for (const record of records) {
          const { status, cycle, flags } = naiveState(record, asOf, knownAt) ?? { status: 7 };
          const expected = status === 7 ? { status } : { status, cycle, flags };
          expect(engine.stateOf(record.id, asOf, knownAt ?? null)).toMatchObject(expected);
        }
        expect(engine.stateOf(123_456, asOf)).toBeNull();
      }),
    );
  });

  it('lists every match once over the pages, the urgent ones first', () => {
    fc.assert(
      fc.property(
        pointRecords,
        naiveQuery,
        fc.integer({ min: 1, max: 5 }),
        (records, query, limit) => {
          const engine = buildEngine(records, SMALL);
          const isUrgent = (state: NaiveState) => state.status === 5 || hasFlag(state.flags, 2);
          const expected = [...naiveMatches(records, query).values()]
            .toSorted(
              (a, b) => Number(isUrgent(b)) - Number(isUrgent(a)) || a.record.id - b.record.id,
            )
            .map(({ record }) => record.id);
          const listed: number[] = [];
          let after: ListPosition | null = null;
          do {
            const page = listMatches(engine, asEngine(query), { limit, after });
            listed.push(...page.ids);
            after = page.next;
          } while (after !== null && listed.length <= expected.length);
          expect(listed).toEqual(expected);
        },
      ),
      { numRuns: 200 },
    );
  });
});
