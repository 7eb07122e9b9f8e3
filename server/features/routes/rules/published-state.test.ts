import { describe, expect, it } from 'vitest';

import type { RouteShift, ShiftPlan } from '#server/contract/route.ts';
import type { Publication } from '#server/features/routes/publication-queries.ts';
import type { StopRow } from '#server/features/routes/stop-queries.ts';

import {
  asPublished,
  changesBetween,
  matchesPublication,
  matchesShift,
  shiftsAsPublished,
  stopsToPublish,
} from './publication.ts';

const [ONE, TWO] = [7, 8];
const DAY = {
  vehicle: 'motorbike' as const,
  startsAt: 480,
  endsAt: 1_020,
  rest: { from: 690, to: 810, minutes: 60 },
  start: [105.85, 21.03] as [number, number],
  end: null,
  mostStops: 12,
};
const shift = (id: number, more: Partial<RouteShift> = {}): RouteShift => ({
  ...DAY,
  id,
  teamId: id + 10,
  teamName: `Tổ ${id}`,
  skills: [],
  finishedAt: null,
  finishReason: null,
  absent: false,
  removed: false,
  ...more,
});
const LIMITS = { serviceMinutes: 20, window: null, lockTime: null };
const row = (id: number, more: Partial<StopRow> = {}) =>
  ({
    id,
    shiftId: ONE,
    position: id,
    ...LIMITS,
    state: 'planned',
    unplanned: false,
    removed: false,
    plannedStart: 30_000 + id,
    plannedShiftId: ONE,
    ...more,
  }) as StopRow;
const given = (stopId: number, more: Partial<Publication['stops'][number]> = {}) => ({
  stopId,
  shiftId: ONE,
  position: stopId,
  plannedStart: 30_000 + stopId,
  ...LIMITS,
  ...more,
});
const publication = (
  stops: Publication['stops'],
  shifts: Partial<RouteShift>[] = [{ id: ONE }],
): Publication => ({
  version: 3,
  publishedAt: '2026-11-24T01:00:00.000Z',
  basis: [],
  shifts: shifts.map(({ id = ONE, ...more }) => ({
    shiftId: id,
    shift: { ...DAY, ...more },
    plan: {} as ShiftPlan,
  })),
  stops,
});

describe('the stops that the street works by', () => {
  it('have team, order, limits and start of the publication, not of the draft', () => {
    const drafted = row(1, { shiftId: TWO, position: 5, serviceMinutes: 60, plannedStart: 40_000 });
    const window = { from: 500, to: 600 };
    expect(asPublished([drafted], publication([given(1, { window })]))).toMatchObject([
      { id: 1, shiftId: ONE, position: 1, window, serviceMinutes: 20, plannedStart: 30_001 },
    ]);
  });

  it('count for the team of the publication, also where the draft has given them away', () => {
    const drafted = row(1, { shiftId: TWO, plannedShiftId: TWO });
    expect(asPublished([drafted], publication([given(1)]))[0]?.plannedShiftId).toBe(ONE);
  });

  it('are there while only the draft has taken them out, and not before they are published', () => {
    const stops = [row(1, { removed: true }), row(2)];
    expect(asPublished(stops, publication([given(1)]))).toMatchObject([{ id: 1, removed: false }]);
  });

  it('include what a team added, without a planned start, unless it was taken out', () => {
    const stops = [
      row(1, { unplanned: true, plannedStart: null }),
      row(2, { unplanned: true, plannedStart: null, removed: true }),
      row(3, { unplanned: true }),
    ];
    expect(
      asPublished(stops, publication([given(3)])).map(({ id, plannedStart }) => [id, plannedStart]),
    ).toEqual([
      [1, null],
      [3, null],
    ]);
  });

  it('stand by team, then by position, then by number', () => {
    const stops = [row(5), row(4), row(3), row(2), row(1)];
    const told = publication([
      given(5, { position: 0 }),
      given(4, { position: 2 }),
      given(3, { position: 2 }),
      given(2, { shiftId: TWO, position: 0 }),
      given(1, { shiftId: ONE, position: 1 }),
    ]);
    expect(asPublished(stops, told).map(({ id }) => id)).toEqual([5, 1, 3, 4, 2]);
  });
});

it('the days that the street works by are the published ones, with the present name and end', () => {
  const finishedAt = '2026-11-24T09:00:00.000Z';
  const drafted = [shift(ONE, { startsAt: 540, teamName: 'Tổ mới', finishedAt }), shift(TWO)];
  expect(shiftsAsPublished(drafted, publication([]))).toEqual([
    shift(ONE, { teamName: 'Tổ mới', finishedAt }),
  ]);
});

