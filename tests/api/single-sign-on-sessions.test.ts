import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';

import { exportJWK, exportPKCS8, generateKeyPair } from 'jose';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { SecondFactorSetup } from '#server/contract/account.ts';
import { giveEmergencyAccess } from '#server/features/accounts/emergency-commands.ts';
import {
  CLIENT_ID,
  startProvider,
  type TestProvider,
} from '#tests/support/accounts/identity-provider.ts';
import { openAccount, TEST_PASSWORD } from '#tests/support/accounts/people.ts';
import { type Browser, openBrowser } from '#tests/support/accounts/sign-in.ts';
import {
  bindByCodeIn,
  openBound,
  sendLogout,
  signInBy,
} from '#tests/support/accounts/single-sign-on.ts';
import { totpCode } from '#tests/support/accounts/totp.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';
import { TEST_NOW } from '#tests/support/test-constants.ts';

let provider: TestProvider;
let testApp: TestApp;
let logLines = '';
const log = pino(
  { level: 'trace' },
  new Writable({
    write(line, _, done) {
      logLines += String(line);
      done();
    },
  }),
);

beforeAll(async () => {
  provider = await startProvider();
  testApp = await createTestApp({
    now: TEST_NOW,
    reference: false,
    log,
    environment: { ...provider.environment, DIABAN_OIDC_STRONG_ACR: 'muc-cao' },
  });
});
afterEach(() => {
  provider.person = { subject: 'nguoi-1' };
});
afterAll(async () => {
  await testApp.close();
  await provider.close();
});

/** Sets up the second factor of who is signed in; gives the address that an authenticator scans. */
async function withFactor(browser: Browser): Promise<string> {
  const enabled = await browser.post('/api/auth/two-factor/enable', { password: TEST_PASSWORD });
  const { uri } = SecondFactorSetup.parse(await enabled.json());
  const proof = { code: await totpCode(uri) };
  expect((await browser.post('/api/auth/two-factor/verify-totp', proof)).status).toBe(200);
  await testApp.database.sql`delete from spent_code`;
  return uri;
}

describe('the second factor', () => {
  it('is asked for after the provider as after a password', async () => {
    const uri = await withFactor(
      await openBound(testApp, provider, { username: 'analyst', role: 'analyst' }),
    );
    const { browser, response } = await signInBy(testApp, provider);
    expect(await response.json()).toEqual({ outcome: 'second_factor' });
    await expectProblem(await browser.get('/api/me'), 'session.missing');
    const proof = { code: await totpCode(uri) };
    expect((await browser.post('/api/auth/two-factor/verify-totp', proof)).status).toBe(200);
    expect((await browser.get('/api/points')).status).toBe(200);
    // The provider can end this session too.
    expect((await sendLogout(testApp, provider, { sub: 'nguoi-analyst' })).status).toBe(200);
    await expectProblem(await browser.get('/api/me'), 'session.revoked');
  });

  it('that the provider has checked counts where the operator has named its acr', async () => {
    const password = await openBound(testApp, provider, { username: 'trusted', role: 'analyst' });
    await expectProblem(await password.get('/api/points'), 'session.second_factor_required');
    const weak = await signInBy(testApp, provider);
    await expectProblem(await weak.browser.get('/api/points'), 'session.second_factor_required');
    provider.person = { subject: 'nguoi-trusted', acr: 'muc-cao' };
    const strong = await signInBy(testApp, provider);
    expect(await strong.response.json()).toEqual({ outcome: 'signed_in' });
    expect((await strong.browser.get('/api/points')).status).toBe(200);
  });

  it('that waits is over once the provider has ended the session', async () => {
    const uri = await withFactor(
      await openBound(testApp, provider, { username: 'waiting', role: 'analyst' }),
    );
    const { browser } = await signInBy(testApp, provider);
    expect((await sendLogout(testApp, provider, { sub: 'nguoi-waiting' })).status).toBe(200);
    await testApp.database.sql`delete from spent_code`;
    const proof = { code: await totpCode(uri) };
    await expectProblem(
      await browser.post('/api/auth/two-factor/verify-totp', proof),
      'session.missing',
    );
  });
});

