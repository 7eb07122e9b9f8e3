import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Database } from '#server/db/client.ts';
import {
  enterRows,
  expectedReach,
  tryReach,
  type Tried,
} from '#tests/support/database/reach/try-reach.ts';
import { PLANS_AND_REPORTS } from '#tests/support/database/reach/plans-and-reports.ts';
import { POINTS } from '#tests/support/database/reach/points.ts';
import { TIPS_AND_REPLIES } from '#tests/support/database/reach/tips-and-replies.ts';
import { ROUTE_DESK } from '#tests/support/database/reach/route-desk.ts';
import { ROUTES } from '#tests/support/database/reach/routes.ts';
import { OWN_THINGS } from '#tests/support/database/reach/own-things.ts';
import { BARE_TABLES } from '#tests/support/database/bare-tables.ts';
import { BUSINESSES } from '#tests/support/database/reach/businesses.ts';
import { openTestDatabase } from '#tests/support/database/test-database.ts';

const CASES = [
  ...POINTS,
  ...ROUTES,
  ...ROUTE_DESK,
  ...BUSINESSES,
  ...TIPS_AND_REPLIES,
  ...PLANS_AND_REPORTS,
  ...OWN_THINGS,
];

const TRIED = CASES.filter(({ reads, adds }) => reads ?? adds);

let database: Database;
let tried: Tried;

beforeAll(async () => {
  database = await openTestDatabase(BARE_TABLES);
  await enterRows(database, CASES);
  tried = await tryReach(database, TRIED);
});
afterAll(() => database.close());

describe('without a condition of the application', () => {
  it.each(TRIED)('$table is read and written by nobody but whom it concerns', (given) => {
    expect(tried[given.table]).toEqual(expectedReach(given));
  });

  it('each table with a policy is tried', async () => {
    const rows = await database.sql<{ name: string }[]>`
      select distinct tablename::text as name from pg_policies order by name`;
    expect(rows.map(({ name }) => name)).toEqual(TRIED.map(({ table }) => table).toSorted());
  });
});
