import { describe, expect, it } from 'vitest';

import type { StopResult } from '#server/contract/route-result.ts';
import type { RouteShift } from '#server/contract/route.ts';
import type { StopRow } from '#server/features/routes/stop-queries.ts';
import { ROUTE, stop } from '#tests/support/routes/visited-stops.ts';

import { outcomeOf } from './outcome.ts';

const clock = (time: string) => `2026-06-15T${time}:00+07:00`;
const look = (
  stopId: number,
  arrived: string | null,
  end: string,
  more: Partial<StopResult> = {},
) =>
  ({
    stopId,
    arrivedAt: arrived === null ? null : clock(arrived),
    finishedAt: clock(end),
    result: 'no_sign',
    inspection: null,
    ...more,
  }) as StopResult;
const outcome = (
  stops: StopRow[],
  results: StopResult[],
  rules: { lateAfterMinutes?: number; rateFromMinutes?: number } = {},
) =>
  outcomeOf(
    ROUTE,
    { shifts: [{ id: 1, teamName: 'Tổ Một' } as RouteShift], stops, results, quotas: [] },
    { lateAfterMinutes: 10, rateFromMinutes: 60, ...rules },
  );

describe('a look is late', () => {
  it('when it began more than the tolerated minutes after its planned start', () => {
    const late = (arrived: string) => outcome([stop(1)], [look(1, arrived, '10:00')]).all.late;
    expect(['08:00', '09:10', '09:11'].map(late)).toEqual([0, 0, 1]);
  });

  it('by its arrival, and by its end where no arrival was told', () => {
    const { stops } = outcome(
      [stop(1), stop(2), stop(3), stop(4, { plannedStart: null })],
      [look(1, '09:05', '09:30'), look(2, null, '09:30'), look(4, '09:05', '09:30')],
    );
    expect(stops.map(({ delay, inPlan }) => [delay, inPlan])).toEqual([
      [300, true],
      [1_800, true],
      [null, true],
      [null, false],
    ]);
  });
});

describe('the tally of a route', () => {
  it('counts each stop by its state', () => {
    const states = ['done', 'could_not_check', 'could_not_check', 'carried', 'planned'] as const;
    const { all } = outcome(
      states.map((state, at) => stop(at + 1, { state })),
      [],
    );
    expect(all).toMatchObject({ planned: 5, visited: 1, couldNotCheck: 2, carried: 1, open: 1 });
  });

  it('counts every result of an inspection but “no violation” and “closed down” as a finding', () => {
    const inspections = ['no_violation', 'closed_down', 'reminder', 'sanction', null] as const;
    const { all } = outcome(
      inspections.map((_, at) => stop(at + 1)),
      inspections.map((inspection, at) => look(at + 1, '09:00', '10:00', { inspection })),
    );
    expect(all).toMatchObject({ signs: 0, findings: 2 });
  });

  it('has no rate below the least time, and counts a stop with signs and findings once in it', () => {
    const found = [
      look(1, '09:00', '09:20', { result: 'signs', inspection: 'sanction' }),
      look(2, '09:30', '10:00', { result: 'signs' }),
    ];
    const rate = (rateFromMinutes: number) =>
      outcome([stop(1), stop(2)], found, { rateFromMinutes }).all;
    expect(rate(60)).toMatchObject({ hours: 1, signs: 2, findings: 1, foundPerHour: 2 });
    expect(rate(61).foundPerHour).toBeNull();
  });

  it('runs for each team from its first arrival to its last end, and not for one without results', () => {
    const stops = [
      stop(1),
      stop(2),
      stop(3, { shiftId: 2 }),
      stop(4, { shiftId: null }),
      stop(5, { shiftId: 3 }),
    ];
    const results = [
      look(2, '10:00', '11:00'),
      look(1, '08:30', '08:50'),
      look(3, null, '13:00'),
      look(4, '14:00', '14:30'),
    ];
    expect(outcome(stops, results).all.hours).toBe(3);
  });

  it('leaves out a stop that was taken out, with its result', () => {
    const taken = outcome([stop(1, { removed: true })], [look(1, '09:30', '10:00')]);
    expect(taken.stops).toEqual([]);
    expect(taken.all).toMatchObject({ planned: 0, visited: 0, late: 0, hours: 0 });
  });
});

it('an outcome names the team of each stop, and its result', () => {
  const result = look(1, '09:00', '10:00');
  const { stops } = outcome(
    [stop(1), stop(2, { shiftId: 2 }), stop(3, { shiftId: null })],
    [result],
  );
  expect(stops.map((one) => [one.id, one.teamName, one.result])).toEqual([
    [1, 'Tổ Một', result],
    [2, null, null],
    [3, null, null],
  ]);
});
