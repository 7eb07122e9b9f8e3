import { describe, expect, it } from 'vitest';

import type { RouteDetail } from '#server/contract/route.ts';

import { sumOf, teamTotals } from './totals-table.tsx';

const route = {
  shifts: [
    { id: 1, endsAt: 1_020 },
    { id: 2, endsAt: 960 },
    { id: 3, endsAt: 960 },
  ],
  stops: [
    { id: 10, shiftId: 1, position: 0 },
    { id: 11, shiftId: 1, position: 1 },
    { id: 12, shiftId: 2, position: 0 },
    { id: 13, shiftId: null, position: 0 },
  ],
  plan: {
    shifts: [
      {
        shiftId: 1,
        finish: 62_000,
        metres: 12_400,
        travelSeconds: 3_629,
        serviceSeconds: 2_400,
        waitSeconds: 90,
        lateSeconds: 0,
      },
      {
        shiftId: 2,
        finish: 40_000,
        metres: 600,
        travelSeconds: 60,
        serviceSeconds: 1_200,
        waitSeconds: 0,
        lateSeconds: 600,
      },
      { shiftId: 3, finish: 28_800, metres: 0, travelSeconds: 0 },
    ],
  },
} as unknown as RouteDetail;

describe('the totals of the teams', () => {
  it('are each team’s own in minutes, beside the end of its hours', () => {
    const [one, two] = teamTotals(route);
    expect(one).toEqual({
      shiftId: 1,
      stops: 2,
      metres: 12_400,
      travel: 60,
      service: 40,
      wait: 2,
      late: 0,
      finish: 62_000,
      endsAt: 61_200,
    });
    expect(two).toMatchObject({ stops: 1, late: 10 });
  });

  it('name no end for a team without stops', () => {
    expect(teamTotals(route)[2]).toMatchObject({ stops: 0, metres: 0, travel: 0, finish: null });
  });

  it('add up, without the stops in no team', () => {
    expect(sumOf(teamTotals(route))).toEqual({
      stops: 3,
      metres: 13_000,
      travel: 61,
      service: 60,
      wait: 2,
      late: 10,
    });
  });
});
