import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { POINT_STATUSES } from '#server/contract/point.ts';
import { HAPPENINGS, type Happening } from '#server/contract/timeline.ts';
import {
  MATCH_SHARES,
  noteMatches,
  recordsAndQuery,
} from '#tests/support/engine/engine-arbitraries.ts';
import { finished } from '#tests/support/engine/finished.ts';
import { naiveMatches, type NaiveQuery } from '#tests/support/engine/naive-engine.ts';
import { expectEqual } from '#tests/support/expect-equal.ts';
import { reached } from '#tests/support/reached.ts';

import { buildEngine } from './engine-builder.ts';
import type { Engine } from './engine.ts';
import { tallyEvents, type EventTally } from './event-tally.ts';
import { IdBitset } from './point-ids.ts';
import type { PointRecord } from './point-record.ts';

const SMALL = { leafPoints: 4 };
const BECAME: Record<Happening, string> = {
  listed: 'active',
  eliminated: 'eliminated',
  handed_over: 'handed_over',
  recurrence_confirmed: 'recurring',
};

function tallyOf(engine: Engine, { ids, ...query }: NaiveQuery): EventTally {
  const asked = { ...query, ids: ids === undefined ? undefined : new IdBitset(ids) };
  return finished(tallyEvents(engine, asked));
}

/** Reads each record event by event. */
function naiveTally(records: readonly PointRecord[], query: NaiveQuery) {
  const byDay = new Map<number, Record<Happening, number>>();
  const all: number[] = [];
  for (const record of records) {
    let before = { status: 7, cycle: 0 };
    for (const entry of known(record, query.knownAt)) {
      const after = { status: entry.status, cycle: Math.min(31, entry.cycle) };
      const unchanged = before.status === after.status && before.cycle === after.cycle;
      const broughtBack = before.status === 7 && before.cycle > 0;
      before = after;
      if (unchanged || after.status >= POINT_STATUSES.length) continue;
      if (!counts(record, after.status, query)) continue;
      all.push(entry.effectiveDay);
      const name = HAPPENINGS.find((one) => BECAME[one] === POINT_STATUSES[after.status]);
      if (name === undefined || broughtBack) continue;
      const sums = byDay.get(entry.effectiveDay) ?? {
        listed: 0,
        eliminated: 0,
        handed_over: 0,
        recurrence_confirmed: 0,
      };
      sums[name] += 1;
      byDay.set(entry.effectiveDay, sums);
    }
  }
  return {
    first: all.length === 0 ? null : Math.min(...all),
    last: all.length === 0 ? null : Math.max(...all),
    days: [...byDay].toSorted(([a], [b]) => a - b).map(([day, sums]) => ({ day, counts: sums })),
  };
}

function known(record: PointRecord, knownAt: number | undefined) {
  return record.history
    .filter(({ recordedDay, supersededDay }) =>
      wasKnown({ recordedDay, supersededDay: supersededDay ?? null }, knownAt),
    )
    .toSorted((a, b) => a.effectiveDay - b.effectiveDay || a.seq - b.seq);
}

/** True for an event that led to a status of the filter. */
function counts(record: PointRecord, status: number, query: NaiveQuery): boolean {
  const { statuses, flags, ...place } = query;
  if (statuses !== undefined && !statuses.includes(status)) return false;
  const raised = (record.flags ?? []).filter(({ recordedDay, supersededDay }) =>
    wasKnown({ recordedDay, supersededDay: supersededDay ?? null }, query.knownAt),
  );
  if (flags !== undefined && !raised.some(({ flag }) => flags.includes(flag))) return false;
  // SlotAssignment do not depend on the status, so a record that always has one stands in.
  const always = { effectiveDay: 0, recordedDay: 0, status: 2, cycle: 1, seq: 0 };
  return naiveMatches([{ ...record, history: [always] }], { ...place, asOf: 0 }).size === 1;
}

