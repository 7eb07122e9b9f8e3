import { expect, it } from 'vitest';

import type { StopResult } from '#server/contract/route-result.ts';
import { ROUTE, stop } from '#tests/support/routes/visited-stops.ts';

import { outcomeOf } from './outcome.ts';

/** A look that began at nine and some minutes. */
const look = (stopId: number, minutes: number, result: StopResult['result'] = 'no_sign') =>
  ({
    stopId,
    arrivedAt: `2026-06-15T09:${String(minutes).padStart(2, '0')}:00+07:00`,
    finishedAt: '2026-06-15T11:00:00+07:00',
    result,
    inspection: null,
  }) as StopResult;

it('counts what was ranked, what was drawn at random and what was added on the way apart', () => {
  const stops = [
    stop(1),
    stop(2),
    stop(3, { random: true }),
    stop(4, { unplanned: true, plannedStart: null }),
    stop(5, { removed: true }),
  ];
  const results = [look(1, 0), look(2, 11), look(3, 10, 'signs'), look(4, 0, 'signs')];
  const { all, ranked, random, unplanned } = outcomeOf(
    ROUTE,
    { shifts: [], stops, results, quotas: [] },
    { lateAfterMinutes: 10, rateFromMinutes: 60 },
  );
  expect(all).toMatchObject({ planned: 3, visited: 4, signs: 2, late: 1 });
  expect(ranked).toMatchObject({ planned: 2, visited: 2, signs: 0, late: 1, foundPerHour: 0 });
  expect(random).toMatchObject({ planned: 1, visited: 1, signs: 1, late: 0 });
  expect(unplanned).toMatchObject({ planned: 0, visited: 1, signs: 1, late: 0 });
});
