import { describe, expect, it } from 'vitest';

import { PlaceAnalysisQuery } from '#server/contract/place-analysis.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';

import { findDensity, findEmerging, findHotSpots } from './heavy-analyses.ts';
import type { PlaceData } from './place-data.ts';
import { toLonLat, toPlane } from './plane.ts';

const PERIOD = { from: '2025-01-01', to: '2025-12-31' };
const [WEST, SOUTH] = [550_000, 2_300_000];

function at(east: number, north: number) {
  const [longitude, latitude] = toLonLat(WEST + east, SOUTH + north);
  return { longitude, latitude };
}
/** Six times six squares of a kilometre, each with a place and as many checks and events as given. */
function squares(eventsAt: (square: number) => number, checks = 100, happenedOn = '2025-12-31') {
  const all = Array.from({ length: 36 }, (_, i) =>
    at(500 + 1_000 * (i % 6), 500 + 1_000 * Math.floor(i / 6)),
  );
  return {
    places: all.map((spot) => ({ ...spot, checks })),
    events: all.flatMap((spot, i) =>
      Array.from({ length: eventsAt(i) }, () => ({ ...spot, happenedOn, origin: null })),
    ),
    period: PERIOD,
  };
}
/** Squares of the two westernmost columns. */
const western = (square: number) => square % 6 < 2;
const asked = (method: string, more: Record<string, unknown> = {}) =>
  PlaceAnalysisQuery.parse({ method, ...more });

describe('hot spots', () => {
  it('show the events of each square, and p after the correction for looking at all of them', () => {
    const found = findHotSpots(
      squares((i) => (western(i) ? 3 : i % 2)),
      asked('hot_spots'),
    );
    const { hotSpots = [], tested } = found;
    expect(tested).toBe(36);
    expect(hotSpots[0]).toMatchObject({ events: 3, value: 3, checks: 100 });
    expect(hotSpots[2]).toMatchObject({ events: 0, value: 0 });
    // Benjamini and Hochberg: the least of 36·p/rank from a rank on.
    const p = hotSpots.map((one) => one.p).toSorted((a, b) => a - b);
    for (const { p: own, adjustedP } of hotSpots) {
      const later = p.flatMap((other, i) => (other >= own ? [(36 * other) / (i + 1)] : []));
      expect(adjustedP).toBeCloseTo(Math.min(1, ...later), 12);
    }
    expect(Math.min(...p)).toBeLessThan(0.01);
  });

  it('smooth the events by 100 checks, and leave out squares that nobody looked at', () => {
    // 0 or 4 events by 100 checks: mean 2, A = 4 − 2 = 2, weight 2 / (2 + 2).
    const data = squares((i) => (western(i) || i % 6 === 2 ? 4 : 0));
    const unseen = { ...at(6_500, 500), happenedOn: '2025-12-31', origin: null };
    const given = { ...data, events: [...data.events, unseen] };
    const { hotSpots = [], tested } = findHotSpots(given, asked('hot_spots', { per: 'checks' }));
    expect(tested).toBe(36);
    expect(hotSpots[0]?.value).toBeCloseTo(3, 12);
    expect(hotSpots[5]).toMatchObject({ events: 0, value: expect.closeTo(1, 12) as number });
    expect(findHotSpots(given, asked('hot_spots')).tested).toBe(37);
  });

  it('are not looked for in fewer than twenty events', () => {
    const few = { ...squares(() => 1), events: squares(() => 1).events.slice(0, 19) };
    const refused = { reason: 'few_events', needed: 20, found: 19 };
    expect(findHotSpots(few, asked('hot_spots'))).toEqual({ refused });
    expect(findDensity(few, asked('density'))).toEqual({ refused });
  });
});

describe('emerging hot spots', () => {
  it('tell how much was looked and found in the square, and leave out what no whole step holds', () => {
    const data = squares((i) => (i === 0 ? 30 : 0), 7);
    // The thirteen whole steps begin on 2 January.
    const early = { ...data.events[0], ...at(500, 500), happenedOn: '2025-01-01', origin: null };
    const { emerging = [], tested } = findEmerging(data, asked('emerging'));
    const later = findEmerging({ ...data, events: [early, ...data.events] }, asked('emerging'));
    expect(tested).toBe(36);
    expect(emerging[0]).toMatchObject({ events: 30, checks: 7, temperature: 'hot' });
    expect(later.emerging?.[0]).toEqual({ ...emerging[0], events: 31 });
  });

  it('count an event of the first day of the first whole step, and none before', () => {
    /** Two events in one square every four weeks, the first of them on a given day. */
    const everyFourWeeks = (firstOn: IsoDate) => {
      const data = squares(() => 0);
      const days = Array.from({ length: 13 }, (_, i) => addDays('2025-01-02', 28 * i)).with(
        0,
        firstOn,
      );
      const events = days.flatMap((happenedOn) =>
        Array.from({ length: 2 }, () => ({ ...at(500, 500), happenedOn, origin: null })),
      );
      return findEmerging({ ...data, events }, asked('emerging')).emerging?.[0];
    };
    const counted = everyFourWeeks('2025-01-02');
    expect(counted).toMatchObject({ events: 26, pattern: 'persistent' });
    // 2·pnorm(−1.469 937) of R.
    expect(counted?.trendZ).toBeCloseTo(1.469_937, 6);
    expect(counted?.trendP).toBeCloseTo(0.141_579, 6);
    expect(everyFourWeeks('2025-01-01')).toMatchObject({ events: 26, pattern: 'consecutive' });
  });
});

describe('the density of events', () => {
  const twenty = (east: number, north = 0) =>
    Array.from({ length: 20 }, () => ({
      ...at(east, north),
      happenedOn: '2025-06-01',
      origin: null,
    }));
  const find = (events: PlaceData['events'], radius = 2_000) =>
    findDensity({ events, places: [], period: PERIOD }, asked('density', { radius })).density ?? [];
  /** The middle and the side of a square in metres from the corner. */
  const squareOf = ({ ring }: { ring: [number, number][] }) => {
    const [low, , high] = ring.map((corner) => toPlane(corner));
    if (low === undefined || high === undefined) throw new Error('no ring');
    const [east, north] = [(low.x + high.x) / 2 - WEST, (low.y + high.y) / 2 - SOUTH];
    return { east, north, side: high.x - low.x };
  };

  it('covers the reach of each event in squares of a quarter of it', () => {
    const found = find([...twenty(0), ...twenty(8_000)]);
    // By the quartic kernel, 250 m off to either side: 20 · 3/(π·2²) · (1 − 0.125/4)² in a square kilometre.
    const peak = Math.max(...found.map(({ density }) => density));
    expect(peak).toBeCloseTo(4.480_757, 2);
    // 52 of the 64 squares around each have their middles within two kilometres.
    expect(found).toHaveLength(104);
    for (const square of found) {
      const { east, north, side } = squareOf(square);
      expect(side).toBeCloseTo(500, 0);
      expect(Math.min(Math.hypot(east, north), Math.hypot(east - 8_000, north))).toBeLessThan(
        2_000,
      );
    }
  });

  it('takes larger squares where the events lie far apart: 160 along the longer side', () => {
    const [square] = find([...twenty(0), ...twenty(100_000)]);
    expect(squareOf(square ?? { ring: [] }).side).toBeCloseTo(650, 0);
  });
});
