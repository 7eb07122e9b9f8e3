import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { LinkOwner } from '#server/contract/access-link.ts';
import { AccountWithLink, Me } from '#server/contract/account.ts';
import { LINK_JOBS } from '#server/features/accounts/link-mail-jobs.ts';
import { jobRunner } from '#server/jobs/job-runner.ts';
import { createMailer } from '#server/outside/mailer.ts';
import {
  byTwo,
  confirmLink,
  newAccount,
  openByLink,
  OWN_PASSWORD,
  setPassword,
} from '#tests/support/accounts/access-link.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { type MailServer, startMailServer } from '#tests/support/processes/mail-server.ts';
import { openAccount, TEST_PASSWORD } from '#tests/support/accounts/people.ts';
import { openBrowser } from '#tests/support/accounts/sign-in.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { TEST_NOW } from '#tests/support/test-constants.ts';

let testApp: TestApp;
let admin: TestClient;
let second: TestClient;

beforeAll(async () => {
  testApp = await createTestApp({ now: TEST_NOW });
  admin = await testApp.as('admin');
  second = await testApp.as('second.admin', { role: 'admin' });
});
afterAll(() => testApp.close());

const pathOf = (accountId: string) => `/api/accounts/${accountId}/link`;

async function issue(accountId: string, body: object = {}) {
  const response = await admin.post(pathOf(accountId), body);
  return AccountWithLink.parse(await response.json());
}

/** Somebody at work for long, who has a password and, when asked, a second factor. */
async function known(username: string, secondFactor = false): Promise<string> {
  await openAccount(testApp.database, { username, role: 'planner' });
  await testApp.database
    .sql`update app_user set two_factor_enabled = ${secondFactor} where id = ${username}`;
  return username;
}

const signsIn = async (username: string, password: string) =>
  (await openBrowser(testApp).signIn(username, password)).status;
const readLink = (token: string) => testApp.anonymous.post('/api/auth/link/read', { token });

describe('a new account', () => {
  it('opens by the link of one administrator together with the code of another', async () => {
    const { account, token } = await openByLink(admin);
    expect(account.link).toMatchObject({
      awaitsConfirmation: true,
      issuedBy: { id: admin.account?.accountId },
    });
    await expectProblem(await readLink(token), 'account.link_not_confirmed');
    await expectProblem(
      await setPassword(testApp, token, 'k7pm-2xwq'),
      'account.link_not_confirmed',
    );
    const code = await confirmLink(second, account.id);
    expect(LinkOwner.parse(await (await readLink(token)).json())).toMatchObject({
      username: 'tran.binh',
      needsCode: true,
    });
    await expectProblem(await setPassword(testApp, token), 'account.link_wrong_code');
    await expectProblem(await setPassword(testApp, token, 'k7pm-2xwq'), 'account.link_wrong_code');
    // Typed as it was heard.
    const heard = code.toUpperCase().replace('-', ' ');
    expect((await setPassword(testApp, token, heard)).status).toBe(200);
    expect(await signsIn('tran.binh', OWN_PASSWORD)).toBe(200);
    await expectProblem(await setPassword(testApp, token, code), 'account.link_not_found');
    await expectProblem(await readLink(token), 'account.link_not_found');
  });

  it('keeps neither token nor code, in no list and in no table', async () => {
    const { account, token } = await openByLink(admin, { username: 'khong.luu' });
    const code = await confirmLink(second, account.id);
    const list = await (await admin.get('/api/accounts')).text();
    const rows = await testApp.database.sql`
      select access_link::text as line from access_link
      union all select idempotency_record::text from idempotency_record
      union all select audit_entry::text from audit_entry`;
    const stored = list + rows.map(({ line }) => line).join('\n');
    expect([stored.includes(token), stored.includes(code)]).toEqual([false, false]);
  });

  it('is confirmed by nobody but another administrator, and once', async () => {
    const { account } = await openByLink(admin, { username: 'chinh.minh' });
    const path = `${pathOf(account.id)}/confirm`;
    await expectProblem(await admin.post(path), 'account.link_needs_another');
    await confirmLink(second, account.id);
    await expectProblem(await second.post(path), 'account.link_needs_no_code');
    await expectProblem(
      await second.post(`${pathOf(second.account?.accountId ?? '')}/confirm`),
      'account.own_account',
    );
    await expectProblem(
      await second.post(`${pathOf(await known('khong.lien.ket'))}/confirm`),
      'account.link_not_found',
    );
  });

  it('lets nobody try codes without end', async () => {
    const { account, token } = await openByLink(admin, { username: 'doan.ma' });
    await confirmLink(second, account.id);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await expectProblem(
        await setPassword(testApp, token, 'aaaa-aaaa'),
        'account.link_wrong_code',
      );
    }
    await expectProblem(await setPassword(testApp, token, 'aaaa-aaaa'), 'request.too_many');
  });
});

