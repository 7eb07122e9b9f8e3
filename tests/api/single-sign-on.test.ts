import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openAccount, TEST_PASSWORD } from '#tests/support/accounts/people.ts';
import { startProvider, type TestProvider } from '#tests/support/accounts/identity-provider.ts';
import { type Browser, openBrowser } from '#tests/support/accounts/sign-in.ts';
import {
  beginIn,
  bindByCodeIn,
  bindOwn,
  finishIn,
  signInBy,
} from '#tests/support/accounts/single-sign-on.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { TEST_NOW } from '#tests/support/test-constants.ts';

let provider: TestProvider;
let testApp: TestApp;
let admin: TestClient;

beforeAll(async () => {
  provider = await startProvider();
  const { environment } = provider;
  testApp = await createTestApp({ now: TEST_NOW, reference: false, environment });
  admin = await testApp.as('admin');
});
afterAll(async () => {
  await testApp.close();
  await provider.close();
});

/** Opens a planner's account and signs in with its password. */
async function withPassword(username: string): Promise<Browser> {
  await openAccount(testApp.database, { username, role: 'planner' });
  const browser = openBrowser(testApp);
  expect((await browser.signIn(username, TEST_PASSWORD)).status).toBe(200);
  return browser;
}

async function bound(username: string, subject = `nguoi-${username}`): Promise<Browser> {
  provider.person = { subject };
  const browser = await withPassword(username);
  expect((await bindOwn(provider, browser, TEST_PASSWORD)).status).toBe(200);
  return browser;
}

const codeFor = async (username: string): Promise<string> =>
  (await (await admin.post(`/api/accounts/${username}/single-sign-on/code`)).json()).code;

const logged = async (accountId: string): Promise<string[]> =>
  (
    await testApp.database.sql<{ action: string }[]>`
      select action from audit_entry where subject_id = ${accountId} order by seq`
  ).map(({ action }) => action);

