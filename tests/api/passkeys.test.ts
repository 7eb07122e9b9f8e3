import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { findHolders } from '#server/authentication/session-queries.ts';
import { SecondFactorSetup } from '#server/contract/account.ts';
import { Passkey, PasskeyList } from '#server/contract/passkey.ts';
import { asSystem } from '#server/db/transaction.ts';
import { devicePasskey, type DevicePasskey } from '#tests/support/accounts/device-passkey.ts';
import { openAccount, TEST_PASSWORD } from '#tests/support/accounts/people.ts';
import { type Browser, openBrowser } from '#tests/support/accounts/sign-in.ts';
import { totpCode } from '#tests/support/accounts/totp.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

let testApp: TestApp;

beforeAll(async () => {
  testApp = await createTestApp({ reference: false });
});
afterAll(() => testApp.close());

/** Opens an account of a planner, who signs in by password alone. */
async function entered(username: string): Promise<Browser> {
  await openAccount(testApp.database, { username, role: 'planner' });
  const browser = openBrowser(testApp);
  expect((await browser.signIn(username, TEST_PASSWORD)).status).toBe(200);
  return browser;
}

async function optionsOf(answer: Response): Promise<unknown> {
  expect(answer.status).toBe(200);
  return await answer.json();
}

const prepare = (browser: Browser, proof: object = { password: TEST_PASSWORD }) =>
  browser.post('/api/me/passkeys/options', proof);

async function enrolled(
  browser: Browser,
  device: DevicePasskey = devicePasskey(),
  name = 'Khóa USB',
): Promise<{ device: DevicePasskey; passkey: Passkey }> {
  const credential = device.make(await optionsOf(await prepare(browser)));
  const answer = await browser.post('/api/me/passkeys', { name, credential });
  expect(answer.status).toBe(201);
  return { device, passkey: Passkey.parse(await answer.json()) };
}

const asked = (browser: Browser, step = 'alone') =>
  browser.post('/api/auth/passkey/options', { step });
const enter = (browser: Browser, credential: object, step = 'alone') =>
  browser.post('/api/auth/passkey/sign-in', { step, credential });

async function enterWith(device: DevicePasskey): Promise<{ browser: Browser; answer: Response }> {
  const browser = openBrowser(testApp);
  const answer = await enter(browser, device.sign(await optionsOf(await asked(browser))));
  return { browser, answer };
}

async function own(browser: Browser): Promise<Passkey[]> {
  return PasskeyList.parse(await (await browser.get('/api/me/passkeys')).json()).items;
}

async function logged(accountId: string, action: string): Promise<number> {
  const [row] = await testApp.database.sql<{ count: number }[]>`
    select count(*)::integer as count from audit_entry
    where action = ${action} and subject_id = ${accountId}`;
  return row?.count ?? 0;
}

/** Tells for each session of an account if a passkey can prove that its person is there. */
function provable(accountId: string): Promise<boolean[]> {
  return asSystem(testApp.database, async (sql) => {
    const rows = await sql<{ id: string }[]>`
      select id from app_session where user_id = ${accountId}`;
    const ids = rows.map(({ id }) => id);
    const holders = await findHolders(sql, ids, testApp.clock.today());
    return holders.map(({ passkey }) => passkey);
  });
}