describe('a link to an account in use', () => {
  it('changes nothing until its person uses it, and then ends their sessions', async () => {
    const id = await known('quen.mat.khau', true);
    const browser = openBrowser(testApp);
    await testApp.database.sql`update app_user set two_factor_enabled = false where id = ${id}`;
    await browser.signIn(id, TEST_PASSWORD);
    await testApp.database.sql`update app_user set two_factor_enabled = true where id = ${id}`;
    const { account, token } = await issue(id);
    // The bearer of the link still has to prove the second factor.
    expect(account.link).toMatchObject({ awaitsConfirmation: false, removesSecondFactor: false });
    expect((await browser.get('/api/me')).status).toBe(200);
    expect((await setPassword(testApp, token ?? '')).status).toBe(200);
    await expectProblem(await browser.get('/api/me'), 'session.revoked');
    expect(await signsIn(id, TEST_PASSWORD)).toBe(401);
  });

  it('is told to its owner, who can end it', async () => {
    const id = await known('chu.tai.khoan');
    const browser = openBrowser(testApp);
    await browser.signIn(id, TEST_PASSWORD);
    const { token } = await issue(id);
    const me = Me.parse(await (await browser.get('/api/me')).json());
    expect(me.link).toMatchObject({ issuedBy: { name: 'Tài khoản thử admin' } });
    expect((await browser.post('/api/me/link/withdraw')).status).toBe(200);
    await expectProblem(await browser.post('/api/me/link/withdraw'), 'account.link_not_found');
    await expectProblem(await readLink(token ?? ''), 'account.link_not_found');
    expect(Me.parse(await (await browser.get('/api/me')).json()).link).toBeNull();
  });

  it('removes a second factor only with the code of a second administrator', async () => {
    const id = await known('mat.dien.thoai', true);
    const { token } = await issue(id, { removesSecondFactor: true });
    await expectProblem(await setPassword(testApp, token ?? ''), 'account.link_not_confirmed');
    const code = await confirmLink(second, id);
    expect((await setPassword(testApp, token ?? '', code)).status).toBe(200);
    expect(await signsIn(id, OWN_PASSWORD)).toBe(200);
  });

  it('needs the second administrator too once the second factor is turned off', async () => {
    const id = await known('tat.lop.hai', true);
    const { token } = await issue(id);
    await testApp.database.sql`update app_user set two_factor_enabled = false where id = ${id}`;
    await expectProblem(await setPassword(testApp, token ?? ''), 'account.link_not_confirmed');
  });

  it('ends with the next one, when it is withdrawn, when the account is shut, and after three days', async () => {
    const id = await known('het.han', true);
    const tokens = [(await issue(id)).token, (await issue(id)).token];
    await expectProblem(await readLink(tokens[0] ?? ''), 'account.link_not_found');
    expect((await readLink(tokens[1] ?? '')).status).toBe(200);
    expect((await admin.post(`${pathOf(id)}/withdraw`)).status).toBe(200);
    await expectProblem(await admin.post(`${pathOf(id)}/withdraw`), 'account.link_not_found');
    const shut = (await issue(id)).token;
    await admin.post(`/api/accounts/${id}/disable`);
    await byTwo(admin, second, { kind: 'enable', accountId: id });
    const late = (await issue(id)).token;
    testApp.clock.set('2026-11-27T03:00:01.000Z');
    const answers = [tokens[1], shut, late].map((token) => readLink(token ?? ''));
    for (const answer of answers) await expectProblem(await answer, 'account.link_not_found');
    testApp.clock.set('2026-11-24T03:00:00.000Z');
  });

  it('takes no password that others guess', async () => {
    const id = await known('mat.khau.yeu', true);
    const { token } = await issue(id);
    const body = { token, code: null, newPassword: 'matkhau12345' };
    await expectProblem(
      await testApp.anonymous.post('/api/auth/link/use', body),
      'account.weak_password',
    );
  });

  it('is not for an administrator themselves', async () => {
    const own = admin.account?.accountId ?? '';
    await expectProblem(await admin.post(pathOf(own), {}), 'account.own_account');
  });
});

