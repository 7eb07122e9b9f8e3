import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { can, PERMISSIONS } from '#server/contract/permission.ts';
import { Me } from '#server/contract/account.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { openAccount, TEST_PASSWORD } from '#tests/support/accounts/people.ts';
import { type Browser, openBrowser } from '#tests/support/accounts/sign-in.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

let testApp: TestApp;

beforeAll(async () => {
  testApp = await createTestApp({ reference: false });
  for (const username of ['planner', 'changing', 'disabled', 'gone', 'many']) {
    await openAccount(testApp.database, { username, role: 'planner' });
  }
  await openAccount(testApp.database, { username: 'given', role: 'planner', mustChange: true });
});
afterAll(() => testApp.close());

async function signedIn(username: string, password = TEST_PASSWORD): Promise<Browser> {
  const browser = openBrowser(testApp);
  const response = await browser.signIn(username, password);
  expect(response.status).toBe(200);
  return browser;
}

async function readMe(browser: Browser): Promise<Me> {
  return Me.parse(await (await browser.get('/api/me')).json());
}

describe('signing in', () => {
  it('opens a session that says who one is and what one may do', async () => {
    const me = await readMe(await signedIn('planner'));
    expect(me).toMatchObject({
      account: { id: 'planner', username: 'planner' },
      role: 'planner',
      permissions: PERMISSIONS.filter((one) => can('planner', one)),
      demo: false,
      twoFactor: { enabled: false, required: false, byProvider: false },
      restriction: null,
    });
  });

  it('folds the case of the name and accepts either Unicode form of the password', async () => {
    const me = await readMe(await signedIn('Planner', TEST_PASSWORD.normalize('NFD')));
    expect(me.account.id).toBe('planner');
  });

  it('keeps the session in a cookie that scripts cannot read, and tells nobody the token', async () => {
    const browser = openBrowser(testApp);
    const response = await browser.signIn('planner', TEST_PASSWORD);
    const [cookie = ''] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^diaban\.session_token=.*HttpOnly.*SameSite=Lax/);
    expect(await response.json()).toEqual({ secondFactorRequired: false });
  });

  it('over TLS keeps its cookies for this host alone, and asks for TLS for a year', async () => {
    const { app, database } = testApp;
    const environment = { DIABAN_PUBLIC_URL: 'https://diaban.example' };
    const behindTls = await createTestApp({ database, reference: false, environment });
    const response = await openBrowser(behindTls).signIn('planner', TEST_PASSWORD);
    const cookies = response.headers.getSetCookie();
    expect(cookies).not.toEqual([]);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__Host-diaban\.\w+=/);
      expect(cookie).toMatch(/; Path=\/(?:;|$)/);
      expect(cookie).toContain('; Secure');
      expect(cookie).not.toContain('Domain');
    }
    const [session = ''] = cookies;
    const headers = { cookie: session.split(';')[0] ?? '' };
    const me = await behindTls.app.request('/api/me', { headers });
    expect(me.status).toBe(200);
    expect(me.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
    expect((await app.request('/api/me', { headers })).status).toBe(401);
  });

  it.each([
    ['a wrong password', 'planner', 'wrong'],
    ['an unknown name', 'nobody.here', TEST_PASSWORD],
    ['a name that cannot exist', 'no such name', TEST_PASSWORD],
  ])('refuses %s with the same words', async (_, username, password) => {
    const browser = openBrowser(testApp);
    await expectProblem(await browser.signIn(username, password), 'session.wrong_credentials');
    expect(browser.cookies.size).toBe(0);
  });

  it('refuses a body that is none with the field', async () => {
    const problem = await expectProblem(
      await openBrowser(testApp).post('/api/auth/sign-in/username', { username: 'planner' }),
      'request.invalid',
    );
    expect(problem.errors).toEqual([{ pointer: '/password', code: 'required' }]);
  });

  it('lets many people in at once, while others write', async () => {
    const browsers = await Promise.all(
      Array.from({ length: 5 }, async () => await signedIn('many')),
    );
    const answers = await Promise.all(
      browsers.flatMap((browser) => [browser.get('/api/me'), browser.get('/api/me/sessions')]),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  });

  it('offers nothing else of the library below /api/auth', async () => {
    const browser = openBrowser(testApp);
    for (const path of [
      'sign-up/email',
      'sign-in/email',
      'update-user',
      'delete-user',
      'change-password',
    ]) {
      await expectProblem(await browser.post(`/api/auth/${path}`), 'request.not_found');
    }
  });
});

