import { randomUUID } from 'node:crypto';

import type { Role } from '#server/contract/permission.ts';
import { CLIENT_ID, type TestProvider } from '#tests/support/accounts/identity-provider.ts';
import { openAccount, TEST_PASSWORD } from '#tests/support/accounts/people.ts';
import { openBrowser, type Browser } from '#tests/support/accounts/sign-in.ts';
import type { TestApp } from '#tests/support/test-app.ts';

const PATH = '/api/auth/single-sign-on';

/** Begins a sign-in in a browser; gives the address of the provider's page. */
export async function beginIn(browser: Browser): Promise<string> {
  const response = await browser.post(`${PATH}/begin`);
  if (response.status !== 200) throw new Error(await response.text());
  return (await response.json()).address;
}

/** Hands in the query with which the provider has sent the browser back. */
export const finishIn = (browser: Browser, query: URLSearchParams | object) =>
  browser.post(
    `${PATH}/finish`,
    query instanceof URLSearchParams ? Object.fromEntries(query) : query,
  );

/** A whole sign-in through the provider, in a new browser unless one is given. */
export async function signInBy(
  testApp: TestApp,
  provider: TestProvider,
  browser: Browser = openBrowser(testApp),
): Promise<{ browser: Browser; response: Response; atProvider: Map<string, string> }> {
  const atProvider = new Map<string, string>();
  const query = await provider.visit(await beginIn(browser), atProvider);
  return { browser, response: await finishIn(browser, query), atProvider };
}

export const bindByCodeIn = (browser: Browser, code: string, password: string) =>
  browser.post(`${PATH}/bind`, { code, password });

/** Binds an account to the provider's person by its password, in a browser that is signed in. */
export async function bindOwn(
  provider: TestProvider,
  browser: Browser,
  password: string,
): Promise<Response> {
  const begun = await browser.post('/api/me/single-sign-on/bind', { password });
  if (begun.status !== 200) return begun;
  return await finishIn(browser, await provider.visit((await begun.json()).address));
}

/** Opens an account, signs in by its password, and binds it to the person `nguoi-USERNAME` of the provider. */
export async function openBound(
  testApp: TestApp,
  provider: TestProvider,
  { username, role = 'planner' }: { username: string; role?: Role },
): Promise<Browser> {
  const { database, deps } = testApp;
  await openAccount(database, { username, role });
  const browser = openBrowser(testApp);
  await browser.signIn(username, TEST_PASSWORD);
  // Those who decide bind only after their second factor.
  await database.sql`update app_user set two_factor_enabled = true where id = ${username}`;
  provider.person = { subject: `nguoi-${username}` };
  const answer = await bindOwn(provider, browser, TEST_PASSWORD);
  if (answer.status !== 200) throw new Error(await answer.text());
  await database.sql`update app_user set two_factor_enabled = false where id = ${username}`;
  deps.authentication.sessions.forget();
  return browser;
}

/** Signs a logout token with some claims and sends it as the provider does. */
export async function sendLogout(
  testApp: TestApp,
  provider: TestProvider,
  claims: Record<string, unknown>,
  header: Record<string, string> = { typ: 'logout+jwt' },
): Promise<Response> {
  const now = Math.floor(Date.now() / 1000);
  const token = await provider.sign(
    {
      iss: provider.issuer,
      aud: CLIENT_ID,
      iat: now,
      exp: now + 120,
      jti: randomUUID(),
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
      ...claims,
    },
    header,
  );
  return await testApp.app.request(`${PATH}/logout`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ logout_token: token }).toString(),
  });
}
