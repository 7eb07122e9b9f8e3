import { describe, expect, it } from 'vitest';

import { PlaceAnalysisQuery } from '#server/contract/place-analysis.ts';
import { addDays } from '#server/contract/time.ts';

import { findClusters, findNearRepeats } from './heavy-analyses.ts';
import type { PlaceData, PlaceEventRow } from './place-data.ts';
import { toLonLat, toPlane } from './plane.ts';

/** Day 0 is 1 January, day 180 the last one. */
const PERIOD = { from: '2026-01-01', to: '2026-06-30' };
const [WEST, SOUTH] = [550_000, 2_300_000];

/** An event so many metres from the south-western corner, on a day of the period. */
function event(east: number, north: number, day: number): PlaceEventRow {
  const [longitude, latitude] = toLonLat(WEST + east, SOUTH + north);
  return { longitude, latitude, happenedOn: addDays(PERIOD.from, day), origin: null };
}
const data = (events: readonly PlaceEventRow[]): PlaceData => ({
  events,
  places: [],
  period: PERIOD,
});
/** Events five kilometres from each other, none in the last ten days. */
const spread = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    event(5_000 * (1 + (i % 8)), 5_000 * Math.floor(i / 8), (i * 7) % 171),
  );
const burst = (days: readonly number[], east = 0) => days.map((day) => event(east, 0, day));
const nothing = () => undefined;

describe('near repeats', () => {
  const query = PlaceAnalysisQuery.parse({ method: 'near_repeat', replicates: 99 });
  /** Ten pairs, the second of each 50 m to the east and three days later. */
  const pairs = Array.from({ length: 10 }, (_, i) => [
    event(5_000 * i, 0, 15 * i),
    event(5_000 * i + 50, 0, 15 * i + 3),
  ]).flat();

  it('are counted by distances up to 800 m and by times up to 8 weeks', () => {
    const { repeats = [] } = findNearRepeats(data(pairs), query, nothing);
    const sides = (of: 'metres' | 'days') => [...new Set(repeats.map((cell) => cell[of]))];
    expect(sides('metres')).toEqual([0, 100, 200, 400, 800]);
    expect(sides('days')).toEqual([7, 14, 28, 56]);
    expect(repeats).toHaveLength(20);
    expect(repeats.filter(({ observed }) => observed > 0)).toMatchObject([
      { metres: 100, days: 7, observed: 10 },
    ]);
  });

  it('lead from one place to the other', () => {
    const { links = [] } = findNearRepeats(data(pairs), query, nothing);
    expect(links).toHaveLength(10);
    for (const { from, to, metres, days } of links) {
      expect(days).toBe(3);
      expect(metres).toBeCloseTo(50, 0);
      expect(toPlane(to).x - toPlane(from).x).toBeCloseTo(50, 0);
    }
  });

  it('are not looked for in fewer than twenty events', () => {
    expect(findNearRepeats(data(pairs.slice(1)), query, nothing)).toEqual({
      refused: { reason: 'few_events', needed: 20, found: 19 },
    });
  });
});

describe('clusters', () => {
  const find = (events: readonly PlaceEventRow[], more: Record<string, number> = {}) => {
    const asked = { method: 'scan', replicates: 99, days: 60, ...more };
    const { clusters } = findClusters(data(events), PlaceAnalysisQuery.parse(asked), nothing);
    return clusters ?? [];
  };

  it('tell where, since when and how seldom chance brings as many', () => {
    const [cluster, ...others] = find([...spread(54), ...burst([176, 177, 178, 178, 180, 180])]);
    expect(others).toEqual([]);
    // Six of sixty events, all at one place: 6 · 6 / 60 are expected there in these days.
    expect(cluster).toMatchObject({ cases: 6, places: 1, radius: 0, from: '2026-06-26', p: 0.01 });
    expect(cluster?.expected).toBeCloseTo(0.6, 12);
    // The analysis is repeated every week.
    expect(cluster?.recurrenceDays).toBeCloseTo(700, 9);
    const centre = toPlane(cluster?.centre ?? [0, 0]);
    expect(Math.hypot(centre.x - WEST, centre.y - SOUTH)).toBeLessThan(0.2);
    // A single place is drawn as a circle of 100 m.
    for (const corner of cluster?.ring ?? []) {
      const { x, y } = toPlane(corner);
      expect(Math.hypot(x - centre.x, y - centre.y)).toBeCloseTo(100, 0);
    }
  });

  it('hold no more than a tenth of all events', () => {
    expect(find([...spread(53), ...burst([176, 177, 178, 178, 180, 180])])).toEqual([]);
  });

  it('hold three events or more', () => {
    expect(find([...spread(58), ...burst([180, 180])])).toEqual([]);
    expect(find([...spread(57), ...burst([180, 180, 180])])).toMatchObject([{ cases: 3 }]);
  });

  it('reach back as many days as asked for, the last one counted in', () => {
    const events = [...spread(54), ...burst([173, 174, 177, 179, 180, 180])];
    expect(find(events, { days: 7 })).toMatchObject([{ cases: 5, from: '2026-06-24' }]);
    expect(find(events, { days: 8 })).toMatchObject([{ cases: 6, from: '2026-06-23' }]);
  });

  it('reach as far as asked for', () => {
    const events = [...spread(54), ...burst([180, 180, 180]), ...burst([179, 179, 179], 1_500)];
    expect(find(events, { radius: 1_600 })[0]).toMatchObject({ cases: 6, places: 2 });
    expect(find(events, { radius: 1_400 })[0]).toMatchObject({ cases: 3, places: 1 });
  });

  it('are shown up to an even chance of as many', () => {
    /** A hundred events at twenty places, and one more at one of them. */
    const at = (place: number, day: number) =>
      event(5_000 * (place % 5), 5_000 * Math.floor(place / 5), day);
    const events = Array.from({ length: 100 }, (_, i) =>
      at((i * 7) % 20, (i * 53 + i * i + 22) % 181),
    );
    const even = [...events, at(11, 178)];
    // The strongest cluster is beaten in 49 of 99 permutations with the first seed, in 50 with the other.
    expect(find(even, { seed: 116 }).map(({ p }) => p)).toEqual([0.5]);
    expect(find(even, { seed: 40 })).toEqual([]);
  });

  it('are not looked for in fewer than twenty events', () => {
    const query = PlaceAnalysisQuery.parse({ method: 'scan' });
    expect(findClusters(data(spread(19)), query, nothing)).toEqual({
      refused: { reason: 'few_events', needed: 20, found: 19 },
    });
  });
});
