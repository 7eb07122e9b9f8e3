import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { PushState } from '#server/contract/push.ts';
import { serverKeyOf } from '#server/features/notices/push-commands.ts';
import { noticeJobs } from '#server/features/notices/notice-jobs.ts';
import { jobRunner } from '#server/jobs/job-runner.ts';
import { handoverAsked, people, type People } from '#tests/support/points/register-acts.ts';
import {
  startPushService,
  type PushService,
  type TestBrowser,
} from '#tests/support/processes/push-service.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const NAME = 'Nhà nghỉ Không Được Nêu Tên';
/** 10:00 on a Friday in Hanoi. */
const NOW = '2026-03-06T03:00:00.000Z';
const LATER = '2026-03-06T03:01:00.000Z';

let test: TestApp;
let service: PushService;
let by: People;
let runDue: () => Promise<number>;

beforeAll(async () => {
  service = await startPushService();
  test = await createTestApp({ now: NOW, environment: { DIABAN_PUSH_SERVICES: service.origin } });
  by = await people(test);
  runDue = jobRunner(test.deps, noticeJobs());
  await runDue();
});
afterAll(async () => {
  await test.close();
  await service.stop();
});
beforeEach(async () => {
  test.clock.set(NOW);
  service.behave('take');
  service.received.length = 0;
  // Each test subscribes its own browsers.
  await test.database.sql`delete from push_subscription where true`;
  await test.database.sql`delete from job where kind = 'notices.push'`;
});

const begin = (client: TestClient, browser: TestBrowser, more: object = {}) =>
  client.post('/api/me/push', {
    ...browser,
    language: 'vi',
    groups: ['handovers', 'digest'],
    ...more,
  });
const stateOf = async (client: TestClient): Promise<PushState> =>
  (await client.get('/api/me/push')).json();
const pushedAt = async (instant: string) => {
  test.clock.set(instant);
  await runDue();
  return service.received.splice(0);
};