describe('the stops that are given to the teams', () => {
  const plans = [
    { shiftId: TWO, stops: [{ stopId: 2, start: 31_000.4 }] },
    {
      shiftId: ONE,
      stops: [
        { stopId: 3, start: 32_000.5 },
        { stopId: 9, start: 1 },
        { stopId: 1, start: 33_000 },
      ],
    },
  ] as unknown as ShiftPlan[];

  it('are those of the plans, each with its team, its place there and its limits', () => {
    const window = { from: 500, to: 600 };
    const lockTime = { from: 510, to: 520 };
    const stops = [
      row(1),
      row(2, { shiftId: TWO }),
      row(3, { window, lockTime, serviceMinutes: 45 }),
    ];
    expect(stopsToPublish(stops, plans)).toEqual([
      given(2, { shiftId: TWO, position: 0, plannedStart: 31_000 }),
      given(3, { position: 0, plannedStart: 32_001, window, lockTime, serviceMinutes: 45 }),
      given(1, { position: 2, plannedStart: 33_000 }),
    ]);
  });

  it.each(['done', 'could_not_check', 'carried'] as const)(
    'keep their time where they are “%s”, and have that of the plan where none was told',
    (state) => {
      const starts = (plannedStart: number | null) =>
        stopsToPublish([row(1, { state, plannedStart })], plans).map((one) => one.plannedStart);
      expect([starts(30_001), starts(0), starts(null)]).toEqual([[30_001], [0], [33_000]]);
    },
  );
});

describe('a draft', () => {
  const told = publication([given(1), given(2)]);
  const same = (stops: StopRow[], more: Partial<RouteShift> = {}) =>
    matchesShift({ shift: shift(ONE, more), stops }, told);

  it('is as published with the same stops in the same order and the same day', () => {
    expect(same([row(2), row(1)])).toBe(true);
    expect(same([row(1), row(2)], { teamName: 'Tổ khác', skills: ['health'] })).toBe(true);
  });

  it('is as published whatever was taken out, belongs to another team, or was added in the street', () => {
    const others = [
      row(3, { removed: true }),
      row(4, { shiftId: TWO }),
      row(5, { unplanned: true }),
    ];
    expect(same([row(1), row(2), ...others])).toBe(true);
  });

  it.each<[string, Partial<StopRow>]>([
    ['place in the order', { position: 3 }],
    ['team', { shiftId: TWO }],
    ['length', { serviceMinutes: 25 }],
    ['window', { window: { from: 500, to: 600 } }],
    ['lock to a time', { lockTime: { from: 500, to: 600 } }],
    ['taking out', { removed: true }],
  ])('is not as published with another %s of a stop', (_, more) => {
    expect(same([row(1, more), row(2)])).toBe(false);
  });

  it.each<[string, Partial<RouteShift>]>([
    ['vehicle', { vehicle: 'car' }],
    ['beginning', { startsAt: 481 }],
    ['end', { endsAt: 1_021 }],
    ['first moment of the break', { rest: { from: 691, to: 810, minutes: 60 } }],
    ['last moment of the break', { rest: { from: 690, to: 811, minutes: 60 } }],
    ['length of the break', { rest: { from: 690, to: 810, minutes: 61 } }],
    ['break', { rest: null }],
    ['first place', { start: null }],
    ['last place', { end: [105.85, 21.03] }],
    ['greatest number of stops', { mostStops: 11 }],
  ])('is not as published with another %s of the day', (_, more) => {
    expect(same([row(1), row(2)], more)).toBe(false);
  });

  it('is not as published with a team of which nothing was published', () => {
    expect(matchesShift({ shift: shift(TWO), stops: [] }, told)).toBe(false);
  });

  it('of a stop that a team added counts once it was published', () => {
    const added = row(2, { unplanned: true });
    expect(same([row(1), added])).toBe(true);
    expect(same([row(1), { ...added, serviceMinutes: 25 }])).toBe(false);
  });

  it('of several teams is as published where each of them is', () => {
    const both = publication([given(1)], [{ id: ONE }, { id: TWO }]);
    const matches = (second: Partial<RouteShift>) =>
      matchesPublication({ shifts: [shift(ONE), shift(TWO, second)], stops: [row(1)] }, both);
    expect([matches({}), matches({ startsAt: 500 })]).toEqual([true, false]);
  });
});

it('a difference of a stop tells both starts, and where it is', () => {
  const places = new Map([1, 2, 3].map((id) => [id, { code: `DP-${id}`, name: `Nơi ${id}` }]));
  const before = publication([given(1), given(2)]);
  const after = publication([given(1, { plannedStart: 36_000 }), given(3)]);
  expect(changesBetween(before, after, places)[0]?.changes).toEqual([
    {
      kind: 'retimed',
      stopId: 1,
      startBefore: 30_001,
      startAfter: 36_000,
      code: 'DP-1',
      name: 'Nơi 1',
    },
    {
      kind: 'added',
      stopId: 3,
      startBefore: null,
      startAfter: 30_003,
      code: 'DP-3',
      name: 'Nơi 3',
    },
    {
      kind: 'removed',
      stopId: 2,
      startBefore: 30_002,
      startAfter: null,
      code: 'DP-2',
      name: 'Nơi 2',
    },
  ]);
});
