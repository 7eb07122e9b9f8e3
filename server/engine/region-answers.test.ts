import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { BoundingBox, LonLat } from '#server/contract/geo.ts';
import {
  isUrgent,
  MATCH_SHARES,
  noteMatches,
  recordsAndQuery,
} from '#tests/support/engine/engine-arbitraries.ts';
import { finished } from '#tests/support/engine/finished.ts';
import { naiveCounts, naiveMatches, type NaiveState } from '#tests/support/engine/naive-engine.ts';
import { expectEqual } from '#tests/support/expect-equal.ts';
import { reached } from '#tests/support/reached.ts';

import { buildEngine } from './engine-builder.ts';
import { gridX, gridY } from './grid-positions.ts';
import { countGroups } from './group-counts.ts';
import { countMatches } from './match-queries.ts';
import { IdBitset } from './point-ids.ts';
import type { PointRecord } from './point-record.ts';
import type { EngineQuery } from './query.ts';
import {
  keysById,
  keysOfRecurrences,
  keysOfSince,
  keysOfUrgency,
  type SortKeys,
  sortMatches,
} from './sorted-ids.ts';

const SMALL = { leafPoints: 4 };

/** Square of half a degree around a corner of the city, as a box and as the ring of its corners. */
const squares = fc
  .record({
    west: fc.integer({ min: 1_056, max: 1_059 }),
    south: fc.integer({ min: 208, max: 211 }),
    side: fc.constantFrom(0.05, 0.2, 3, 80),
  })
  .map(({ west, south, side }): { box: BoundingBox; ring: LonLat[] } => {
    // Away from the positions of the records, so that no point lies on an edge.
    const [left, low] = [west / 10 + 0.01037, south / 10 + 0.01053];
    const [right, high] = [Math.min(left + side, 179.9), Math.min(low + side, 89.9)];
    return {
      box: [left, low, right, high],
      ring: [
        [left, low],
        [right, low],
        [right, high],
        [left, high],
      ],
    };
  });

type Asked = {
  engine: ReturnType<typeof buildEngine>;
  query: EngineQuery;
  records: readonly PointRecord[];
};

/** Checks a property for records and a query that most often matches several of them. */
function holds<Extra>(
  extra: fc.Arbitrary<Extra>,
  check: (asked: Asked, matches: readonly NaiveState[], extra: Extra) => void,
): void {
  reached(MATCH_SHARES, (seen) => {
    fc.assert(
      fc.property(recordsAndQuery, extra, ({ records, query }, more) => {
        const matches = naiveMatches(records, query);
        noteMatches(seen, matches);
        const { ids, ...rest } = query;
        const asked = { ...rest, ids: ids === undefined ? undefined : new IdBitset(ids) };
        check(
          { engine: buildEngine(records, SMALL), query: asked, records },
          [...matches.values()],
          more,
        );
      }),
      { numRuns: 300 },
    );
  });
}

/** Counts the edges to the right of a record, all of them, on the engine's grid. */
function naiveInside(ring: readonly LonLat[], { longitude, latitude }: PointRecord): boolean {
  const [x, y] = [gridX(longitude), gridY(latitude)];
  const crossed = ring.filter(([toLongitude, toLatitude], at) => {
    const [fromLongitude, fromLatitude] = ring.at(at - 1) ?? [0, 0];
    const [fromX, fromY] = [gridX(fromLongitude), gridY(fromLatitude)];
    const [toX, toY] = [gridX(toLongitude), gridY(toLatitude)];
    const isBeside = fromY > y !== toY > y;
    return isBeside && x < fromX + ((toX - fromX) * (y - fromY)) / (toY - fromY);
  });
  return crossed.length % 2 === 1;
}

function naiveOrder(
  states: readonly NaiveState[],
  keyOf: (state: NaiveState) => number | null,
  descending: boolean,
): number[] {
  const sign = descending ? -1 : 1;
  return states
    .map((state) => ({ id: state.record.id, key: keyOf(state) }))
    .toSorted((a, b) => {
      if (a.key === null || b.key === null) {
        return Number(a.key === null) - Number(b.key === null) || a.id - b.id;
      }
      return sign * (a.key - b.key) || a.id - b.id;
    })
    .map(({ id }) => id);
}

