import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { Account, AccountWithPassword, type NewAccount } from '#server/contract/account.ts';
import { ROLES } from '#server/contract/permission.ts';
import { disableAccount } from '#server/features/accounts/commands.ts';
import { expectProblem } from '#tests/support/expect-problem.ts';
import { openBrowser } from '#tests/support/sign-in.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

let testApp: TestApp;
let admin: TestClient;
let communeIds: number[];

beforeAll(async () => {
  testApp = await createTestApp();
  admin = await testApp.as('admin');
  const communes = await testApp.database.sql<{ id: number }[]>`
    select id from commune where code in ('00070', '00082') order by code`;
  communeIds = communes.map(({ id }) => id);
});
afterAll(() => testApp.close());

const wanted = (more: Partial<NewAccount> = {}): NewAccount => ({
  username: 'tran.binh',
  name: 'Trần Bình',
  role: 'planner',
  communeIds: [],
  validFrom: '2026-01-01',
  validTo: null,
  ...more,
});

async function open(more: Partial<NewAccount>): Promise<AccountWithPassword> {
  const response = await admin.post('/api/accounts', wanted(more));
  expect(response.status).toBe(201);
  return AccountWithPassword.parse(await response.json());
}

describe('opening an account', () => {
  it('gives a password that is shown once, works, and must be changed', async () => {
    const { account, initialPassword } = await open({});
    expect(account).toMatchObject({ role: 'planner', mustChangePassword: true, disabledAt: null });
    const browser = openBrowser(testApp);
    expect((await browser.signIn('tran.binh', initialPassword)).status).toBe(200);
    await expectProblem(await browser.get('/api/points'), 'session.password_change_required');
    const list = await (await admin.get('/api/accounts')).text();
    expect(list).toContain('tran.binh');
    expect(list).not.toContain(initialPassword);
    expect(list).not.toMatch(/argon2|"token"/);
  });

  it('keeps nothing of the password where answers to repeated writes are kept', async () => {
    await open({ username: 'stored.answer' });
    const rows = await testApp.database.sql`select key from idempotency_record`;
    expect(rows).toHaveLength(0);
  });

  it('is refused for a taken name, in whatever case', async () => {
    await expectProblem(
      await admin.post('/api/accounts', wanted({ username: 'Tran.Binh' })),
      'account.username_taken',
    );
  });

  it.each([
    ['a leader without a commune', { role: 'leader' }, 'account.commune_required'],
    ['a planner with a commune', { communeIds: [1] }, 'request.invalid'],
    ['a commune that is none', { role: 'officer', communeIds: [999_999] }, 'commune.not_found'],
    ['an end before the beginning', { validTo: '2025-12-31' }, 'request.invalid'],
    ['a name with a space', { username: 'tran binh' }, 'request.invalid'],
  ] as const)('is refused for %s', async (_, more, code) => {
    const body = { ...wanted({ username: 'refused' }), ...more };
    await expectProblem(await admin.post('/api/accounts', body), code);
    const accounts = await testApp.database.sql`select from app_user where username = 'refused'`;
    expect(accounts).toHaveLength(0);
  });

  it('binds a leader to communes, which is what they then see', async () => {
    const { account, initialPassword } = await open({
      username: 'leader.two',
      role: 'leader',
      communeIds,
    });
    expect(account.assignments.map(({ commune }) => commune?.code)).toEqual(['00070', '00082']);
    const browser = openBrowser(testApp);
    await browser.signIn('leader.two', initialPassword);
    const me = await (await browser.get('/api/me')).json();
    expect(me.communes.map((commune: { id: number }) => commune.id)).toEqual(communeIds);
  });
});

describe('a role over time', () => {
  it('follows the day: a new one ends the old one', async () => {
    const { account } = await open({ username: 'moving' });
    const response = await admin.post(`/api/accounts/${account.id}/assignments`, {
      role: 'officer',
      communeIds,
      validFrom: '2026-12-01',
      validTo: null,
    });
    const changed = Account.parse(await response.json());
    expect(changed.role).toBe('planner');
    expect(changed.assignments.find(({ role }) => role === 'planner')?.validTo).toBe('2026-12-01');

    testApp.clock.set('2026-12-01T03:00:00.000Z');
    const { items } = await (await admin.get('/api/accounts')).json();
    const later = items.find(({ username }: Account) => username === 'moving');
    expect(later.role).toBe('officer');
    testApp.clock.set('2026-11-24T03:00:00.000Z');
  });

  it('can be replaced on the day it began, and the record of it stays', async () => {
    const { account } = await open({ username: 'corrected', validFrom: '2026-11-24' });
    const grant = { role: 'auditor', communeIds: [], validFrom: '2026-11-24', validTo: null };
    const response = await admin.post(`/api/accounts/${account.id}/assignments`, grant);
    const changed = Account.parse(await response.json());
    expect(changed.role).toBe('auditor');
    expect(changed.assignments).toHaveLength(2);
  });
});