function wasKnown(
  { recordedDay, supersededDay }: { recordedDay: number; supersededDay: number | null },
  knownAt: number | undefined,
): boolean {
  if (knownAt === undefined) return supersededDay === null;
  return recordedDay <= knownAt && (supersededDay === null || supersededDay > knownAt);
}

describe('what happened', () => {
  it('is what reading every record by itself gives, for any filter, reach and state of knowledge', () => {
    reached({ ...MATCH_SHARES, 'happenings on two days or more': 0.5 }, (seen) => {
      fc.assert(
        fc.property(recordsAndQuery, ({ records, query }) => {
          const expected = naiveTally(records, query);
          noteMatches(seen, naiveMatches(records, query));
          seen('happenings on two days or more', expected.days.length >= 2);
          expectEqual(tallyOf(buildEngine(records, SMALL), query), expected);
        }),
        { numRuns: 400 },
      );
    });
  });

  it('holds the first or last event of all as it was known before its day was corrected', () => {
    const entry = { recordedDay: 200, status: 2, cycle: 1, seq: 1 };
    const days = (wrong: number) => {
      const record: PointRecord = {
        id: 1,
        longitude: 105.8,
        latitude: 21,
        kind: 0,
        category: 1,
        communeIds: [1],
        history: [
          { ...entry, effectiveDay: wrong, supersededDay: 300 },
          { ...entry, effectiveDay: 150, recordedDay: 300, seq: 2 },
        ],
      };
      const engine = buildEngine([record], SMALL);
      const tally = (knownAt?: number) => {
        const { first, last, days: of } = tallyOf(engine, { asOf: 400, knownAt, scope: 'city' });
        return [first, last, of.map(({ day, counts: { listed } }) => [day, listed])];
      };
      return [tally(250), tally()];
    };
    for (const wrong of [100, 180]) {
      expect(days(wrong)).toEqual([
        [wrong, wrong, [[wrong, 1]]],
        [150, 150, [[150, 1]]],
      ]);
    }
  });

  it('does not depend on the evening that is looked at', () => {
    reached({ 'something happened': 0.6 }, (seen) => {
      fc.assert(
        fc.property(recordsAndQuery, fc.integer(), ({ records, query }, asOf) => {
          const engine = buildEngine(records, SMALL);
          const tally = tallyOf(engine, query);
          seen('something happened', tally.days.length > 0);
          expectEqual(tallyOf(engine, { ...query, asOf }), tally);
        }),
      );
    });
  });

  it('counts a listing, an end, a hand-over and a return once each, and no undone merge', () => {
    const history = [
      { effectiveDay: 100, status: 0, cycle: 0 },
      { effectiveDay: 110, status: 2, cycle: 1 },
      { effectiveDay: 120, status: 3, cycle: 1 },
      // The first of two communes has said yes.
      { effectiveDay: 125, status: 3, cycle: 1 },
      { effectiveDay: 130, status: 4, cycle: 1 },
      { effectiveDay: 140, status: 7, cycle: 1 },
      { effectiveDay: 150, status: 4, cycle: 1 },
      { effectiveDay: 160, status: 5, cycle: 2 },
    ].map((entry, index) => ({ ...entry, recordedDay: 200, seq: index + 1 }));
    const place = { id: 1, longitude: 105.8, latitude: 21, kind: 0 as const, category: 1 };
    const engine = buildEngine([{ ...place, communeIds: [1], history }]);
    const tally = tallyOf(engine, { asOf: 0, scope: 'city' });
    expect(tally).toMatchObject({ first: 100, last: 160 });
    expect(tally.days.map(({ day, counts: sums }) => [day, ...Object.values(sums)])).toEqual([
      [110, 1, 0, 0, 0],
      [120, 0, 1, 0, 0],
      [130, 0, 0, 1, 0],
      [160, 0, 0, 0, 1],
    ]);
    expect(engine.statusSince(1, 159, null)).toBe(130);
    // A day counts from its first minute.
    expect(engine.statusSince(1, 160, null)).toBe(160);
    expect(engine.statusSince(1, 99, null)).toBeNull();
    expect(engine.statusSince(1, 159, 199)).toBeNull();
  });
});
