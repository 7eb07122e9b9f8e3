import { describe, expect, it } from 'vitest';

import type * as z from 'zod';

import { EditRoute, RouteOperation } from './route-edit.ts';
import { WriteRecurrence } from './route-recurrence.ts';
import { AddUnplannedStop, RecordStopResult } from './route-result.ts';
import { CreateRoute, MOST_SHIFTS, MOST_STOPS, PublishRoute, RouteListQuery } from './route.ts';
import { isShiftPossible, restWithin, type Shift, WriteTeam } from './team.ts';

const SHIFT: Shift = {
  vehicle: 'motorbike',
  startsAt: 480,
  endsAt: 1_020,
  rest: { from: 690, to: 780, minutes: 45 },
  start: null,
  end: null,
  mostStops: null,
};
/** The fields at fault, as dotted paths; none where it is taken. */
const faults = (schema: z.ZodType, value: unknown) =>
  (schema.safeParse(value).error?.issues ?? []).map(({ path }) => path.join('.'));

describe('the day of a team', () => {
  const possible = (more: Partial<Shift>) => isShiftPossible({ ...SHIFT, ...more });

  it('runs forward', () => {
    expect([479, 480, 481].map((endsAt) => possible({ endsAt, rest: null }))).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('has its break inside, up to both ends', () => {
    const rest = (from: number, to: number) => possible({ rest: { from, to, minutes: 45 } });
    expect([rest(480, 1_020), rest(479, 1_020), rest(480, 1_021)]).toEqual([true, false, false]);
    expect([rest(700, 700), rest(701, 700)]).toEqual([true, false]);
  });

  it('keeps a break that lies within new hours, up to both ends, and no other', () => {
    const kept = (startsAt: number | null, endsAt: number | null) =>
      restWithin({ startsAt, endsAt }, SHIFT.rest) !== null;
    expect([kept(690, 780), kept(691, 780), kept(690, 779)]).toEqual([true, false, false]);
    expect([kept(null, 780), kept(690, null)]).toEqual([false, false]);
    expect(restWithin({ startsAt: 0, endsAt: 1_440 }, null)).toBeNull();
  });

  it('is refused as a usual day of a team where it is not possible', () => {
    const team = (shift: Shift) => ({
      name: 'Tổ Một',
      skills: [],
      memberIds: [],
      templates: [{ name: 'Cả ngày', shift }],
      version: 0,
    });
    expect(faults(WriteTeam, team(SHIFT))).toEqual([]);
    expect(faults(WriteTeam, team({ ...SHIFT, endsAt: 480 }))).toEqual(['templates.0.shift']);
    expect(faults(WriteTeam, { ...team(SHIFT), name: ' a ' })).toEqual(['name']);
  });
});

describe('a new route', () => {
  const route = (shifts: { teamId: number; shift: Shift }[]) => ({
    title: 'Kiểm tra sau triệt xóa',
    onDate: '2026-11-25',
    kind: 'regular',
    unannounced: false,
    shifts,
  });
  const teams = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ teamId: at + 1, shift: SHIFT }));

  it('has one to twelve teams, each once', () => {
    expect(MOST_SHIFTS).toBe(12);
    expect([0, 1, 12, 13].map((count) => faults(CreateRoute, route(teams(count))))).toEqual([
      ['shifts'],
      [],
      [],
      ['shifts'],
    ]);
    expect(faults(CreateRoute, route([...teams(1), ...teams(1)]))).toEqual(['shifts']);
  });

  it('is published as it was seen, with no broken rule and no reason unless they are given', () => {
    expect(PublishRoute.parse({ version: 0 })).toEqual({
      version: 0,
      randomShareReason: null,
      acceptedProblems: 0,
    });
    expect(faults(PublishRoute, { version: 1, acceptedProblems: -1 })).toEqual([
      'acceptedProblems',
    ]);
  });

  it('is found by words, a state and days, from a row on', () => {
    expect(RouteListQuery.parse({ q: '  tổ  ' })).toMatchObject({ q: 'tổ' });
    expect(faults(RouteListQuery, { cursor: '-1' })).toEqual(['cursor']);
    expect(faults(RouteListQuery, { cursor: '1234567890' })).toEqual(['cursor']);
    expect(faults(RouteListQuery, { cursor: '0' })).toEqual([]);
  });
});