describe('shutting out', () => {
  it('ends every session at once and can be undone', async () => {
    const { account, initialPassword } = await open({ username: 'leaving' });
    const browser = openBrowser(testApp);
    await browser.signIn('leaving', initialPassword);
    expect((await browser.get('/api/me')).status).toBe(200);

    const response = await admin.post(`/api/accounts/${account.id}/disable`);
    expect(Account.parse(await response.json()).disabledAt).not.toBeNull();
    await expectProblem(await browser.get('/api/me'), 'session.revoked');
    await expectProblem(await browser.signIn('leaving', initialPassword), 'account.disabled');

    await admin.post(`/api/accounts/${account.id}/enable`);
    expect((await browser.signIn('leaving', initialPassword)).status).toBe(200);
  });

  it('of one session leaves the others', async () => {
    const { account, initialPassword } = await open({ username: 'two.places' });
    const [first, second] = [openBrowser(testApp), openBrowser(testApp)];
    await first.signIn('two.places', initialPassword);
    await second.signIn('two.places', initialPassword);
    const path = `/api/accounts/${account.id}/sessions`;
    const { items } = await (await admin.get(path)).json();
    expect(items).toHaveLength(2);
    expect((await admin.post(`${path}/${items[0].id}/revoke`)).status).toBe(200);
    const answers = [await first.get('/api/me'), await second.get('/api/me')];
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401]);
    await expectProblem(await admin.post(`${path}/${items[0].id}/revoke`), 'session.not_found');
  });

  it('by a new password ends the old one, and the second factor when it is lost', async () => {
    const { account, initialPassword } = await open({ username: 'forgetful' });
    await testApp.database
      .sql`update app_user set two_factor_enabled = true where id = ${account.id}`;
    const response = await admin.post(`/api/accounts/${account.id}/reset-password`, {
      resetSecondFactor: true,
    });
    const reset = AccountWithPassword.parse(await response.json());
    expect(reset.account).toMatchObject({ mustChangePassword: true, secondFactor: false });
    const browser = openBrowser(testApp);
    await expectProblem(
      await browser.signIn('forgetful', initialPassword),
      'session.wrong_credentials',
    );
    expect((await browser.signIn('forgetful', reset.initialPassword)).status).toBe(200);
  });
});

describe('administrators', () => {
  it('cannot shut out or change themselves', async () => {
    const path = `/api/accounts/${admin.account?.accountId}`;
    const grant = { role: 'planner', communeIds: [], validFrom: '2026-11-24', validTo: null };
    await expectProblem(await admin.post(`${path}/disable`), 'account.own_account');
    await expectProblem(await admin.post(`${path}/assignments`, grant), 'account.own_account');
    await expectProblem(await admin.post(`${path}/reset-password`), 'account.own_account');
  });

  it('cannot end as none, even when two shut out each other at once', async () => {
    const clients = [admin, await testApp.as('second.admin', { role: 'admin' })];
    const actors = clients.flatMap(({ account }) => account ?? []);
    // Below the sessions: through HTTP the second might already be signed out before it is judged.
    const outcomes = await Promise.allSettled(
      actors.map((actor, index) =>
        disableAccount(testApp.deps, actor, { accountId: actors[1 - index]?.accountId ?? '' }),
      ),
    );
    expect(outcomes.map(({ status }) => status).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'fulfilled',
      'rejected',
    ]);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'account.last_admin' },
    });
    await testApp.database.sql`update app_user set disabled_at = null`;
    testApp.deps.authentication.sessions.forget();
    admin = await testApp.as('third.admin', { role: 'admin' });
  });

  it('see no points', async () => {
    await expectProblem(await admin.get('/api/points'), 'permission.denied');
  });

  it('learn that an account is not there', async () => {
    await expectProblem(await admin.post('/api/accounts/nobody/disable'), 'account.not_found');
    await expectProblem(await admin.get('/api/accounts/nobody/sessions'), 'account.not_found');
  });

  it.each(ROLES.filter((role) => role !== 'admin'))('are not %ss', async (role) => {
    const client = await testApp.as(`plain.${role}`, { role });
    await expectProblem(await client.get('/api/accounts'), 'permission.denied');
    await expectProblem(await client.post('/api/accounts', wanted()), 'permission.denied');
    await expectProblem(await client.post('/api/accounts/x/disable'), 'permission.denied');
  });
});

it('every change of accounts stands in the log under the name of who made it', async () => {
  const rows = await testApp.database.sql<{ action: string }[]>`
    select distinct action from audit_entry
    where subject_kind = 'account' and account_id is not null and subject_id <> account_id`;
  expect(rows.map(({ action }) => action)).toEqual(
    expect.arrayContaining([
      'account.create',
      'account.assign',
      'account.disable',
      'account.enable',
      'account.reset_password',
      'session.revoke',
    ]),
  );
});
