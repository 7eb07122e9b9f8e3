import { createHmac } from 'node:crypto';

import { exportJWK, generateKeyPair, type JWTPayload } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

import { openAccount, TEST_PASSWORD } from '#tests/support/accounts/people.ts';
import {
  CLIENT_ID,
  startProvider,
  type TestProvider,
} from '#tests/support/accounts/identity-provider.ts';
import { openBrowser } from '#tests/support/accounts/sign-in.ts';
import { beginIn, bindOwn, finishIn, signInBy } from '#tests/support/accounts/single-sign-on.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

let provider: TestProvider;
let other: TestProvider;
let testApp: TestApp;

beforeAll(async () => {
  [provider, other] = await Promise.all([startProvider(), startProvider()]);
  testApp = await createTestApp({ reference: false, environment: provider.environment });
  await openAccount(testApp.database, { username: 'planner', role: 'planner' });
  const browser = openBrowser(testApp);
  await browser.signIn('planner', TEST_PASSWORD);
  await bindOwn(provider, browser, TEST_PASSWORD);
});
afterEach(() => {
  provider.tamper = null;
  provider.keys = null;
  provider.down = false;
  vi.useRealTimers();
});
afterAll(async () => {
  await testApp.close();
  await Promise.all([provider.close(), other.close()]);
});

const claimsOf = (token: unknown): JWTPayload =>
  JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString());
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

async function publishedKey() {
  const { kty, n, e } = await exportJWK(provider.key);
  return { kty, n, e };
}

/** Lets the provider answer with another id token, made from the claims of the true one. */
function answerWith(make: (claims: JWTPayload) => Promise<string> | string): void {
  provider.tamper = async (answer) => ({
    ...answer,
    id_token: await make(claimsOf(answer['id_token'])),
  });
}

/** Signs in, and expects that nobody is signed in afterwards. */
async function expectRefused(): Promise<void> {
  const { browser, response } = await signInBy(testApp, provider);
  await expectProblem(response, 'single_sign_on.refused');
  await expectProblem(await browser.get('/api/me'), 'session.missing');
}

async function expectSignedIn(): Promise<void> {
  const { response } = await signInBy(testApp, provider);
  expect(await response.json()).toEqual({ outcome: 'signed_in' });
}

describe('an id token', () => {
  it('is accepted again with the same claims: what follows is refused for one reason each', async () => {
    answerWith((claims) => provider.sign(claims));
    await expectSignedIn();
  });

  const now = () => Math.floor(Date.now() / 1000);
  const WRONG: Record<string, () => Record<string, unknown>> = {
    'of another issuer': () => ({ iss: 'https://elsewhere.example' }),
    'for another audience': () => ({ aud: 'another-client' }),
    'for several audiences, issued to another one': () => ({
      aud: [CLIENT_ID, 'another-client'],
      azp: 'another-client',
    }),
    'issued to another client': () => ({ azp: 'another-client' }),
    'with another nonce': () => ({ nonce: 'another' }),
    'without a nonce': () => ({ nonce: undefined }),
    'that has expired': () => ({ iat: now() - 700, exp: now() - 31 }),
    'without an end': () => ({ exp: undefined }),
    'of nobody': () => ({ sub: '' }),
    'that counts only later': () => ({ nbf: now() + 120 }),
    'that is issued in an hour': () => ({ iat: now() + 3_600, exp: now() + 4_200 }),
    'that was issued two hours ago': () => ({ iat: now() - 7_200 }),
  };
  it.each(Object.entries(WRONG))('%s is refused', async (_, wrong) => {
    answerWith((claims) => provider.sign({ ...claims, ...wrong() }));
    await expectRefused();
  });

  it('counts with a clock that is 20 seconds off', async () => {
    answerWith((claims) => provider.sign({ ...claims, iat: now() + 20, exp: now() + 620 }));
    await expectSignedIn();
    answerWith((claims) => provider.sign({ ...claims, iat: now() - 620, exp: now() - 20 }));
    await expectSignedIn();
  });

  it('that is unsigned is refused', async () => {
    answerWith((claims) => `${encoded({ alg: 'none' })}.${encoded(claims)}.`);
    await expectRefused();
  });

  it('signed by a shared secret, the client’s or the public key itself, is refused', async () => {
    const secret = provider.environment['DIABAN_OIDC_CLIENT_SECRET'] ?? '';
    const published = JSON.stringify(await publishedKey());
    for (const key of [secret, published]) {
      answerWith((claims) => {
        const signed = `${encoded({ alg: 'HS256', kid: 'key-1' })}.${encoded(claims)}`;
        return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
      });
      await expectRefused();
    }
  });

  it('of another kind is refused, though the provider has signed it', async () => {
    answerWith((claims) => provider.sign(claims, { typ: 'logout+jwt' }));
    await expectRefused();
  });

  it('that is missing is refused', async () => {
    provider.tamper = async (answer) => ({ ...answer, id_token: undefined });
    await expectRefused();
  });

  it('signed by another key under the same name is refused', async () => {
    await expectSignedIn();
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    answerWith((claims) => provider.sign(claims, {}, privateKey));
    await expectRefused();
    // Also where the published key is swapped: the one that was read before still counts.
    provider.keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'key-1', use: 'sig' }] };
    await expectRefused();
  });

  it('by a new key is accepted after the keys were asked for once more, not at each stranger', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 6_000 });
    provider.keys = {
      keys: [
        { ...(await exportJWK(publicKey)), kid: 'key-2', use: 'sig' },
        { ...(await publishedKey()), kid: 'key-1', use: 'sig' },
      ],
    };
    answerWith((claims) => provider.sign(claims, { kid: 'key-2' }, privateKey));
    await expectSignedIn();
    answerWith((claims) => provider.sign(claims, { kid: 'key-3' }, privateKey));
    await expectRefused();
  });
});