/** First day since which the record has had the status of the query's evening. */
function naiveSince({ record }: NaiveState, { asOf, knownAt }: EngineQuery): number {
  const known = record.history
    .filter(({ effectiveDay, recordedDay, supersededDay }) => {
      if (effectiveDay > asOf) return false;
      if (knownAt === undefined) return supersededDay == null;
      return recordedDay <= knownAt && (supersededDay == null || supersededDay > knownAt);
    })
    .toSorted((a, b) => a.effectiveDay - b.effectiveDay || a.seq - b.seq)
    .filter(({ status }) => status !== 7);
  const last = known.at(-1);
  const change = known.findLastIndex(({ status }) => status !== last?.status);
  return known[change + 1]?.effectiveDay ?? NaN;
}

describe('regions, orders and groups of the engine', { timeout: 60_000 }, () => {
  it('count the points inside a ring as those of the box with the same corners', () => {
    holds(squares, ({ engine, query }, matches, { box, ring }) => {
      const inside = countMatches(engine, query, { within: ring });
      expectEqual(inside, countMatches(engine, query, { bbox: box }));
      const ids = matches.map(({ record }) => record.id).filter((_, at) => at % 2 === 0);
      const some = matches.filter(({ record }) => ids.includes(record.id));
      expectEqual(countMatches(engine, query, { ids }), naiveCounts(some));
    });
  });

  it('count the points inside any ring as testing each point against each edge does', () => {
    const corner = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }));
    const rings = fc.array(corner, { minLength: 3, maxLength: 9 });
    holds(rings, ({ engine, query }, matches, corners) => {
      // Away from the positions of the records, so that no point lies on an edge.
      const ring = corners.map(([x, y]): LonLat => [105.50037 + x * 0.0151, 20.70053 + y * 0.0149]);
      const inside = matches.filter(({ record }) => naiveInside(ring, record));
      expectEqual(countMatches(engine, query, { within: ring }), naiveCounts(inside));
    });
  });

  it('sort all matches by a key and then by id, those without a key last', () => {
    holds(fc.boolean(), ({ engine, query }, matches, descending) => {
      const cases: [SortKeys, (state: NaiveState) => number | null][] = [
        [keysOfUrgency, (state) => Number(isUrgent(state))],
        [keysOfRecurrences, ({ cycle }) => Math.max(0, cycle - 1)],
        [keysOfSince(query), (state) => naiveSince(state, query)],
        [
          keysById((id) => (id % 3 === 0 ? null : id % 7)),
          ({ record: { id } }) => (id % 3 === 0 ? null : id % 7),
        ],
      ];
      for (const [keys, keyOf] of cases) {
        const sorted = [...finished(sortMatches(engine, query, {}, { keys, descending }))];
        expectEqual(sorted, naiveOrder(matches, keyOf, descending));
      }
    });
  });

  it('count by category and by every commune that a point touches', () => {
    holds(fc.constant(null), ({ engine, query }, matches) => {
      const { total, byCategory, byCommune } = countGroups(engine, query, {});
      expect(total).toBe(matches.length);
      for (const [category, count] of byCategory) {
        expect(count).toBe(matches.filter(({ record }) => record.category === category).length);
      }
      const touching = (commune: number) =>
        matches.filter(({ record }) => record.communeIds.includes(commune)).length;
      expect([1, 2, 3, 4, 5].map((commune) => byCommune.get(commune) ?? 0)).toEqual(
        [1, 2, 3, 4, 5].map(touching),
      );
    });
  });

  it('hold what lies inside a bent ring and not what lies in its bay', () => {
    const at = (id: number, [longitude, latitude]: LonLat): PointRecord => ({
      id,
      longitude,
      latitude,
      kind: 0,
      category: 1,
      communeIds: [1],
      history: [{ effectiveDay: 1, recordedDay: 1, status: 2, cycle: 1, seq: 1 }],
    });
    const engine = buildEngine([at(1, [105.81, 21.01]), at(2, [105.85, 21.06]), at(3, [106, 21])]);
    const bent: LonLat[] = [
      [105.8, 21],
      [105.9, 21],
      [105.9, 21.1],
      [105.85, 21.02],
      [105.8, 21.1],
    ];
    const query = { asOf: 10, scope: 'city' } as const;
    const order = { keys: keysOfUrgency, descending: true };
    expect([...finished(sortMatches(engine, query, { within: bent }, order))]).toEqual([1]);
  });
});
