import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { openAccount, TEST_PASSWORD } from '#tests/support/accounts/people.ts';
import { type Browser, openBrowser } from '#tests/support/accounts/sign-in.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

let testApp: TestApp;

beforeAll(async () => {
  testApp = await createTestApp({ reference: false });
  for (const username of ['planner', 'throttled', 'many']) {
    await openAccount(testApp.database, { username, role: 'planner' });
  }
});
afterAll(() => testApp.close());

async function signedIn(username: string): Promise<Browser> {
  const browser = openBrowser(testApp);
  expect((await browser.signIn(username, TEST_PASSWORD)).status).toBe(200);
  return browser;
}

/** Signs in over a socket with that address. */
async function signInFrom(remoteAddress: string, username: string, password: string) {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  };
  const socket = { remoteAddress, remoteFamily: 'IPv4', remotePort: 1 };
  return await testApp.app.request('/api/auth/sign-in/username', init, { incoming: { socket } });
}

describe('guessing', () => {
  it('is stopped after five wrong tries a minute for that name, and only for that name', async () => {
    const browser = openBrowser(testApp);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await expectProblem(await browser.signIn('throttled', 'wrong'), 'session.wrong_credentials');
    }
    const refused = await browser.signIn('throttled', TEST_PASSWORD);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await expectProblem(refused, 'request.too_many');
    await expectProblem(await browser.signIn('Throttled', 'wrong'), 'request.too_many');
    await signedIn('planner');
  });

  it('may go on after the minute', async () => {
    testApp.clock.set('2026-11-24T03:01:01.000Z');
    const response = await openBrowser(testApp).signIn('throttled', TEST_PASSWORD);
    expect(response.status).toBe(200);
  });

  it('cannot pass by trying all at once', async () => {
    const browser = openBrowser(testApp);
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => browser.signIn('nobody.at.all', 'wrong')),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(7);
  });

  it('of one name is stopped over all addresses, whatever address a client claims', async () => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 25; attempt += 1) {
      statuses.push((await signInFrom(`198.51.100.${attempt}`, 'wanted', 'wrong')).status);
    }
    expect(statuses.filter((status) => status === 401)).toHaveLength(20);
    expect(statuses.slice(20)).toEqual([429, 429, 429, 429, 429]);
  });

  it('of many names from one address is stopped as well', async () => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 62; attempt += 1) {
      statuses.push((await signInFrom('203.0.113.9', `somebody.${attempt}`, 'wrong')).status);
    }
    expect(statuses.slice(0, 60).every((status) => status === 401)).toBe(true);
    expect(statuses.slice(60)).toEqual([429, 429]);
  });

  it('of the current password, to change it, is stopped too', async () => {
    const browser = await signedIn('many');
    const body = { currentPassword: 'wrong', newPassword: 'mot cau dai de nho 42' };
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await expectProblem(await browser.post('/api/me/password', body), 'account.wrong_password');
    }
    await expectProblem(await browser.post('/api/me/password', body), 'request.too_many');
    testApp.clock.set('2026-11-24T03:20:00.000Z');
  });

  it('is forgiven by a success', async () => {
    for (let round = 0; round < 2; round += 1) {
      for (let attempt = 0; attempt < 4; attempt += 1) {
        await openBrowser(testApp).signIn('planner', 'wrong');
      }
      const response = await openBrowser(testApp).signIn('planner', TEST_PASSWORD);
      expect(response.status).toBe(200);
    }
  });
});
