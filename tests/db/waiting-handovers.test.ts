import { afterAll, beforeAll, expect, it } from 'vitest';

import { countReported } from '#server/features/reports/figure-queries.ts';
import {
  addHandover,
  addPlace,
  openFiguresCity,
  type FiguresCity,
} from '#tests/support/database/figures-city.ts';

let city: FiguresCity;
beforeAll(async () => {
  city = await openFiguresCity();
});
afterAll(() => city.database.close());

const closed = { openedOn: '2025-08-01', eliminatedOn: '2025-09-01' };

/** Counts the hand-overs that waited at the end of a day, and those that were answered until then. */
const counted = (end: { answeredOn?: string; withdrawnOn?: string }, asOf: string) =>
  city.inRolledBack(async (sql) => {
    const pointId = await addPlace(sql, city.here, { status: 'eliminated', cycles: [closed] });
    const { answeredOn, withdrawnOn } = end;
    const id = await addHandover(
      sql,
      { pointId, communeId: city.here },
      { dueOn: '2025-09-20', ...(answeredOn !== undefined && { answeredOn }) },
    );
    if (withdrawnOn !== undefined) {
      await sql`
        update handover
        set
          state = 'withdrawn', withdrawn_by = proposed_by, withdrawn_on = ${withdrawnOn},
          withdrawal_reason = 'Gửi nhầm'
        where id = ${id}`;
    }
    const figures = await countReported(sql, { firstOn: '2025-09-01', asOf });
    return Object.fromEntries(
      figures
        .filter(({ figure }) => figure.startsWith('handovers_'))
        .map(({ figure, count }) => [figure, count]),
    );
  });

it('a hand-over waits from its day on until it is answered', async () => {
  const end = { answeredOn: '2025-09-10' };
  expect(await counted(end, '2025-08-31')).toEqual({});
  expect(await counted(end, '2025-09-01')).toEqual({ handovers_pending: 1 });
  expect(await counted(end, '2025-09-09')).toEqual({ handovers_pending: 1 });
  expect(await counted(end, '2025-09-10')).toEqual({ handovers_confirmed: 1 });
});

it('a hand-over that is withdrawn waits until the day before, also when that is told later', async () => {
  const end = { withdrawnOn: '2025-10-05' };
  expect(await counted(end, '2025-09-30')).toEqual({ handovers_pending: 1 });
  expect(await counted(end, '2025-10-04')).toEqual({ handovers_pending: 1 });
  expect(await counted(end, '2025-10-05')).toEqual({});
});

it('a hand-over that nobody answers waits to this day', async () => {
  expect(await counted({}, '2026-06-30')).toEqual({ handovers_pending: 1 });
});