describe('an answer of the provider', () => {
  it('counts once', async () => {
    const browser = openBrowser(testApp);
    const query = await provider.visit(await beginIn(browser));
    expect((await finishIn(browser, query)).status).toBe(200);
    await expectProblem(await finishIn(browser, query), 'single_sign_on.over');
  });

  it('with a code that was used before is refused', async () => {
    const browser = openBrowser(testApp);
    const used = await provider.visit(await beginIn(browser));
    expect((await finishIn(browser, used)).status).toBe(200);
    const query = await provider.visit(await beginIn(browser));
    query.set('code', used.get('code') ?? '');
    await expectProblem(await finishIn(browser, query), 'single_sign_on.refused');
  });

  it('with a code of another sign-in is refused, because the verifier differs', async () => {
    const [own, foreign] = [openBrowser(testApp), openBrowser(testApp)];
    const query = await provider.visit(await beginIn(own));
    query.set('code', (await provider.visit(await beginIn(foreign))).get('code') ?? '');
    await expectProblem(await finishIn(own, query), 'single_sign_on.refused');
  });

  it('to a state that was never given is refused', async () => {
    const browser = openBrowser(testApp);
    const query = await provider.visit(await beginIn(browser));
    query.set('state', 'x'.repeat(43));
    await expectProblem(await finishIn(browser, query), 'single_sign_on.over');
  });

  it('in another browser than the one that began is refused, and stays of use to that one', async () => {
    const [own, foreign] = [openBrowser(testApp), openBrowser(testApp)];
    await beginIn(foreign);
    const query = await provider.visit(await beginIn(own));
    await expectProblem(await finishIn(foreign, query), 'single_sign_on.over');
    await expectProblem(await finishIn(openBrowser(testApp), query), 'single_sign_on.over');
    expect((await finishIn(own, query)).status).toBe(200);
  });

  it('is good for two tabs of one browser', async () => {
    const browser = openBrowser(testApp);
    const first = await provider.visit(await beginIn(browser));
    const second = await provider.visit(await beginIn(browser));
    expect((await finishIn(browser, first)).status).toBe(200);
    expect((await finishIn(browser, second)).status).toBe(200);
  });

  it('after ten minutes is refused', async () => {
    const browser = openBrowser(testApp);
    const query = await provider.visit(await beginIn(browser));
    const now = testApp.clock.now();
    testApp.clock.set(new Date(Date.parse(now) + 600_000).toISOString());
    await expectProblem(await finishIn(browser, query), 'single_sign_on.over');
    testApp.clock.set(now);
  });

  it('that names another provider is refused (mix-up), and so is one that names none', async () => {
    for (const iss of [other.issuer, null]) {
      const browser = openBrowser(testApp);
      const query = await provider.visit(await beginIn(browser));
      if (iss === null) query.delete('iss');
      else query.set('iss', iss);
      await expectProblem(await finishIn(browser, query), 'single_sign_on.refused');
    }
  });

  it('with a code of another provider is refused', async () => {
    const browser = openBrowser(testApp);
    const address = new URL(await beginIn(browser));
    const elsewhere = new URL(`${address.pathname}${address.search}`, other.issuer);
    const query = await other.visit(elsewhere.href);
    query.set('iss', provider.issuer);
    await expectProblem(await finishIn(browser, query), 'single_sign_on.refused');
  });

  it('that the person cancelled says so', async () => {
    const browser = openBrowser(testApp);
    const state = new URL(await beginIn(browser)).searchParams.get('state') ?? '';
    const answer = { state, iss: provider.issuer, error: 'access_denied' };
    await expectProblem(await finishIn(browser, answer), 'single_sign_on.cancelled');
  });
});

describe('a provider', () => {
  it('that is down is told from one that refuses, and comes back by itself', async () => {
    const fresh = await createTestApp({ reference: false, environment: provider.environment });
    provider.down = true;
    const begin = () => openBrowser(fresh).post('/api/auth/single-sign-on/begin');
    await expectProblem(await begin(), 'single_sign_on.unavailable');
    provider.down = false;
    const browser = openBrowser(fresh);
    const query = await provider.visit(await beginIn(browser));
    provider.down = true;
    await expectProblem(await finishIn(browser, query), 'single_sign_on.unavailable');
    provider.down = false;
    const { response } = await signInBy(fresh, provider);
    await expectProblem(response, 'single_sign_on.not_bound');
    await fresh.close();
  });

  it('that calls itself by another name than the configured one is not asked', async () => {
    const environment = {
      ...provider.environment,
      DIABAN_OIDC_ISSUER: provider.issuer.replace('127.0.0.1', 'localhost'),
    };
    const fresh = await createTestApp({ reference: false, environment });
    const response = await openBrowser(fresh).post('/api/auth/single-sign-on/begin');
    await expectProblem(response, 'single_sign_on.unavailable');
    const someone = openBrowser(fresh);
    await openAccount(fresh.database, { username: 'planner', role: 'planner' });
    await someone.signIn('planner', TEST_PASSWORD);
    await expectProblem(
      await someone.post('/api/me/single-sign-on/bind', { password: TEST_PASSWORD }),
      'single_sign_on.unavailable',
    );
    const logout = await fresh.anonymous.request('/api/auth/single-sign-on/logout', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'logout_token=x',
    });
    await expectProblem(logout, 'single_sign_on.unavailable');
    await fresh.close();
  });
});
