import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { TipSource } from '#server/contract/tip-source.ts';
import type { TipStatistics } from '#server/contract/tip-statistics.ts';
import type { TipDetail } from '#server/contract/tip.ts';
import { IN_BA_VI, IN_HOAN_KIEM } from '#tests/support/points/register-acts.ts';
import { addSeconds, withSecond } from '#tests/support/points/proposal-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { detail, done, receive, step, tip } from '#tests/support/signals/tip-acts.ts';
import { openSource, withToken } from '#tests/support/signals/tip-source.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

let test: TestApp;
let analyst: TestClient;
let admin: TestClient;
let coordinator: TestClient;
beforeAll(async () => {
  test = await createTestApp();
  analyst = await test.as('analyst');
  admin = await test.as('admin');
  coordinator = await test.as('coordinator');
  addSeconds(coordinator, [analyst]);
});
afterAll(() => test.close());

/** The lines of the log about one subject, in their order. */
const logOf = (subjectKind: string, subjectId: number | string) => test.database.sql<
  { action: string; detail: object }[]
>`
  select action, detail from audit_entry
  where subject_kind = ${subjectKind} and subject_id = ${String(subjectId)} order by seq`;
const get = async <T>(path: string, client = analyst) =>
  (await (await client.get(path)).json()) as T;
const listed = async (query: string) =>
  (await get<{ items: TipDetail[] }>(`/api/tips?limit=500&${query}`)).items.map(({ id }) => id);

const setRule = async (act: object) =>
  withSecond(coordinator, await coordinator.post('/api/tip-clocks/rules', act), {
    kind: 'tip_rule',
    act,
  });
const setDay = async (act: object) =>
  withSecond(coordinator, await coordinator.post('/api/tip-clocks/days', act), {
    kind: 'day_off',
    act,
  });

