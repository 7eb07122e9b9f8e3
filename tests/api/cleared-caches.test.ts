import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openAccount, TEST_PASSWORD } from '#tests/support/accounts/people.ts';
import { type Browser, openBrowser } from '#tests/support/accounts/sign-in.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const CLEARED = '"cache"';
const TILE = '/api/tiles/points/10/812/451.mvt';

let test: TestApp;

beforeAll(async () => {
  test = await createTestApp({ reference: false });
  for (const username of ['lan', 'minh']) {
    await openAccount(test.database, { username, role: 'planner' });
  }
});
afterAll(() => test.close());

async function signedIn(username: string): Promise<Browser> {
  const browser = openBrowser(test);
  expect((await browser.signIn(username, TEST_PASSWORD)).status).toBe(200);
  return browser;
}

const cleared = ({ status, headers }: Response) => [status, headers.get('clear-site-data')];

describe('the cache of a browser is emptied', () => {
  it('with the sign-out', async () => {
    const browser = await signedIn('lan');
    expect(cleared(await browser.post('/api/auth/sign-out'))).toEqual([200, CLEARED]);
  });

  it.each(['/api/me', TILE])('where a session that is over asks for %s', async (path) => {
    const browser = await signedIn('lan');
    expect(cleared(await browser.get(path))).toEqual([200, null]);
    const { items } = (await (await browser.get('/api/me/sessions')).json()) as {
      items: { id: string; current: boolean }[];
    };
    const own = items.find(({ current }) => current);
    await browser.post(`/api/me/sessions/${own?.id}/revoke`);
    expect(cleared(await browser.get(path))).toEqual([401, CLEARED]);
  });

  it('with a sign-in over a session, alive or over, and not with the first one', async () => {
    const first = await openBrowser(test).signIn('lan', TEST_PASSWORD);
    expect(cleared(first)).toEqual([200, null]);
    const browser = await signedIn('lan');
    expect(cleared(await browser.signIn('minh', TEST_PASSWORD))).toEqual([200, CLEARED]);
    const copy = openBrowser(test);
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
    await browser.post('/api/auth/sign-out');
    expect(cleared(await copy.signIn('lan', TEST_PASSWORD))).toEqual([200, CLEARED]);
  });

  it('for nobody who has shown no session', async () => {
    expect(cleared(await openBrowser(test).get('/api/me'))).toEqual([401, null]);
  });
});