describe('a sign-in through the provider', () => {
  it('is offered by its name before anybody signs in', async () => {
    expect(await (await testApp.anonymous.get('/api/configuration')).json()).toMatchObject({
      singleSignOn: { label: 'Công an thành phố', only: false },
    });
  });

  it('asks with code flow, PKCE by S256, state and nonce, for no claim beyond the subject', async () => {
    const { searchParams } = new URL(await beginIn(openBrowser(testApp)));
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      scope: 'openid',
      code_challenge_method: 'S256',
      redirect_uri: 'http://127.0.0.1:3000/sign-in/sso',
    });
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(searchParams.get(name)?.length).toBeGreaterThan(40);
    }
  });

  it('makes no account: an unknown person is told what to do', async () => {
    provider.person = { subject: 'nguoi-la' };
    const { browser, response } = await signInBy(testApp, provider);
    const problem = await expectProblem(response, 'single_sign_on.not_bound');
    expect(problem.detail).toContain('mã gắn');
    await expectProblem(await browser.get('/api/me'), 'session.missing');
  });

  it('opens the account that its person has bound with the password', async () => {
    await bound('planner');
    const { browser, response } = await signInBy(testApp, provider);
    expect(await response.json()).toEqual({ outcome: 'signed_in' });
    expect(await (await browser.get('/api/me')).json()).toMatchObject({
      account: { username: 'planner' },
      restriction: null,
    });
    expect(await logged('planner')).toContain('account.bind_single_sign_on');
  });

  it('opens the account that a one-time code of the administrator binds, with its password', async () => {
    await withPassword('by.code');
    provider.person = { subject: 'nguoi-2' };
    const code = await codeFor('by.code');
    const { browser } = await signInBy(testApp, provider);
    await expectProblem(
      await bindByCodeIn(browser, 'aaaa-bbbb-cccc-dddd', TEST_PASSWORD),
      'single_sign_on.wrong_code',
    );
    await expectProblem(await bindByCodeIn(browser, code, 'wrong'), 'account.wrong_password');
    const typed = code.toUpperCase().replaceAll('-', ' ');
    expect(await (await bindByCodeIn(browser, typed, TEST_PASSWORD)).json()).toEqual({
      outcome: 'signed_in',
    });
    expect((await browser.get('/api/points')).status).toBe(200);
    const again = await signInBy(testApp, provider);
    expect(await again.response.json()).toEqual({ outcome: 'signed_in' });
  });

  it('takes a code once, for 72 hours, and none that the administrator has made for himself', async () => {
    await withPassword('late');
    const first = await codeFor('late');
    const second = await codeFor('late');
    provider.person = { subject: 'nguoi-3' };
    const { browser } = await signInBy(testApp, provider);
    await expectProblem(
      await bindByCodeIn(browser, first, TEST_PASSWORD),
      'single_sign_on.wrong_code',
    );
    const now = testApp.clock.now();
    testApp.clock.set('2026-11-27T03:00:01.000Z');
    const late = await signInBy(testApp, provider);
    await expectProblem(
      await bindByCodeIn(late.browser, second, TEST_PASSWORD),
      'single_sign_on.wrong_code',
    );
    testApp.clock.set(now);
    await expectProblem(
      await admin.post(`/api/accounts/${admin.account?.accountId}/single-sign-on/code`),
      'account.own_account',
    );
    await expectProblem(
      await admin.post('/api/accounts/nobody/single-sign-on/code'),
      'account.not_found',
    );
  });

  it('needs a person just proven before a code counts', async () => {
    await withPassword('unproven');
    const code = await codeFor('unproven');
    await expectProblem(
      await bindByCodeIn(openBrowser(testApp), code, TEST_PASSWORD),
      'single_sign_on.over',
    );
  });

  it('stops the guessing of codes', async () => {
    provider.person = { subject: 'nguoi-doan' };
    const { browser } = await signInBy(testApp, provider);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await expectProblem(await bindByCodeIn(browser, 'x', 'x'), 'single_sign_on.wrong_code');
    }
    await expectProblem(await bindByCodeIn(browser, 'x', 'x'), 'request.too_many');
  });

  it('leaves the disabled outside', async () => {
    await bound('khoa');
    expect((await admin.post('/api/accounts/khoa/disable')).status).toBe(200);
    const { browser, response } = await signInBy(testApp, provider);
    await expectProblem(response, 'account.disabled');
    await expectProblem(await browser.get('/api/me'), 'session.missing');
  });

  it('does not ask who came this way for a password that they never had', async () => {
    await bound('no.password');
    await testApp.database.sql`
      update app_user set must_change_password = true where id = 'no.password'`;
    const { browser } = await signInBy(testApp, provider);
    expect((await browser.get('/api/points')).status).toBe(200);
    const typed = openBrowser(testApp);
    await typed.signIn('no.password', TEST_PASSWORD);
    await expectProblem(await typed.get('/api/points'), 'session.password_change_required');
  });
});

