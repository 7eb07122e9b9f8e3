import { describe, expect, it } from 'vitest';

import type { RouteDetail, ShiftPlan } from '#server/contract/route.ts';

import { axisOf, hoursOf, piecesOf, shareOf, widthOf } from './timeline-pieces.ts';

const HOUR = 3_600;
/** Leaves at 8:00; one visit from 8:30 after ten minutes of waiting, one from 9:30 after a break; home at 10:00. */
const plan = {
  shiftId: 1,
  departure: 8 * HOUR,
  finish: 10 * HOUR,
  waitSeconds: 600,
  travelSeconds: 1_200 + 900 + 600,
  rests: [{ afterStops: 1, start: 8 * HOUR + 3_000, end: 8 * HOUR + 4_500 }],
  stops: [
    {
      arrival: 8 * HOUR + 1_200,
      start: 8 * HOUR + 1_800,
      departure: 8 * HOUR + 3_000,
      legSeconds: 1_200,
    },
    {
      arrival: 9 * HOUR + 1_800,
      start: 9 * HOUR + 1_800,
      departure: 9 * HOUR + 3_000,
      legSeconds: 900,
    },
  ],
} as unknown as ShiftPlan;
const route = {
  shifts: [
    { id: 1, startsAt: 490, endsAt: 590 },
    { id: 2, startsAt: 500, endsAt: 640 },
  ],
  plan: { shifts: [plan, { shiftId: 2, departure: 0, finish: 0, stops: [] }] },
} as unknown as RouteDetail;
const axis = axisOf(route);

describe('the day of a team by the hour', () => {
  it('is cut into driving, waiting and breaks that fill it up between the visits', () => {
    const pieces = piecesOf(plan);
    const sum = (kind: string) =>
      pieces
        .filter((piece) => piece.kind === kind)
        .reduce((all, { from, to }) => all + to - from, 0);
    expect(pieces).toContainEqual({ kind: 'wait', from: 8 * HOUR + 1_200, to: 8 * HOUR + 1_800 });
    expect(sum('wait')).toBe(plan.waitSeconds);
    expect(sum('travel')).toBe(plan.travelSeconds);
    expect(sum('rest')).toBe(1_500);
    const visits = plan.stops.reduce((all, { start, departure }) => all + departure - start, 0);
    expect(sum('wait') + sum('travel') + sum('rest') + visits).toBe(plan.finish - plan.departure);
  });

  it('has no parts where the team has no stop', () => {
    expect(piecesOf({ ...plan, stops: [] })).toEqual([]);
  });

  it('stands on whole hours around all shifts, and around what runs over them', () => {
    expect(axis).toEqual({ from: 8 * HOUR, to: 11 * HOUR });
    expect(hoursOf(axis)).toEqual([8, 9, 10, 11].map((hour) => hour * HOUR));
    const late = { ...route, plan: { shifts: [{ ...plan, finish: 12 * HOUR + 1 }] } };
    expect(axisOf(late as unknown as RouteDetail).to).toBe(13 * HOUR);
  });

  it('gives each span its share of the axis, and cuts off what lies beyond', () => {
    expect(shareOf({ from: 9 * HOUR, to: 9 * HOUR + 1_800 }, axis).left).toBeCloseTo(1 / 3);
    expect(shareOf({ from: 9 * HOUR, to: 9 * HOUR + 1_800 }, axis).width).toBeCloseTo(1 / 6);
    expect(shareOf({ from: 0, to: 24 * HOUR }, axis)).toEqual({ left: 0, width: 1 });
  });

  it('is as wide as its shortest visit needs, within limits', () => {
    expect(widthOf(route, axis, [44, 96, 320])).toBe(3 * 132);
    expect(widthOf(route, axis, [44, 200, 320])).toBe(3 * 200);
    expect(widthOf(route, axis, [440, 96, 320])).toBe(3 * 320);
  });

  it('drives to a stop only from when it left the one before', () => {
    const late = plan.stops.map((stop, at) => (at === 1 ? { ...stop, legSeconds: 9_000 } : stop));
    const [, second] = piecesOf({ ...plan, rests: [], stops: late }).filter(
      ({ kind }) => kind === 'travel',
    );
    expect(second).toEqual({ kind: 'travel', from: 8 * HOUR + 3_000, to: 9 * HOUR + 1_800 });
  });

  it('begins earlier where a team leaves before its hours, and not for one without stops', () => {
    const early = { ...plan, departure: 7 * HOUR + 1_800, finish: 9 * HOUR };
    const axisWith = (stops: ShiftPlan['stops']) =>
      axisOf({ ...route, plan: { shifts: [{ ...early, stops }] } } as unknown as RouteDetail);
    expect(axisWith(plan.stops)).toEqual({ from: 7 * HOUR, to: 11 * HOUR });
    expect(axisWith([])).toEqual({ from: 8 * HOUR, to: 11 * HOUR });
  });

  it('has no visit shorter than a minute, and none longer than an hour, for its width', () => {
    const visit = (seconds: number) =>
      ({
        plan: { shifts: [{ stops: [{ start: 0, departure: seconds }] }] },
      }) as unknown as RouteDetail;
    expect(widthOf(visit(1), axis, [1, 10, 100])).toBe(3 * 60);
    expect(widthOf(visit(9 * HOUR), axis, [50, 10, 100])).toBe(3 * 50);
  });
});