describe('by mail', () => {
  let mail: MailServer;
  beforeAll(async () => {
    mail = await startMailServer();
    testApp.deps.mailer = createMailer({ smtpUrl: mail.url, from: 'dia-ban@city.example' });
  });
  afterAll(async () => {
    testApp.deps.mailer?.close();
    testApp.deps.mailer = null;
    await mail.stop();
  });

  async function withAddress(username: string, secondFactor = false): Promise<string> {
    const id = await known(username, secondFactor);
    await testApp.database.sql`
      insert into reminder_preference (account_id, address, digest, overdue, updated_at)
      values (${id}, ${`${username}@city.example`}, true, true, now())`;
    return id;
  }

  it('goes to the address that the person chose, and no administrator sees it', async () => {
    const id = await withAddress('qua.thu');
    const { account, token } = await issue(id, { mail: true });
    expect(token).toBeNull();
    expect(account).toMatchObject({ mailable: true, link: { awaitsConfirmation: false } });
    const [sent] = mail.received.splice(0);
    expect(sent?.to).toEqual(['qua.thu@city.example']);
    const mailed = /\/access#([\w-]+)/.exec(sent?.text ?? '')?.[1] ?? '';
    expect((await setPassword(testApp, mailed)).status).toBe(200);
  });

  it('removes no second factor without a second administrator', async () => {
    const id = await withAddress('qua.thu.hai.lop', true);
    const { account } = await issue(id, { mail: true, removesSecondFactor: true });
    expect(account.link?.awaitsConfirmation).toBe(true);
    mail.received.splice(0);
  });

  it('leaves no link behind when there is no address, or the mail server refuses', async () => {
    const nowhere = await known('khong.dia.chi');
    const refused = await withAddress('bi.tu.choi');
    mail.behave('refuse');
    for (const id of [nowhere, refused]) {
      await expectProblem(await admin.post(pathOf(id), { mail: true }), 'account.link_not_mailed');
      await expectProblem(await admin.post(`${pathOf(id)}/withdraw`), 'account.link_not_found');
    }
    mail.behave('take');
  });

  it('tells the owner of a link that an administrator hands over', async () => {
    const id = await withAddress('duoc.bao', true);
    await issue(id, { removesSecondFactor: true });
    await jobRunner(testApp.deps, LINK_JOBS)();
    const [told] = mail.received.splice(0);
    expect(told?.to).toEqual(['duoc.bao@city.example']);
    expect(told?.text).toContain('Tài khoản thử admin đã cấp liên kết đặt lại mật khẩu');
    expect(told?.text).toContain('xóa cả xác thực hai lớp');
    expect(told?.text).not.toContain('/access#');
  });
});

it('every step stands in the log under the name of who took it', async () => {
  const rows = await testApp.database.sql<{ action: string; own: boolean }[]>`
    select distinct action, account_id = subject_id as own
    from audit_entry where action like 'account.%_link' order by action, own`;
  expect(rows).toEqual([
    { action: 'account.confirm_link', own: false },
    { action: 'account.issue_link', own: false },
    { action: 'account.use_link', own: true },
    { action: 'account.withdraw_link', own: false },
    { action: 'account.withdraw_link', own: true },
  ]);
});

it('in the demonstration, one administrator is enough', async () => {
  await testApp.database.sql`
    insert into setting (key, valid_from, value, origin, set_at)
    values ('demo', '1900-01-01', 'true', 'thử', now())`;
  const { account, token } = await openByLink(admin, newAccount({ username: 'minh.hoa' }));
  expect(account.link?.awaitsConfirmation).toBe(false);
  expect((await setPassword(testApp, token)).status).toBe(200);
});
