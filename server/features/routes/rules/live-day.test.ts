import { describe, expect, it } from 'vitest';

import type { StopResult } from '#server/contract/route-result.ts';
import type { RouteShift, ShiftPlan } from '#server/contract/route.ts';
import { instantAt } from '#server/features/routes/rules.ts';
import type { StopRow } from '#server/features/routes/stop-queries.ts';

import { secondsOf, teamOfDay, type TeamDay } from './live-day.ts';

const ON = '2026-11-24';
const at = (clock: string) => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 3_600 + minutes * 60;
};
const clockOf = (seconds: number | null) =>
  seconds === null
    ? null
    : `${String(Math.floor(seconds / 3_600)).padStart(2, '0')}:${String(Math.round((seconds % 3_600) / 60)).padStart(2, '0')}`;

/** Three stops of 20 minutes, each 10 minutes on the road; lunch of 45 minutes after the second; home 10 minutes away. */
const STARTS = ['08:10', '08:40', '12:10'];
const SHIFT = {
  id: 7,
  teamName: 'Tổ Một',
  finishedAt: null,
  startsAt: 480,
  endsAt: 1_020,
  rest: { from: 690, to: 780, minutes: 45 },
} as RouteShift;
const PLAN = {
  shiftId: 7,
  departure: at('08:00'),
  finish: at('12:40'),
  rests: [{ afterStops: 2, start: at('11:30'), end: at('12:15') }],
  stops: STARTS.map((start, index) => ({
    stopId: index + 1,
    start: at(start),
    departure: at(start) + 1_200,
    legSeconds: 600,
  })),
} as unknown as ShiftPlan;
const stop = (id: number, more: Partial<StopRow> = {}): StopRow =>
  ({
    id,
    shiftId: 7,
    position: id - 1,
    name: `Nơi ${id}`,
    place: [105.85, 21 + id / 100],
    serviceMinutes: 20,
    window: null,
    lockTime: null,
    state: 'planned',
    unplanned: false,
    plannedStart: at(STARTS[id - 1] ?? '00:00'),
    ...more,
  }) as StopRow;
const result = (stopId: number, end: string, more: Partial<StopResult> = {}): StopResult =>
  ({ stopId, finishedAt: instantAt(ON, at(end)), result: 'no_sign', ...more }) as StopResult;
const day = (now: string, more: Partial<TeamDay> = {}) =>
  teamOfDay({
    onDate: ON,
    now: instantAt(ON, at(now)),
    shift: SHIFT,
    plan: PLAN,
    stops: [stop(1), stop(2), stop(3)],
    results: [],
    messages: [],
    ...more,
  });
const afterFirst = (end: string, now: string) =>
  day(now, {
    stops: [stop(1, { state: 'done' }), stop(2), stop(3)],
    results: [result(1, end)],
  });

describe('a team of the day', () => {
  it('before its first look is on time, and late only once the first stop should be over', () => {
    expect(day('08:25')).toMatchObject({ done: 0, left: 3, nextStopId: 1, delay: 0, last: null });
    expect(day('08:50').delay).toBe(at('08:50') - at('08:30'));
  });

  it('goes on from the end of its latest look', () => {
    const team = afterFirst('08:45', '08:46');
    expect(team).toMatchObject({ done: 1, left: 2, nextStopId: 2, delay: 15 * 60 });
    expect(team.last).toMatchObject({ stopId: 1, place: [105.85, 21.01] });
    expect(team.stops.map(({ expectedStart }) => clockOf(expectedStart))).toEqual([
      null,
      '08:55',
      // After the break, which cannot begin before half past eleven, and the road.
      '12:25',
    ]);
    expect(clockOf(team.expectedFinish)).toBe('12:55');
  });

  it('is early after a quick look, and never before the window of the next stop', () => {
    expect(afterFirst('08:20', '08:21').delay).toBe(-10 * 60);
    const held = day('08:21', {
      stops: [stop(1, { state: 'done' }), stop(2, { window: { from: 530, to: 560 } }), stop(3)],
      results: [result(1, '08:20')],
    });
    expect(clockOf(held.stops[1]?.expectedStart ?? null)).toBe('08:50');
  });

  it('owes no break that was planned to be over before its latest look', () => {
    const team = day('12:31', {
      stops: [stop(1, { state: 'done' }), stop(2, { state: 'done' }), stop(3)],
      results: [result(1, '08:30'), result(2, '12:30')],
    });
    expect(clockOf(team.stops[2]?.expectedStart ?? null)).toBe('12:40');
  });

  it('whose day is over has nothing ahead, and the end that it told', () => {
    const team = day('15:00', {
      shift: { ...SHIFT, finishedAt: instantAt(ON, at('14:00')) },
      stops: [stop(1, { state: 'done' }), stop(2, { state: 'carried' }), stop(3)],
      results: [result(1, '08:40', { result: 'signs' })],
    });
    expect(team).toMatchObject({ nextStopId: null, signs: 1, expectedFinish: at('14:00') });
    expect(team.delay).toBe(10 * 60);
  });

  it('counts a stop that it added itself, without a published time', () => {
    const added = stop(9, { unplanned: true, plannedStart: null, position: 3, state: 'done' });
    const team = day('08:41', { stops: [stop(1), added], results: [result(9, '08:40')] });
    expect(team).toMatchObject({ done: 1, left: 1, nextStopId: 1 });
    expect(team.last?.stopId).toBe(9);
  });
});

it('an instant and the seconds of its day are the same time', () => {
  expect(secondsOf(ON, instantAt(ON, 34_567))).toBe(34_567);
});
