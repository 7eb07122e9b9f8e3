import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { drawKey, sealForServer } from '#client/offline/keys/content-keys.ts';
import { type EarlierSealKey, Me, type OpenedUnsent } from '#server/contract/account.ts';
import { openAccount, TEST_PASSWORD } from '#tests/support/accounts/people.ts';
import { type Browser, openBrowser } from '#tests/support/accounts/sign-in.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { okJson } from '#tests/support/routes/route-acts.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const ADDRESS = '/api/me/unsent-keys';

let test: TestApp;

beforeAll(async () => {
  test = await createTestApp({ reference: false });
  for (const username of ['lan', 'minh', 'many', 'changing']) {
    await openAccount(test.database, { username, role: 'planner' });
  }
});
afterAll(() => test.close());

async function signedIn(username: string): Promise<Browser> {
  const browser = openBrowser(test);
  expect((await browser.signIn(username, TEST_PASSWORD)).status).toBe(200);
  return browser;
}

async function unsentKeyOf(browser: Browser) {
  return Me.parse(await okJson(await browser.get('/api/me'))).unsentKey;
}

/** A key of one entry, as the device of an account keeps it for after the session. */
async function sealedBy(browser: Browser, accountId: string) {
  const raw = drawKey();
  const server = await unsentKeyOf(browser);
  const sealed = await sealForServer(raw, { accountId, name: 'entry' }, server, 'device');
  return { key: Buffer.from(raw).toString('base64url'), sealed };
}

const open = async (browser: Browser, sealed: readonly string[]) =>
  await okJson<OpenedUnsent>(await browser.post(ADDRESS, { sealed }));

describe('the keys of unsent work', () => {
  it('are opened in a later session of their account, in the order asked for', async () => {
    const first = await signedIn('lan');
    const [one, other] = [await sealedBy(first, 'lan'), await sealedBy(first, 'lan')];
    await first.post('/api/auth/sign-out');
    const answer = await (
      await signedIn('lan')
    ).post(ADDRESS, {
      sealed: [other.sealed, one.sealed],
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await okJson<OpenedUnsent>(answer)).toMatchObject({ keys: [other.key, one.key] });
  });

  it('stay closed to another account, also where that claims to have sealed them', async () => {
    const lan = await signedIn('lan');
    const { sealed } = await sealedBy(lan, 'lan');
    const minh = await signedIn('minh');
    const [head = '', ...rest] = sealed.split('.');
    const claimed = JSON.parse(Buffer.from(head, 'base64url').toString()) as object;
    const changed = Buffer.from(JSON.stringify({ ...claimed, account: 'minh' }));
    const forged = [changed.toString('base64url'), ...rest].join('.');
    const { keys } = await open(minh, [sealed, forged, 'nothing', `${sealed}x`]);
    expect(keys).toEqual([null, null, null, null]);
    expect((await open(lan, [forged])).keys).toEqual([null]);
  });

  it('open after the password has changed', async () => {
    const browser = await signedIn('changing');
    const { key, sealed } = await sealedBy(browser, 'changing');
    const newPassword = 'một câu dài không ai đoán ra';
    const changed = { currentPassword: TEST_PASSWORD, newPassword };
    expect((await browser.post('/api/me/password', changed)).status).toBe(200);
    const again = openBrowser(test);
    await again.signIn('changing', newPassword);
    expect((await open(again, [sealed])).keys).toEqual([key]);
  });

  it('are given to no one without a session, and to no program', async () => {
    const answer = await openBrowser(test).post(ADDRESS, { sealed: [] });
    await expectProblem(answer, 'session.missing');
  });

  it('are logged when they are opened, and not where there are none', async () => {
    const browser = await signedIn('minh');
    const logged = async () =>
      await test.database.sql<{ action: string }[]>`
        select action from audit_entry where account_id = 'minh' and action = 'session.open_unsent'`;
    const before = (await logged()).length;
    await open(browser, []);
    expect(await logged()).toHaveLength(before);
    await open(browser, [(await sealedBy(browser, 'minh')).sealed]);
    expect(await logged()).toHaveLength(before + 1);
  });

  it('are asked for thirty times a minute at most', async () => {
    const browser = await signedIn('many');
    const statuses: number[] = [];
    for (let times = 0; times < 31; times += 1) {
      statuses.push((await browser.post(ADDRESS, { sealed: ['nothing'] })).status);
    }
    expect(statuses.slice(0, 30)).toEqual(Array(30).fill(200));
    await expectProblem(await browser.post(ADDRESS, { sealed: ['nothing'] }), 'request.too_many');
    // Without any the device hears how long it may hold its own.
    expect(await open(browser, [])).toMatchObject({ keys: [] });
  });

  it('come with the time for which the device may hold them: a shift at most, and an idle hour', async () => {
    const { secondsLeft, idleSeconds } = await open(await signedIn('lan'), []);
    expect(secondsLeft).toBeGreaterThan(11.9 * 3_600);
    expect(secondsLeft).toBeLessThanOrEqual(12 * 3_600);
    expect(idleSeconds).toBe(3_600);
  });
});

it('the key under which earlier releases sealed is another one for each account', async () => {
  const keyOf = async (username: string) => {
    const answer = await (await signedIn(username)).get('/api/me/earlier-seal-key');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    return (await okJson<EarlierSealKey>(answer)).key;
  };
  const key = await keyOf('lan');
  expect(await keyOf('lan')).toBe(key);
  expect(await keyOf('minh')).not.toBe(key);
});