describe('a browser that wants to be told', () => {
  it('is told within a minute, of the code alone, encrypted and signed', async () => {
    const browser = service.browser();
    const begun: PushState = await (await begin(by.leader, browser)).json();
    expect(begun.devices).toEqual([
      { endpoint: browser.endpoint, groups: ['handovers', 'digest'], ofThisSession: true },
    ]);
    const { code, id } = await handoverAsked(by, { officialName: NAME });
    const [message, ...more] = await pushedAt(LATER);
    expect(more).toEqual([]);
    expect(message).toMatchObject({
      payload: {
        title: 'Địa Bàn',
        lines: [`${code}: đề nghị bàn giao chờ trả lời`],
        address: `/?id=${id}`,
      },
      urgency: 'high',
      claims: { aud: service.origin },
    });
    expect(JSON.stringify(message)).not.toContain(NAME);
    expect(await pushedAt('2026-03-06T03:30:00.000Z')).toEqual([]);
  });

  it('gets one message for many hand-overs', async () => {
    await begin(by.leader, service.browser(), { language: 'en' });
    for (let asked = 0; asked < 3; asked += 1) await handoverAsked(by);
    const [message, ...more] = await pushedAt(LATER);
    expect(message?.payload).toMatchObject({ lines: ['3 hand-overs wait'], address: '/notices' });
    expect(more).toEqual([]);
  });

  it('is told only of the groups that its person chose for it', async () => {
    await begin(by.leader, service.browser(), { groups: ['reports'] });
    await handoverAsked(by);
    expect(await pushedAt(LATER)).toEqual([]);
  });

  it('is told at seven of what happens in the night, and at eight what waits', async () => {
    await begin(by.leader, service.browser());
    test.clock.set('2026-03-06T15:00:00.000Z');
    await handoverAsked(by);
    expect(await pushedAt('2026-03-06T23:59:00.000Z')).toEqual([]);
    expect(await pushedAt('2026-03-07T00:00:00.000Z')).toHaveLength(1);
    await pushedAt('2026-03-09T01:00:00.000Z');
    const [digest] = await pushedAt('2026-03-09T01:01:00.000Z');
    expect(digest?.payload.lines[0]).toMatch(/^Sáng nay: \d+ việc đang chờ, \d+ quá hạn$/);
    expect(digest?.payload.address).toBe('/worklist');
  });

  it('is tried again when its service is busy, and then told once', async () => {
    await begin(by.leader, service.browser());
    await handoverAsked(by);
    service.behave('busy');
    expect(await pushedAt(LATER)).toEqual([]);
    service.behave('take');
    expect(await pushedAt('2026-03-06T03:03:00.000Z')).toHaveLength(1);
    expect(await pushedAt('2026-03-06T03:30:00.000Z')).toEqual([]);
  });

  it('is told of what waited while its person renewed it', async () => {
    const browser = service.browser();
    await begin(by.leader, browser);
    await handoverAsked(by);
    await begin(by.leader, browser);
    expect(await pushedAt(LATER)).toHaveLength(1);
  });

  it('is told at the next look where the order of its message was lost', async () => {
    await begin(by.leader, service.browser());
    await handoverAsked(by);
    await test.database.sql`delete from job where kind = 'notices.push'`;
    expect(await pushedAt('2026-03-06T03:50:00.000Z')).toHaveLength(1);
  });

  it('is forgotten when its person has not opened the product for ninety days', async () => {
    await begin(by.leader, service.browser());
    // Half past three in the morning in Hanoi, ninety days later and a day more.
    await pushedAt('2026-06-03T20:30:00.000Z');
    expect((await stateOf(by.leader)).devices).toHaveLength(1);
    await pushedAt('2026-06-04T20:30:00.000Z');
    expect((await stateOf(by.leader)).devices).toEqual([]);
  });

  it('is forgotten when its service says that it is gone', async () => {
    await begin(by.leader, service.browser());
    await handoverAsked(by);
    service.behave('gone');
    await pushedAt(LATER);
    expect((await stateOf(by.leader)).devices).toEqual([]);
  });

  it('is not told of what its person has read in the page meanwhile', async () => {
    await begin(by.leader, service.browser());
    await handoverAsked(by);
    await by.leader.post('/api/me/notices/read', { upTo: 1_000_000, only: false });
    expect(await pushedAt(LATER)).toEqual([]);
  });
});

