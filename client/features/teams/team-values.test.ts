import { describe, expect, it } from 'vitest';

import type { Team } from '#server/contract/team.ts';

import { bodyOf, isNoPlace, valuesOf } from './team-values.ts';

const TEAM = {
  name: 'Tổ 1',
  version: 4,
  members: [{ accountId: 'a' }, { accountId: 'b' }],
  skills: ['fire'],
  templates: [
    {
      name: 'Ca ngày',
      shift: {
        vehicle: 'car',
        startsAt: 450,
        endsAt: 1_000,
        rest: { from: 700, to: 760, minutes: 45 },
        start: [105.85, 21.03],
        end: [105.9, 21.1],
        mostStops: 12,
      },
    },
    { name: 'Ca tối', shift: { vehicle: 'motorbike', startsAt: 1_080, endsAt: 1_320 } },
  ],
} as unknown as Team;

describe('a team as it is typed', () => {
  it('comes back as it was when nothing is typed', () => {
    const { members: _, templates, ...rest } = TEAM;
    expect(bodyOf(valuesOf(TEAM, 'Ca ngày'), TEAM)).toEqual({
      ...rest,
      memberIds: ['a', 'b'],
      templates: templates.map(({ name, shift }) => ({ name, shift })),
    });
  });

  it('shows its usual day: hours on the clock, and the start as latitude, longitude', () => {
    expect(valuesOf(TEAM, '')).toMatchObject({
      startsAt: '07:30',
      endsAt: '16:40',
      start: '21.03, 105.85',
      mostStops: 12,
    });
  });

  it('that is new has a usual day without a start, and version 0', () => {
    const values = valuesOf(null, 'Ca ngày');
    expect(values).toMatchObject({ name: '', templateName: 'Ca ngày', startsAt: '08:00' });
    expect(bodyOf({ ...values, name: 'Tổ 2' }, null)).toMatchObject({
      name: 'Tổ 2',
      version: 0,
      templates: [{ name: 'Ca ngày', shift: { start: null, mostStops: null } }],
    });
  });

  it('loses a break that lies outside its new hours, and keeps its other days', () => {
    const { templates } = bodyOf({ ...valuesOf(TEAM, ''), startsAt: '12:00' }, TEAM);
    expect(templates).toMatchObject([{ shift: { rest: null, startsAt: 720 } }, { name: 'Ca tối' }]);
  });

  it('has no start that is typed and no place', () => {
    expect(isNoPlace('  ')).toBe(false);
    expect(isNoPlace('21.03, 105.85')).toBe(false);
    expect(isNoPlace('đầu phố')).toBe(true);
  });

  it('takes on any number of stops where none is typed, and the number that is', () => {
    const most = (mostStops: number | '') =>
      bodyOf({ ...valuesOf(TEAM, ''), mostStops }, TEAM).templates;
    expect(most('')).toMatchObject([{ shift: { mostStops: null } }, {}]);
    expect(most(8)).toMatchObject([{ shift: { mostStops: 8 } }, {}]);
  });

  it('keeps a break that just fits into its new hours, and the place where it ends', () => {
    const typed = { ...valuesOf(TEAM, ''), startsAt: '11:40', endsAt: '12:40', start: '' };
    expect(bodyOf(typed, TEAM).templates).toMatchObject([
      {
        shift: {
          rest: { from: 700, to: 760, minutes: 45 },
          startsAt: 700,
          endsAt: 760,
          start: null,
          end: [105.9, 21.1],
        },
      },
      {},
    ]);
  });
});