describe('a sign-in through the provider over a session', () => {
  /** A browser in which a planner is signed in, and a copy of its cookies. */
  async function occupied(username: string): Promise<{ browser: Browser; copied: Browser }> {
    await openAccount(testApp.database, { username, role: 'planner' });
    const [browser, copied] = [openBrowser(testApp), openBrowser(testApp)];
    await browser.signIn(username, TEST_PASSWORD);
    for (const [name, value] of browser.cookies) copied.cookies.set(name, value);
    expect((await copied.get('/api/me')).status).toBe(200);
    return { browser, copied };
  }

  it('ends that session', async () => {
    await openBound(testApp, provider, { username: 'ke.tiep' });
    const { browser, copied } = await occupied('truoc.do');
    await signInBy(testApp, provider, browser);
    await expectProblem(await copied.get('/api/me'), 'session.revoked');
    expect(await (await browser.get('/api/me')).json()).toMatchObject({
      account: { username: 'ke.tiep' },
    });
  });

  it('asks for the code of the person of the provider, not of that session', async () => {
    const uri = await withFactor(
      await openBound(testApp, provider, { username: 'co.ma', role: 'analyst' }),
    );
    const { browser, copied } = await occupied('khong.ma');
    const { response } = await signInBy(testApp, provider, browser);
    expect(await response.json()).toEqual({ outcome: 'second_factor' });
    await expectProblem(await copied.get('/api/me'), 'session.revoked');
    await expectProblem(await browser.get('/api/me'), 'session.missing');
    const proof = { code: await totpCode(uri) };
    expect((await browser.post('/api/auth/two-factor/verify-totp', proof)).status).toBe(200);
    expect(await (await browser.get('/api/me')).json()).toMatchObject({
      account: { username: 'co.ma' },
    });
  });
});

describe('a client without a secret', () => {
  it.each(['RS256', 'ES256'] as const)('proves itself by its own %s key', async (algorithm) => {
    const keys = await generateKeyPair(algorithm, { extractable: true });
    const published = { ...(await exportJWK(keys.publicKey)), kid: 'own', alg: algorithm };
    const other = await startProvider({
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: algorithm,
      jwks: { keys: [published] },
    });
    const folder = mkdtempSync(join(tmpdir(), 'diaban-key-'));
    const file = join(folder, 'key.pem');
    writeFileSync(file, await exportPKCS8(keys.privateKey));
    const { DIABAN_OIDC_ISSUER = '', DIABAN_OIDC_CLIENT_ID = '' } = other.environment;
    const keyed = await createTestApp({
      now: TEST_NOW,
      reference: false,
      environment: {
        DIABAN_OIDC_ISSUER,
        DIABAN_OIDC_CLIENT_ID,
        DIABAN_OIDC_PRIVATE_KEY_FILE: file,
        DIABAN_OIDC_PRIVATE_KEY_ID: 'own',
      },
    });
    // Known at the provider, and so far to nobody here: the code was redeemed.
    const { response } = await signInBy(keyed, other);
    await expectProblem(response, 'single_sign_on.not_bound');
    await keyed.close();
    await other.close();
    rmSync(folder, { recursive: true });
  });
});

describe('a sign-out here', () => {
  it('goes on to the provider where that opened the session', async () => {
    const password = await openBound(testApp, provider, { username: 'going' });
    const { browser } = await signInBy(testApp, provider);
    const { continueAt } = await (await browser.post('/api/auth/sign-out')).json();
    expect(continueAt).toContain(`${provider.issuer}/session/end?`);
    expect(new URL(continueAt).searchParams.get('client_id')).toBe(CLIENT_ID);
    expect(await (await password.post('/api/auth/sign-out')).json()).toMatchObject({
      continueAt: null,
    });
  });
});

