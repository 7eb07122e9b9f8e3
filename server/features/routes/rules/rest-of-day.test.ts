import { describe, expect, it } from 'vitest';

import type { StopResult } from '#server/contract/route-result.ts';
import type { RouteShift, ShiftPlan } from '#server/contract/route.ts';
import { instantAt } from '#server/features/routes/rules.ts';
import type { StopRow } from '#server/features/routes/stop-queries.ts';

import { teamOfDay, type TeamDay } from './live-day.ts';

const ON = '2026-11-24';
const MINUTE = 60;
const at = (clock: string) => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 3_600 + minutes * MINUTE;
};
/** Stops of 20 minutes, each 10 minutes on the road; half an hour of break after the first; home 10 minutes away. */
const SHIFT = {
  id: 7,
  teamName: 'Tổ Một',
  finishedAt: null,
  rest: { from: 540, to: 600, minutes: 30 },
} as RouteShift;
const planned = (stopId: number, start: string) => ({
  stopId,
  start: at(start),
  departure: at(start) + 20 * MINUTE,
  legSeconds: 10 * MINUTE,
});
const PLAN = {
  shiftId: 7,
  departure: at('08:00'),
  finish: at('10:10'),
  rests: [{ afterStops: 1, start: at('09:00'), end: at('09:30') }],
  stops: [planned(1, '08:10'), planned(2, '09:40')],
} as unknown as ShiftPlan;
const stop = (id: number, more: Partial<StopRow> = {}): StopRow =>
  ({
    id,
    shiftId: 7,
    position: id - 1,
    serviceMinutes: 20,
    window: null,
    lockTime: null,
    state: 'planned',
    unplanned: false,
    random: false,
    plannedStart: PLAN.stops.find(({ stopId }) => stopId === id)?.start ?? null,
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
    stops: [stop(1), stop(2)],
    results: [],
    messages: [],
    ...more,
  });
const starts = (team: ReturnType<typeof day>) =>
  team.stops.map(({ expectedStart }) => expectedStart);

describe('the break of a day', () => {
  it('is still ahead until the moment at which it was planned to be over', () => {
    const second = (end: string) =>
      starts(
        day(end, { stops: [stop(1, { state: 'done' }), stop(2)], results: [result(1, end)] }),
      )[1];
    expect(second('09:29')).toBe(at('10:09'));
    expect(second('09:30')).toBe(at('09:40'));
  });

  it('comes before the stop after which it was planned, not earlier', () => {
    expect(starts(day('08:00'))).toEqual([at('08:10'), at('09:40')]);
  });

  it('is taken at the end where it was planned after the last stop', () => {
    const plan = {
      ...PLAN,
      finish: at('10:10'),
      rests: [{ afterStops: 2, start: at('09:00'), end: at('09:30') }],
      stops: [planned(1, '08:10'), planned(2, '08:40')],
    } as unknown as ShiftPlan;
    // The road home is what is left of the hours after the last stop and the break: 40 minutes.
    expect(day('08:00', { plan, stops: [stop(1), stop(2)] }).expectedFinish).toBe(at('10:10'));
    const one = { stops: [stop(1, { state: 'done' }), stop(2)], results: [result(1, '08:30')] };
    expect(day('08:31', { plan, ...one }).expectedFinish).toBe(at('10:10'));
  });

  it('is none where the day has none', () => {
    expect(starts(day('08:00', { shift: { ...SHIFT, rest: null } }))).toEqual([
      at('08:10'),
      at('08:40'),
    ]);
  });
});

describe('the rest of a day', () => {
  it('waits for the window and for the time that a stop is locked to', () => {
    const first = (more: Partial<StopRow>) => starts(day('08:00', { stops: [stop(1, more)] }))[0];
    const window = { from: 500, to: 560 };
    expect(first({ window })).toBe(at('08:20'));
    expect(first({ lockTime: { from: 510, to: 520 } })).toBe(at('08:30'));
    expect(first({ window, lockTime: { from: 495, to: 560 } })).toBe(at('08:20'));
  });

  it('never lets the next stop end before now, and those behind it follow', () => {
    const team = day('08:45');
    expect(team.delay).toBe(15 * MINUTE);
    expect(starts(team)).toEqual([at('08:25'), at('09:40')]);
  });

  it('goes on from the latest look, in whatever order the looks were told', () => {
    const stops = [stop(1, { state: 'done' }), stop(2, { state: 'done' }), stop(3)];
    const results = [result(2, '09:50'), result(1, '08:30')];
    const team = day('09:51', { stops, results });
    expect(team.last).toMatchObject({ stopId: 2, finishedAt: instantAt(ON, at('09:50')) });
    // No published road leads to a stop that the team added.
    expect(starts(team)).toEqual([null, null, at('09:50')]);
    expect(team.delay).toBeNull();
  });

  it('counts results of its own stops only, and signs among them', () => {
    const stops = [stop(1, { state: 'done' }), stop(2)];
    const results = [
      result(1, '08:30', { result: 'signs' }),
      result(9, '08:40', { result: 'signs' }),
    ];
    expect(day('08:31', { stops, results })).toMatchObject({ done: 1, signs: 1, left: 1 });
  });

  it('leads home after the last stop; without any stop in the plan nobody is away', () => {
    expect(day('08:00').expectedFinish).toBe(at('10:10'));
    const none = { ...PLAN, stops: [], rests: [] };
    expect(day('08:00', { plan: none, stops: [] }).expectedFinish).toBe(at('08:00'));
  });

  it('has no delay where nothing was planned or nothing was looked at', () => {
    const unplanned = stop(1, { plannedStart: null });
    expect(day('08:00', { stops: [unplanned] }).delay).toBeNull();
    expect(day('08:00', { stops: [] }).delay).toBeNull();
    const done = {
      stops: [{ ...unplanned, state: 'done' as const }],
      results: [result(1, '09:00')],
    };
    expect(day('09:00', done).delay).toBeNull();
  });

  it('tells plan, result and both ends of the day', () => {
    const team = day('09:00', {
      stops: [stop(1, { state: 'could_not_check', random: true }), stop(2)],
      results: [result(1, '08:50', { result: 'could_not_check' })],
    });
    expect(team).toMatchObject({ shiftId: 7, teamName: 'Tổ Một', plannedFinish: at('10:10') });
    // Nobody could check: done, and no sign.
    expect(team).toMatchObject({ done: 1, signs: 0, left: 1, nextStopId: 2, finishedAt: null });
    expect(team.stops[0]).toMatchObject({
      id: 1,
      position: 0,
      random: true,
      state: 'could_not_check',
      plannedStart: at('08:10'),
      result: 'could_not_check',
      finishedAt: instantAt(ON, at('08:50')),
    });
    expect(team.stops[1]).toMatchObject({ result: null, finishedAt: null, state: 'planned' });
  });
});