describe('a session', () => {
  it('is asked for by every route but the public ones', async () => {
    const browser = openBrowser(testApp);
    for (const path of [
      '/api/me',
      '/api/me/sessions',
      '/api/accounts',
      '/api/audit',
      '/api/points',
    ]) {
      await expectProblem(await browser.get(path), 'session.missing');
    }
  });

  it('is over after signing out, even for a copy of the cookie', async () => {
    const browser = await signedIn('planner');
    const copy = openBrowser(testApp);
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
    expect((await browser.post('/api/auth/sign-out')).status).toBe(200);
    // The browser stays known, so that others cannot keep the person out of it.
    expect([...browser.cookies.keys()]).toEqual([expect.stringMatching(/\.browser$/)]);
    await expectProblem(await copy.get('/api/me'), 'session.revoked');
  });

  it('is over once somebody has signed in over it, and not by a wrong password', async () => {
    for (const next of ['changing', 'planner']) {
      const browser = await signedIn('planner');
      const copied = openBrowser(testApp);
      for (const [name, value] of browser.cookies) copied.cookies.set(name, value);
      await expectProblem(await browser.signIn(next, 'sai'), 'session.wrong_credentials');
      expect((await copied.get('/api/me')).status).toBe(200);
      expect((await browser.signIn(next, TEST_PASSWORD)).status).toBe(200);
      await expectProblem(await copied.get('/api/me'), 'session.revoked');
      expect((await readMe(browser)).account.id).toBe(next);
    }
    const [last] = await testApp.database.sql<{ action: string; who: string }[]>`
      select action, account_id as who from audit_entry
      where action = 'session.sign_out' order by seq desc limit 1`;
    expect(last).toEqual({ action: 'session.sign_out', who: 'planner' });
  });

  it('can be ended by a whole office at once', async () => {
    const leave = () => openBrowser(testApp).post('/api/auth/sign-out');
    const answers = await Promise.all(Array.from({ length: 110 }, leave));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('is listed, and refused at once when it is revoked', async () => {
    const [phone, desk] = [await signedIn('planner'), await signedIn('planner')];
    expect((await phone.get('/api/me')).status).toBe(200);
    const { items } = await (await phone.get('/api/me/sessions')).json();
    const own = items.find((session: { current: boolean }) => session.current);
    expect((await desk.post(`/api/me/sessions/${own.id}/revoke`)).status).toBe(200);
    await expectProblem(await phone.get('/api/me'), 'session.revoked');
    expect((await desk.get('/api/me')).status).toBe(200);
    await expectProblem(await desk.post(`/api/me/sessions/${own.id}/revoke`), 'session.not_found');
  });

  it('does not send what the device kept for another account', async () => {
    const browser = await signedIn('planner');
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const ask = (account: string) =>
      testApp.app.request('/api/me', { headers: { cookie, 'x-diaban-account': account } });
    expect((await ask('planner')).status).toBe(200);
    await expectProblem(await ask('many'), 'session.other_account');
  });

  it('of somebody else cannot be revoked', async () => {
    const [victim, other] = [await signedIn('planner'), await signedIn('many')];
    const { items } = await (await victim.get('/api/me/sessions')).json();
    await expectProblem(
      await other.post(`/api/me/sessions/${items[0].id}/revoke`),
      'session.not_found',
    );
    expect((await victim.get('/api/me')).status).toBe(200);
  });

  it.each([
    ['a forged signature', (value: string) => value.replace(/.{6}$/, 'AAAA%3D')],
    ['another token', (value: string) => `x${value.slice(1)}`],
    ['nonsense', () => 'nonsense'],
  ])('with %s is none', async (_, forge) => {
    const browser = await signedIn('planner');
    const name = 'diaban.session_token';
    browser.cookies.set(name, forge(browser.cookies.get(name) ?? ''));
    await expectProblem(await browser.get('/api/me'), 'session.missing');
  });

  it('that has expired is none', async () => {
    const browser = await signedIn('gone');
    await testApp.database.sql`
      update app_session set expires_at = now() - interval '1 second' where user_id = 'gone'`;
    await expectProblem(await browser.get('/api/me'), 'session.missing');
  });

  it('ends with the account, and a disabled account opens no other', async () => {
    const browser = await signedIn('disabled');
    await testApp.database.sql`update app_user set disabled_at = now() where id = 'disabled'`;
    await expectProblem(await browser.get('/api/me'), 'account.disabled');
    await expectProblem(await browser.signIn('disabled', TEST_PASSWORD), 'account.disabled');
    await expectProblem(await browser.signIn('disabled', 'wrong'), 'session.wrong_credentials');
  });

  it('is worth nothing outside the days of the assignment', async () => {
    const browser = await signedIn('many');
    await testApp.database.sql`
      update role_assignment set valid_to = '2026-11-24' where account_id = 'many'`;
    await expectProblem(await browser.get('/api/me'), 'permission.denied');
    await testApp.database.sql`
      update role_assignment set valid_to = '2026-11-25' where account_id = 'many'`;
    testApp.deps.authentication.sessions.forget();
    expect((await browser.get('/api/me')).status).toBe(200);
  });
});

describe('changing the password', () => {
  const next = 'một câu mới thật dài và dễ nhớ';

  it('needs the old one and refuses a weak one', async () => {
    const browser = await signedIn('changing');
    const change = (currentPassword: string, newPassword: string) =>
      browser.post('/api/me/password', { currentPassword, newPassword });
    await expectProblem(await change('wrong', next), 'account.wrong_password');
    await expectProblem(await change(TEST_PASSWORD, 'changing'), 'account.weak_password');
    await expectProblem(await change(TEST_PASSWORD, TEST_PASSWORD), 'account.weak_password');
  });

  it('refuses one that breaches have shown', async () => {
    const browser = await signedIn('changing');
    const change = { currentPassword: TEST_PASSWORD, newPassword: '1qaz2wsx3edc' };
    await expectProblem(await browser.post('/api/me/password', change), 'account.weak_password');
  });

  it('signs out every other session and leaves this one', async () => {
    const [browser, other] = [await signedIn('changing'), await signedIn('changing')];
    const response = await browser.post('/api/me/password', {
      currentPassword: TEST_PASSWORD,
      newPassword: next,
    });
    expect(response.status).toBe(200);
    expect((await browser.get('/api/me')).status).toBe(200);
    await expectProblem(await other.get('/api/me'), 'session.revoked');
    await expectProblem(await other.signIn('changing', TEST_PASSWORD), 'session.wrong_credentials');
    await signedIn('changing', next);
  });

  it('comes before anything else when an administrator gave it', async () => {
    const browser = await signedIn('given');
    await expectProblem(await browser.get('/api/points'), 'session.password_change_required');
    expect((await readMe(browser)).restriction).toBe('session.password_change_required');
    await browser.post('/api/me/password', { currentPassword: TEST_PASSWORD, newPassword: next });
    expect((await readMe(browser)).restriction).toBeNull();
    expect((await browser.get('/api/points')).status).toBe(200);
  });
});
