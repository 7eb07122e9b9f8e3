import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { JobList } from '#server/contract/reminder.ts';
import type { PointDetail } from '#server/contract/point.ts';
import type { Deps } from '#server/deps.ts';
import { jobPlan } from '#server/features/reminders/reminder-jobs.ts';
import { jobRunner } from '#server/jobs/job-runner.ts';
import { createMailer, type Mailer } from '#server/outside/mailer.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { startMailServer, type MailServer } from '#tests/support/processes/mail-server.ts';
import {
  DOCUMENT,
  handoverAsked,
  people,
  type People,
} from '#tests/support/points/register-acts.ts';
import { receive } from '#tests/support/signals/tip-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const LEADER = 'lanh-dao@hoan-kiem.example';
const OFFICER = 'can-bo@hoan-kiem.example';

describe('reminders by mail', () => {
  let test: TestApp;
  let mails: MailServer;
  let mailer: Mailer;
  let by: People;
  let asked: PointDetail;
  let runDue: () => Promise<number>;

  beforeAll(async () => {
    test = await createTestApp({ now: '2026-03-06T03:00:00.000Z' });
    mails = await startMailServer();
    by = await people(test);
    mailer = createMailer({ smtpUrl: mails.url, from: 'Địa Bàn <dia-ban@cong-an.example>' });
    const deps: Deps = { ...test.deps, mailer };
    runDue = jobRunner(deps, jobPlan(deps));
    asked = await handoverAsked(by, { officialName: 'Nhà nghỉ Không Được Nêu Tên' });
  });
  afterAll(async () => {
    mailer.close();
    await mails.stop();
    await test.close();
  });
  beforeEach(() => {
    mails.received.length = 0;
    mails.behave('take');
  });

  const choose = (client: TestClient, more: Record<string, unknown> = {}) =>
    client.post('/api/me/reminders', { address: null, digest: true, overdue: true, ...more });
  const at = async (instant: string) => {
    test.clock.set(instant);
    await runDue();
    return mails.received.splice(0);
  };

  it('go to nobody who gave no address', async () => {
    expect(await (await by.leader.get('/api/me/reminders')).json()).toEqual({
      address: null,
      digest: true,
      overdue: true,
      sends: false,
    });
    expect(await at('2026-03-07T00:30:00.000Z')).toEqual([]);
  });

  it('go where their reader wants them, who must read points', async () => {
    const chosen = await choose(by.leader, { address: LEADER });
    expect(await chosen.json()).toMatchObject({ address: LEADER });
    await choose(by.officer, { address: OFFICER });
    await expectProblem(await choose(by.leader, { address: 'khong phai' }), 'request.invalid');
    const smuggled = `a@b.example\r\nBcc: all@b.example`;
    await expectProblem(await choose(by.leader, { address: smuggled }), 'request.invalid');
    const admin = await test.as('admin');
    await expectProblem(await choose(admin, { address: LEADER }), 'permission.denied');
    await expectProblem(await admin.get('/api/me/reminders'), 'permission.denied');
    await expectProblem(await test.anonymous.get('/api/me/reminders'), 'session.missing');
  });

  it('come once in the morning with counts and codes, and hold no name, place or word of a record', async () => {
    expect(await at('2026-03-08T00:29:00.000Z')).toEqual([]);
    const morning = await at('2026-03-08T00:30:00.000Z');
    expect(morning.map((mail) => mail.to)).toContainEqual([LEADER]);
    const mail = morning.find(({ to }) => to.includes(LEADER));
    expect(mail?.from).toBe('dia-ban@cong-an.example');
    expect(mail?.subject).toMatch(/^Địa Bàn 08\/03\/2026: \d+ việc đang chờ/);
    expect(mail?.text).toContain(
      `Đề nghị bàn giao chờ trả lời: 1\n  ${asked.code} – hạn 12/03/2026`,
    );
    expect(mail?.text).toContain('http://127.0.0.1:3000/');
    const { subject, text } = mail ?? { subject: '', text: '' };
    const usernames = Object.values(by).map((client) => client.account?.username ?? '');
    const ofTheRecord = ['Nhà nghỉ', 'Không Được Nêu Tên', 'Hoàn Kiếm', 'phường', DOCUMENT];
    for (const told of [...ofTheRecord, ...usernames, '105.85', '21.03', 'Tài khoản', 'analyst']) {
      expect(`${subject} ${text}`).not.toContain(told);
    }
    expect(await at('2026-03-08T05:00:00.000Z')).toEqual([]);
  });

  it('tell an officer only what an officer can do', async () => {
    const [mail] = (await at('2026-03-09T00:30:00.000Z')).filter(({ to }) => to.includes(OFFICER));
    expect(mail?.text).not.toContain('bàn giao');
    expect(mail?.text).toContain(
      `Kiểm tra đến hạn: 1 (1 quá hạn)\n  ${asked.code} – quá hạn 1 ngày`,
    );
  });

  it('come at once when something becomes overdue, once for each thing', async () => {
    expect(await at('2026-03-12T16:59:00.000Z')).toBeDefined();
    const night = await at('2026-03-12T17:00:00.000Z');
    const mine = night.filter(({ to }) => to.includes(LEADER));
    expect(mine.map(({ subject }) => subject)).toEqual(['Địa Bàn: 1 việc vừa quá hạn']);
    expect(mine[0]?.text).toContain(`${asked.code} – quá hạn 1 ngày`);
    const later = await at('2026-03-12T17:10:00.000Z');
    expect(later).toEqual([]);
  });

  it('are repeated while the SMTP server refuses, and the administrator sees why', async () => {
    const admin = await test.as('admin');
    mails.behave('refuse');
    expect(await at('2026-03-14T00:30:00.000Z')).toEqual([]);
    const jobs: JobList = await (await admin.get('/api/jobs')).json();
    const stuck = jobs.items.filter((job) => job.lastError !== null);
    expect(stuck.map((job) => [job.kind, job.state, job.attempts])).toContainEqual([
      'reminders.mail',
      'waiting',
      1,
    ]);
    expect(stuck[0]?.lastError).toContain('the mailbox is full');
    expect(JSON.stringify(jobs)).not.toContain('@');

    mails.behave('take');
    expect((await at('2026-03-14T00:31:00.000Z')).map(({ to }) => to)).toContainEqual([LEADER]);
  });

  it('that were given up are tried again when the administrator says so', async () => {
    const admin = await test.as('admin');
    mails.behave('refuse');
    await at('2026-03-15T00:30:00.000Z');
    const [first] = (await listJobs(admin)).items.filter(({ lastError }) => lastError !== null);
    await expectProblem(await admin.post(`/api/jobs/${first?.id}/retry`), 'job.not_found');
    await test.database.sql`
      update job set state = 'failed', finished_at = due_at where state = 'waiting'`;
    mails.behave('take');
    expect(await at('2026-03-15T02:00:00.000Z')).toEqual([]);
    const again = await admin.post(`/api/jobs/${first?.id}/retry`);
    expect(again.status).toBe(200);
    expect(await at('2026-03-15T02:01:00.000Z')).toHaveLength(1);
    await expectProblem(await by.leader.get('/api/jobs'), 'permission.denied');
  });

  it('stop when their reader does not want them, or may not come in any more', async () => {
    await choose(by.leader, { address: LEADER, digest: false });
    const today = await at('2026-03-16T00:30:00.000Z');
    expect(today.map(({ to }) => to)).toEqual([[OFFICER]]);
    await choose(by.leader, { address: LEADER });
    const admin = await test.as('admin');
    await admin.post(`/api/accounts/${by.officer.account?.accountId}/disable`);
    const next = await at('2026-03-17T00:30:00.000Z');
    expect(next.map(({ to }) => to)).toEqual([[LEADER]]);
  });

  it('stop with the term of office, and begin with its first day', async () => {
    const term = (from: string, to: string | null) => test.database.sql`
      update role_assignment set valid_from = ${from}, valid_to = ${to}
      where account_id = ${by.leader.account?.accountId ?? ''}`;
    const digests = async (instant: string) =>
      (await at(instant)).filter(({ subject }) => subject.includes('việc đang chờ')).length;
    try {
      await term('2026-01-01', '2026-03-20');
      expect(await digests('2026-03-19T00:30:00.000Z')).toBe(1);
      expect(await digests('2026-03-20T00:30:00.000Z')).toBe(0);
      await term('2026-03-22', null);
      expect(await digests('2026-03-21T00:30:00.000Z')).toBe(0);
      expect(await digests('2026-03-22T00:30:00.000Z')).toBe(1);
    } finally {
      await term('2026-01-01', null);
    }
  });

  it('that could not be sent are not sent any more to one who chose otherwise meanwhile', async () => {
    mails.behave('refuse');
    await at('2026-03-23T00:30:00.000Z');
    mails.behave('take');
    await choose(by.leader, { address: LEADER, digest: false });
    expect(await at('2026-03-23T00:40:00.000Z')).toEqual([]);
    await choose(by.leader, { address: LEADER });
  });

  it('tell of what became overdue only whom they shall tell of it', async () => {
    await choose(by.leader, { address: LEADER, digest: false, overdue: false });
    const officer = await test.as('officer.two', { role: 'officer', communeCodes: ['00070'] });
    await handoverAsked({ ...by, officer });
    expect(await at('2026-03-23T05:00:00.000Z')).toEqual([]);
    await choose(by.leader, { address: LEADER, digest: false });
    const [mail] = await at('2026-03-23T05:10:00.000Z');
    expect(mail?.subject).toMatch(/việc vừa quá hạn$/);
    await choose(by.leader, { address: LEADER });
  });

  it('do not come on a day on which nothing waits', async () => {
    const elsewhere = 'ba-vi@ba-vi.example';
    await choose(by.otherLeader, { address: elsewhere });
    const all = await at('2026-03-18T00:30:00.000Z');
    expect(all.map(({ to }) => to)).not.toContainEqual([elsewhere]);
  });

  it('and their choice stand in the log, without the address', async () => {
    await choose(by.leader, { address: LEADER, overdue: false });
    expect(await at('2026-03-24T00:30:00.000Z')).toHaveLength(1);
    const auditor = await test.as('auditor');
    for (const action of ['reminder.choose', 'reminder.send']) {
      const page = await (await auditor.get(`/api/audit?action=${action}`)).json();
      expect(page.total).toBeGreaterThan(0);
      expect(JSON.stringify(page)).not.toContain('@');
    }
    const latest = async (action: string) => {
      const page = await (await auditor.get(`/api/audit?action=${action}&limit=1`)).json();
      return page.items[0];
    };
    const leader = by.leader.account?.accountId;
    await choose(by.leader, { address: LEADER, digest: false });
    expect(await latest('reminder.choose')).toMatchObject({
      subjectId: leader,
      detail: { address: true, digest: false, overdue: true },
    });
    await choose(by.leader);
    expect((await latest('reminder.choose')).detail).toEqual({
      address: false,
      digest: true,
      overdue: true,
    });
    expect(await latest('reminder.send')).toMatchObject({
      subjectId: leader,
      detail: { about: 'digest', on: '2026-03-24', items: expect.any(Number) },
    });
    expect((await latest('job.retry')).subjectId).toMatch(/^\d+$/);
  });

  it('tell of a look once more when the next try is overdue too', async () => {
    await choose(by.leader, { address: LEADER, digest: false });
    await at('2026-03-25T03:00:00.000Z');
    const inVain = { effectiveOn: '2026-03-22', result: 'could_not_check', obstacle: 'closed' };
    expect((await by.leader.post(`/api/points/${asked.id}/checks`, inVain)).status).toBe(200);
    // It is to be tried again on 25 March.
    expect(await at('2026-03-25T16:50:00.000Z')).toEqual([]);
    const [mail] = await at('2026-03-25T17:00:00.000Z');
    expect(mail?.text).toContain(
      `Kiểm tra đến hạn: 1 (1 quá hạn)\n  ${asked.code} – quá hạn 1 ngày`,
    );
  });

  it('tell a commune of the tips that it is asked to take, though nothing waits at a place', async () => {
    const elsewhere = 'ba-vi@ba-vi.example';
    test.clock.set('2026-03-25T20:00:00.000Z');
    await choose(by.otherLeader, { address: elsewhere });
    const tip = await receive(by.leader, { receivedOn: '2026-03-26' });
    const communes = await (await by.leader.get('/api/communes')).json();
    const { id } = communes.items.find(({ code }: { code: string }) => code === '09700');
    const given = { version: 1, effectiveOn: '2026-03-26', communeId: id };
    expect((await by.leader.post(`/api/tips/${tip.id}/transfer`, given)).status).toBe(200);
    const mails = await at('2026-03-26T00:30:00.000Z');
    const mail = mails.find(({ to }) => to.includes(elsewhere));
    expect(mail?.subject).toBe('Địa Bàn 26/03/2026: 1 việc đang chờ');
    expect(mail?.text).toContain(
      `Tin phản ánh được đề nghị tiếp nhận: 1\n  ${tip.code}\n\nXem và xử lý`,
    );
    expect(mails.find(({ to }) => to.includes(LEADER))?.text ?? '').not.toContain(tip.code);
  });

  it('leave no trace among the jobs thirty days after they were sent', async () => {
    await at('2026-04-22T20:10:00.000Z');
    const done = await test.database.sql<{ at: string }[]>`
      select finished_at as at from job where state = 'done' order by finished_at`;
    const days = done.map((job) => job.at.slice(0, 10));
    expect(days[0]).toBe('2026-03-24');
  });
});

async function listJobs(admin: TestClient): Promise<JobList> {
  return (await admin.get('/api/jobs')).json();
}
