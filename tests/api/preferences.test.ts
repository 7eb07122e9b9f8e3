import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Preferences } from '#server/contract/preference.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const UNCHOSEN = { tableColumns: null, tableRows: null, mapLabel: null, hintsSeen: null };

describe('choices for the look of tables and maps', () => {
  let test: TestApp;
  let analyst: TestClient;

  beforeAll(async () => {
    test = await createTestApp();
    analyst = await test.as('analyst');
  });
  afterAll(() => test.close());

  const chosen = async (client: TestClient): Promise<Preferences> =>
    (await client.get('/api/me/preferences')).json();
  const choose = (client: TestClient, change: Record<string, unknown>) =>
    client.post('/api/me/preferences', change);

  it('are kept with the account, each by itself', async () => {
    expect(await chosen(analyst)).toEqual(UNCHOSEN);
    const columns = ['name', 'code', 'recurrences'];
    const first = await choose(analyst, { tableColumns: columns });
    expect(await first.json()).toEqual({ ...UNCHOSEN, tableColumns: columns });
    await choose(analyst, { tableRows: 'wide', mapLabel: 'code' });
    const all = { ...UNCHOSEN, tableColumns: columns, tableRows: 'wide', mapLabel: 'code' };
    expect(await chosen(analyst)).toEqual(all);
    await choose(analyst, { tableColumns: ['status'] });
    expect(await chosen(analyst)).toEqual({ ...all, tableColumns: ['status'] });
  });

  it('say that the hints of the first visit were seen, and never that they were not', async () => {
    const leader = await test.as('leader');
    expect((await chosen(leader)).hintsSeen).toBeNull();
    await choose(leader, { hintsSeen: true });
    await choose(leader, { mapLabel: 'name' });
    expect((await chosen(leader)).hintsSeen).toBe(true);
    await expectProblem(await choose(leader, { hintsSeen: false }), 'request.invalid');
  });

  it('are nobody else’s, and everybody has them', async () => {
    const admin = await test.as('admin');
    expect(await chosen(admin)).toEqual(UNCHOSEN);
    await choose(admin, { mapLabel: 'none' });
    expect((await chosen(admin)).mapLabel).toBe('none');
    expect((await chosen(analyst)).mapLabel).toBe('code');
  });

  it('are refused where they name nothing, a column twice, or what there is not', async () => {
    const nothing = {};
    const twice = { tableColumns: ['name', 'name'] };
    const none = { tableColumns: [] };
    const unknown = { tableColumns: ['colour'] };
    for (const change of [nothing, twice, none, unknown, { mapLabel: 'photo' }]) {
      await expectProblem(await choose(analyst, change), 'request.invalid');
    }
  });

  it('that a later version does not know are as if they had not been chosen', async () => {
    await test.database.sql`
      update account_preference set choices = choices || '{"tableColumns": ["colour"]}'`;
    expect(await chosen(analyst)).toEqual({ ...UNCHOSEN, tableRows: 'wide', mapLabel: 'code' });
  });
});
