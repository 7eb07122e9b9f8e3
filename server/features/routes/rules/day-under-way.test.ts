import { describe, expect, it } from 'vitest';

import type { StopResult } from '#server/contract/route-result.ts';
import type { RouteShift, ShiftPlan } from '#server/contract/route.ts';
import type { Publication } from '#server/features/routes/publication-queries.ts';
import type { StopRow } from '#server/features/routes/stop-queries.ts';

import { behindOf, dayUnderWay, type DayUnderWay, restOfShift, wholeDay } from './day-under-way.ts';

const HOUR = 3_600;
const LIMITS = { serviceMinutes: 20, window: null, lockTime: null };
const stop = (id: number, state: StopRow['state'], more: Partial<StopRow> = {}) =>
  ({
    id,
    shiftId: 7,
    position: id,
    state,
    removed: false,
    unplanned: false,
    place: [105, 21 + id / 100],
    plannedStart: null,
    ...LIMITS,
    ...more,
  }) as StopRow;

it('the rest of a team’s day begins now, at its last place, with the stops that it may still take', () => {
  const shift = { id: 7, startsAt: 480, start: [105, 21], mostStops: 3 } as unknown as RouteShift;
  const stops = [stop(1, 'done'), stop(2, 'could_not_check'), stop(3, 'planned')];
  const day = {
    now: 600 * 60,
    lastPlaces: [{ shiftId: 7, place: [105.9, 21.1] }],
  } as unknown as DayUnderWay;
  const rest = { startsAt: 600, start: [105.9, 21.1], mostStops: 1 };
  expect(restOfShift(shift, stops, day)).toMatchObject(rest);
  expect(restOfShift({ ...shift, mostStops: null }, stops, day).mostStops).toBeNull();
  expect(restOfShift({ ...shift, mostStops: 1 }, stops, day).mostStops).toBe(0);
});

it('the rest of a day that has not begun begins at its hour and its place', () => {
  const shift = { id: 7, startsAt: 480, start: [105, 21], mostStops: 3 } as unknown as RouteShift;
  const day = {
    now: 479 * 60,
    lastPlaces: [{ shiftId: 8, place: [1, 2] }],
  } as unknown as DayUnderWay;
  expect(restOfShift(shift, [stop(1, 'planned')], day)).toEqual(shift);
});

it('what is behind a team are its stops that are no longer planned, in their order', () => {
  const stops = [
    stop(3, 'carried'),
    stop(2, 'planned'),
    stop(1, 'done'),
    stop(4, 'done', { shiftId: 8 }),
    stop(5, 'done', { removed: true }),
  ];
  expect(behindOf(stops, 7).map(({ id }) => id)).toEqual([1, 3]);
});

describe('a day under way', () => {
  const under = (clock: string, results: [number, string][], stops: StopRow[]) =>
    dayUnderWay({
      onDate: '2026-11-24',
      now: `2026-11-24T${clock}+07:00`,
      publication: {} as Publication,
      stops,
      results: results.map(
        ([stopId, time]) => ({ stopId, finishedAt: `2026-11-24T${time}:00.000Z` }) as StopResult,
      ),
    });

  it('stands at the next whole minute', () => {
    const now = (clock: string) => under(clock, [], []).now;
    expect([now('10:00:00'), now('10:00:01'), now('10:00:59')]).toEqual([
      10 * HOUR,
      10 * HOUR + 60,
      10 * HOUR + 60,
    ]);
  });

  it('has each team at the stop of its latest result', () => {
    const stops = [
      stop(1, 'done'),
      stop(2, 'done'),
      stop(3, 'done', { shiftId: 8 }),
      stop(4, 'done', { shiftId: null }),
    ];
    const given: [number, string][] = [
      [2, '03:00'],
      [1, '02:00'],
      [3, '02:30'],
      [4, '04:00'],
      [9, '05:00'],
    ];
    expect(under('12:00:00', given, stops).lastPlaces).toEqual([
      { shiftId: 7, place: [105, 21.02] },
      { shiftId: 8, place: [105, 21.03] },
    ]);
  });
});

