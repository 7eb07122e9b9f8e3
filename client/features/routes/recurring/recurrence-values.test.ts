import { describe, expect, it } from 'vitest';

import { WriteRecurrence, type Recurrence } from '#server/contract/route-recurrence.ts';
import type { Shift, Team } from '#server/contract/team.ts';

import { bodyOf, shiftsByTeam, teamsWithoutHours, valuesOf } from './recurrence-values.ts';

const SHIFT: Shift = {
  vehicle: 'car',
  startsAt: 480,
  endsAt: 1_020,
  rest: { from: 690, to: 780, minutes: 45 },
  start: null,
  end: null,
  mostStops: null,
};
const team = (id: number): Team => ({
  id,
  name: `Tổ ${id}`,
  skills: [],
  members: [],
  templates: [{ id, teamId: id, name: 'Cả ngày', shift: SHIFT }],
  version: 1,
});
const TEAMS = [team(1), team(2)];
const NEW = { firstOn: '2026-12-01', title: 'Tuyến tuần' };
const KEPT: Recurrence = {
  id: 4,
  title: 'Tuyến đêm',
  kind: 'regular',
  unannounced: false,
  weekdays: [1, 4],
  fromOn: '2026-11-02',
  toOn: null,
  daysAhead: 5,
  shifts: [
    { teamId: 2, shift: { ...SHIFT, startsAt: 1_080, endsAt: 1_380, rest: null } },
    { teamId: 9, shift: SHIFT },
  ],
  stops: 8,
  communes: ['00070'],
  only: 'point',
  weights: null,
  randomShare: 0.25,
  version: 3,
  teams: ['Tổ 2', 'Tổ đã ngừng'],
  keptBy: 'Người lập kế hoạch',
  endedAt: null,
  next: [],
  days: [],
};

describe('a recurrence in its form', () => {
  it('gives back what it was, without a team that is no longer at work', () => {
    const shifts = shiftsByTeam(KEPT, TEAMS);
    const body = bodyOf(valuesOf(KEPT, TEAMS, NEW), { shifts, usual: null, version: 3 });
    const { id: _i, teams: _t, keptBy: _k, endedAt: _e, next: _n, days: _d, ...template } = KEPT;
    expect(WriteRecurrence.parse(body)).toEqual({
      ...template,
      shifts: KEPT.shifts.slice(0, 1),
    });
  });

  it('begins with one team at its usual hours, and asks for a weekday', () => {
    const shifts = shiftsByTeam(null, TEAMS);
    const values = valuesOf(null, TEAMS, NEW);
    expect(values.hours['1']).toEqual({ startsAt: '08:00', endsAt: '17:00' });
    const body = bodyOf(values, { shifts, usual: null, version: 0 });
    expect(WriteRecurrence.safeParse(body).success).toBe(false);
    expect(WriteRecurrence.safeParse({ ...body, weekdays: [2] }).success).toBe(true);
  });

  it('leaves a break out that does not fit into other hours, and names hours that run backward', () => {
    const shifts = shiftsByTeam(null, TEAMS);
    const values = { ...valuesOf(null, TEAMS, NEW), weekdays: ['1'] };
    const short = {
      ...values,
      hours: { ...values.hours, '1': { startsAt: '08:00', endsAt: '11:00' } },
    };
    const body = WriteRecurrence.parse(bodyOf(short, { shifts, usual: null, version: 0 }));
    expect(body.shifts[0]?.shift).toMatchObject({ startsAt: 480, endsAt: 660, rest: null });
    const back = { ...values, hours: { ...values.hours, '1': { startsAt: '17:00', endsAt: '8' } } };
    expect(teamsWithoutHours(values)).toEqual([]);
    expect(teamsWithoutHours(back)).toEqual(['1']);
  });

  it('fills own weights that nobody has typed with the usual ones', () => {
    const usual = {
      due: 1,
      suspicion: 2,
      hazard: 3,
      unseen: 4,
      severity: 5,
      not_inspected: 6,
      reinspection: 7,
      quota: 8,
    };
    const values = { ...valuesOf(null, TEAMS, NEW), ownWeights: true, weights: { due: 9 } };
    const { weights } = bodyOf(values, { shifts: new Map(), usual, version: 0 });
    expect(weights).toEqual({ ...usual, due: 9 });
  });
});

describe('what is typed of a recurrence', () => {
  const shifts = shiftsByTeam(null, TEAMS);
  const typed = { ...valuesOf(null, TEAMS, NEW), weekdays: ['5', '1'], shifts: ['1', '2'] };
  const body = (more: Partial<typeof typed>) =>
    bodyOf({ ...typed, ...more }, { shifts, usual: null, version: 2 });

  it('is a new one with its usual numbers', () => {
    expect(valuesOf(null, TEAMS, NEW)).toMatchObject({
      title: 'Tuyến tuần',
      kind: 'regular',
      unannounced: false,
      weekdays: [],
      fromOn: '2026-12-01',
      toOn: null,
      daysAhead: 7,
      stops: 12,
      shifts: ['1'],
      only: 'all',
      communes: [],
      randomShare: '',
      ownWeights: false,
      weights: {},
    });
  });

  it('has its days in order, and every chosen team that can be chosen', () => {
    expect(body({ shifts: ['2', '1', '9'] })).toMatchObject({
      weekdays: [1, 5],
      shifts: [{ teamId: 2 }, { teamId: 1 }],
      version: 2,
    });
  });

  it('is unannounced when it says so, or when its kind is', () => {
    expect(body({}).unannounced).toBe(false);
    expect(body({ unannounced: true }).unannounced).toBe(true);
    expect(body({ kind: 'unannounced' }).unannounced).toBe(true);
  });

  it('has a random share of its own in percent with one decimal, 0 among them', () => {
    const share = (randomShare: number | null) =>
      valuesOf({ ...KEPT, randomShare }, TEAMS, NEW).randomShare;
    expect([share(null), share(0), share(0.125), share(0.1234)]).toEqual(['', 0, 12.5, 12.3]);
    expect([body({ randomShare: 0 }), body({ randomShare: 12.5 })]).toMatchObject([
      { randomShare: 0 },
      { randomShare: 0.125 },
    ]);
    expect(body({ randomShare: '' }).randomShare).toBeNull();
  });

  it('has its own weights only where it says so', () => {
    expect(body({ weights: { due: 9 } }).weights).toBeNull();
  });

  it('leads to one kind of places or to all', () => {
    expect([body({}).only, body({ only: 'business' }).only]).toEqual([null, 'business']);
  });

  it('names a chosen team whose day has no length, and none that is not chosen', () => {
    const hours = { ...typed.hours, '1': { startsAt: '08:00', endsAt: '08:00' } };
    expect(teamsWithoutHours({ ...typed, hours })).toEqual(['1']);
    expect(teamsWithoutHours({ ...typed, hours, shifts: ['2'] })).toEqual([]);
    expect(teamsWithoutHours({ ...typed, shifts: ['9'] })).toEqual(['9']);
  });
});
