import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod';

import { SecondFactorSetup } from '#server/contract/account.ts';
import { spendCode } from '#server/authentication/session-queries.ts';
import { asSystem } from '#server/db/transaction.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { openAccount, TEST_PASSWORD } from '#tests/support/accounts/people.ts';
import { type Browser, openBrowser } from '#tests/support/accounts/sign-in.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';
import { totpCode } from '#tests/support/accounts/totp.ts';

let testApp: TestApp;

beforeAll(async () => {
  testApp = await createTestApp({ reference: false });
  await openAccount(testApp.database, { username: 'analyst', role: 'analyst' });
});
afterAll(() => testApp.close());

async function signedIn(username: string): Promise<Browser> {
  const browser = openBrowser(testApp);
  const response = await browser.signIn(username, TEST_PASSWORD);
  expect(response.status).toBe(200);
  return browser;
}

describe('the second factor', () => {
  let setup: z.infer<typeof SecondFactorSetup>;

  /** Lets the code of now count again: one of the next or the last half minute may be over when it is judged. */
  async function forgetSpentCodes(): Promise<void> {
    await testApp.database.sql`delete from spent_code where account_id = 'analyst'`;
  }

  it('that was never set up is proved by nothing', async () => {
    await openAccount(testApp.database, { username: 'khong.co', role: 'planner' });
    const browser = await signedIn('khong.co');
    for (const proof of ['verify-totp', 'verify-backup-code']) {
      const answer = await browser.post(`/api/auth/two-factor/${proof}`, { code: '000000' });
      await expectProblem(answer, 'account.second_factor_off');
    }
  });

  it('is demanded of those who decide before the register opens', async () => {
    const browser = await signedIn('analyst');
    await expectProblem(await browser.get('/api/points'), 'session.second_factor_required');
    expect(await (await browser.get('/api/me')).json()).toMatchObject({
      restriction: 'session.second_factor_required',
      twoFactor: { enabled: false, required: true, byProvider: false },
    });
  });

  it('counts once its first code is proved', async () => {
    const browser = await signedIn('analyst');
    const enable = (password: string) => browser.post('/api/auth/two-factor/enable', { password });
    await expectProblem(await enable('wrong'), 'account.wrong_password');
    setup = SecondFactorSetup.parse(await (await enable(TEST_PASSWORD)).json());
    expect(setup.uri).toMatch(/^otpauth:\/\/totp\/.*analyst\?secret=/);
    expect(setup.backupCodes.length).toBeGreaterThan(5);

    const verify = (code: string) => browser.post('/api/auth/two-factor/verify-totp', { code });
    await expectProblem(await verify('000000'), 'session.wrong_code');
    expect((await verify(await totpCode(setup.uri))).status).toBe(200);
    expect((await browser.get('/api/points')).status).toBe(200);
    await expectProblem(await enable(TEST_PASSWORD), 'account.second_factor_on');
  });

  it('is asked for after the password, which alone opens nothing', async () => {
    const browser = openBrowser(testApp);
    const response = await browser.signIn('analyst', TEST_PASSWORD);
    expect(await response.json()).toEqual({ secondFactorRequired: true });
    await expectProblem(await browser.get('/api/me'), 'session.missing');
    expect(browser.cookies.has('diaban.browser')).toBe(false);
    const verify = (code: string) => browser.post('/api/auth/two-factor/verify-totp', { code });
    await expectProblem(await verify('123'), 'request.invalid');
    await expectProblem(await verify('000001'), 'session.wrong_code');
    await forgetSpentCodes();
    expect((await verify(await totpCode(setup.uri))).status).toBe(200);
    expect((await browser.get('/api/points')).status).toBe(200);
    expect(browser.cookies.has('diaban.browser')).toBe(true);
  });

  it('takes each code once, also for another sign-in, and logs what it refuses', async () => {
    const enter = async (code: string) => {
      const browser = openBrowser(testApp);
      await browser.signIn('analyst', TEST_PASSWORD);
      return {
        browser,
        answer: await browser.post('/api/auth/two-factor/verify-totp', { code }),
      };
    };
    await forgetSpentCodes();
    const code = await totpCode(setup.uri);
    expect((await enter(code)).answer.status).toBe(200);
    const { browser, answer } = await enter(code);
    await expectProblem(answer, 'session.wrong_code');
    await expectProblem(await browser.get('/api/me'), 'session.missing');
    const logged = await testApp.database.sql<{ actor: string | null }[]>`
      select account_id as actor from audit_entry
      where action = 'session.second_factor_refused' and subject_id = 'analyst'
      order by seq desc limit 1`;
    expect(logged).toEqual([{ actor: null }]);
  });

  it('takes a code once for as long as it can be right: two minutes', async () => {
    const spend = (now: string) =>
      asSystem(testApp.database, (sql) =>
        spendCode(sql, { accountId: 'analyst', codeHash: 'of another code', now }),
      );
    const at = (seconds: number) => new Date(Date.parse('2026-11-24T03:00:00Z') + seconds * 1_000);
    expect(await spend(at(0).toISOString())).toBe(true);
    expect(await spend(at(119).toISOString())).toBe(false);
    expect(await spend(at(121).toISOString())).toBe(true);
  });

  it('is nothing without the password', async () => {
    await expectProblem(
      await openBrowser(testApp).post('/api/auth/two-factor/verify-totp', {
        code: await totpCode(setup.uri),
      }),
      'session.missing',
    );
  });

  it('can be replaced by a backup code, once', async () => {
    const [code = ''] = setup.backupCodes;
    const enter = async () => {
      const browser = openBrowser(testApp);
      await browser.signIn('analyst', TEST_PASSWORD);
      return await browser.post('/api/auth/two-factor/verify-backup-code', { code });
    };
    expect((await enter()).status).toBe(200);
    await expectProblem(await enter(), 'session.wrong_code');
  });

  it('keeps its backup codes as hashes alone', async () => {
    const [row] = await testApp.database.sql<{ kept: string }[]>`
      select backup_codes as kept from app_two_factor where user_id = 'analyst'`;
    const kept = JSON.parse(row?.kept ?? '[]') as string[];
    expect(kept).toHaveLength(setup.backupCodes.length - 1);
    for (const hash of kept) expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('takes no code of the half minute before or after, which the library would take', async () => {
    for (const shift of [-30, 30]) {
      await forgetSpentCodes();
      const browser = openBrowser(testApp);
      await browser.signIn('analyst', TEST_PASSWORD);
      const code = await totpCode(setup.uri, shift);
      const answer = await browser.post('/api/auth/two-factor/verify-totp', { code });
      await expectProblem(answer, 'session.wrong_code');
    }
  });

  it('stops guessing after five wrong codes', async () => {
    const browser = openBrowser(testApp);
    await browser.signIn('analyst', TEST_PASSWORD);
    const verify = (code: string) => browser.post('/api/auth/two-factor/verify-totp', { code });
    for (let attempt = 0; attempt < 5; attempt += 1) {
      // Another one each time: a code that was refused before is refused without being counted.
      await expectProblem(await verify(`00010${attempt}`), 'session.wrong_code');
    }
    await forgetSpentCodes();
    expect((await verify(await totpCode(setup.uri))).status).toBe(401);
    await expectProblem(await browser.get('/api/me'), 'session.missing');
  });

  it('can be turned off with the password and a fresh code only, and is then demanded again', async () => {
    const browser = openBrowser(testApp);
    await browser.signIn('analyst', TEST_PASSWORD);
    const [, backup = ''] = setup.backupCodes;
    await browser.post('/api/auth/two-factor/verify-backup-code', { code: backup });
    const off = (body: object) =>
      browser.post('/api/auth/two-factor/disable', { password: TEST_PASSWORD, ...body });
    await expectProblem(await off({}), 'request.invalid');
    await expectProblem(await off({ code: '000002' }), 'session.wrong_code');
    await forgetSpentCodes();
    const code = await totpCode(setup.uri);
    await expectProblem(await off({ code, password: 'wrong' }), 'account.wrong_password');
    await forgetSpentCodes();
    expect((await off({ code: await totpCode(setup.uri) })).status).toBe(200);
    await expectProblem(await browser.get('/api/points'), 'session.second_factor_required');
    // Its key was lost with the account's rows: there is nothing to turn off.
    await testApp.database.sql`
      update app_user set two_factor_enabled = true where username = 'analyst'`;
    testApp.deps.authentication.sessions.forget();
    await expectProblem(await off({ code: '123456' }), 'account.second_factor_off');
  });
});
