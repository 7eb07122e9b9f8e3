import { describe, expect, it } from 'vitest';

import { RoutesSearch } from '#client/features/routes/calendar/list-search.ts';
import { placeKey, wayTo } from '#client/features/routes/desk/candidate-panel.tsx';
import {
  choosable,
  locksAsPlanned,
  movesTo,
  releases,
} from '#client/features/routes/desk/chosen-stops.ts';
import { placesBefore } from '#client/features/routes/live-day/live-places.ts';
import type { LiveTeam } from '#server/contract/live-day.ts';
import type { RouteDetail, Stop } from '#server/contract/route.ts';

import { countChanges, countProblems, placeOfTeam, stopsOf, teamLetter } from './orders.ts';
import { letterAt } from './team-look.ts';

const stop = (id: number, shiftId: number | null, position: number, more: Partial<Stop> = {}) =>
  ({
    id,
    shiftId,
    position,
    state: 'planned',
    lockShiftId: null,
    lockPosition: null,
    lockTime: null,
    ...more,
  }) as Stop;
const problem = { code: 'late', parameters: {} };
const route = {
  shifts: [{ id: 7 }, { id: 8 }],
  stops: [stop(1, 7, 1), stop(2, 7, 0), stop(3, 8, 0), stop(4, null, 0)],
  plan: {
    shifts: [
      {
        shiftId: 7,
        problems: [problem],
        stops: [
          { stopId: 2, start: 30_000, problems: [problem, problem] },
          { stopId: 1, start: 30_030, problems: [] },
        ],
      },
      { shiftId: 8, problems: [], stops: [{ stopId: 3, start: 40_000, problems: [problem] }] },
    ],
  },
  unpublished: [{ changes: [{}, {}] }, { changes: [{}] }],
} as unknown as RouteDetail;

describe('the orders of a route', () => {
  it('are those of each team by position, and those of none', () => {
    expect(stopsOf(route, 7).map(({ id }) => id)).toEqual([2, 1]);
    expect(stopsOf(route, null).map(({ id }) => id)).toEqual([4]);
  });

  it('have the broken rules of teams and stops, and the differences of all teams', () => {
    expect(countProblems(route)).toBe(4);
    expect(countChanges(route)).toBe(3);
  });

  it('have a letter for each team, but none where there is one team, or a stop in no team', () => {
    expect([7, 8, 9, null].map((id) => teamLetter(route, id))).toEqual(['A', 'B', '', '']);
    expect(teamLetter({ ...route, shifts: route.shifts.slice(0, 1) }, 7)).toBe('');
    expect([7, 8, 9].map((id) => placeOfTeam(route, id))).toEqual([0, 1, -1]);
    expect([25, 26, 27].map(letterAt)).toEqual(['Z', 'A', 'B']);
  });
});

describe('stops that are chosen together', () => {
  const stops = [stop(1, 7, 1), stop(5, 7, 2), stop(4, null, 0)];

  it('leave out every one that is no longer planned', () => {
    const states = ['done', 'could_not_check', 'carried', 'planned'] as const;
    const given = states.map((state, at) => stop(at + 1, 7, at, { state }));
    expect(choosable({ ...route, stops: given }).map(({ id }) => id)).toEqual([4]);
  });

  it('are moved out of all teams but for those that are in none', () => {
    expect(movesTo(stops, null)).toEqual(
      [1, 5].map((stopId) => ({ kind: 'move', stopId, shiftId: null, before: null })),
    );
  });

  it('are locked to their place in the order, and to the nearest minute of their start', () => {
    expect(locksAsPlanned(route, stops, 'position')).toEqual(
      [1, 5].map((stopId) => ({ kind: 'lock', stopId, position: true })),
    );
    expect(locksAsPlanned(route, stops, 'time')).toEqual([
      { kind: 'lock', stopId: 1, time: { from: 501, to: 501 } },
    ]);
  });

  it.each<Partial<Stop>>([
    { lockShiftId: 7 },
    { lockPosition: 0 },
    { lockTime: { from: 500, to: 510 } },
  ])('are released where they are locked by %j alone', (lock) => {
    expect(releases([stop(1, 7, 0), stop(2, 7, 1, lock)])).toHaveLength(1);
  });
});

it('points and businesses of one number are two places, and are added by their kind', () => {
  const [point, business] = [
    { pointId: 5, objectId: null },
    { pointId: null, objectId: 5 },
  ];
  expect([placeKey(point), placeKey(business)]).toEqual(['point:5', 'business:5']);
  expect(wayTo(point)).toEqual({ kind: 'points', pointIds: [5] });
  expect(wayTo(business)).toEqual({ kind: 'objects', objectIds: [5] });
});

it('the letters of the teams run on from route to route over the day', () => {
  const team = {} as LiveTeam;
  const routes = [2, 0, 3, 1].map((length) => ({ teams: Array.from({ length }, () => team) }));
  expect(placesBefore(routes)).toEqual([0, 2, 2, 5]);
});

it('an address of the routes is read part by part: what is no filter is left out', () => {
  const known = { view: 'week', q: 'tổ', state: 'done', commune: '00070', day: '2026-11-24' };
  expect(RoutesSearch.parse({ ...known, from: '2026-11-01', to: '2026-11-30' })).toEqual({
    ...known,
    from: '2026-11-01',
    to: '2026-11-30',
  });
  const broken = { view: 'year', q: 7, state: 'open', commune: 'x', from: 'a', to: 'b', day: 'c' };
  const read = RoutesSearch.parse({ ...broken, other: 1 });
  expect(Object.values(read).filter((value) => value !== undefined)).toEqual([]);
});
