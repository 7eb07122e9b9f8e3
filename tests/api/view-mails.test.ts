import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { SavedViewList } from '#server/contract/saved-view.ts';
import type { Deps } from '#server/deps.ts';
import { jobPlan } from '#server/features/reminders/reminder-jobs.ts';
import { jobRunner } from '#server/jobs/job-runner.ts';
import { createMailer, type Mailer } from '#server/outside/mailer.ts';
import { active, people, type People } from '#tests/support/points/register-acts.ts';
import { startMailServer, type MailServer } from '#tests/support/processes/mail-server.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const ANALYST = 'chuyen-vien@cong-an.example';
const NAME = 'Quanh hồ Gươm';

describe('a mail about watched views', () => {
  let test: TestApp;
  let mails: MailServer;
  let mailer: Mailer;
  let by: People;
  let runDue: () => Promise<number>;
  let view: number;

  beforeAll(async () => {
    test = await createTestApp({ now: '2026-03-06T03:00:00.000Z' });
    mails = await startMailServer();
    by = await people(test);
    mailer = createMailer({ smtpUrl: mails.url, from: 'Địa Bàn <dia-ban@cong-an.example>' });
    const deps: Deps = { ...test.deps, mailer };
    runDue = jobRunner(deps, jobPlan(deps));
    view = await saved(by.analyst, { status: 'active' });
  });
  afterAll(async () => {
    mailer.close();
    await mails.stop();
    await test.close();
  });
  beforeEach(() => {
    mails.received.length = 0;
  });

  async function saved(client: TestClient, search: Record<string, unknown>): Promise<number> {
    const body = { name: NAME, search, sharedWith: 'leader' };
    const { items } = await listOf(await client.post('/api/views', body));
    return items.find(({ name }) => name === NAME)?.id ?? 0;
  }
  const listOf = async (response: Response) => (await response.json()) as SavedViewList;
  const watch = (client: TestClient, byMail: boolean, watched = true) =>
    client.post(`/api/views/${view}/watch`, { watched, byMail });
  const address = (client: TestClient, to: string | null) =>
    client.post('/api/me/reminders', { address: to, digest: false, overdue: false });
  const at = async (instant: string) => {
    test.clock.set(instant);
    await runDue();
    return mails.received.splice(0);
  };

  it('is asked for at the watch, by whoever has an address', async () => {
    await expectProblem(await watch(by.analyst, true), 'view.no_mail_address');
    expect((await address(by.analyst, ANALYST)).status).toBe(200);
    const { items, mail } = await listOf(await watch(by.analyst, true));
    expect(items).toMatchObject([{ id: view, watched: true, byMail: true }]);
    // The app of the test itself has no mail server; only the jobs have one.
    expect(mail).toBe('off');
  });

  it('comes on the morning after, once, with counts and no word of view or point', async () => {
    test.clock.set('2026-03-07T04:00:00.000Z');
    await active(by, { officialName: 'Nhà nghỉ Không Được Nêu Tên' });
    await active(by);
    expect(await at('2026-03-08T00:29:00.000Z')).toEqual([]);
    const [mail, ...more] = await at('2026-03-08T00:30:00.000Z');
    expect(more).toEqual([]);
    expect(mail?.to).toEqual([ANALYST]);
    expect(mail?.subject).toBe('Địa Bàn: 1 chế độ xem theo dõi có điểm mới ngày 07/03/2026');
    expect(mail?.text).toContain('\n  2 điểm\n');
    const told = `${mail?.subject} ${mail?.text}`;
    for (const word of [NAME, 'hồ Gươm', 'Nhà nghỉ', 'DP-', 'Hoàn Kiếm', '105.8', 'phường']) {
      expect(told).not.toContain(word);
    }
    expect(await at('2026-03-08T05:00:00.000Z')).toEqual([]);
  });

  it('does not come on a morning after a day on which nothing came in', async () => {
    expect(await at('2026-03-09T00:30:00.000Z')).toEqual([]);
  });

  it('tells a leader only of the own commune', async () => {
    test.clock.set('2026-03-09T04:00:00.000Z');
    await address(by.otherLeader, 'ba-vi@ba-vi.example');
    await address(by.leader, 'lanh-dao@hoan-kiem.example');
    await watch(by.otherLeader, true);
    await watch(by.leader, true);
    await active(by);
    const morning = await at('2026-03-10T00:30:00.000Z');
    expect(morning.map(({ to }) => to[0]).toSorted((a = '', b = '') => a.localeCompare(b))).toEqual(
      [ANALYST, 'lanh-dao@hoan-kiem.example'],
    );
  });

  it('stops with the tick, the watch, the address, or the account', async () => {
    test.clock.set('2026-03-10T04:00:00.000Z');
    await watch(by.analyst, false);
    await address(by.leader, null);
    await active(by);
    expect(await at('2026-03-11T00:30:00.000Z')).toEqual([]);
    test.clock.set('2026-03-11T04:00:00.000Z');
    await watch(by.analyst, true);
    await watch(by.analyst, true, false);
    await active(by);
    expect(await at('2026-03-12T00:30:00.000Z')).toEqual([]);
    test.clock.set('2026-03-12T04:00:00.000Z');
    await watch(by.analyst, true);
    const admin = await test.as('admin');
    await active(by);
    await admin.post(`/api/accounts/${by.analyst.account?.accountId}/disable`);
    expect(await at('2026-03-13T00:30:00.000Z')).toEqual([]);
  });

  it('stands in the log with its count of views, without the address', async () => {
    const auditor = await test.as('auditor');
    const page = await (await auditor.get('/api/audit?action=reminder.send')).json();
    expect(page.items[0].detail).toEqual({ about: 'views', on: '2026-03-09', items: 1 });
    expect(JSON.stringify(page)).not.toContain('@');
  });
});
