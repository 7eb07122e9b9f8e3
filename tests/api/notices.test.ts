import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { NoticeList } from '#server/contract/notice.ts';
import type { ReportView } from '#server/contract/report.ts';
import { asActor } from '#server/db/transaction.ts';
import { noticeJobs } from '#server/features/notices/notice-jobs.ts';
import { jobRunner } from '#server/jobs/job-runner.ts';
import {
  active,
  DOCUMENT,
  eliminated,
  handoverAsked,
  people,
  type People,
} from '#tests/support/points/register-acts.ts';
import { done, receive, step } from '#tests/support/signals/tip-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const NAME = 'Nhà nghỉ Không Được Nêu Tên';

const noticesOf = async (client: TestClient, query = ''): Promise<NoticeList> =>
  (await client.get(`/api/me/notices${query}`)).json();
const facts = ({ items }: NoticeList) => items.map(({ kind, code }) => ({ kind, code }));
const answer = (client: TestClient, id: number | undefined, how: string, more = {}) =>
  client.post(`/api/handovers/${id}/${how}`, {
    effectiveOn: '2026-03-06',
    documentNumber: DOCUMENT,
    ...more,
  });

describe('notices of acts', () => {
  let test: TestApp;
  let by: People;

  beforeAll(async () => {
    test = await createTestApp({ now: '2026-03-06T03:00:00.000Z' });
    by = await people(test);
  });
  afterAll(() => test.close());

  it('a proposed hand-over is told to the leader and the officer of that commune alone', async () => {
    const { code, id } = await handoverAsked(by, { officialName: NAME });
    for (const told of [by.leader, by.officer]) {
      const { items, unread } = await noticesOf(told);
      expect(unread).toBe(1);
      expect(items[0]).toMatchObject({
        kind: 'handover_asked',
        code,
        targetId: id,
        createdAt: '2026-03-06T03:00:00.000Z',
        readAt: null,
      });
      expect(JSON.stringify(items)).not.toContain(NAME);
    }
    for (const other of [by.otherLeader, by.analyst, by.coordinator, await test.as('admin')]) {
      expect((await noticesOf(other)).items).toEqual([]);
    }
  });

  it('nothing is told to who led the commune before, or will lead it', async () => {
    for (const [username, from, to] of [
      ['leader.before', '2026-01-01', '2026-03-06'],
      ['leader.to.come', '2026-03-07', null],
    ] as const) {
      const { account } = await test.as(username, { role: 'leader', communeCodes: ['00070'] });
      await test.database.sql`
        update role_assignment set valid_from = ${from}, valid_to = ${to}
        where account_id = ${account?.accountId ?? ''}`;
    }
    const { code } = await handoverAsked(by);
    const told = await test.database.sql<{ accountId: string }[]>`
      select account_id from notice where code = ${code}`;
    const present = [by.leader, by.officer].map(({ account }) => account?.accountId);
    expect(new Set(told.map(({ accountId }) => accountId))).toEqual(new Set(present));
  });

  it('the answer goes to the proposer, and the answer to a refusal to the one who refused', async () => {
    const confirmed = await handoverAsked(by);
    await answer(by.leader, confirmed.handovers[0]?.id, 'confirm');
    const refused = await handoverAsked(by);
    const refusal = await answer(by.leader, refused.handovers[0]?.id, 'refuse', {
      reason: 'other',
      reasonText: 'Chưa đủ hồ sơ bàn giao.',
    });
    expect(refusal.status).toBe(200);
    expect(facts(await noticesOf(by.analyst)).slice(0, 2)).toEqual([
      { kind: 'handover_refused', code: refused.code },
      { kind: 'handover_confirmed', code: confirmed.code },
    ]);
    const responded = await by.analyst.post(`/api/handovers/${refused.handovers[0]?.id}/respond`, {
      response: 'contested',
      text: 'Hồ sơ đã đủ, đề nghị xem lại.',
      effectiveOn: '2026-03-06',
      documentNumber: DOCUMENT,
    });
    expect(responded.status).toBe(200);
    expect(facts(await noticesOf(by.leader))[0]).toEqual({
      kind: 'refusal_answered',
      code: refused.code,
    });
  });

  it('the same request sent twice tells once, and a refused act tells nothing', async () => {
    const place = await eliminated(by);
    const before = (await noticesOf(by.leader)).unread;
    const body = { effectiveOn: '2026-03-05', documentNumber: DOCUMENT, version: place.version };
    const key = { 'idempotency-key': '7d0d6f0e-8a55-4a57-9a5f-6f6f1d1f0a01' };
    const send = () => by.analyst.post(`/api/points/${place.id}/handovers`, body, key);
    expect([(await send()).status, (await send()).status]).toEqual([200, 200]);
    await expectProblem(
      await by.analyst.post(`/api/points/${place.id}/handovers`, body),
      'point.changed_meanwhile',
    );
    expect((await noticesOf(by.leader)).unread).toBe(before + 1);
  });

  it('are read one by one or all up to one, by their reader alone', async () => {
    const { items, unread } = await noticesOf(by.leader);
    const [first, second, third] = items;
    expect(unread).toBe(items.length);
    const read = (client: TestClient, upTo: number | undefined, only: boolean) =>
      client.post('/api/me/notices/read', { upTo, only });
    const one: NoticeList = await (await read(by.leader, second?.id, true)).json();
    expect(one.unread).toBe(unread - 1);
    expect(one.items[1]?.readAt).toBe('2026-03-06T03:00:00.000Z');
    await read(by.otherLeader, first?.id, false);
    expect((await noticesOf(by.leader)).unread).toBe(unread - 1);
    const all: NoticeList = await (await read(by.leader, second?.id, false)).json();
    expect(all.items.filter(({ readAt }) => readAt === null).map(({ id }) => id)).toEqual([
      first?.id,
    ]);
    expect((await noticesOf(by.leader, `?before=${second?.id}`)).items[0]?.id).toBe(third?.id);
    await expectProblem(await read(by.leader, 0, true), 'request.invalid');
    await expectProblem(await by.leader.get('/api/me/notices?before=x'), 'request.invalid');
    await expectProblem(await test.anonymous.get('/api/me/notices'), 'session.missing');
  });

  it('a statement without a condition reads and changes only the own ones', async () => {
    const actor = (await test.as('planner')).account;
    if (actor === null) throw new Error('nobody is signed in');
    const seen = await asActor(test.database, actor, async (sql) => {
      const changed = await sql`update notice set read_at = now() where true returning id`;
      // Reading no column, it is judged by the rule for changes alone.
      const unread = await sql`update notice set read_at = now()`;
      const rows = await sql`select id from notice`;
      return [changed.length, unread.count, rows.length];
    });
    expect(seen).toEqual([0, 0, 0]);
  });

  it('an open page hears that there is a new notice', async () => {
    const stream = await by.leader.get('/api/stream');
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    await handoverAsked(by);
    let heard = '';
    while (!heard.includes('event: notices')) {
      const { value, done } = (await reader?.read()) ?? { done: true, value: '' };
      if (done) break;
      heard += value;
    }
    await reader?.cancel();
    expect(heard).toContain('event: notices\ndata: {}');
  });

  it('a filed reply is told to the person whose act asked for it', async () => {
    const place = await active(by);
    const reply = (state: string, after: number) =>
      by.leader.post(`/api/points/${place.id}/replies`, {
        cycle: 1,
        state,
        words: 'Địa phương đã tổ chức chốt trực và tuyên truyền tại khu vực.',
        documentNumbers: ['215/BC-UBND'],
        after,
      });
    expect((await reply('draft', 0)).status).toBe(201);
    expect((await noticesOf(by.coordinator)).items).toEqual([]);
    expect((await reply('filed', 1)).status).toBe(201);
    expect(facts(await noticesOf(by.coordinator))).toEqual([
      { kind: 'reply_filed', code: place.code },
    ]);
  });

  it('a tip that somebody else closes is told to the person who took it in', async () => {
    const today = test.clock.today();
    const { id, code } = await receive(by.otherLeader, {
      kind: 'crime_information',
      receivedOn: today,
    });
    const document = { documentNumber: '12/CV-CA', effectiveOn: today };
    const authority = 'Viện kiểm sát nhân dân khu vực 1';
    await done(await step(by.analyst, { id, version: 1 }, 'forward', { ...document, authority }));
    expect(facts(await noticesOf(by.otherLeader))).toEqual([{ kind: 'tip_closed', code }]);
  });

  it('a report that was sent waits for the leader, whose decision goes back to the officer', async () => {
    const period = { kind: 'month', year: 2026, number: 1, commune: '00070' };
    const drafted = await by.officer.post('/api/reports/drafts', { ...period, remark: null });
    const { versions, currentHash }: ReportView = await drafted.json();
    const [version] = versions;
    const carry = (client: TestClient, verb: string, body: object) =>
      client.post(`/api/reports/${version?.id}/${verb}`, body);
    const sent = await carry(by.officer, 'send', { hash: currentHash });
    expect(sent.status).toBe(200);
    const [waits] = (await noticesOf(by.leader)).items;
    expect(waits).toMatchObject({ kind: 'report_waits', onDate: '2026-01-14' });
    await carry(by.leader, 'return', { reason: 'Bổ sung nhận xét.' });
    const { items } = await noticesOf(by.officer);
    expect(items[0]).toMatchObject({ kind: 'report_returned', targetId: version?.id });
  });
});

