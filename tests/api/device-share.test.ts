import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { AccountSessionList, DeviceShare } from '#server/contract/account.ts';
import { asSystem } from '#server/db/transaction.ts';
import { openAccount, TEST_PASSWORD } from '#tests/support/accounts/people.ts';
import { type Browser, openBrowser } from '#tests/support/accounts/sign-in.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { okJson } from '#tests/support/routes/route-acts.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const ADDRESS = '/api/me/device-share';

let test: TestApp;

beforeAll(async () => {
  test = await createTestApp({ reference: false });
  await openAccount(test.database, { username: 'lan', role: 'planner' });
});
afterAll(() => test.close());

async function signedIn(): Promise<Browser> {
  const browser = openBrowser(test);
  expect((await browser.signIn('lan', TEST_PASSWORD)).status).toBe(200);
  return browser;
}

const shareOf = async (browser: Browser) =>
  DeviceShare.parse(await okJson(await browser.get(ADDRESS))).share;

/** The shares that the database holds of sessions that are over. */
async function sharesOfEnded(): Promise<unknown[]> {
  const rows = await asSystem(
    test.database,
    (sql) => sql<{ share: unknown }[]>`
      select device_share as share from app_session where expires_at <= now()`,
  );
  return rows.map(({ share }) => share);
}

describe("the server's part of what opens a device's work", () => {
  it('is 32 bytes of its own for each session, the same as long as that lives, and kept nowhere', async () => {
    const [one, other] = [await signedIn(), await signedIn()];
    const share = await shareOf(one);
    expect(Buffer.from(share, 'base64url')).toHaveLength(32);
    expect(await shareOf(one)).toBe(share);
    expect(await shareOf(other)).not.toBe(share);
    expect((await one.get(ADDRESS)).headers.get('cache-control')).toBe('no-store');
  });

  it('is given to nobody else, and to nobody after the session', async () => {
    await expectProblem(await openBrowser(test).get(ADDRESS), 'session.missing');
    const browser = await signedIn();
    await browser.post('/api/auth/sign-out');
    await expectProblem(await browser.get(ADDRESS), 'session.missing');
  });

  it('is gone with a session that is wiped', async () => {
    const browser = await signedIn();
    const { items } = AccountSessionList.parse(await okJson(await browser.get('/api/me/sessions')));
    const own = items.find(({ current }) => current);
    const admin = await test.as('admin');
    expect((await admin.post(`/api/accounts/lan/sessions/${own?.id}/wipe`, {})).status).toBe(200);
    await expectProblem(await browser.get(ADDRESS), 'session.wiped');
    expect(await sharesOfEnded()).toEqual([null]);
  });
});