describe('a passkey', () => {
  it('is added after the password, signs in alone, and shows its last use', async () => {
    const browser = await entered('them.khoa');
    await expectProblem(await prepare(browser, {}), 'request.invalid');
    await expectProblem(await prepare(browser, { password: 'sai' }), 'account.wrong_password');
    const { device, passkey } = await enrolled(browser);
    expect(passkey).toMatchObject({ name: 'Khóa USB', lastUsedAt: null, copiedAt: null });
    const { browser: other, answer } = await enterWith(device);
    expect(answer.status).toBe(200);
    expect(await (await other.get('/api/me')).json()).toMatchObject({
      account: { username: 'them.khoa' },
    });
    const [known] = await own(browser);
    expect(known?.lastUsedAt).not.toBeNull();
    expect(await logged('them.khoa', 'passkey.add')).toBe(1);
    expect(await logged('them.khoa', 'session.sign_in')).toBe(2);
  });

  it('that signs in over a session ends it', async () => {
    const { device } = await enrolled(await entered('dang.nhap.de'));
    const browser = await entered('dang.ngoi');
    const copied = openBrowser(testApp);
    for (const [name, value] of browser.cookies) copied.cookies.set(name, value);
    expect((await copied.get('/api/me')).status).toBe(200);
    const answer = await enter(browser, device.sign(await optionsOf(await asked(browser))));
    expect(answer.status).toBe(200);
    await expectProblem(await copied.get('/api/me'), 'session.revoked');
    expect(await (await browser.get('/api/me')).json()).toMatchObject({
      account: { username: 'dang.nhap.de' },
    });
  });

  it('cannot be added twice, nor by an answer to the challenge of somebody else', async () => {
    const browser = await entered('hai.lan');
    const { device } = await enrolled(browser);
    const again = device.make(await optionsOf(await prepare(browser)));
    const add = (by: Browser, credential: object) =>
      by.post('/api/me/passkeys', { name: 'Lần nữa', credential });
    await expectProblem(await add(browser, again), 'passkey.already_there');
    const stranger = await entered('nguoi.khac');
    const foreign = devicePasskey().make(await optionsOf(await prepare(browser)));
    await expectProblem(await add(stranger, foreign), 'passkey.refused');
    await expectProblem(await add(browser, {}), 'request.invalid');
  });

  it('is refused where its counter went back: blocked, logged and shown to its owner', async () => {
    const browser = await entered('bi.sao.chep');
    const { device } = await enrolled(browser);
    device.countsFrom(40);
    expect((await enterWith(device)).answer.status).toBe(200);
    expect(await provable('bi.sao.chep')).toEqual([true, true]);
    device.countsFrom(12);
    const { browser: copy, answer } = await enterWith(device);
    await expectProblem(answer, 'passkey.copied');
    await expectProblem(await copy.get('/api/me'), 'session.missing');
    // Nobody can tell which of the two is the copy.
    device.countsFrom(90);
    await expectProblem((await enterWith(device)).answer, 'passkey.copied');
    expect((await own(browser))[0]?.copiedAt).not.toBeNull();
    expect(await logged('bi.sao.chep', 'passkey.copied')).toBe(1);
    expect(await provable('bi.sao.chep')).toEqual([false, false]);
  });

  it('opens nothing by an old answer, without its holder, or from another site', async () => {
    const browser = await entered('tra.loi.cu');
    const { device } = await enrolled(browser);
    const stranger = openBrowser(testApp);
    const signed = device.sign(await optionsOf(await asked(stranger)));
    expect((await enter(stranger, signed)).status).toBe(200);
    await expectProblem(await enter(openBrowser(testApp), signed), 'passkey.refused');
    const absent = device.sign(await optionsOf(await asked(stranger)), { verified: false });
    await expectProblem(await enter(openBrowser(testApp), absent), 'passkey.refused');
    const unknown = devicePasskey().sign(await optionsOf(await asked(stranger)));
    await expectProblem(await enter(openBrowser(testApp), unknown), 'passkey.refused');
    expect(await logged('tra.loi.cu', 'passkey.refused')).toBe(2);

    const elsewhere = devicePasskey({ id: 'localhost', origin: 'http://localhost:9' });
    const made = elsewhere.make(await optionsOf(await prepare(browser)));
    await expectProblem(
      await browser.post('/api/me/passkeys', { name: 'Nơi khác', credential: made }),
      'passkey.refused',
    );
  });

  it('is tried five times a minute with a wrong signature, and no oftener', async () => {
    const browser = await entered('thu.nhieu');
    const { device } = await enrolled(browser);
    const wrong = { ...devicePasskey().sign(await optionsOf(await asked(browser))), id: device.id };
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await expectProblem(await enter(browser, { ...wrong, rawId: device.id }), 'passkey.refused');
    }
    await expectProblem(await enter(browser, wrong), 'request.too_many');
  });

  it('that is removed opens nothing, and ends no session', async () => {
    const browser = await entered('mat.khoa');
    const { device, passkey } = await enrolled(browser);
    const { browser: entry } = await enterWith(device);
    const remove = () => browser.request(`/api/me/passkeys/${passkey.id}`, { method: 'DELETE' });
    expect((await remove()).status).toBe(200);
    await expectProblem(await remove(), 'passkey.not_found');
    await expectProblem((await enterWith(device)).answer, 'passkey.refused');
    expect((await entry.get('/api/me')).status).toBe(200);
    expect((await openBrowser(testApp).signIn('mat.khoa', TEST_PASSWORD)).status).toBe(200);
    expect(await logged('mat.khoa', 'passkey.remove')).toBe(1);
  });

  it('of somebody else cannot be removed', async () => {
    const { passkey } = await enrolled(await entered('chu.khoa'));
    const stranger = await entered('khong.phai.chu');
    const answer = await stranger.request(`/api/me/passkeys/${passkey.id}`, { method: 'DELETE' });
    await expectProblem(answer, 'passkey.not_found');
  });

  it('of an account that is closed opens nothing', async () => {
    const { device } = await enrolled(await entered('da.dong'));
    await testApp.database.sql`update app_user set disabled_at = now() where id = 'da.dong'`;
    await expectProblem((await enterWith(device)).answer, 'account.disabled');
  });

  it('is one of ten at most', async () => {
    const browser = await entered('muoi.khoa');
    for (let count = 0; count < 9; count += 1) await enrolled(browser);
    const late = devicePasskey().make(await optionsOf(await prepare(browser)));
    await enrolled(browser);
    const answer = await browser.post('/api/me/passkeys', { name: 'Mười một', credential: late });
    await expectProblem(answer, 'passkey.too_many');
    await expectProblem(await prepare(browser), 'passkey.too_many');
  });
});

