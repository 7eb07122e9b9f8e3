import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { asSystem } from '#server/db/transaction.ts';
import { compareFacts, readUnlogged } from '#server/features/audit/commands.ts';
import { handedOver, people } from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

let test: TestApp;

beforeAll(async () => {
  test = await createTestApp();
  const by = await people(test);
  // Accounts of a test are entered without the screen that logs them.
  await asSystem(test.database, (sql) => sql`update role_assignment set written_in = null`);
  await handedOver(by);
});
afterAll(() => test.close());

const unlogged = () => asSystem(test.database, readUnlogged);
const warnings = () => test.deps.warnings.list();

describe('facts of the register and lines of the log', () => {
  it('are written together by every act of a life that ends with a hand-over', async () => {
    expect(await unlogged()).toEqual([]);
    await compareFacts(test.deps);
    expect(warnings()).toEqual([]);
  });

  it('are told apart where somebody wrote a setting or an event past the product', async () => {
    await asSystem(test.database, async (sql) => {
      await sql`
        insert into setting (key, valid_from, value, origin, set_at)
        values ('check.schedule', '2026-05-01', '{}', 'x', now())`;
      await sql`
        insert into event (point_id, seq, cycle, kind, effective_on, recorded_at, actor_role, status_after)
        select id, 99, 1, 'checked', '2026-05-01', now(), 'system', status from point limit 1`;
    });
    expect(await unlogged()).toEqual([
      { kind: 'event', facts: 1 },
      { kind: 'setting', facts: 1 },
    ]);
    await compareFacts(test.deps);
    expect(warnings()).toEqual(['log.facts_without_line']);
    const auditor = await test.as('auditor');
    const page = await auditor.get('/api/audit?action=audit.facts_without_line');
    expect(await page.json()).toMatchObject({ items: [{ detail: { event: 1, setting: 1 } }] });
  });
});
