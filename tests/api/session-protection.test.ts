import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { readHolderAgain } from '#server/authentication/session.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { openAccount, TEST_PASSWORD } from '#tests/support/accounts/people.ts';
import { type Browser, openBrowser } from '#tests/support/accounts/sign-in.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const NEW_PASSWORD = 'sáng nghe chim hót bên sông';
const OLD_BROWSER = 'Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 Chrome/90.0.1 Safari/537.36';

let testApp: TestApp;
let officer: Browser;

beforeAll(async () => {
  testApp = await createTestApp({ reference: false });
  await openAccount(testApp.database, { username: 'can.bo', role: 'inspector' });
});
afterAll(() => testApp.close());
beforeEach(async () => {
  officer = openBrowser(testApp);
  await officer.signIn('can.bo', TEST_PASSWORD);
});

/** Changes all sessions as time would, and has them read again. */
async function timePasses(change: string): Promise<void> {
  await testApp.database.sql.unsafe(`update app_session set ${change}`);
  testApp.deps.authentication.sessions.forget();
}

async function minutesUntilIdle(): Promise<number> {
  const [row] = await testApp.database.sql<{ minutes: number }[]>`
    select (extract(epoch from idle_until - now()) / 60)::double precision as minutes
    from app_session where user_id = 'can.bo' order by created_at desc limit 1`;
  return Math.round(row?.minutes ?? Number.NaN);
}

const me = (browser: Browser) => browser.get('/api/me');
const confirm = (browser: Browser) => browser.post('/api/me/confirm', { password: TEST_PASSWORD });

describe('a proof of the person', () => {
  it('gives the session a new token, and the old one is worth nothing seconds later', async () => {
    const copied = openBrowser(testApp);
    for (const [name, value] of officer.cookies) copied.cookies.set(name, value);
    expect((await confirm(officer)).status).toBe(200);
    expect([...officer.cookies]).not.toEqual([...copied.cookies]);
    // What was on its way with the old one arrives.
    expect((await me(copied)).status).toBe(200);
    await timePasses("former_token_until = now() - interval '1 second'");
    await expectProblem(await me(copied), 'session.missing');
    expect((await me(officer)).status).toBe(200);
  });

  it('does so by a changed password too', async () => {
    await openAccount(testApp.database, { username: 'doi.mat.khau', role: 'inspector' });
    const browser = openBrowser(testApp);
    await browser.signIn('doi.mat.khau', TEST_PASSWORD);
    const before = [...browser.cookies];
    const change = { currentPassword: TEST_PASSWORD, newPassword: NEW_PASSWORD };
    expect((await browser.post('/api/me/password', change)).status).toBe(200);
    expect([...browser.cookies]).not.toEqual(before);
    expect((await me(browser)).status).toBe(200);
  });

  it('leaves the session what it was: open streams know it by its id', async () => {
    const sessions = async () =>
      (await (await officer.get('/api/me/sessions')).json()) as {
        items: { id: string; current: boolean }[];
      };
    const current = (await sessions()).items.find((session) => session.current);
    const shown = { cookie: [...officer.cookies].map(([n, v]) => `${n}=${v}`).join(), token: null };
    await confirm(officer);
    await timePasses("former_token_until = now() - interval '1 second'");
    expect((await sessions()).items.find((session) => session.current)).toEqual(current);
    const reader = { sessionId: current?.id ?? '', shown };
    expect(await readHolderAgain(testApp.deps, reader)).toMatchObject({ accountId: 'can.bo' });
  });
});

describe('a session that nobody uses', () => {
  it('is over, and nothing wakes it again', async () => {
    await timePasses("idle_until = now() - interval '1 second'");
    await expectProblem(await me(officer), 'session.missing');
    await timePasses("idle_until = now() + interval '1 hour'");
    await expectProblem(await me(officer), 'session.missing');
  });

  it('sets up no second factor either, which the library of the sign-in would allow', async () => {
    await timePasses("idle_until = now() - interval '1 second'");
    const enable = await officer.post('/api/auth/two-factor/enable', { password: TEST_PASSWORD });
    await expectProblem(enable, 'session.missing');
  });

  it('lasts four hours on the street, counted from the last request of the person', async () => {
    await me(officer);
    expect(await minutesUntilIdle()).toBe(240);
    await timePasses("idle_until = now() + interval '10 minutes'");
    await officer.request('/api/me', { headers: { 'x-diaban-unattended': 'true' } });
    await officer.get('/api/tiles/points/0/0/0.mvt');
    expect(await minutesUntilIdle()).toBe(10);
    await me(officer);
    expect(await minutesUntilIdle()).toBe(240);
  });
});

describe('what lets a person in', () => {
  const changes: [string, (browser: Browser) => Promise<Response>][] = [
    ['another address for mail', (b) => b.post('/api/me/reminders', NO_REMINDERS)],
    ['the end of a session', (b) => b.post('/api/me/sessions/khong-co/revoke')],
    ['a passkey less', (b) => b.request('/api/me/passkeys/1', { method: 'DELETE' })],
    ['a token for a program', (b) => b.post('/api/tokens', {})],
  ];

  it.each(changes)('changes after a fresh proof alone: %s', async (_, change) => {
    await timePasses("proved_at = now() - interval '6 minutes'");
    await expectProblem(await change(officer), 'session.confirm_again');
    expect((await confirm(officer)).status).toBe(200);
    expect((await change(officer)).status).not.toBe(401);
  });
});

const NO_REMINDERS = { address: null, digest: false, overdue: false };

describe('an administrator', () => {
  const act = (browser: Browser, headers: Record<string, string> = {}) =>
    browser.request('/api/accounts/can.bo/enable', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
        ...headers,
      },
      body: '{}',
    });

  it('administers with no browser that gets no corrections any more', async () => {
    const admin = await testApp.as('quan.tri', { role: 'admin' });
    const withOld = openBrowser(testApp);
    const [name = '', value = ''] = (admin.cookie ?? '').split('=');
    withOld.cookies.set(name, value);
    await expectProblem(
      await act(withOld, { 'user-agent': OLD_BROWSER }),
      'session.browser_outdated',
    );
  });
});

it('everybody needs a second factor where the operator has not chosen otherwise', async () => {
  const strict = await createTestApp({
    reference: false,
    database: { ...testApp.database, close: async () => undefined },
    environment: { DIABAN_SECOND_FACTOR: 'everybody' },
  });
  const browser = openBrowser(strict);
  await browser.signIn('can.bo', TEST_PASSWORD);
  await expectProblem(await browser.get('/api/points'), 'session.second_factor_required');
  expect(await (await me(browser)).json()).toMatchObject({ twoFactor: { required: true } });
  await strict.close();
});
