import { afterAll, beforeAll, expect, it } from 'vitest';

import { readAhead, warmConnections } from '#server/read-ahead.ts';
import { active, people } from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

let test: TestApp;

beforeAll(async () => {
  test = await createTestApp();
  await active(await people(test));
});
afterAll(() => test.close());

/** For each connection of the pool: the number of plans that it keeps for the work list. */
const keptPlans = () =>
  Promise.all(
    Array.from({ length: test.database.connections }, () =>
      test.database.sql.begin(async (sql) => {
        const [row] = await sql<{ kept: number }[]>`
          select count(*)::integer as kept from pg_prepared_statements
          where statement like '%actor_work(%' and statement not like '%pg_prepared%'`;
        // Held, so that the next one takes another connection.
        await sql`select pg_sleep(0.05)`;
        return row?.kept ?? 0;
      }),
    ),
  );

const looks = () =>
  test.database.sql.begin((sql) => sql`select id from audit_entry where action = 'point.read'`);

it('each connection to a server plans the work list before people ask for it, where the register is large', async () => {
  const { kind, pooled } = test.database;
  await warmConnections(test.deps);
  expect(Math.max(...(await keptPlans()))).toBe(0);
  await warmConnections(test.deps, 1);
  // Behind a pooler no connection keeps a plan, and the embedded database has one connection only.
  expect(Math.min(...(await keptPlans())) > 0).toBe(kind === 'server' && !pooled);
});

it('no look at a record is logged, since nobody looked', async () => {
  const before = await looks();
  await warmConnections(test.deps, 1);
  await readAhead(test.deps);
  expect(await looks()).toEqual(before);
});
