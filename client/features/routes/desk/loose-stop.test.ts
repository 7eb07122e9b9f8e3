import { describe, expect, it } from 'vitest';

import type { DroppedStop, RouteDetail, RouteShift, Stop } from '#server/contract/route.ts';

import { remedyOperations } from './loose-stop.tsx';

const shift = {
  id: 7,
  teamName: 'Tổ Một',
  vehicle: 'motorbike',
  startsAt: 480,
  endsAt: 1_020,
  rest: null,
  start: null,
  end: null,
  mostStops: 1,
} as RouteShift;
const route = {
  shifts: [shift],
  stops: [
    { id: 1, shiftId: 7, position: 0 } as Stop,
    { id: 2, shiftId: null, position: 0, window: { from: 500, to: 520 } } as Stop,
  ],
} as RouteDetail;
const dropped = (...remedies: DroppedStop['remedies']): DroppedStop => ({
  stopId: 2,
  reason: 'too_many_stops',
  shiftId: 7,
  position: 0,
  remedies,
});

describe('what a stop without room asks for', () => {
  it('is granted in one edit, and the stop put where it then fits', () => {
    const more = { code: 'raise_max_stops', parameters: { maxStops: 2, shiftId: 7 } };
    const longer = { code: 'extend_hours', parameters: { hours: { from: 28_800, to: 61_230 } } };
    const { vehicle, rest, start, end } = shift;
    expect(remedyOperations(dropped(more, longer), route)).toEqual([
      {
        kind: 'shift',
        shiftId: 7,
        shift: { vehicle, rest, start, end, startsAt: 480, endsAt: 1_021, mostStops: 2 },
      },
      { kind: 'move', stopId: 2, shiftId: 7, before: 1 },
    ]);
  });

  it('widens its window and lets go of its locks', () => {
    const window = { code: 'add_window', parameters: { window: { from: 36_000, to: 36_000 } } };
    const lock = { code: 'release_lock', parameters: { lock: 'time' } };
    expect(remedyOperations(dropped(window, lock), route)?.slice(0, 2)).toEqual([
      { kind: 'describe', stopId: 2, details: { window: { from: 500, to: 600 } } },
      { kind: 'lock', stopId: 2, time: null },
    ]);
  });

  it('is left to the planner where no edit of the route can give it', () => {
    const skills = { code: 'add_skills', parameters: { skills: ['health'] } };
    expect(remedyOperations(dropped(skills), route)).toBeNull();
    const night = { code: 'extend_hours', parameters: { hours: { from: 28_800, to: 90_000 } } };
    expect(remedyOperations(dropped(night), route)).toBeNull();
    expect(remedyOperations({ ...dropped(), position: null }, route)).toBeNull();
  });
});

describe('one thing alone that a stop without room asks for', () => {
  const move = { kind: 'move', stopId: 2, shiftId: 7, before: 1 };
  const window = (from: number, to: number) =>
    remedyOperations(
      dropped({ code: 'add_window', parameters: { window: { from, to } } }),
      route,
    )?.[0];
  const hours = (from: number, to: number) =>
    remedyOperations(dropped({ code: 'extend_hours', parameters: { hours: { from, to } } }), route);

  it('is nothing: the stop is put where it fits, before what stands there or at the end', () => {
    expect(remedyOperations(dropped(), route)).toEqual([move]);
    expect(remedyOperations({ ...dropped(), position: 1 }, route)).toEqual([
      { ...move, before: null },
    ]);
  });

  it('is a window that covers both, in whole minutes around them', () => {
    const widened = (from: number, to: number) => ({
      kind: 'describe',
      stopId: 2,
      details: { window: { from, to } },
    });
    expect(window(29_990, 30_000)).toEqual(widened(499, 520));
    expect(window(31_000, 31_205)).toEqual(widened(500, 521));
  });

  it('is the window that is asked for where the stop has none', () => {
    const stops = route.stops.map((stop) => ({ ...stop, window: null }));
    const asked = { code: 'add_window', parameters: { window: { from: 36_000, to: 36_000 } } };
    expect(remedyOperations(dropped(asked), { ...route, stops })?.[0]).toMatchObject({
      details: { window: { from: 600, to: 600 } },
    });
  });

  it('is a lock: the one that is named', () => {
    const released = (lock: string) =>
      remedyOperations(dropped({ code: 'release_lock', parameters: { lock } }), route)?.[0];
    expect(released('team')).toEqual({ kind: 'lock', stopId: 2, team: false });
    expect(released('position')).toEqual({ kind: 'lock', stopId: 2, position: false });
    expect(released('time')).toEqual({ kind: 'lock', stopId: 2, time: null });
  });

  it('is a day from an earlier moment, or until midnight, and not beyond', () => {
    expect(hours(28_000, 61_200)?.[0]).toMatchObject({ shift: { startsAt: 466, endsAt: 1_020 } });
    expect(hours(0, 86_400)?.[0]).toMatchObject({ shift: { startsAt: 0, endsAt: 1_440 } });
    expect(hours(-1, 61_200)).toBeNull();
    expect(hours(28_800, 86_401)).toBeNull();
  });

  it('is of a team and a stop of this route', () => {
    expect(remedyOperations({ ...dropped(), shiftId: 9 }, route)).toBeNull();
    expect(remedyOperations({ ...dropped(), shiftId: null }, route)).toBeNull();
    expect(remedyOperations({ ...dropped(), stopId: 9 }, route)).toBeNull();
  });
});