describe('a broker in front of a national register', () => {
  it('may send name, number and birthday: nothing of it is kept or logged', async () => {
    const claims = {
      citizenPid: '001088012345',
      fullName: 'NGUYỄN THỊ VÍ DỤ',
      birthDate: '1988-02-03',
      email: 'vi.du@broker.example',
    };
    const subject = 'b7e1c1de-vneid-subject';
    provider.person = { subject, acr: 'muc-cao', claims };
    let told: unknown = null;
    provider.tamper = async (answer) => {
      told = JSON.parse(
        Buffer.from(String(answer['id_token']).split('.')[1] ?? '', 'base64url').toString(),
      );
      return answer;
    };
    await openAccount(testApp.database, { username: 'citizen', role: 'planner' });
    const admin = await testApp.as('admin');
    const { code } = await (await admin.post('/api/accounts/citizen/single-sign-on/code')).json();
    const { browser } = await signInBy(testApp, provider);
    expect((await bindByCodeIn(browser, code, TEST_PASSWORD)).status).toBe(200);
    expect((await browser.get('/api/me')).status).toBe(200);
    provider.tamper = async (answer) => ({ ...answer, id_token: 'broken' });
    expect((await signInBy(testApp, provider)).response.status).toBe(401);
    provider.tamper = null;
    // It did send them.
    expect(told).toMatchObject({ ...claims, sub: subject });

    const tables = await testApp.database.sql<{ name: string }[]>`
      select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
    let dump = '';
    for (const { name } of tables) {
      const [row] = await testApp.database.sql.unsafe<{ text: string }[]>(
        `select coalesce(string_agg(one::text, chr(10)), '') as text from ${name} as one`,
      );
      dump += row?.text ?? '';
    }
    expect(dump).toContain('Người dùng citizen');
    expect(logLines).toContain('a single sign-on was refused');
    for (const secret of [...Object.values(claims), subject, 'VÍ DỤ', code]) {
      expect([secret, dump.includes(secret)]).toEqual([secret, false]);
      expect([secret, logLines.includes(secret)]).toEqual([secret, false]);
    }
  });
});

describe('where single sign-on is the only way in', () => {
  it('a password opens nothing, until an administrator is given emergency access', async () => {
    const only = await createTestApp({
      now: TEST_NOW,
      reference: false,
      environment: { ...provider.environment, DIABAN_OIDC_ONLY: 'true' },
    });
    await openAccount(only.database, { username: 'planner', role: 'planner' });
    await openAccount(only.database, { username: 'quan.tri', role: 'admin' });
    provider.down = true;
    const signIn = (username: string, password: string) =>
      openBrowser(only).signIn(username, password);
    for (const username of ['planner', 'quan.tri', 'khong.co']) {
      await expectProblem(await signIn(username, TEST_PASSWORD), 'session.password_closed');
    }
    const give = (username: string) =>
      giveEmergencyAccess(only.deps, { username, hours: 24, removesSecondFactor: false });
    expect(await give('planner')).toBeNull();
    const given = await give('quan.tri');
    await expectProblem(await signIn('quan.tri', TEST_PASSWORD), 'session.wrong_credentials');
    const browser = openBrowser(only);
    expect((await browser.signIn('Quan.Tri', given?.password ?? '')).status).toBe(200);
    // The password that was read out is good for one thing: to choose another.
    await expectProblem(await browser.get('/api/accounts'), 'session.password_change_required');
    const changed = {
      currentPassword: given?.password ?? '',
      newPassword: 'một con cò bay qua cánh đồng',
    };
    expect((await browser.post('/api/me/password', changed)).status).toBe(200);
    only.clock.set('2026-11-25T03:00:01.000Z');
    await expectProblem(await signIn('quan.tri', changed.newPassword), 'session.password_closed');
    provider.down = false;
    await only.close();
  });
});
