import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod';

import { SecondFactorSetup } from '#server/contract/account.ts';
import { warnOfOtherSecret } from '#server/features/accounts/factor-key-commands.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { openAccount, TEST_PASSWORD } from '#tests/support/accounts/people.ts';
import { openBrowser } from '#tests/support/accounts/sign-in.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';
import { totpCode } from '#tests/support/accounts/totp.ts';

describe('a server with another secret than the one of its database', () => {
  let before: TestApp;
  let after: TestApp;
  let setup: z.infer<typeof SecondFactorSetup>;

  beforeAll(async () => {
    before = await createTestApp({ reference: false });
    await openAccount(before.database, { username: 'analyst', role: 'analyst' });
    const browser = openBrowser(before);
    await browser.signIn('analyst', TEST_PASSWORD);
    const answer = await browser.post('/api/auth/two-factor/enable', { password: TEST_PASSWORD });
    setup = SecondFactorSetup.parse(await answer.json());
    const code = totpCode(setup.uri);
    await browser.post('/api/auth/two-factor/verify-totp', { code });
    after = await createTestApp({
      reference: false,
      database: { ...before.database, close: async () => undefined },
      secret: 'made anew in another folder, 32 characters and more',
    });
  });
  afterAll(async () => {
    await after.close();
    await before.close();
  });

  it('says so to everybody who proves a second factor, in each way', async () => {
    const browser = openBrowser(after);
    await browser.signIn('analyst', TEST_PASSWORD);
    for (const [proof, code] of [
      ['verify-totp', totpCode(setup.uri)],
      ['verify-backup-code', setup.backupCodes[0]],
    ]) {
      const answer = await browser.post(`/api/auth/two-factor/${proof}`, { code });
      await expectProblem(answer, 'account.second_factor_unreadable');
    }
    const signedIn = await after.as('analyst');
    const off = { password: TEST_PASSWORD, code: totpCode(setup.uri) };
    const answer = await signedIn.post('/api/auth/two-factor/disable', off);
    await expectProblem(answer, 'account.second_factor_unreadable');
    const { code } = off;
    for (const path of ['/api/me/passkeys/options', '/api/me/confirm']) {
      await expectProblem(await signedIn.post(path, { code }), 'account.second_factor_unreadable');
    }
  });

  it('warns its operator at the start, in the log and in readiness', async () => {
    const said: string[] = [];
    const log = pino({ level: 'error' }, { write: (line: string) => void said.push(line) });
    await warnOfOtherSecret({ ...after.deps, log });
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('"accounts":1');
    expect(said[0]).toContain('DIABAN_SECRET');
    await after.deps.points.reload();
    const health = await (await after.anonymous.get('/api/health/ready')).json();
    expect(health.warnings).toMatchObject([{ code: 'secret.of_another_server' }]);
  });

  it('gives no warning with the right secret', async () => {
    const browser = openBrowser(before);
    expect(await (await browser.signIn('analyst', TEST_PASSWORD)).json()).toEqual({
      secondFactorRequired: true,
    });
    await warnOfOtherSecret(before.deps);
    expect(before.deps.warnings.list()).toEqual([]);
  });
});
