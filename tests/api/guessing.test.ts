import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { openAccount, TEST_PASSWORD } from '#tests/support/accounts/people.ts';
import { type Browser, openBrowser } from '#tests/support/accounts/sign-in.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';
import { TEST_NOW } from '#tests/support/test-constants.ts';

let testApp: TestApp;

beforeAll(async () => {
  testApp = await createTestApp({ now: TEST_NOW, reference: false });
  for (const username of ['planner', 'throttled', 'many', 'hunted', 'colleague']) {
    await openAccount(testApp.database, { username, role: 'planner' });
  }
});
afterAll(() => testApp.close());

async function signedIn(username: string): Promise<Browser> {
  const browser = openBrowser(testApp);
  expect((await browser.signIn(username, TEST_PASSWORD)).status).toBe(200);
  return browser;
}

/** Signs in over a socket with that address, as a browser with these cookies. */
async function signInFrom(
  remoteAddress: string,
  username: string,
  password: string,
  { cookies }: Pick<Browser, 'cookies'> = { cookies: new Map() },
) {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
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

const minutesLater = (minutes: number) => {
  const at = Date.parse(testApp.clock.now()) + minutes * 60_000;
  testApp.clock.set(new Date(at).toISOString());
};
const waitOf = async (response: Response) => {
  const seconds = Number(response.headers.get('retry-after'));
  await expectProblem(response, 'request.too_many');
  return seconds;
};

describe('somebody who guesses', () => {
  it('keeps nobody out of the browser in which that person has signed in before', async () => {
    const own = await signedIn('hunted');
    minutesLater(1);
    for (let attempt = 0; attempt < 60; attempt += 1) {
      await signInFrom(`198.51.100.${attempt % 6}`, 'hunted', 'wrong');
    }
    const response = await signInFrom('198.51.100.200', 'hunted', TEST_PASSWORD, own);
    expect(response.status).toBe(200);
  });

  it('makes a new browser wait once, for the time that it is told and no longer', async () => {
    const attack = async () => {
      for (let attempt = 0; attempt < 30; attempt += 1) {
        await signInFrom(`198.51.100.${attempt % 6}`, 'colleague', 'wrong');
      }
    };
    await attack();
    const asked = () => signInFrom('203.0.113.77', 'colleague', TEST_PASSWORD);
    const seconds = await waitOf(await asked());
    expect(seconds).toBeLessThanOrEqual(1_800);
    for (let minute = 1; minute < seconds / 60; minute += 1) {
      minutesLater(1);
      await attack();
      expect(await waitOf(await asked())).toBe(seconds - minute * 60);
    }
    minutesLater(1);
    await attack();
    expect((await asked()).status).toBe(200);
  });

  it('closes no office: who has signed in there before comes in beside sixty wrong tries', async () => {
    const known = await signedIn('planner');
    const office = '203.0.113.9';
    const stranger = () => signInFrom(office, 'many', TEST_PASSWORD);
    for (let attempt = 0; attempt < 70; attempt += 1) {
      await signInFrom(office, `nobody.${attempt}`, 'wrong');
    }
    expect((await signInFrom(office, 'planner', TEST_PASSWORD, known)).status).toBe(200);
    // A colleague at that desk has not signed in there before: the browser is known all the same.
    expect((await signInFrom(office, 'throttled', TEST_PASSWORD, known)).status).toBe(200);
    const seconds = await waitOf(await stranger());
    expect(seconds).toBeLessThanOrEqual(900);
    minutesLater(seconds / 60);
    expect((await stranger()).status).toBe(200);
  });

  it('is held up in a known browser as well, at five minutes for a try', async () => {
    minutesLater(3_000);
    const own = await signedIn('hunted');
    const tries: number[] = [];
    for (let attempt = 0; attempt < 12; attempt += 1) {
      const response = await own.signIn('hunted', 'wrong');
      if (response.status === 401) continue;
      const seconds = await waitOf(response);
      tries.push(seconds);
      minutesLater(seconds / 60);
    }
    expect(tries).toEqual([60, 120, 240, 300]);
  });

  it('with ever new addresses has twenty tries of a name in a minute', async () => {
    minutesLater(3_000);
    const statuses: number[] = [];
    const round = async () => {
      for (let attempt = 0; attempt < 40; attempt += 1) {
        const response = await signInFrom(`2001:db8:${attempt}::1`, 'throttled', 'wrong');
        statuses.push(response.status);
      }
    };
    await round();
    expect(statuses.filter((status) => status === 401)).toHaveLength(20);
    // The waits of all forty are over.
    minutesLater(31);
    statuses.length = 0;
    await round();
    expect(statuses.filter((status) => status === 401)).toHaveLength(20);
  });

  it.each(['b1~x~hunted.AAAA', '', 'b1~~.'])(
    'does not make a browser known by writing %s',
    async (value) => {
      minutesLater(3_000);
      for (let attempt = 0; attempt < 30; attempt += 1) {
        await signInFrom(`198.51.100.${attempt}`, 'hunted', 'wrong');
      }
      const forged = { cookies: new Map([['diaban.browser', value]]) };
      const response = await signInFrom('198.51.100.201', 'hunted', TEST_PASSWORD, forged);
      expect(await waitOf(response)).toBeGreaterThan(0);
    },
  );
});

describe('a browser', () => {
  it('is known by a cookie that no script reads and no other site sends, and keeps its number', async () => {
    const browser = openBrowser(testApp);
    minutesLater(3_000);
    const response = await browser.signIn('planner', TEST_PASSWORD);
    const [line = ''] = response.headers
      .getSetCookie()
      .filter((one) => one.startsWith('diaban.browser='));
    for (const part of ['HttpOnly', 'SameSite=Lax', 'Path=/', 'Max-Age=15552000']) {
      expect(line).toContain(part);
    }
    const numberOf = () =>
      decodeURIComponent(browser.cookies.get('diaban.browser') ?? '').split('~')[1];
    const before = numberOf();
    expect((await browser.signIn('many', TEST_PASSWORD)).status).toBe(200);
    expect(numberOf()).toBe(before);
    expect(before?.length).toBe(22);
  });

  it('is not known by a wrong password', async () => {
    const browser = openBrowser(testApp);
    await browser.signIn('planner', 'wrong');
    expect(browser.cookies.has('diaban.browser')).toBe(false);
  });
});
