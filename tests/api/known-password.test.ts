import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { SecondFactorSetup } from '#server/contract/account.ts';
import type { NoticeList } from '#server/contract/notice.ts';
import { WARNING_JOBS } from '#server/features/accounts/known-password-jobs.ts';
import { jobRunner } from '#server/jobs/job-runner.ts';
import { createMailer } from '#server/outside/mailer.ts';
import { openAccount, TEST_PASSWORD } from '#tests/support/accounts/people.ts';
import { type Browser, openBrowser } from '#tests/support/accounts/sign-in.ts';
import { totpCode } from '#tests/support/accounts/totp.ts';
import { type MailServer, startMailServer } from '#tests/support/processes/mail-server.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const WRONG_BY_SIGN_IN = 5;

describe('whoever has the password and not the second factor', () => {
  let testApp: TestApp;
  let mail: MailServer;

  beforeAll(async () => {
    testApp = await createTestApp({ reference: false });
    mail = await startMailServer();
    testApp.deps.mailer = createMailer({ smtpUrl: mail.url, from: 'dia-ban@city.example' });
  });
  afterAll(async () => {
    testApp.deps.mailer?.close();
    await mail.stop();
    await testApp.close();
  });

  /** Opens an account with a second factor and an address for mail; gives a session of its owner. */
  async function owner(username: string): Promise<Browser> {
    await openAccount(testApp.database, { username, role: 'planner' });
    const browser = openBrowser(testApp);
    await browser.signIn(username, TEST_PASSWORD);
    const enabled = await browser.post('/api/auth/two-factor/enable', { password: TEST_PASSWORD });
    const { uri } = SecondFactorSetup.parse(await enabled.json());
    const proof = { code: await totpCode(uri) };
    expect((await browser.post('/api/auth/two-factor/verify-totp', proof)).status).toBe(200);
    await testApp.database.sql`
      insert into reminder_preference (account_id, address, digest, overdue, updated_at)
      values (${username}, ${`${username}@city.example`}, false, false, now())`;
    return browser;
  }

  let guess = 100_000;
  /** Enters the password, then so many codes that are wrong, each another one. */
  async function guesses(username: string, count: number, how = 'verify-totp'): Promise<Browser> {
    let browser = openBrowser(testApp);
    for (let left = count; left > 0; left -= WRONG_BY_SIGN_IN) {
      browser = openBrowser(testApp);
      expect((await browser.signIn(username, TEST_PASSWORD)).status).toBe(200);
      for (let time = 0; time < Math.min(left, WRONG_BY_SIGN_IN); time += 1) {
        guess += 1;
        const answer = await browser.post(`/api/auth/two-factor/${how}`, { code: String(guess) });
        await expectProblem(answer, 'session.wrong_code');
      }
    }
    return browser;
  }

  const told = async (browser: Browser) =>
    ((await (await browser.get('/api/me/notices')).json()) as NoticeList).items.map(
      ({ kind, onDate, code }) => ({ kind, onDate, code }),
    );
  const mailed = async () => {
    await jobRunner(testApp.deps, WARNING_JOBS)();
    return mail.received.splice(0);
  };

  it('is told to the owner at the tenth wrong code, by the bell and by mail, once a day', async () => {
    const own = await owner('bi.lo');
    await guesses('bi.lo', 9);
    expect([await told(own), await mailed()]).toEqual([[], []]);

    const tenth = await guesses('bi.lo', 1);
    const notice = { kind: 'password_known', onDate: testApp.clock.today(), code: null };
    expect(await told(own)).toEqual([notice]);
    const [letter, ...more] = await mailed();
    expect(more).toEqual([]);
    expect(letter?.to).toEqual(['bi.lo@city.example']);
    expect(letter?.text).toContain('có người nhập đúng mật khẩu của bạn');
    expect(letter?.text).toContain('/settings');
    expect(letter?.text).not.toContain('bi.lo');

    // The lock keeps guessing out, and a second one of the same day says nothing new.
    const code = { code: '200000' };
    await expectProblem(
      await tenth.post('/api/auth/two-factor/verify-totp', code),
      'request.too_many',
    );
    await testApp.database.sql`
      update app_two_factor set locked_until = null, failed_verification_count = 0`;
    await guesses('bi.lo', 10);
    expect([await told(own), await mailed()]).toEqual([[notice], []]);
  });

  it('is told on the next day again, also after wrong backup codes', async () => {
    const own = await owner('hai.ngay');
    await guesses('hai.ngay', 10);
    await testApp.database.sql`
      update app_two_factor set locked_until = null, failed_verification_count = 0`;
    testApp.clock.set('2026-11-25T03:00:00.000Z');
    await guesses('hai.ngay', 10, 'verify-backup-code');
    const days = (await told(own)).map(({ onDate }) => onDate);
    expect(days).toEqual(['2026-11-25', '2026-11-24']);
    expect((await mailed()).map(({ to }) => to)).toEqual([
      ['hai.ngay@city.example'],
      ['hai.ngay@city.example'],
    ]);
  });

  it('is not told where the right code ends the row of wrong ones', async () => {
    const own = await owner('go.nham');
    await guesses('go.nham', 4);
    await testApp.database.sql`
      update app_two_factor set failed_verification_count = 0 where user_id = 'go.nham'`;
    await guesses('go.nham', 9);
    expect([await told(own), await mailed()]).toEqual([[], []]);
  });
});