describe('a passkey beside the authenticator', () => {
  it('takes the place of the code, for the account of the password alone', async () => {
    await openAccount(testApp.database, { username: 'lanh.dao', role: 'analyst' });
    const browser = openBrowser(testApp);
    await browser.signIn('lanh.dao', TEST_PASSWORD);
    await expectProblem(await prepare(browser), 'session.second_factor_required');
    const enable = await browser.post('/api/auth/two-factor/enable', { password: TEST_PASSWORD });
    const { uri, backupCodes } = SecondFactorSetup.parse(await enable.json());
    await browser.post('/api/auth/two-factor/verify-totp', { code: await totpCode(uri) });

    await expectProblem(await prepare(browser), 'request.invalid');
    await expectProblem(await prepare(browser, { code: '000000' }), 'session.wrong_code');
    const [backup] = backupCodes;
    const device = devicePasskey();
    const made = device.make(await optionsOf(await prepare(browser, { code: backup })));
    await browser.post('/api/me/passkeys', { name: 'Khóa USB', credential: made });

    const second = openBrowser(testApp);
    await expectProblem(await asked(second, 'second'), 'session.missing');
    expect(await (await second.signIn('lanh.dao', TEST_PASSWORD)).json()).toEqual({
      secondFactorRequired: true,
    });
    const { device: foreign } = await enrolled(await entered('ke.khac'));
    const options = await optionsOf(await asked(second, 'second'));
    await expectProblem(await enter(second, foreign.sign(options), 'second'), 'passkey.refused');
    expect((await enter(second, device.sign(options), 'second')).status).toBe(200);
    expect((await second.get('/api/points')).status).toBe(200);
    // The sign-in that waited for its code is over.
    await expectProblem(await asked(second, 'second'), 'session.missing');
  });

  it('is asked for in the second step only where the account has one', async () => {
    await openAccount(testApp.database, { username: 'khong.khoa', role: 'planner' });
    const browser = openBrowser(testApp);
    await browser.signIn('khong.khoa', TEST_PASSWORD);
    const enable = await browser.post('/api/auth/two-factor/enable', { password: TEST_PASSWORD });
    const { uri } = SecondFactorSetup.parse(await enable.json());
    await browser.post('/api/auth/two-factor/verify-totp', { code: await totpCode(uri) });
    const second = openBrowser(testApp);
    await second.signIn('khong.khoa', TEST_PASSWORD);
    await expectProblem(await asked(second, 'second'), 'passkey.not_found');
  });
});

it('a server with a bare public address offers no passkeys, and says so', async () => {
  const { deps } = testApp;
  const named = deps.config;
  const client = await testApp.as('planner');
  Object.assign(deps, { config: { ...named, publicUrl: 'https://10.1.2.3' } });
  try {
    const list = await client.get('/api/me/passkeys');
    expect(await list.json()).toEqual({ items: [], available: false });
    const ask = await client.post('/api/auth/passkey/options', { step: 'alone' });
    await expectProblem(ask, 'passkey.not_available');
    const add = await client.post('/api/me/passkeys/options', { password: 'x' });
    await expectProblem(add, 'passkey.not_available');
    const credential = {
      id: 'key',
      rawId: 'key',
      type: 'public-key',
      response: { clientDataJSON: 'a', authenticatorData: 'b', signature: 'c' },
    };
    for (const [path, body] of [
      ['/api/auth/passkey/sign-in', { step: 'alone', credential }],
      ['/api/me/confirm/options', undefined],
      ['/api/me/confirm', { credential }],
    ] as const) {
      await expectProblem(await client.post(path, body), 'passkey.not_available');
    }
  } finally {
    Object.assign(deps, { config: named });
  }
});
