import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  isUrgent,
  MATCH_SHARES,
  recordsAndQuery,
  noteMatches,
} from '#tests/support/engine/engine-arbitraries.ts';
import {
  hasFlag,
  naiveCounts,
  naiveMatches,
  naiveState,
  naiveTile,
  type NaiveQuery,
  type NaiveState,
} from '#tests/support/engine/naive-engine.ts';
import { expectEqual } from '#tests/support/expect-equal.ts';
import { reached } from '#tests/support/reached.ts';
import { featuresOf, type TileFeature } from '#tests/support/engine/tile-features.ts';

import { encodeTile } from './encode-tile.ts';
import type { Engine } from './engine.ts';
import { buildEngine } from './engine-builder.ts';
import { IdBitset } from './point-ids.ts';
import { countMatches, listMatches, type ListPosition } from './match-queries.ts';
import type { PointRecord } from './point-record.ts';
import type { EngineQuery } from './query.ts';
import { type TileId, queryTile } from './tile-query.ts';

/** Small leaves, so that every query goes over several. */
const SMALL = { leafPoints: 4 };

function asEngine({ ids, ...query }: NaiveQuery): EngineQuery {
  return { ...query, ids: ids === undefined ? undefined : new IdBitset(ids) };
}

/** Asked three times: what is made once, what is kept and what was kept have the same bytes. */
function tileOf(engine: Engine, tile: TileId, query: EngineQuery, most?: number) {
  const first = encodeTile(queryTile(engine, tile, query, most));
  expectEqual(encodeTile(queryTile(engine, tile, query, most)), first);
  const columns = queryTile(engine, tile, query, most);
  expectEqual(encodeTile(columns), first);
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

/** Checks a property for records and a query that most often matches several of them. */
function holds<Extra extends unknown[]>(
  numRuns: number,
  extra: fc.Arbitrary<Extra>,
  check: (
    asked: { engine: Engine; records: readonly PointRecord[]; query: NaiveQuery },
    matches: ReadonlyMap<number, NaiveState>,
    ...more: Extra
  ) => void,
): void {
  reached(MATCH_SHARES, (seen) => {
    fc.assert(
      fc.property(recordsAndQuery, extra, ({ records, query }, more) => {
        const matches = naiveMatches(records, query);
        noteMatches(seen, matches);
        check({ engine: buildEngine(records, SMALL), records, query }, matches, ...more);
      }),
      { numRuns },
    );
  });
}

const nothing = fc.constant<[]>([]);
const zoom = fc.tuple(fc.integer({ min: 0, max: 22 }));

describe(
  'the engine gives the answers of reading the records one by one',
  { timeout: 60_000 },
  () => {
    it('counts the same matches, by status and by flag', () => {
      holds(500, nothing, ({ engine, query }, matches) => {
        expectEqual(countMatches(engine, asEngine(query)), naiveCounts(matches.values()));
      });
    });

    it('puts every match into exactly one tile of each zoom, with its own values', () => {
      holds(300, zoom, ({ engine, records, query }, matches, z) => {
        const expected = groupedByTile(matches.values(), z);
        // Includes tiles that hold points of which none matches.
        for (const tile of new Set(records.map((record) => naiveTile(record, z)))) {
          const [x = 0, y = 0] = tile.split('/').map(Number);
          const columns = tileOf(engine, { z, x, y }, asEngine(query));
          const features = featuresOf(columns);
          const states = expected.get(tile) ?? [];
          expect(columns.total).toBe(states.length);
          const points = features.flatMap((feature) => ('point' in feature ? [feature.point] : []));
          expectEqual(
            points.toSorted((a, b) => a.id - b.id),
            states
              .map(({ record, status, cycle, flags }) => {
                const { id, category, kind } = record;
                return { id, status, cycle, flags, category, kind };
              })
              .toSorted((a, b) => a.id - b.id),
          );
        }
      });
    });

    it('adds up to all matches over the tiles of a zoom when cells stand for points', () => {
      holds(300, zoom, ({ engine, query }, matches, z) => {
        for (const [tile, states] of groupedByTile(matches.values(), z)) {
          const [x = 0, y = 0] = tile.split('/').map(Number);
          const columns = tileOf(engine, { z, x, y }, asEngine(query), 0);
          const features = featuresOf(columns);
          expect(columns.total).toBe(states.length);
          expectEqual(featureCounts(features), naiveCounts(states));
          // One feature a cell, and each within its own: no two share one of the 32 x 32.
          const cells = features.map((at) => `${Math.floor(at.x / 128)}/${Math.floor(at.y / 128)}`);
          expect(new Set(cells).size).toBe(features.length);
          const isInside = ({ x: ax, y: ay }: TileFeature) =>
            ax >= 0 && ay >= 0 && ax < 4096 && ay < 4096;
          expect(features.every(isInside)).toBe(true);
        }
      });
    });

    it('counts and lists in the square of a cell exactly what the cell stands for', () => {
      holds(100, zoom, ({ engine, query }, matches, z) => {
        const asked = asEngine(query);
        for (const [tile, states] of groupedByTile(matches.values(), z)) {
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
      });
    });

    it('tells the state of one point', () => {
      holds(100, nothing, ({ engine, records, query: { asOf, knownAt } }) => {
        for (const record of records) {
          const { status, cycle, flags } = naiveState(record, asOf, knownAt) ?? { status: 7 };
          const expected = status === 7 ? { status } : { status, cycle, flags };
          expect(engine.stateOf(record.id, asOf, knownAt ?? null)).toMatchObject(expected);
        }
        expect(engine.stateOf(123_456, asOf)).toBeNull();
      });
    });

    it('lists every match once over the pages, the urgent ones first', () => {
      const limits = fc.tuple(fc.integer({ min: 1, max: 5 }));
      holds(200, limits, ({ engine, query }, matches, limit) => {
        const expected = [...matches.values()]
          .toSorted(
            (a, b) => Number(isUrgent(b)) - Number(isUrgent(a)) || a.record.id - b.record.id,
          )
          .map(({ record }) => record.id);
        const listed: number[] = [];
        let after: ListPosition | null = null;
        do {
          const page = listMatches(engine, asEngine(query), { limit, after });
          expect(page.ids).toHaveLength(Math.min(limit, expected.length - listed.length));
          listed.push(...page.ids);
          after = page.next;
          // The last page says that it is the last: nobody needs to ask for an empty one.
          expect(after === null).toBe(listed.length >= expected.length);
        } while (after !== null && listed.length <= expected.length);
        expect(listed).toEqual(expected);
      });
    });

    it('lists a recurring point and a suspected one before others of a smaller number', () => {
      const place = (id: number, status: number, flag: number) => ({
        id,
        longitude: 105.8,
        latitude: 21,
        kind: 0 as const,
        category: 0,
        communeIds: [1],
        history: [{ effectiveDay: 20_000, recordedDay: 20_000, status, cycle: 1, seq: 1 }],
        flags: [{ flag, fromDay: 20_000, toDay: null, recordedDay: 20_000 }],
      });
      const [checkDue, suspected, recurring] = [3, 2, 5];
      const engine = buildEngine([
        place(1, 3, checkDue),
        place(2, 3, suspected),
        place(3, 4, checkDue),
        place(4, recurring, checkDue),
      ]);
      const { ids } = listMatches(engine, { asOf: 20_000, scope: 'city' }, { limit: 9 });
      expect(ids).toEqual([2, 4, 1, 3]);
    });
  },
);
