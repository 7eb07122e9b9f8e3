import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { PERIOD_EVENTS } from '#server/contract/point.ts';
import { recordsAndPeriod } from '#tests/support/engine/engine-arbitraries.ts';
import { naiveHappenings, naiveMatches } from '#tests/support/engine/naive-engine.ts';
import { expectEqual } from '#tests/support/expect-equal.ts';
import { reached } from '#tests/support/reached.ts';

import { buildEngine } from './engine-builder.ts';
import { countMatches, listMatches } from './match-queries.ts';
import type { PointRecord } from './point-record.ts';

const SMALL = { leafPoints: 4 };
const [LISTED, ELIMINATED, , , SUSPECTED, CHECKED] = [0, 1, 2, 3, 4, 5] as const;

const FIRST = { effectiveDay: 20_000, recordedDay: 20_000, status: 2, cycle: 1, seq: 1 } as const;

function place(id: number, more: Partial<PointRecord>): PointRecord {
  return {
    id,
    longitude: 105.8,
    latitude: 21,
    kind: 0,
    category: 0,
    communeIds: [1],
    history: [FIRST],
    ...more,
  };
}

describe('what happened in a period', () => {
  it('finds the points that reading their records one by one finds', { timeout: 60_000 }, () => {
    const shares = {
      'two matches or more': 0.6,
      'some point left out': 0.6,
      'as known on a past day': 0.3,
      'a check among the events': 0.2,
      'a suspicion among the events': 0.2,
    };
    reached(shares, (seen) => {
      fc.assert(
        fc.property(recordsAndPeriod, ({ records, query }) => {
          const matches = naiveMatches(records, query);
          const { happened, ...rest } = query;
          const kinds = [...matches.values()].flatMap(({ record }) =>
            naiveHappenings(record, query.knownAt).flatMap(({ kind, day }) =>
              day >= happened.from && day <= happened.to ? [kind] : [],
            ),
          );
          seen('two matches or more', matches.size >= 2);
          seen('some point left out', naiveMatches(records, rest).size > matches.size);
          seen('as known on a past day', query.knownAt !== undefined);
          seen('a check among the events', kinds.includes(CHECKED));
          seen('a suspicion among the events', kinds.includes(SUSPECTED));
          const engine = buildEngine(records, SMALL);
          // Asked three times: computed, computed and kept, and read from what was kept.
          for (let time = 0; time < 3; time += 1) {
            const { ids } = listMatches(engine, query, { limit: 1_000 });
            expectEqual(
              ids.toSorted((a, b) => a - b),
              [...matches.keys()].toSorted((a, b) => a - b),
            );
          }
          expect(countMatches(engine, query).total).toBe(matches.size);
        }),
        { numRuns: 400 },
      );
    });
  });

  it('is by the first and last day with both of them included', () => {
    const engine = buildEngine([place(1, {})]);
    const count = (from: number, to: number) => {
      const happened = { kinds: [LISTED], from, to };
      return countMatches(engine, { asOf: 20_100, scope: 'city', happened }).total;
    };
    expect([count(20_000, 20_000), count(19_999, 20_001)]).toEqual([1, 1]);
    expect([count(20_001, 20_100), count(0, 19_999), count(20_001, 19_999)]).toEqual([0, 0, 0]);
  });

  it('does not ask on which evening the map stands', () => {
    const history = [
      { effectiveDay: 20_000, recordedDay: 20_000, status: 2, cycle: 1, seq: 1 },
      { effectiveDay: 20_050, recordedDay: 20_050, status: 3, cycle: 1, seq: 2 },
    ];
    const engine = buildEngine([place(1, { history }), place(2, {})]);
    const happened = { kinds: [ELIMINATED], from: 20_040, to: 20_060 };
    const before = listMatches(engine, { asOf: 20_010, scope: 'city', happened }, { limit: 9 });
    expect(before.ids).toEqual([1]);
    const known = { asOf: 20_100, knownAt: 20_049, scope: 'city', happened } as const;
    expect(countMatches(engine, known).total).toBe(0);
  });

  it('counts a suspicion from the evening on which it was recorded', () => {
    const flags = [{ flag: 2, fromDay: 20_030, toDay: null, recordedDay: 20_035 }];
    const engine = buildEngine([place(1, { flags })]);
    const happened = { kinds: [SUSPECTED], from: 20_030, to: 20_030 };
    const known = [20_034, 20_035].map(
      (knownAt) => countMatches(engine, { asOf: 20_100, knownAt, scope: 'city', happened }).total,
    );
    expect(known).toEqual([0, 1]);
  });

  it('counts a suspicion on the day on which it arose, not on those of other flags beside it', () => {
    const [suspected, checkDue] = [2, 3];
    const flags = [
      { flag: suspected, fromDay: 20_030, toDay: null, recordedDay: 20_030 },
      { flag: checkDue, fromDay: 20_040, toDay: 20_050, recordedDay: 20_040 },
    ];
    const engine = buildEngine([place(1, { flags })]);
    const counted = [20_030, 20_040, 20_050].map((day) => {
      const happened = { kinds: [SUSPECTED], from: day, to: day };
      return countMatches(engine, { asOf: 20_100, scope: 'city', happened }).total;
    });
    expect(counted).toEqual([1, 0, 0]);
  });

  it('is asked of the communes of a filter, and of those of a reader', () => {
    const engine = buildEngine([
      place(1, {}),
      place(2, { communeIds: [2] }),
      place(3, { history: [{ ...FIRST, effectiveDay: 19_000, recordedDay: 19_000 }] }),
    ]);
    const happened = { kinds: [LISTED], from: 20_000, to: 20_000 };
    const ids = (more: object) =>
      listMatches(engine, { asOf: 20_100, scope: 'city', happened, ...more }, { limit: 9 }).ids;
    expect(ids({}).toSorted((a, b) => a - b)).toEqual([1, 2]);
    expect(ids({ communes: [1] })).toEqual([1]);
    expect(ids({ scope: [1] })).toEqual([1]);
  });

  it('is kept for each evening on which it was known by itself', () => {
    const engine = buildEngine([place(1, { history: [{ ...FIRST, recordedDay: 20_050 }] })]);
    const happened = { kinds: [LISTED], from: 20_000, to: 20_000 };
    const known = [20_049, 20_049, 20_050, 20_050, 20_049].map(
      (knownAt) => countMatches(engine, { asOf: 20_100, knownAt, scope: 'city', happened }).total,
    );
    expect(known).toEqual([0, 0, 1, 1, 0]);
  });

  it('knows of a check entered after an update, and no more of one that is gone', () => {
    const engine = buildEngine([place(1, {}), place(2, {})], SMALL);
    const checked = (kinds = [CHECKED]) => {
      const happened = { kinds: [...kinds], from: 20_000, to: 20_100 };
      return listMatches(engine, { asOf: 20_100, scope: 'city', happened }, { limit: 9 }).ids;
    };
    expect(checked()).toEqual([]);
    engine.upsert(place(2, { checks: [{ effectiveDay: 20_030, recordedDay: 20_031 }] }));
    expect(checked()).toEqual([2]);
    engine.upsert(place(2, {}));
    expect(checked()).toEqual([]);
  });

  it('has a code for each kind that the contract names', () => {
    expect([...PERIOD_EVENTS]).toEqual([
      'listed',
      'eliminated',
      'handed_over',
      'recurring',
      'suspected',
      'checked',
    ]);
  });
});
