import { describe, expect, it } from 'vitest';

import type { RouteDetail, RouteShift } from '#server/contract/route.ts';

import { dayOperations, dayValues, type DayValues } from './team-day-values.ts';
import { countTeamChanges } from './use-optimiser.ts';

const SHIFT: RouteShift = {
  id: 7,
  teamId: 1,
  teamName: 'Tổ Một',
  skills: [],
  finishedAt: null,
  finishReason: null,
  absent: false,
  removed: false,
  vehicle: 'motorbike',
  startsAt: 480,
  endsAt: 1_020,
  rest: { from: 690, to: 780, minutes: 45 },
  start: [105.85, 21.03],
  end: null,
  mostStops: 12,
};

const typed = (more: Partial<DayValues>) => dayOperations(SHIFT, { ...dayValues(SHIFT), ...more });

describe('the day of a team, as typed', () => {
  it('is no edit as long as nothing was changed', () => {
    expect(typed({})).toEqual({ operations: [], wrong: null });
  });

  it('is one edit with the hours, break and places, and another for the absence', () => {
    const { operations } = typed({
      absent: true,
      from: '17:00',
      to: '22:00',
      restFrom: '19:00',
      restTo: '20:00',
      restMinutes: 30,
      start: null,
      end: [105.9, 21],
    });
    expect(operations).toMatchObject([
      {
        kind: 'shift',
        shiftId: 7,
        shift: {
          vehicle: 'motorbike',
          mostStops: 12,
          startsAt: 1_020,
          endsAt: 1_320,
          rest: { from: 1_140, to: 1_200, minutes: 30 },
          start: null,
          end: [105.9, 21],
        },
      },
      { kind: 'absence', shiftId: 7, absent: true },
    ]);
  });

  it('has no break where that is not ticked, whatever its times are', () => {
    const { operations } = typed({ rests: false, restFrom: 'trưa' });
    expect(operations).toMatchObject([{ kind: 'shift', shift: { rest: null } }]);
  });

  it('leaves what somebody else changed meanwhile, and writes what was typed', () => {
    const values = { ...dayValues(SHIFT), to: '16:00' };
    const { operations } = dayOperations(SHIFT, values, { ...SHIFT, startsAt: 540, rest: null });
    expect(operations).toMatchObject([
      { kind: 'shift', shift: { startsAt: 540, endsAt: 960, rest: null } },
    ]);
  });

  it('puts the team back with it where somebody else took it off', () => {
    const values = { ...dayValues(SHIFT), to: '16:00' };
    expect(dayOperations(SHIFT, values, null).operations).toMatchObject([
      { kind: 'add_team', teamId: 1, shift: { startsAt: 480, endsAt: 960 } },
    ]);
  });

  it.each<[string, Partial<DayValues>, 'hours' | 'rest']>([
    ['hours that run backward', { from: '17:00', to: '08:00' }, 'hours'],
    ['hours that are no time', { to: 'tối' }, 'hours'],
    ['a break that is no time', { restFrom: '' }, 'rest'],
    ['a break without a length', { restMinutes: '' }, 'rest'],
    ['a break outside the hours', { to: '11:00' }, 'rest'],
  ])('says what is wrong with %s, and edits nothing', (_, more, wrong) => {
    expect(typed(more)).toEqual({ operations: [], wrong });
  });
});

it('stops change their team where another one has them, and are left where none has', () => {
  const routeOf = (...shiftIds: (number | null)[]) =>
    ({ stops: shiftIds.map((shiftId, id) => ({ id, shiftId })) }) as RouteDetail;
  const before = routeOf(1, 1, 1, 2, null);
  expect(countTeamChanges(before, routeOf(1, 2, null, 2, 1))).toEqual({ moved: 1, left: 1 });
});