describe('the end of a subscription', () => {
  it('comes when its person wishes, and of no other browser', async () => {
    const [one, two] = [service.browser(), service.browser()];
    await begin(by.leader, one);
    await begin(by.leader, two);
    const foreign = await by.officer.post('/api/me/push/end', { endpoint: one.endpoint });
    expect(await foreign.json()).toMatchObject({ devices: [] });
    const after = await by.leader.post('/api/me/push/end', { endpoint: one.endpoint });
    const { devices }: PushState = await after.json();
    expect(devices.map(({ endpoint }) => endpoint)).toEqual([two.endpoint]);
    await expectProblem(await by.leader.post('/api/me/push/end', {}), 'request.invalid');
    const [chosen] = await test.database.sql<{ accountId: string; detail: unknown }[]>`
      select account_id, detail from audit_entry where action = 'reminder.choose' order by seq desc`;
    expect(chosen).toEqual({
      accountId: by.leader.account?.accountId,
      detail: { push: ['handovers', 'digest'] },
    });
  });

  it('comes with the sign-out, with a wiped device and with a disabled account', async () => {
    const counted = async () => {
      const [row] = await test.database.sql<{ count: number }[]>`
        select count(*)::integer as count from push_subscription`;
      return row?.count;
    };
    const leaver = await test.as('leader.leaving', { role: 'leader', communeCodes: ['00070'] });
    await begin(leaver, service.browser());
    expect(await counted()).toBe(1);
    expect((await leaver.post('/api/auth/sign-out', {})).status).toBe(200);
    expect(await counted()).toBe(0);
    await begin(by.officer, service.browser());
    await test.database.sql`
      update app_session set wipe_asked_at = now()
      where user_id = ${by.officer.account?.accountId ?? ''}`;
    expect(await counted()).toBe(0);
    await begin(by.planner, service.browser());
    await test.database.sql`
      update app_user set disabled_at = now() where id = ${by.planner.account?.accountId ?? ''}`;
    expect(await counted()).toBe(0);
  });

  it('comes when another person uses the same browser', async () => {
    const browser = service.browser();
    await begin(by.leader, browser);
    await begin(by.otherLeader, browser);
    expect((await stateOf(by.leader)).devices).toEqual([]);
    await handoverAsked(by);
    expect(await pushedAt(LATER)).toEqual([]);
  });

  it('comes for the oldest of more than ten browsers', async () => {
    const browsers = Array.from({ length: 11 }, () => service.browser());
    for (const [at, browser] of browsers.entries()) {
      test.clock.set(`2026-03-06T03:00:${String(at).padStart(2, '0')}.000Z`);
      await begin(by.leader, browser);
    }
    const kept = (await stateOf(by.leader)).devices.map(({ endpoint }) => endpoint);
    expect(kept).toHaveLength(10);
    expect(kept).not.toContain(browsers[0]?.endpoint);
    // One that was renewed is not the oldest any more.
    const [, renewed, oldest] = browsers;
    if (renewed === undefined) throw new Error('no browser');
    test.clock.set('2026-03-06T03:01:00.000Z');
    await begin(by.leader, renewed);
    test.clock.set('2026-03-06T03:02:00.000Z');
    await begin(by.leader, service.browser());
    const later = (await stateOf(by.leader)).devices.map(({ endpoint }) => endpoint);
    expect(later).toContain(renewed.endpoint);
    expect(later).not.toContain(oldest?.endpoint);
  });
});

describe('what is refused', () => {
  it('is a service that is not allowed, keys that are none, and a choice of nothing', async () => {
    const browser = service.browser();
    const elsewhere = { endpoint: 'https://169.254.169.254/latest/meta-data' };
    await expectProblem(
      await begin(by.leader, { ...browser, ...elsewhere }),
      'push.service_not_allowed',
    );
    await expectProblem(
      await begin(by.leader, { ...browser, p256dh: 'B'.repeat(87) }),
      'push.service_not_allowed',
    );
    await expectProblem(await begin(by.leader, browser, { groups: [] }), 'request.invalid');
    await expectProblem(await test.anonymous.get('/api/me/push'), 'session.missing');
  });

  it('is to push where the operator allows no service', async () => {
    const off = await createTestApp({ now: NOW, environment: { DIABAN_PUSH_SERVICES: 'none' } });
    const leader = await off.as('leader');
    await serverKeyOf(off.deps);
    expect((await stateOf(leader)).serverKey).toBeNull();
    await expectProblem(await begin(leader, service.browser()), 'push.service_not_allowed');
    await off.close();
  });
});

describe('the keys of the server', () => {
  it('are made once and kept encrypted', async () => {
    const first = await serverKeyOf(test.deps);
    expect(await serverKeyOf(test.deps)).toEqual(first);
    expect((await stateOf(by.leader)).serverKey).toBe(first.publicKey);
    const [kept] = await test.database.sql<{ privateKey: string }[]>`
      select private_key from push_server_key`;
    expect(kept?.privateKey).not.toContain(first.privateKey);
  });

  it('are made anew where the secret is another one, and browsers subscribe again', async () => {
    const before = await serverKeyOf(test.deps);
    await begin(by.leader, service.browser());
    let unreadable = true;
    const authentication = {
      ...test.deps.authentication,
      async unseal(sealed: string) {
        const read = unreadable ? null : await test.deps.authentication.unseal(sealed);
        unreadable = false;
        return read;
      },
    };
    const after = await serverKeyOf({ ...test.deps, authentication });
    expect(after.publicKey).not.toBe(before.publicKey);
    expect((await stateOf(by.leader)).devices).toEqual([]);
  });
});
