import { hash } from '@node-rs/argon2';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod';

import { drawKey, sealForServer } from '#client/offline/keys/content-keys.ts';
import {
  type EarlierSealKey,
  Me,
  type OpenedUnsent,
  SecondFactorSetup,
} from '#server/contract/account.ts';
import { warnOfOtherSecret } from '#server/features/accounts/factor-key-commands.ts';
import { renewSealed } from '#server/prepare.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { openAccount, TEST_PASSWORD } from '#tests/support/accounts/people.ts';
import { openBrowser } from '#tests/support/accounts/sign-in.ts';
import { okJson } from '#tests/support/routes/route-acts.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';
import { TEST_SECRET } from '#tests/support/test-constants.ts';
import { totpCode } from '#tests/support/accounts/totp.ts';

type Setup = z.infer<typeof SecondFactorSetup>;

/** Starts a server on which an analyst has set up a second factor. */
async function withSecondFactor(): Promise<{ before: TestApp; setup: Setup }> {
  const before = await createTestApp({ reference: false });
  await openAccount(before.database, { username: 'analyst', role: 'analyst' });
  const browser = openBrowser(before);
  await browser.signIn('analyst', TEST_PASSWORD);
  const answer = await browser.post('/api/auth/two-factor/enable', { password: TEST_PASSWORD });
  const setup = SecondFactorSetup.parse(await answer.json());
  const code = await totpCode(setup.uri);
  await browser.post('/api/auth/two-factor/verify-totp', { code });
  return { before, setup };
}

describe('a server with another secret than the one of its database', () => {
  let before: TestApp;
  let after: TestApp;
  let setup: Setup;

  beforeAll(async () => {
    ({ before, setup } = await withSecondFactor());
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
      ['verify-totp', await totpCode(setup.uri)],
      ['verify-backup-code', setup.backupCodes[0]],
    ]) {
      const answer = await browser.post(`/api/auth/two-factor/${proof}`, { code });
      await expectProblem(answer, 'account.second_factor_unreadable');
    }
    const signedIn = await after.as('analyst');
    const off = { password: TEST_PASSWORD, code: await totpCode(setup.uri) };
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

describe('a server whose secret was changed, with the one before beside it', () => {
  const NEW_SECRET = 'the secret of this year, 32 characters and more';
  let before: TestApp;
  let setup: Setup;

  beforeAll(async () => {
    ({ before, setup } = await withSecondFactor());
  });
  afterAll(() => before.close());

  const started = (environment: Record<string, string>) =>
    createTestApp({
      reference: false,
      database: { ...before.database, close: async () => undefined },
      secret: NEW_SECRET,
      environment,
    });

  it('encrypts anew what the former one had encrypted, and needs it no more', async () => {
    const { sql } = before.database;
    // Backup codes of an earlier version, which were encrypted.
    const earlier = await before.deps.authentication.seal(JSON.stringify(setup.backupCodes));
    await sql`update app_two_factor set backup_codes = ${earlier}`;
    const sealed = await before.deps.authentication.seal('private key of pushes');
    await sql`
      insert into push_server_key (public_key, private_key, made_at) values ('p', ${sealed}, now())`;
    const signing = ['secret of now', 'secret before'];
    const [present, former] = await Promise.all(
      signing.map((secret) => before.deps.authentication.seal(secret)),
    );
    await sql`
      insert into webhook_receiver (
        name, address, detail, kinds, commune_ids, secret, previous_secret, previous_valid_until,
        told_to, failures, next_attempt_at, created_by, created_at
      )
      select 'Sở', 'https://so.example.vn/', 'figures', '{figures}', '{}', ${present ?? ''},
        ${former ?? ''}, now(), 0, 0, now(), app_user.id, now()
      from app_user`;
    const renewing = await started({ DIABAN_PREVIOUS_SECRET: TEST_SECRET });
    await renewSealed(renewing.deps);
    await renewing.close();

    const after = await started({});
    const [push] = await sql<{ key: string }[]>`select private_key as key from push_server_key`;
    expect(await after.deps.authentication.unseal(push?.key ?? '')).toBe('private key of pushes');
    const [receiver] = await sql<{ secrets: string[] }[]>`
      select array[secret, previous_secret] as secrets from webhook_receiver`;
    const unsealed = receiver?.secrets.map((text) => after.deps.authentication.unseal(text)) ?? [];
    expect(await Promise.all(unsealed)).toEqual(signing);
    const browser = openBrowser(after);
    await browser.signIn('analyst', TEST_PASSWORD);
    const [code] = setup.backupCodes;
    const proof = await browser.post('/api/auth/two-factor/verify-backup-code', { code });
    expect(proof.status).toBe(200);
    await sql`delete from spent_code`;
    const again = openBrowser(after);
    await again.signIn('analyst', TEST_PASSWORD);
    const totp = { code: await totpCode(setup.uri) };
    expect((await again.post('/api/auth/two-factor/verify-totp', totp)).status).toBe(200);
    await after.close();
  });

  it('opens what devices have sealed for the one before, and gives them the new key', async () => {
    const meOf = async (test: TestApp) =>
      Me.parse(await (await (await test.as('inspector')).get('/api/me')).json());
    const { unsentKey: former, account } = await meOf(before);
    const raw = drawKey();
    const sealed = await sealForServer(raw, { accountId: account.id, name: 'entry' }, former, null);
    const renewing = await started({ DIABAN_PREVIOUS_SECRET: TEST_SECRET });
    expect((await meOf(renewing)).unsentKey).not.toEqual(former);
    const inspector = await renewing.as('inspector');
    const opened = await okJson<OpenedUnsent>(
      await inspector.post('/api/me/unsent-keys', { sealed: [sealed] }),
    );
    // On the street a device may hold what opens them longer without use.
    const keys = [Buffer.from(raw).toString('base64url')];
    expect(opened).toMatchObject({ keys, idleSeconds: 4 * 3_600 });
    const earlier = async (test: TestApp) =>
      await okJson<EarlierSealKey>(
        await (await test.as('inspector')).get('/api/me/earlier-seal-key'),
      );
    expect(await earlier(renewing)).toMatchObject({ former: (await earlier(before)).key });
    await renewing.close();
  });
});

it('a password hashed at an earlier cost is hashed anew when it is right', async () => {
  const test = await createTestApp({ reference: false });
  await openAccount(test.database, { username: 'analyst', role: 'analyst' });
  const weaker = await hash(TEST_PASSWORD, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
  await test.database.sql`update app_credential set password = ${weaker}`;
  const stored = async () =>
    (await test.database.sql<{ kept: string }[]>`select password as kept from app_credential`)[0]
      ?.kept;
  await openBrowser(test).signIn('analyst', 'sai rồi');
  expect(await stored()).toBe(weaker);
  expect((await openBrowser(test).signIn('analyst', TEST_PASSWORD)).status).toBe(200);
  expect(await stored()).toContain('m=19456,t=2,p=1');
  expect((await openBrowser(test).signIn('analyst', TEST_PASSWORD)).status).toBe(200);
  await test.close();
});
