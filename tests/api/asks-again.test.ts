import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { SecondFactorSetup } from '#server/contract/account.ts';
import { devicePasskey } from '#tests/support/accounts/device-passkey.ts';
import { openAccount, TEST_PASSWORD } from '#tests/support/accounts/people.ts';
import { type Browser, openBrowser } from '#tests/support/accounts/sign-in.ts';
import { totpCode } from '#tests/support/accounts/totp.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { DECIDING_ROUTES } from '#tests/support/requests/operations.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

let testApp: TestApp;
let admin: Browser;
let uri: string;

beforeAll(async () => {
  testApp = await createTestApp({ reference: false });
  await openAccount(testApp.database, { username: 'quan.tri', role: 'admin' });
  for (const username of ['can.bo', 'can.bo.hai', 'can.bo.ba', 'can.bo.tu']) {
    await openAccount(testApp.database, { username, role: 'planner' });
  }
  admin = openBrowser(testApp);
  await admin.signIn('quan.tri', TEST_PASSWORD);
  const enable = await admin.post('/api/auth/two-factor/enable', { password: TEST_PASSWORD });
  ({ uri } = SecondFactorSetup.parse(await enable.json()));
  await admin.post('/api/auth/two-factor/verify-totp', { code: await totpCode(uri) });
});
afterAll(() => testApp.close());
beforeEach(() => lastProof('0 seconds'));

/** Moves the last proof of all sessions into the past, and lets codes count again. */
async function lastProof(ago: string): Promise<void> {
  const { sql } = testApp.database;
  await sql`update app_session set proved_at = now() - ${ago}::interval`;
  await sql`delete from spent_code`;
  testApp.deps.authentication.sessions.forget();
}

async function secondsSinceProof(): Promise<number> {
  const [row] = await testApp.database.sql<{ age: number }[]>`
    select extract(epoch from now() - proved_at)::double precision as age
    from app_session where user_id = 'quan.tri'`;
  return row?.age ?? Number.NaN;
}

/** Waits for the note of a proof, as no answer does. */
const proofNoted = () =>
  vi.waitFor(async () => expect(await secondsSinceProof()).toBeLessThan(100));

const act = (verb: 'disable' | 'enable', id = 'can.bo') =>
  admin.post(`/api/accounts/${id}/${verb}`);

describe('an act that decides', () => {
  it('is open for five minutes after the last proof, then asks, and records nothing', async () => {
    await lastProof('290 seconds');
    expect((await act('disable')).status).toBe(200);
    await proofNoted();
    await lastProof('301 seconds');
    await expectProblem(await act('enable'), 'session.confirm_again');
    const [account] = await testApp.database.sql<{ disabled: boolean }[]>`
      select disabled_at is not null as disabled from app_user where id = 'can.bo'`;
    expect(account?.disabled).toBe(true);
    // Reading and everything that decides nothing go on.
    expect((await admin.get('/api/accounts')).status).toBe(200);
    expect((await admin.post('/api/me/preferences', { hintsSeen: true })).status).toBe(200);
  });

  it('goes on after a code, under the same key', async () => {
    await lastProof('1 hour');
    const key = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
    const disable = () =>
      admin.request('/api/accounts/can.bo.hai/disable', {
        method: 'POST',
        headers: key,
        body: '{}',
      });
    await expectProblem(await disable(), 'session.confirm_again');
    await expectProblem(await admin.post('/api/me/confirm', {}), 'request.invalid');
    const wrong = await admin.post('/api/me/confirm', { code: '000000' });
    await expectProblem(wrong, 'session.wrong_code');
    // A password is not enough where there is a second factor.
    const password = await admin.post('/api/me/confirm', { password: TEST_PASSWORD });
    await expectProblem(password, 'request.invalid');
    expect((await admin.post('/api/me/confirm', { code: await totpCode(uri) })).status).toBe(200);
    expect((await disable()).status).toBe(200);
  });

  it('is a proof itself where it is recorded, and none where it is refused', async () => {
    await lastProof('200 seconds');
    await expectProblem(await act('disable', 'khong.co'), 'account.not_found');
    expect(await secondsSinceProof()).toBeGreaterThan(199);
    expect((await act('disable', 'can.bo.ba')).status).toBe(200);
    await proofNoted();
    expect((await act('disable', 'can.bo.tu')).status).toBe(200);
  });

  it('goes on after a passkey of the own account, for this session alone', async () => {
    const options = await admin.post('/api/me/passkeys/options', { code: await totpCode(uri) });
    const device = devicePasskey();
    const credential = device.make(await options.json());
    await admin.post('/api/me/passkeys', { name: 'Khóa USB', credential });
    await lastProof('1 hour');

    const asked = async () => await (await admin.post('/api/me/confirm/options')).json();
    const foreign = devicePasskey().sign(await asked());
    const refused = await admin.post('/api/me/confirm', { credential: foreign });
    await expectProblem(refused, 'passkey.refused');
    const alone = openBrowser(testApp);
    const ofSignIn = await alone.post('/api/auth/passkey/options', { step: 'alone' });
    const other = device.sign(await ofSignIn.json());
    await expectProblem(
      await admin.post('/api/me/confirm', { credential: other }),
      'passkey.refused',
    );
    await expectProblem(await act('disable'), 'session.confirm_again');

    const own = { credential: device.sign(await asked()) };
    expect((await admin.post('/api/me/confirm', own)).status).toBe(200);
    expect((await act('disable')).status).toBe(200);
    device.countsFrom(0);
    const copied = { credential: device.sign(await asked()) };
    await expectProblem(await admin.post('/api/me/confirm', copied), 'passkey.copied');
    await expectProblem(await admin.post('/api/me/confirm/options'), 'passkey.not_found');
  });

  it('is logged with the proof before it', async () => {
    const logged = await testApp.database.sql<{ action: string; actor: string }[]>`
      select action, account_id as actor from audit_entry
      where action = 'session.confirm' order by seq desc limit 1`;
    expect(logged).toEqual([{ action: 'session.confirm', actor: 'quan.tri' }]);
  });
});

it('a password is the proof of an account without a second factor', async () => {
  await openAccount(testApp.database, { username: 'mat.khau', role: 'planner' });
  const planner = openBrowser(testApp);
  await planner.signIn('mat.khau', TEST_PASSWORD);
  const confirm = (password: string) => planner.post('/api/me/confirm', { password });
  await expectProblem(await confirm('sai'), 'account.wrong_password');
  expect((await confirm(TEST_PASSWORD)).status).toBe(200);
});

it('the routes that ask again are those that people decided', async () => {
  const document: unknown = await (await admin.get('/api/openapi.json')).json();
  expect(askingRoutes(document)).toEqual(DECIDING_ROUTES);
});

function askingRoutes(document: unknown): string[] {
  const { paths } = document as { paths: Record<string, Record<string, object>> };
  return Object.entries(paths)
    .flatMap(([path, item]) =>
      Object.entries(item)
        .filter(([, operation]) => 'x-asks-again' in operation)
        .map(([method]) => `${method.toUpperCase()} ${path}`),
    )
    .toSorted();
}
