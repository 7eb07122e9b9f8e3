import { describe, expect, it } from 'vitest';

import type { ShiftPlan } from '#server/contract/route.ts';
import type { PublishedStop } from '#server/features/routes/publication-queries.ts';
import type { StopRow } from '#server/features/routes/stop-queries.ts';

import { changesBetween, type RouteStanding, stopsToPublish, withChecked } from './publication.ts';

const DAY = {
  vehicle: 'motorbike' as const,
  startsAt: 480,
  endsAt: 1_020,
  rest: null,
  start: null,
  end: null,
  mostStops: null,
};

const stop = (stopId: number, plannedStart: number, more: Partial<PublishedStop> = {}) => ({
  stopId,
  shiftId: 1,
  position: 0,
  plannedStart,
  serviceMinutes: 20,
  window: null,
  lockTime: null,
  ...more,
});

const standing = (stops: PublishedStop[], shift: typeof DAY = DAY): RouteStanding => ({
  shifts: [1, 2].map((shiftId) => ({ shiftId, shift })),
  stops,
});

const PLACES = new Map([1, 2, 3].map((id) => [id, { code: `DP-${id}`, name: `Nơi ${id}` }]));
const kinds = (before: RouteStanding, after: RouteStanding) =>
  changesBetween(before, after, PLACES).flatMap(({ shiftId, changes }) =>
    changes.map(({ kind, stopId }) => [shiftId, kind, stopId]),
  );

describe('differences between two states of a route', () => {
  it('are empty between equal states', () => {
    expect(kinds(standing([stop(1, 30_000)]), standing([stop(1, 30_000)]))).toEqual([]);
  });

  it('name added and removed stops, to each team only its own', () => {
    const before = standing([stop(1, 30_000), stop(2, 32_000)]);
    const after = standing([stop(1, 30_000), stop(2, 33_000, { shiftId: 2 }), stop(3, 34_000)]);
    expect(kinds(before, after)).toEqual([
      [1, 'added', 3],
      [1, 'removed', 2],
      [2, 'added', 2],
    ]);
  });

  it('include a start moved by a minute or more, and a new length or window at the same time', () => {
    const before = standing([stop(1, 30_000), stop(2, 32_000), stop(3, 34_000)]);
    const after = standing([
      stop(1, 30_059),
      stop(2, 32_060),
      stop(3, 34_000, { window: { from: 540, to: 600 } }),
    ]);
    expect(kinds(before, after)).toEqual([
      [1, 'retimed', 2],
      [1, 'described', 3],
    ]);
  });

  it.each([
    ['length', { serviceMinutes: 25 }],
    ['first hour', { window: { from: 500, to: 600 } }],
    ['last hour', { window: { from: 480, to: 620 } }],
    ['beginning of the locked time', { lockTime: { from: 530, to: 560 } }],
    ['end of the locked time', { lockTime: { from: 520, to: 570 } }],
  ])('include a new %s at the same start', (_, change) => {
    const known = { window: { from: 480, to: 600 }, lockTime: { from: 520, to: 560 } };
    const before = standing([stop(1, 30_000, known)]);
    const after = standing([stop(1, 30_000, { ...known, ...change })]);
    expect(kinds(before, after)).toEqual([[1, 'described', 1]]);
  });

  it('include a start that came earlier by a minute or more: the team has to be there before', () => {
    const before = standing([stop(1, 30_000), stop(2, 32_000)]);
    const after = standing([stop(1, 29_941), stop(2, 31_940)]);
    expect(kinds(before, after)).toEqual([[1, 'retimed', 2]]);
  });

  it("name a change of a team's day once, as a whole", () => {
    const before = standing([stop(1, 30_000)]);
    const after = standing([stop(1, 30_000)], { ...DAY, endsAt: 960 });
    expect(kinds(before, after)).toEqual([
      [1, 'shift', null],
      [2, 'shift', null],
    ]);
  });

  it('name a team that comes, and one that is taken off, though neither has a stop', () => {
    const whole = standing([stop(1, 30_000)]);
    const alone = { ...whole, shifts: whole.shifts.filter(({ shiftId }) => shiftId === 1) };
    expect(kinds(alone, whole)).toEqual([[2, 'team_added', null]]);
    expect(kinds(whole, alone)).toEqual([[2, 'team_removed', null]]);
  });

  it('do not name a place that the reader no longer sees', () => {
    const [team] = changesBetween(standing([stop(9, 30_000)]), standing([]), PLACES);
    expect(team?.changes).toMatchObject([{ kind: 'removed', stopId: 9, code: null, name: null }]);
  });
});

describe('the stops of a publication', () => {
  it('keep the time of those with a result, and have that of the plan otherwise', () => {
    const rows = (['done', 'planned'] as const).map((state, index) => {
      const row: Partial<StopRow> = { ...stop(index + 1, 30_000), id: index + 1, state };
      return row as StopRow;
    });
    const planned = rows.map(({ id }) => ({ stopId: id, start: 31_000.4 }));
    const plan = { shiftId: 1, stops: planned } as unknown as ShiftPlan;
    const starts = stopsToPublish(rows, [plan]).map(({ plannedStart }) => plannedStart);
    expect(starts).toEqual([30_000, 31_000]);
  });
});

describe('a published route', () => {
  it('keeps the stops with a result that its draft has left out, and no others', () => {
    const row = (id: number, state: StopRow['state']) => ({ id, state, removed: true }) as StopRow;
    const shown = withChecked(
      [{ ...row(1, 'planned'), removed: false }],
      [row(1, 'planned'), row(2, 'done'), row(3, 'could_not_check'), row(4, 'planned')],
    );
    expect(shown.map(({ id, removed }) => [id, removed])).toEqual([
      [1, false],
      [2, false],
      [3, false],
    ]);
  });
});
