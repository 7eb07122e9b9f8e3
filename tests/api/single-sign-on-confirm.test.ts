import { randomUUID } from 'node:crypto';

import type { JWTPayload } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { devicePasskey } from '#tests/support/accounts/device-passkey.ts';
import { startProvider, type TestProvider } from '#tests/support/accounts/identity-provider.ts';
import { openAccount, TEST_PASSWORD } from '#tests/support/accounts/people.ts';
import { type Browser, openBrowser } from '#tests/support/accounts/sign-in.ts';
import {
  finishIn,
  openBound,
  sendLogout,
  signInBy,
} from '#tests/support/accounts/single-sign-on.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const CONFIRM = '/api/me/single-sign-on/confirm';
const STRONG = 'muc-cao';

let provider: TestProvider;
let testApp: TestApp;
let admin: Browser;
let atProvider: Map<string, string>;

beforeAll(async () => {
  provider = await startProvider();
  testApp = await createTestApp({
    reference: false,
    environment: { ...provider.environment, DIABAN_OIDC_STRONG_ACR: STRONG },
  });
  await openAccount(testApp.database, { username: 'can.bo', role: 'planner' });
  await openBound(testApp, provider, { username: 'quan.tri', role: 'admin' });
  provider.person = { subject: 'nguoi-quan.tri', acr: STRONG };
  ({ browser: admin, atProvider } = await signInBy(testApp, provider));
});
beforeEach(async () => {
  await lastProof('1 hour');
});
afterEach(() => {
  provider.tamper = null;
  provider.person = { subject: 'nguoi-quan.tri', acr: STRONG };
});
afterAll(async () => {
  await testApp.close();
  await provider.close();
});

/** Moves the last proof of all sessions into the past. */
async function lastProof(ago: string): Promise<void> {
  const { sql } = testApp.database;
  await sql`update app_session set proved_at = now() - ${ago}::interval`;
  testApp.deps.authentication.sessions.forget();
}

/** Writes twice the same under one key: closes the account of the planner. */
function decide() {
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  return () =>
    admin.request('/api/accounts/can.bo/disable', { method: 'POST', headers, body: '{}' });
}

async function begin(): Promise<string> {
  const begun = await admin.post(CONFIRM);
  expect(begun.status).toBe(200);
  return (await begun.json()).address;
}

/** Goes to the provider and back, in the browser that is signed in there. */
const confirm = async () => await finishIn(admin, await provider.visit(await begin(), atProvider));

/** Lets the provider answer with other claims in the id token. */
function claim(change: (claims: JWTPayload) => JWTPayload): void {
  provider.tamper = async (answer) => {
    const [, claims = ''] = String(answer['id_token']).split('.');
    const told = JSON.parse(Buffer.from(claims, 'base64url').toString()) as JWTPayload;
    return { ...answer, id_token: await provider.sign(change(told)) };
  };
}

const logged = async (action: string) =>
  (
    await testApp.database.sql<{ actor: string | null }[]>`
      select account_id as actor from audit_entry
      where action = ${action} and subject_id = 'quan.tri' order by seq`
  ).map(({ actor }) => actor);

async function expectStillAsks(): Promise<void> {
  await expectProblem(await decide()(), 'session.confirm_again');
}

describe('an act that decides, by who has a second factor at the provider alone,', () => {
  it('is refused five minutes after the last proof, and goes on under its key after a new one there', async () => {
    await expect((await admin.get('/api/me')).json()).resolves.toMatchObject({
      twoFactor: { enabled: false, byProvider: true },
      restriction: null,
    });
    const act = decide();
    await expectProblem(await act(), 'session.confirm_again');
    expect(await (await confirm()).json()).toEqual({ outcome: 'confirmed' });
    expect((await act()).status).toBe(200);
    expect((await act()).status).toBe(200);
    const [written] = await testApp.database.sql<{ times: number }[]>`
      select count(*)::integer as times from audit_entry
      where action = 'account.disable' and subject_id = 'can.bo'`;
    expect(written).toEqual({ times: 1 });
    expect(await logged('session.confirm')).toEqual(['quan.tri']);
  });

  it('asks the provider to ask anew: for a sign-in now, by the same strong factor', async () => {
    const { searchParams } = new URL(await begin());
    expect(Object.fromEntries(searchParams)).toMatchObject({
      prompt: 'login',
      max_age: '0',
      acr_values: STRONG,
      response_type: 'code',
      code_challenge_method: 'S256',
    });
  });

  it('is not opened by the password, which is less than the sign-in was', async () => {
    const answer = await admin.post('/api/me/confirm', { password: TEST_PASSWORD });
    await expectProblem(answer, 'session.confirm_by_provider');
    await expectStillAsks();
  });

  it('goes on after a passkey of the account too', async () => {
    const device = devicePasskey();
    const options = await admin.post('/api/me/passkeys/options', { password: TEST_PASSWORD });
    const credential = device.make(await options.json());
    expect((await admin.post('/api/me/passkeys', { name: 'Khóa', credential })).status).toBe(201);
    const asked = await (await admin.post('/api/me/confirm/options')).json();
    const proof = { credential: device.sign(asked) };
    expect((await admin.post('/api/me/confirm', proof)).status).toBe(200);
    await testApp.database.sql`delete from passkey`;
    testApp.deps.authentication.sessions.forget();
  });
});