describe('the log of a tip', () => {
  it('has its receipt, each step with its day and paper, and who read it', async () => {
    const { id, communeId } = await receive(analyst, { channel: 'post' });
    await done(await step(analyst, { id, version: 1 }, 'verify', { documentNumber: '12/BC' }));
    expect(await logOf('tip', id)).toEqual([
      { action: 'tip.receive', detail: { kind: 'feedback', channel: 'post', communeId } },
      {
        action: 'tip.verified',
        detail: {
          effectiveOn: '2026-03-03',
          documentNumber: '12/BC',
          documentOn: '2026-03-03',
          lateDays: 266,
        },
      },
      // A step is answered with the tip as it is then.
      { action: 'tip.read', detail: {} },
    ]);
    const { events } = await detail(analyst, id);
    expect(events[0]).toMatchObject({ actorRole: 'analyst', detail: { channel: 'post' } });
    expect((await logOf('tip', id)).filter(({ action }) => action === 'tip.read')).toHaveLength(2);
  });

  it('has the first day of a new rule, and what a day off has moved', async () => {
    const { rules } = await get<{ rules: { kind: string }[] }>('/api/tip-clocks');
    const complaint = rules.find(({ kind }) => kind === 'complaint');
    const rule = { ...complaint, validFrom: '2026-12-01', origin: '7/QĐ-UBND' };
    expect((await setRule(rule)).status).toBe(200);
    expect(await logOf('setting', 'complaint')).toEqual([
      { action: 'tip.set_rule', detail: { validFrom: '2026-12-01' } },
    ]);
    await receive(analyst, { receivedOn: '2026-11-23' });
    const day = { day: '2026-12-07', kind: 'holiday', name: 'Nghỉ bù thử' };
    expect((await setDay(day)).status).toBe(200);
    expect((await setDay(day)).status).toBe(200);
    expect(await logOf('setting', '2026-12-07')).toEqual([
      { action: 'tip.set_day', detail: { kind: 'holiday', moved: 1 } },
      { action: 'tip.set_day', detail: { kind: 'holiday', moved: 0 } },
    ]);
  });

  it('says of an imported table how many rows it had of each kind', async () => {
    const form = new FormData();
    const text = 'Số tin;Ngày tiếp nhận;Phường, xã\nN-1;02/03/2026;Ba Vì\nN-2;xx;Ba Vì';
    form.append('file', new File([text], 'tin.csv'));
    const headers = { 'idempotency-key': randomUUID() };
    const init = { method: 'POST', body: form, headers };
    const { runId } = await (await analyst.request('/api/tip-imports', init)).json();
    const [imported] = await logOf('import_run', runId);
    expect(imported).toEqual({
      action: 'tips.import',
      detail: { added: 1, known: 0, refused: 1, fileHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect((await analyst.post(`/api/tip-imports/${runId}/undo`)).status).toBe(200);
    expect((await logOf('import_run', runId))[1]).toEqual({
      action: 'tips.import_undo',
      detail: { removed: 1 },
    });
    await expectProblem(await analyst.get(`/api/point-imports/${runId}`), 'import.run_not_found');
    await expectProblem(
      await analyst.post(`/api/point-imports/${runId}/undo`),
      'import.run_not_found',
    );
    expect((await get<{ items: unknown[] }>('/api/point-imports')).items).toEqual([]);
  });
});

describe('a tip', () => {
  it('may have happened on the day on which it was received', async () => {
    const { id } = await receive(analyst, { occurredOn: '2026-03-02' });
    expect((await detail(analyst, id)).occurredOn).toBe('2026-03-02');
  });

  it.each([
    [{ policeNumber: '12/TM-CA' }, 'text.secret_marking'],
    [{ policeNumber: 'ông Nam' }, 'text.personal_data'],
    [{ channelNumber: 'ông Nam' }, 'text.personal_data'],
  ] as const)('takes no number with %o', async (more, code) => {
    await expectProblem(await analyst.post('/api/tips', tip(more)), code);
  });

  it('is taken in for no commune that has ended, nor for one to come', async () => {
    const communes = await test.database.sql<{ id: number; code: string }[]>`
      insert into commune (code, valid_from, valid_to, name, type, centre)
      select given.code, given.first::date, given.last::date, 'Thử', 'xa', commune.centre
      from (select centre from commune limit 1) commune, (
        values ('99997', '2020-01-01', '2026-11-24'), ('99998', '2026-11-25', null)
      ) as given (code, first, last)
      returning id, code`;
    for (const { id } of communes) {
      const given = tip({ position: null, communeId: id });
      await expectProblem(await analyst.post('/api/tips', given), 'commune.not_found');
    }
    const { client } = await openSource(test, { name: 'Nguồn D' });
    const sent = { channelNumber: 'E-1', communeCode: '99997' };
    await expectProblem(await client.post('/api/intake/tips', sent), 'commune.not_found');
    await test.database.sql`delete from commune where code in ('99997', '99998')`;
  });

  it('is worked on by no role that may only look', async () => {
    const auditor = await test.as('auditor');
    await expectProblem(await auditor.post('/api/tips', tip()), 'permission.denied');
  });

  it('takes no step with the number of a secret paper', async () => {
    const { id } = await receive(analyst);
    const secret = await step(analyst, { id, version: 1 }, 'verify', { documentNumber: '1/TM-CA' });
    await expectProblem(secret, 'text.secret_marking');
  });

  it('keeps its outcome, and the kind and category that it was classified as, in its history', async () => {
    const { id } = await receive(analyst, { category: 'KAR' });
    let at = await done(await step(analyst, { id, version: 1 }, 'verify'));
    at = await done(await step(analyst, at, 'classify', { kind: 'complaint', category: 'NN' }));
    expect(at).toMatchObject({ kind: 'complaint', category: 'NN' });
    expect(at.events.at(-1)?.detail).toMatchObject({ kind: 'complaint' });
    at = await done(await step(analyst, at, 'handle', { outcome: 'unsubstantiated' }));
    expect(at.events.at(-1)?.detail).toEqual({ outcome: 'unsubstantiated' });
    expect(at).toMatchObject({ category: 'NN', remainingDays: null });
  });

  it('names for its second extension who approves that', async () => {
    const { id } = await receive(analyst, { kind: 'crime_information' });
    const extend = (version: number) =>
      step(analyst, { id, version }, 'extend', { documentNumber: '9/QĐ' });
    await done(await extend(1));
    const at = await done(await extend(2));
    expect(at.extensionsUsed).toBe(2);
    expect(at.events.map((event) => event.detail['approver']).slice(1)).toEqual([
      'Thủ trưởng cơ quan điều tra',
      'Viện trưởng Viện kiểm sát',
    ]);
  });

  it('shows no rule while it has no clock', async () => {
    const { id } = await receive(analyst, { kind: 'denunciation' });
    expect(await detail(analyst, id)).toMatchObject({ rule: null, dueOn: null });
  });
});

describe('the list of tips', () => {
  it('begins with what is due first, ends with what was closed first, and has the undated between', async () => {
    const place = { placeName: 'Hàng Thứ Tự' };
    const later = (await receive(analyst, { ...place, receivedOn: '2026-04-20' })).id;
    const sooner = (await receive(analyst, { ...place, receivedOn: '2026-04-01' })).id;
    const undated = (await receive(analyst, { ...place, kind: 'denunciation' })).id;
    const closedOn = async (receivedOn: string, effectiveOn: string) => {
      const { id } = await receive(analyst, { ...place, receivedOn, kind: 'crime_information' });
      const given = { effectiveOn, documentNumber: '1/CV', authority: 'Thanh tra thành phố' };
      await done(await step(analyst, { id, version: 1 }, 'forward', given));
      return id;
    };
    const closedFirst = await closedOn('2026-03-02', '2026-03-04');
    const closedLast = await closedOn('2026-03-05', '2026-03-06');
    const q = encodeURIComponent('hang thu tu');
    const order = [sooner, later, undated, closedLast, closedFirst];
    expect(await listed(`q=${q}`)).toEqual(order);
    expect(await listed(`q=${q}&state=open`)).toEqual(order.slice(0, 3));
    expect(await listed(`q=${q}&state=closed`)).toEqual(order.slice(3));
    const page = await get<{ items: TipDetail[]; next: string | null }>(`/api/tips?q=${q}&limit=3`);
    expect(page.next).toBe('3');
    const rest = await get<typeof page>(`/api/tips?q=${q}&limit=2&cursor=3`);
    expect([rest.items.map(({ id }) => id), rest.next]).toEqual([order.slice(3), null]);
  });

  it('is searched by the number of the police and by the commune too', async () => {
    const { id } = await receive(analyst, { policeNumber: 'CA-5512', position: IN_BA_VI });
    expect(await listed('q=ca-5512')).toEqual([id]);
    expect(await listed('q=ba%20vi')).toContain(id);
    expect(await listed('q=ba%20vi&kind=complaint')).toEqual([]);
  });
});

describe('the statistics of tips', () => {
  it('are of the days of receipt, the first and the last among them', async () => {
    await receive(analyst, { receivedOn: '2026-08-10' });
    const of = async (from: string, to: string) =>
      (await get<TipStatistics>(`/api/tips/statistics?from=${from}&to=${to}`)).all.openOverdue;
    expect(await of('2026-08-10', '2026-08-10')).toBe(1);
    expect(await of('2026-08-01', '2026-08-09')).toBe(0);
    expect(await of('2026-08-11', '2026-08-20')).toBe(0);
  });
});

describe('a source of tips', () => {
  const hand = (client: TestClient, more: object) =>
    client.post('/api/intake/tips', { position: IN_HOAN_KIEM, ...more });

  it('is listed by its name, with its own channel, the time of its last use, and its log', async () => {
    const portal = await openSource(test, { name: 'Nguồn B', channel: 'portal' });
    const other = await openSource(test, { name: 'Nguồn A' });
    const { id, tokens } = portal.made.source;
    expect(tokens[0]?.lastUsedAt).toBeNull();
    const answer = await hand(portal.client, { channelNumber: 'C-1', communeCode: '09700' });
    const { code } = await answer.json();
    const found = await get<{ items: TipDetail[] }>(`/api/tips?q=${code}`);
    expect(found.items[0]).toMatchObject({ channel: 'portal', commune: { code: '00070' } });
    const { items } = await get<{ items: TipSource[] }>('/api/tip-sources', admin);
    expect(items.map(({ name }) => name).filter((name) => /[AB]$/.test(name))).toEqual([
      'Nguồn A',
      'Nguồn B',
    ]);
    const used = items.find(({ name }) => name === 'Nguồn B');
    expect(used?.tokens[0]?.lastUsedAt).not.toBeNull();
    const foreign = `/api/tip-sources/${other.made.source.id}/tokens/${tokens[0]?.id}/revoke`;
    await expectProblem(await admin.post(foreign), 'tip.token_not_found');
    const own = await admin.post(`/api/tip-sources/${id}/tokens/${tokens[0]?.id}/revoke`);
    expect(own.status).toBe(200);
    expect((await logOf('tip_source', id)).map(({ action }) => action)).toEqual([
      'tip_source.create',
      'tip_source.revoke_token',
    ]);
  });

  it('may say an earlier day of receipt, and sends no faster with two tokens', async () => {
    const { made, client } = await openSource(test, { name: 'Nguồn C', requestsPerMinute: 2 });
    const added = await admin.post(`/api/tip-sources/${made.source.id}/tokens`);
    const second = withToken(test, (await added.json()).token as string);
    const first = await hand(client, { channelNumber: 'D-1', receivedOn: '2026-11-20' });
    expect(await first.json()).toMatchObject({ dueOn: '2026-12-04' });
    expect((await hand(second, { channelNumber: 'D-2' })).status).toBe(201);
    await expectProblem(await hand(second, { channelNumber: 'D-3' }), 'request.too_many');
  });
});
