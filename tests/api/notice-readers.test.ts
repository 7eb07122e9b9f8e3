import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { addDays } from '#server/contract/time.ts';
import type { NoticeList } from '#server/contract/notice.ts';
import { asSystem } from '#server/db/transaction.ts';
import { deleteOldNotices, insertNotices, listWorkers } from '#server/features/notices/queries.ts';
import { digestNotice } from '#server/features/notices/rules.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

let test: TestApp;
let leader: TestClient;
let accountId: string;
beforeAll(async () => {
  test = await createTestApp();
  leader = await test.as('leader.of.notices', { role: 'leader', communeCodes: ['00070'] });
  accountId = leader.account?.accountId ?? '';
});
afterAll(() => test.close());

const AT = '2026-03-06T03:00:00.000Z';
const notices = async (client: TestClient, query = ''): Promise<NoticeList> =>
  (await client.get(`/api/me/notices${query}`)).json();

/** Tells somebody the digest of so many days. */
async function tell(to: string, count: number): Promise<void> {
  const work = [{ key: 'x', kind: 'check' as const, pointId: 1, code: 'DP-1', dueOn: null }];
  const told = Array.from({ length: count }, (_, at) =>
    digestNotice(to, { work, tipsToTake: 0 }, addDays('2026-01-01', at)),
  ).filter((one) => one !== null);
  await asSystem(test.database, (sql) => insertNotices(sql, told, AT));
}

describe('the notices of a person', () => {
  it('come by the hundred, and say whether there are more', async () => {
    const reader = await test.as('reader.of.many', { role: 'coordinator' });
    await tell(reader.account?.accountId ?? '', 101);
    const first = await notices(reader);
    expect([first.items.length, first.more, first.unread]).toEqual([100, true, 101]);
    const rest = await notices(reader, `?before=${first.items.at(-1)?.id}`);
    expect([rest.items.length, rest.more, rest.unread]).toEqual([1, false, 101]);
  });

  it('are told once, and kept from the very instant on', async () => {
    const reader = await test.as('reader.of.few', { role: 'coordinator' });
    const id = reader.account?.accountId ?? '';
    await tell(id, 1);
    await tell(id, 1);
    const forget = (before: string) =>
      asSystem(test.database, (sql) => deleteOldNotices(sql, before));
    await forget(AT);
    expect((await notices(reader)).items).toHaveLength(1);
    await forget('2026-03-06T03:00:00.001Z');
    expect((await notices(reader)).items).toEqual([]);
  });
});

describe('the people whose work is looked at', () => {
  const workersOn = async (on: string) => {
    const workers = await asSystem(test.database, (sql) => listWorkers(sql, ['leader'], on));
    return workers.filter((worker) => worker.accountId === accountId);
  };

  it('are those with the role on the day, from its first day until before its end, with its communes', async () => {
    await test.database.sql`
      update role_assignment set valid_from = '2026-03-05', valid_to = '2026-03-08'
      where account_id = ${accountId}`;
    const found = await workersOn('2026-03-05');
    expect(found).toEqual([{ accountId, role: 'leader', communeIds: [expect.any(Number)] }]);
    expect(await workersOn('2026-03-04')).toEqual([]);
    expect(await workersOn('2026-03-07')).toHaveLength(1);
    expect(await workersOn('2026-03-08')).toEqual([]);
  });

  it('are no longer those whose account was disabled', async () => {
    await test.database.sql`
      update role_assignment set valid_from = '2026-03-05', valid_to = null
      where account_id = ${accountId}`;
    expect(await workersOn('2026-03-06')).toHaveLength(1);
    await test.database.sql`update app_user set disabled_at = ${AT} where id = ${accountId}`;
    expect(await workersOn('2026-03-06')).toEqual([]);
  });
});