describe('a team’s whole day', () => {
  const DAY = {
    vehicle: 'motorbike',
    startsAt: 480,
    endsAt: 1_020,
    rest: null,
    start: null,
    end: null,
    mostStops: null,
  };
  const shift = { ...DAY, id: 7 } as unknown as RouteShift;
  const planned = (stopId: number, start: number) => ({
    stopId,
    arrival: start - 60,
    start,
    departure: start + 1_200,
    lateSeconds: 0,
    legMetres: 1_000,
    legSeconds: 300,
    problems: [{ code: 'late', parameters: {} }],
  });
  const told = {
    shiftId: 7,
    departure: 8 * HOUR,
    finish: 15 * HOUR,
    rests: [
      { afterStops: 1, start: 9 * HOUR, end: 10 * HOUR },
      { afterStops: 2, start: 11 * HOUR, end: 12 * HOUR },
    ],
    stops: [planned(1, 8.5 * HOUR), planned(2, 10.5 * HOUR)],
  } as unknown as ShiftPlan;
  const rest = {
    shiftId: 7,
    departure: 12 * HOUR,
    finish: 13 * HOUR,
    metres: 500,
    travelSeconds: 100,
    serviceSeconds: 1_200,
    waitSeconds: 30,
    rests: [{ afterStops: 0, start: 12 * HOUR, end: 12.5 * HOUR }],
    stops: [planned(3, 12.5 * HOUR)],
  } as unknown as ShiftPlan;
  const publicationOf = (plan: ShiftPlan) =>
    ({
      shifts: [{ shiftId: 7, shift: DAY, plan }],
      stops: [1, 2].map((stopId) => ({ stopId, shiftId: 7, position: stopId, ...LIMITS })),
    }) as unknown as Publication;
  const day = (stops: StopRow[], more: { rest?: ShiftPlan; now?: number } = {}) =>
    wholeDay(shift, more.rest ?? rest, stops, {
      now: more.now ?? 12 * HOUR,
      lastPlaces: [],
      publication: publicationOf(told),
    });
  const changed = [stop(1, 'done'), stop(2, 'done'), stop(3, 'planned')];

  it('is the published plan where the draft is as published', () => {
    expect(day([stop(1, 'done'), stop(2, 'planned')])).toBe(told);
  });

  it('is the plan of the rest where nothing is behind the team', () => {
    expect(day([stop(3, 'planned')])).toBe(rest);
  });

  it('is what is behind, as it was told and without its problems, and then the rest', () => {
    const whole = day(changed);
    expect(whole.stops).toEqual([
      { ...planned(1, 8.5 * HOUR), problems: [] },
      { ...planned(2, 10.5 * HOUR), problems: [] },
      planned(3, 12.5 * HOUR),
    ]);
    expect(whole).toMatchObject({
      departure: 8 * HOUR,
      finish: 13 * HOUR,
      metres: 500 + 2_000,
      travelSeconds: 100 + 600,
      serviceSeconds: 1_200 + 2_400,
      waitSeconds: 30,
    });
  });

  it('has the breaks that are over, and those of the rest behind the stops that are done', () => {
    const rests = (now: number, stops = changed) =>
      day(stops, { now }).rests.map(({ afterStops, end }) => [afterStops, end / HOUR]);
    const ahead = [2, 12.5];
    expect(rests(12 * HOUR)).toEqual([[1, 10], [2, 12], ahead]);
    expect(rests(12 * HOUR - 60)).toEqual([[1, 10], ahead]);
    expect(rests(12 * HOUR, [stop(1, 'done'), stop(3, 'planned')])).toEqual([
      [1, 10],
      [1, 12.5],
    ]);
  });

  it('ends as it was told where nothing is left', () => {
    const over = [stop(1, 'done'), stop(2, 'done', { serviceMinutes: 45 })];
    expect(day(over, { rest: { ...rest, stops: [] } }).finish).toBe(15 * HOUR);
  });

  it('counts the service alone of a stop that the team added', () => {
    const added = stop(4, 'done', { unplanned: true, serviceMinutes: 15 });
    const head = (more: Partial<StopRow>) =>
      day([{ ...added, ...more }, stop(3, 'planned')]).stops[0];
    expect(head({})).toMatchObject({ start: 8 * HOUR, departure: 8.25 * HOUR, legSeconds: 0 });
    expect(head({ plannedStart: 9 * HOUR })).toMatchObject({
      arrival: 9 * HOUR,
      start: 9 * HOUR,
      departure: 9.25 * HOUR,
      legMetres: 0,
      lateSeconds: 0,
    });
  });
});