describe('a proof of the provider', () => {
  const now = () => Math.floor(Date.now() / 1000);
  const STALE: Record<string, (claims: JWTPayload) => JWTPayload> = {
    'of a sign-in before it was asked': (claims) => ({ ...claims, auth_time: now() - 60 }),
    'that does not say when': (claims) => ({ ...claims, auth_time: undefined }),
    'by a weaker factor': (claims) => ({ ...claims, acr: 'muc-thap' }),
  };
  it.each(Object.entries(STALE))('%s is refused', async (_, change) => {
    claim(change);
    await expectProblem(await confirm(), 'single_sign_on.not_confirmed');
    await expectStillAsks();
  });

  it('counts where the clocks differ by 20 seconds', async () => {
    claim((claims) => ({ ...claims, auth_time: now() - 20 }));
    expect(await (await confirm()).json()).toEqual({ outcome: 'confirmed' });
  });

  it('of another person is refused, bound or not, and logged without an actor', async () => {
    await openBound(testApp, provider, { username: 'khac' });
    provider.person = { subject: 'nguoi-quan.tri', acr: STRONG };
    const before = (await logged('session.confirm_refused')).length;
    for (const subject of ['nguoi-la', 'nguoi-khac']) {
      await lastProof('1 hour');
      claim((claims) => ({ ...claims, sub: subject }));
      await expectProblem(await confirm(), 'single_sign_on.other_person');
      await expectStillAsks();
    }
    const refused = await logged('session.confirm_refused');
    expect(refused.slice(before)).toEqual([null, null]);
  });

  it('counts once', async () => {
    const query = await provider.visit(await begin(), atProvider);
    expect((await finishIn(admin, query)).status).toBe(200);
    await lastProof('1 hour');
    await expectProblem(await finishIn(admin, query), 'single_sign_on.over');
    await expectStillAsks();
  });

  it('counts for the session that asked, not for another one of the same person', async () => {
    const { browser: elsewhere } = await signInBy(testApp, provider);
    await lastProof('1 hour');
    const query = await provider.visit(await begin(), atProvider);
    await expectProblem(await finishIn(elsewhere, query), 'single_sign_on.over');
    // The same browser, signed in anew meanwhile.
    const second = await provider.visit(await begin(), atProvider);
    const session = new Map(admin.cookies);
    for (const [name, value] of elsewhere.cookies) {
      if (name.includes('session')) admin.cookies.set(name, value);
    }
    await expectProblem(await finishIn(admin, second), 'single_sign_on.over');
    for (const [name, value] of session) admin.cookies.set(name, value);
    await expectStillAsks();
  });

  it('opens no session: who is not signed in any more gets none', async () => {
    const { browser } = await signInBy(testApp, provider);
    const begun = await (await browser.post(CONFIRM)).json();
    const query = await provider.visit(begun.address, atProvider);
    await browser.post('/api/auth/sign-out');
    await expectProblem(await finishIn(browser, query), 'single_sign_on.over');
    await expectProblem(await browser.get('/api/me'), 'session.missing');
  });

  it('ties the session to the one at the provider that it came from: its logout ends it', async () => {
    const { browser } = await signInBy(testApp, provider);
    claim((claims) => ({ ...claims, sid: 'phien-moi' }));
    const begun = await (await browser.post(CONFIRM)).json();
    const query = await provider.visit(begun.address, new Map());
    expect(await (await finishIn(browser, query)).json()).toEqual({ outcome: 'confirmed' });
    expect((await sendLogout(testApp, provider, { sid: 'phien-moi' })).status).toBe(200);
    await expectProblem(await browser.get('/api/me'), 'session.revoked');
    expect((await admin.get('/api/me')).status).toBe(200);
  });
});

describe('the way to the provider', () => {
  it('is closed to sessions whose second factor it has not checked', async () => {
    provider.person = { subject: 'nguoi-can.bo.2' };
    const password = await openBound(testApp, provider, { username: 'can.bo.2' });
    const problem = await expectProblem(
      await password.post(CONFIRM),
      'single_sign_on.not_second_factor',
    );
    expect(problem.detail).toContain('Hãy xác nhận bằng');
  });

  it('says so where the provider does not answer, and where there is none', async () => {
    provider.down = true;
    const unknown = await startProvider();
    unknown.down = true;
    const apart = await createTestApp({ reference: false, environment: unknown.environment });
    await openAccount(apart.database, { username: 'planner', role: 'planner' });
    const browser = openBrowser(apart);
    await browser.signIn('planner', TEST_PASSWORD);
    await apart.database.sql`
      insert into single_sign_on_session (session_id, provider_session_hash, factor_proven)
      select id, null, true from app_session where user_id = 'planner'`;
    apart.deps.authentication.sessions.forget();
    await expectProblem(await browser.post(CONFIRM), 'single_sign_on.unavailable');
    await apart.close();
    await unknown.close();
    const without = await createTestApp({ reference: false });
    const anybody = await without.as('planner');
    await expectProblem(await anybody.post(CONFIRM), 'single_sign_on.off');
    await without.close();
  });
});