describe('a binding', () => {
  it('is one for an account and one for a person', async () => {
    const first = await bound('first', 'nguoi-chung');
    await expectProblem(
      await bindOwn(provider, first, TEST_PASSWORD),
      'single_sign_on.account_bound',
    );
    await expectProblem(
      await admin.post('/api/accounts/first/single-sign-on/code'),
      'single_sign_on.account_bound',
    );
    const second = await withPassword('second');
    await expectProblem(
      await bindOwn(provider, second, TEST_PASSWORD),
      'single_sign_on.person_bound',
    );
  });

  it('by a code is refused where the account or the person was bound meanwhile', async () => {
    await bound('taken', 'nguoi-da-gan');
    const browser = await withPassword('meanwhile');
    const code = await codeFor('meanwhile');
    provider.person = { subject: 'nguoi-moi' };
    const unknown = await signInBy(testApp, provider);
    await testApp.database.sql`
      insert into single_sign_on_identity (account_id, subject_hash, bound_at)
      values ('meanwhile', ${'0'.repeat(64)}, now())`;
    await expectProblem(
      await bindByCodeIn(unknown.browser, code, TEST_PASSWORD),
      'single_sign_on.account_bound',
    );
    expect(await (await browser.get('/api/me/single-sign-on')).json()).toMatchObject({
      boundAt: expect.any(String),
    });
  });

  it('is asked for with the password, and belongs to the session that asked', async () => {
    const browser = await withPassword('careful');
    provider.person = { subject: 'nguoi-4' };
    await expectProblem(await bindOwn(provider, browser, 'wrong'), 'account.wrong_password');
    const begun = await browser.post('/api/me/single-sign-on/bind', { password: TEST_PASSWORD });
    const query = await provider.visit((await begun.json()).address);
    await browser.post('/api/auth/sign-out');
    await expectProblem(await finishIn(browser, query), 'single_sign_on.over');
  });

  it('is ended by its person with the password, with the other sessions that it opened', async () => {
    const own = await bound('leaving');
    const { browser } = await signInBy(testApp, provider);
    const unbind = (password: string) => own.post('/api/me/single-sign-on/unbind', { password });
    await expectProblem(await unbind('wrong'), 'account.wrong_password');
    expect((await unbind(TEST_PASSWORD)).status).toBe(200);
    await expectProblem(await unbind(TEST_PASSWORD), 'single_sign_on.none');
    await expectProblem(await browser.get('/api/me'), 'session.revoked');
    expect((await own.get('/api/me')).status).toBe(200);
    const { response } = await signInBy(testApp, provider);
    await expectProblem(response, 'single_sign_on.not_bound');
  });

  it('is seen and ended by the administrator; both stand in the log', async () => {
    await bound('moved');
    const { browser } = await signInBy(testApp, provider);
    const path = '/api/accounts/moved/single-sign-on';
    expect((await (await admin.get(path)).json()).boundAt).not.toBeNull();
    expect(await (await admin.post(`${path}/unbind`)).json()).toEqual({
      boundAt: null,
      codeExpiresAt: null,
    });
    await expectProblem(await admin.post(`${path}/unbind`), 'single_sign_on.none');
    await expectProblem(await browser.get('/api/me'), 'session.revoked');
    expect(await logged('moved')).toEqual(
      expect.arrayContaining(['account.bind_single_sign_on', 'account.unbind_single_sign_on']),
    );
    await expectProblem(
      await admin.post(`/api/accounts/${admin.account?.accountId}/single-sign-on/unbind`),
      'account.own_account',
    );
    await expectProblem(
      await admin.get('/api/accounts/nobody/single-sign-on'),
      'account.not_found',
    );
  });
});

describe('too many beginnings', () => {
  it('from one address in a minute are refused', async () => {
    const { database, clock } = testApp;
    await database.sql`update sign_in_attempt set count = 1000`;
    const response = await openBrowser(testApp).post('/api/auth/single-sign-on/begin');
    await expectProblem(response, 'request.too_many');
    clock.set('2026-11-28T03:05:00.000Z');
    expect(await beginIn(openBrowser(testApp))).toContain(provider.issuer);
  });
});

describe('without a provider', () => {
  it('every address of single sign-on says that there is none', async () => {
    const plain = await createTestApp({ now: TEST_NOW, reference: false });
    const someone = await plain.as('planner');
    const manager = await plain.as('admin');
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const answers = [
      await someone.post('/api/auth/single-sign-on/begin'),
      await someone.post('/api/auth/single-sign-on/finish', { state: 'x' }),
      await someone.post('/api/auth/single-sign-on/bind', { code: 'x', password: 'x' }),
      await plain.anonymous.request('/api/auth/single-sign-on/logout', {
        method: 'POST',
        headers: form,
        body: 'logout_token=x',
      }),
      await someone.get('/api/me/single-sign-on'),
      await someone.post('/api/me/single-sign-on/bind', { password: 'x' }),
      await someone.post('/api/me/single-sign-on/unbind', { password: 'x' }),
      await manager.get('/api/accounts/x/single-sign-on'),
      await manager.post('/api/accounts/x/single-sign-on/code'),
      await manager.post('/api/accounts/x/single-sign-on/unbind'),
    ];
    for (const answer of answers) await expectProblem(answer, 'single_sign_on.off');
    await plain.close();
  });
});