describe('notices that come with time', () => {
  let test: TestApp;
  let by: People;
  let runDue: () => Promise<number>;
  const at = async (instant: string) => {
    test.clock.set(instant);
    await runDue();
  };
  const ofKind = async (client: TestClient, kind: string) =>
    (await noticesOf(client)).items.filter((item) => item.kind === kind);

  beforeAll(async () => {
    test = await createTestApp({ now: '2026-03-06T03:00:00.000Z' });
    by = await people(test);
    runDue = jobRunner(test.deps, noticeJobs(test.deps.joined.morningNotices));
    await handoverAsked(by);
  });
  afterAll(() => test.close());

  it('the digest comes at eight on a working day, once, and only to those for whom something waits', async () => {
    await at('2026-03-09T00:59:00.000Z');
    expect(await ofKind(by.leader, 'digest')).toEqual([]);
    await at('2026-03-09T01:00:00.000Z');
    await at('2026-03-09T02:30:00.000Z');
    const [digest, ...more] = await ofKind(by.leader, 'digest');
    expect(more).toEqual([]);
    expect(digest).toMatchObject({ code: null, overdue: 1, createdAt: '2026-03-09T01:00:00.000Z' });
    expect(digest?.waiting).toBeGreaterThan(0);
    expect(await ofKind(by.otherLeader, 'digest')).toEqual([]);
  });

  it('no digest comes on a Sunday', async () => {
    await at('2026-03-15T01:10:00.000Z');
    expect(await ofKind(by.leader, 'digest')).toHaveLength(1);
  });

  it('the leader is told once that the sheet of last week waits', async () => {
    const [sheet, ...more] = await ofKind(by.leader, 'sheet_waits');
    expect(sheet).toMatchObject({ onDate: '2026-03-08' });
    expect(more).toEqual([]);
    expect(await ofKind(by.officer, 'sheet_waits')).toEqual([]);
  });

  it('what has become overdue is told once to the one who answers for it', async () => {
    await at('2026-03-13T01:10:00.000Z');
    const due = (await ofKind(by.leader, 'overdue')).length;
    await at('2026-03-22T01:10:00.000Z');
    await at('2026-03-22T01:30:00.000Z');
    const told = await ofKind(by.leader, 'overdue');
    expect(told.length).toBeGreaterThan(due);
    expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
    expect(told.every(({ code }) => code?.startsWith('DP-'))).toBe(true);
  });

  it('are forgotten after ninety days', async () => {
    expect((await noticesOf(by.officer)).items.length).toBeGreaterThan(0);
    await at('2026-12-01T20:30:00.000Z');
    const { items } = await noticesOf(by.officer);
    expect(items.every(({ createdAt }) => createdAt > '2026-09-01')).toBe(true);
  });
});