describe('an edit of a route', () => {
  const describeStop = (details: object) => ({ kind: 'describe', stopId: 1, details });

  it('has one to as many operations as a route has stops', () => {
    const edit = (count: number) => ({
      version: 1,
      operations: Array.from({ length: count }, () => describeStop({})),
    });
    expect(
      [0, 1, MOST_STOPS, MOST_STOPS + 1].map((count) => faults(EditRoute, edit(count))),
    ).toEqual([['operations'], [], [], ['operations']]);
    expect(MOST_STOPS).toBe(200);
  });

  it('gives a stop a window that runs forward or is one moment, and one minute to eight hours', () => {
    const window = (from: number, to: number) =>
      faults(RouteOperation, describeStop({ window: { from, to } }));
    expect([window(500, 600), window(500, 500), window(501, 500)]).toEqual([
      [],
      [],
      ['details.window'],
    ]);
    const minutes = (serviceMinutes: number) =>
      faults(RouteOperation, describeStop({ serviceMinutes })).length;
    expect([0, 1, 480, 481].map(minutes)).toEqual([1, 0, 0, 1]);
  });

  it('gives a team hours that are possible', () => {
    const operation = { kind: 'shift', shiftId: 1, shift: { ...SHIFT, endsAt: 480 } };
    expect(faults(RouteOperation, operation)).toEqual(['shift']);
  });

  it('adds one to as many places as a route has stops', () => {
    const top = (count: number) =>
      faults(RouteOperation, { kind: 'add', way: { kind: 'top', count, communes: [] } }).length;
    expect([0, 1, 200, 201].map(top)).toEqual([1, 0, 0, 1]);
  });
});

describe('a recurrence', () => {
  const given = (more: object) => ({
    title: 'Tuyến tuần',
    kind: 'regular',
    unannounced: false,
    weekdays: [1, 7],
    fromOn: '2026-11-23',
    toOn: null,
    daysAhead: 7,
    shifts: [{ teamId: 1, shift: SHIFT }],
    stops: 10,
    communes: [],
    only: null,
    weights: null,
    randomShare: null,
    version: 0,
    ...more,
  });
  const fields = (more: object) => faults(WriteRecurrence, given(more));

  it('ends on its first day or later', () => {
    expect(fields({ toOn: '2026-11-23' })).toEqual([]);
    expect(fields({ toOn: '2026-11-22' })).toEqual(['toOn']);
  });

  it('has each weekday and each team once', () => {
    expect(fields({ weekdays: [1, 1] })).toEqual(['weekdays']);
    expect(fields({ weekdays: [] })).toEqual(['weekdays']);
    expect([fields({ weekdays: [0] }), fields({ weekdays: [8] })]).toEqual([
      ['weekdays.0'],
      ['weekdays.0'],
    ]);
    const twice = [1, 1].map((teamId) => ({ teamId, shift: SHIFT }));
    expect(fields({ shifts: twice })).toEqual(['shifts']);
    expect(fields({ shifts: [] })).toEqual(['shifts']);
  });

  it('is drafted one to thirty days ahead, with a share from none to all', () => {
    expect([0, 1, 30, 31].map((daysAhead) => fields({ daysAhead }).length)).toEqual([1, 0, 0, 1]);
    expect([-0.1, 0, 1, 1.1].map((randomShare) => fields({ randomShare }).length)).toEqual([
      1, 0, 0, 1,
    ]);
    expect(fields({ shifts: [{ teamId: 1, shift: { ...SHIFT, endsAt: 480 } }] })).toEqual([
      'shifts.0.shift',
    ]);
  });
});

describe('the result of a stop', () => {
  const at = '2026-11-24T01:40:00.000Z';
  const fields = (more: object) =>
    faults(RecordStopResult, {
      resultId: '0f8fad5b-d9cb-469f-a165-70867728950e',
      stopId: 1,
      arrivedAt: null,
      finishedAt: at,
      result: 'no_sign',
      ...more,
    });

  it('has an obstacle where nobody could check, and only there', () => {
    expect(fields({ result: 'could_not_check' })).toEqual(['obstacle']);
    expect(fields({ obstacle: 'closed' })).toEqual(['obstacle']);
    expect(fields({ result: 'could_not_check', obstacle: 'closed' })).toEqual([]);
  });

  it('has words for an obstacle of another kind', () => {
    const other = { result: 'could_not_check', obstacle: 'other' };
    expect(fields(other)).toEqual(['reason']);
    expect(fields({ ...other, reason: 'Cổng khóa' })).toEqual([]);
  });

  it('ends when the team arrived, or later', () => {
    expect(fields({ arrivedAt: at })).toEqual([]);
    expect(fields({ arrivedAt: '2026-11-24T01:40:00.001Z' })).toEqual(['arrivedAt']);
  });

  it('of a business is not that nobody could inspect', () => {
    expect(fields({ inspection: 'could_not_inspect' })).toEqual(['inspection']);
  });

  it('of a stop that nobody had planned says what was seen', () => {
    const stop = (result: string) => ({
      key: '0f8fad5b-d9cb-469f-a165-70867728950e',
      shiftId: 1,
      name: 'Quán ven hồ',
      place: [105.85, 21.03],
      result: { resultId: '0f8fad5b-d9cb-469f-a165-70867728950f', finishedAt: at, result },
    });
    expect(faults(AddUnplannedStop, stop('signs'))).toEqual([]);
    expect(faults(AddUnplannedStop, stop('could_not_check'))).toEqual(['result.result']);
  });
});
