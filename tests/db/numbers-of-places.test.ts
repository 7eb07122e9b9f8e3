import { afterAll, beforeAll, expect, it } from 'vitest';

import type { Database } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import { openTestDatabase } from '#tests/support/database/test-database.ts';
import { seedTwoCommunes, type TwoCommunes } from '#tests/support/database/two-communes.ts';

const NOBODY = { accountId: '', role: 'nobody', reach: 'none', communeIds: [] } as const;

let database: Database;
let seeded: TwoCommunes;
beforeAll(async () => {
  database = await openTestDatabase();
  seeded = await seedTwoCommunes(database);
});
afterAll(() => database.close());

it.each([
  'closed_points_near(st_makeenvelope(100, 8, 110, 24, 4326), st_makeenvelope(100, 8, 110, 24, 4326))',
  'places_in_box(100, 8, 110, 24)',
  `points_near_rows('[{"place": 0, "geometry": {"type": "Point", "coordinates": [105.85, 21.03]}}]', 90000, 90000)`,
])('whoever sees no place gets no number of one from %s', async (places) => {
  const numbersFor = (actor: Parameters<typeof asActor>[1]) =>
    asActor(database, actor, (sql) => sql.unsafe(`select * from ${places}`));
  expect(await numbersFor(seeded.analyst)).not.toEqual([]);
  expect(await numbersFor({ ...NOBODY, role: 'admin' })).toEqual([]);
  expect(await numbersFor({ ...NOBODY, role: 'auditor', reach: 'log' })).toEqual([]);
  expect(await numbersFor(NOBODY)).toEqual([]);
});
