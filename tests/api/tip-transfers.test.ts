import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { NoticeList } from '#server/contract/notice.ts';
import type { ProblemCode } from '#server/contract/problem.ts';
import type { TipStatistics } from '#server/contract/tip-statistics.ts';
import type { TipCounts, TipDetail, TipSummary } from '#server/contract/tip.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { detail, done, receive } from '#tests/support/signals/tip-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { TEST_NOW } from '#tests/support/test-constants.ts';

const TODAY = '2026-11-24';
/** Ten working days after it is the ninth of November. */
const RECEIVED = '2026-10-26';

let test: TestApp;
let analyst: TestClient;
let giver: TestClient;
let giversOfficer: TestClient;
let asked: TestClient;
let askedOfficer: TestClient;
let third: TestClient;
let askedId: number;
let giverId: number;
let tip: TipDetail;

beforeAll(async () => {
  test = await createTestApp();
  analyst = await test.as('analyst');
  const hoanKiem = { communeCodes: ['00070'] };
  const baVi = { communeCodes: ['09700'] };
  giver = await test.as('leader', hoanKiem);
  giversOfficer = await test.as('officer', hoanKiem);
  asked = await test.as('leader.ba.vi', { role: 'leader', ...baVi });
  askedOfficer = await test.as('officer.ba.vi', { role: 'officer', ...baVi });
  third = await test.as('leader.third', { role: 'leader', communeCodes: ['00082'] });
  const { items } = await (await analyst.get('/api/communes')).json();
  const idOf = (wanted: string) =>
    items.find(({ code }: { code: string }) => code === wanted)?.id as number;
  [giverId, askedId] = [idOf('00070'), idOf('09700')];
});
afterAll(() => test.close());
beforeEach(async () => {
  const { id } = await receive(giver, { receivedOn: TODAY });
  tip = await detail(giver, id);
});

type Tip = { id: number; version: number };
const ask = (client: TestClient, { id, version }: Tip = tip, more: object = {}) =>
  client.post(`/api/tips/${id}/transfer`, {
    version,
    effectiveOn: TODAY,
    communeId: askedId,
    documentNumber: '14/CV-UBND',
    note: 'Nơi phản ánh thuộc địa bàn khác.',
    ...more,
  });
/** The number of the question that a client asks. */
async function askedBy(client: TestClient, of: Tip = tip): Promise<number> {
  const { transfer } = await done(await ask(client, of));
  return transfer?.id ?? 0;
}
const REASON = { reason: 'Không thuộc địa bàn của xã.' };
const act = (client: TestClient, id: number, verb: 'take' | 'refuse' | 'withdraw') =>
  client.post(`/api/tip-transfers/${id}/${verb}`, verb === 'take' ? {} : REASON);
const askedList = async (client: TestClient) =>
  (await (await client.get('/api/tips?asked=true')).json()).items as TipSummary[];
const codes = (tips: readonly { code: string }[]) => tips.map(({ code }) => code);
const told = async (client: TestClient) =>
  ((await (await client.get('/api/me/notices')).json()) as NoticeList).items
    .filter(({ code }) => code === tip.code)
    .map(({ kind }) => kind);
const kinds = ({ events }: TipDetail) => events.map(({ kind }) => kind);

/** All that an answer could have changed. */
const standing = async () => {
  const rows = await test.database.sql<object[]>`
    select
      tip.commune_id, tip.version, tip_transfer.state, tip_transfer.decided_by,
      (select count(*) from tip_event where tip_event.tip_id = tip.id) as events,
      (select count(*) from audit_entry where action like 'tip.%' and action <> 'tip.read') as lines
    from tip left join tip_transfer on tip_transfer.tip_id = tip.id
    where tip.id = ${tip.id}
    order by tip_transfer.id`;
  return [...rows];
};
async function expectNothing(answer: () => Promise<Response>, code: ProblemCode): Promise<void> {
  const before = await standing();
  await expectProblem(await answer(), code);
  expect(await standing()).toEqual(before);
}

describe('a tip of which another commune is asked', () => {
  it('stays with its commune, which works on it, and is shown to the other to decide', async () => {
    await expectProblem(await asked.get(`/api/tips/${tip.id}`), 'tip.not_found');
    const at = await done(await ask(giver));
    expect(at).toMatchObject({
      commune: { code: '00070' },
      version: tip.version,
      dueOn: tip.dueOn,
      transfer: {
        from: { code: '00070' },
        to: { code: '09700' },
        askedRole: 'leader',
        askedOn: TODAY,
        documentNumber: '14/CV-UBND',
      },
      answers: { take: 'tip.transfer_own', withdraw: null },
      steps: { transfer_asked: 'tip.transfer_waits', verified: null },
    });
    expect(codes(await askedList(asked))).toContain(tip.code);
    expect(codes(await askedList(giver))).toEqual([]);
    const counts = (await (await asked.get('/api/tips/counts')).json()) as TipCounts;
    expect(counts.asked).toBe((await askedList(asked)).length);
    const own = (await (await asked.get('/api/tips?limit=500')).json()).items as TipSummary[];
    expect(codes(own)).not.toContain(tip.code);
    expect(await told(asked)).toEqual(['tip_asked']);
    expect(await told(askedOfficer)).toEqual(['tip_asked']);
    const seen = await detail(asked, tip.id);
    expect(seen).toMatchObject({
      answers: { take: null, refuse: null, withdraw: 'tip.transfer_not_yours' },
    });
    expect(kinds(seen)).toEqual(['received', 'transfer_asked']);
    expect(new Set(Object.values(seen.steps))).toEqual(new Set(['tip.transfer_not_yours']));
    const step = { version: tip.version, effectiveOn: TODAY };
    await expectProblem(await asked.post(`/api/tips/${tip.id}/verify`, step), 'tip.not_found');
    await expectProblem(await third.get(`/api/tips/${tip.id}`), 'tip.not_found');
    const verified = await done(await giver.post(`/api/tips/${tip.id}/verify`, step));
    expect(verified).toMatchObject({ stage: 'verified', transfer: { to: { code: '09700' } } });
  });

  it('moves when it is taken, with its clock, and its history says who asked and who took', async () => {
    const id = await askedBy(giver);
    const at = await done(await act(askedOfficer, id, 'take'));
    expect(at).toMatchObject({
      commune: { code: '09700' },
      dueOn: tip.dueOn,
      transfer: null,
      version: tip.version + 1,
    });
    const sides = { transferId: id, from: giverId, to: askedId };
    expect(at.events.slice(1)).toMatchObject([
      { kind: 'transfer_asked', actorRole: 'leader', detail: sides },
      { kind: 'transferred', actorRole: 'officer', effectiveOn: TODAY, detail: sides },
    ]);
    await expectProblem(await giver.get(`/api/tips/${tip.id}`), 'tip.not_found');
    expect(await told(giver)).toEqual(['tip_taken']);
    expect(await told(giversOfficer)).toEqual(['tip_taken']);
    const [line] = await test.database.sql<object[]>`
      select action, subject_id from audit_entry where action like 'tip.transfer%' order by seq desc limit 1`;
    expect(line).toMatchObject({ action: 'tip.transferred', subjectId: String(tip.id) });
  });

  it('stays when it is refused with a reason, which the giver reads, and is out of the other’s sight', async () => {
    const id = await askedBy(giver);
    await expectProblem(
      await asked.post(`/api/tip-transfers/${id}/refuse`, { reason: '' }),
      'request.invalid',
    );
    const named = { reason: 'Gọi ông Nguyễn Văn An 0912345678.' };
    const says = (client: TestClient, verb: string) => () =>
      client.post(`/api/tip-transfers/${id}/${verb}`, named);
    await expectNothing(says(asked, 'refuse'), 'text.personal_data');
    await expectNothing(says(giver, 'withdraw'), 'text.personal_data');
    const refused = await act(asked, id, 'refuse');
    expect([refused.status, await refused.json()]).toEqual([200, { id: tip.id, code: tip.code }]);
    const at = await detail(giver, tip.id);
    expect(at).toMatchObject({ commune: { code: '00070' }, transfer: null, answers: null });
    expect(at.events.at(-1)).toMatchObject({ kind: 'transfer_refused', note: REASON.reason });
    expect(await told(giver)).toEqual(['tip_refused']);
    await expectProblem(await asked.get(`/api/tips/${tip.id}`), 'tip.not_found');
    // Somebody else may be asked now.
    expect((await ask(giver, at)).status).toBe(200);
  });

  it('is asked for by the city too, and then taken by the other commune alone', async () => {
    const id = await askedBy(analyst);
    await expectNothing(() => act(analyst, id, 'take'), 'tip.transfer_own');
    await expectNothing(() => act(giver, id, 'withdraw'), 'tip.transfer_not_yours');
    await expectNothing(() => act(giver, id, 'take'), 'tip.transfer_not_yours');
    expect((await done(await act(asked, id, 'take'))).commune.code).toBe('09700');
    expect(await told(analyst)).toEqual(['tip_taken']);
    expect(await told(giver)).toEqual(['tip_taken']);
  });

  it('can be withdrawn by the side that asked, also by a colleague', async () => {
    const id = await askedBy(giver);
    await expectNothing(() => act(analyst, id, 'withdraw'), 'tip.transfer_not_yours');
    await expectNothing(() => act(asked, id, 'withdraw'), 'tip.transfer_not_yours');
    const at = await done(await act(giversOfficer, id, 'withdraw'));
    expect(at).toMatchObject({ transfer: null, commune: { code: '00070' } });
    expect(at.events.at(-1)).toMatchObject({ kind: 'transfer_withdrawn', note: REASON.reason });
    await expectProblem(await asked.get(`/api/tips/${tip.id}`), 'tip.not_found');
    await expectNothing(() => act(asked, id, 'take'), 'tip.transfer_withdrawn');
    await expectNothing(() => act(giver, id, 'withdraw'), 'tip.transfer_withdrawn');
  });

  it('is asked of nobody any more once it is closed', async () => {
    const id = await askedBy(giver);
    const forward = { version: tip.version, effectiveOn: TODAY, authority: 'Thanh tra thành phố' };
    await done(
      await giver.post(`/api/tips/${tip.id}/forward`, { ...forward, documentNumber: '1/CV' }),
    );
    expect((await detail(giver, tip.id)).transfer).toBeNull();
    await expectNothing(() => act(asked, id, 'take'), 'tip.transfer_ended');
    await expectNothing(() => act(giver, id, 'withdraw'), 'tip.transfer_ended');
    await expectProblem(await ask(giver, await detail(giver, tip.id)), 'tip.closed');
  });
});

describe('a question to another commune', () => {
  it('names another commune that there is, once at a time', async () => {
    await expectProblem(await ask(giver, tip, { communeId: giverId }), 'tip.same_commune');
    await expectProblem(await ask(giver, tip, { communeId: 99_999 }), 'commune.not_found');
    await askedBy(giver);
    await expectNothing(() => ask(giver), 'tip.transfer_waits');
    await expectNothing(() => ask(analyst), 'tip.transfer_waits');
  });

  it('is answered once, by one of two people of the commune who press at the same time', async () => {
    const id = await askedBy(giver);
    const answers = await Promise.all([act(asked, id, 'take'), act(askedOfficer, id, 'take')]);
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([200, 409]);
    const lost = answers.find(({ status }) => status === 409);
    if (lost !== undefined) await expectProblem(lost, 'tip.transfer_answered');
    expect(kinds(await detail(asked, tip.id))).toEqual([
      'received',
      'transfer_asked',
      'transferred',
    ]);
    await expectNothing(() => act(asked, id, 'take'), 'tip.transfer_answered');
    await expectNothing(() => act(asked, id, 'refuse'), 'tip.transfer_answered');
    await expectNothing(() => act(giver, id, 'withdraw'), 'tip.transfer_answered');
  });

  it('is taken or withdrawn, where both are pressed at the same time', async () => {
    const id = await askedBy(giver);
    const [taken, withdrawn] = await Promise.all([
      act(asked, id, 'take'),
      act(giver, id, 'withdraw'),
    ]);
    expect([taken.status, withdrawn.status].toSorted((a, b) => a - b)).toEqual([200, 409]);
    const { commune } = await detail(analyst, tip.id);
    expect(commune.code).toBe(taken.status === 200 ? '09700' : '00070');
  });

  it('is answered neither by who asked, moved to the other commune, nor by a third or unknown one', async () => {
    const moved = await test.as('officer.moved', { role: 'officer', communeCodes: ['00070'] });
    const id = await askedBy(moved);
    await test.database.sql`
      update role_assignment set commune_id = ${askedId}
      where account_id = ${moved.account?.accountId ?? ''}`;
    await expectNothing(() => act(moved, id, 'take'), 'tip.transfer_own');
    await expectNothing(() => act(moved, id, 'refuse'), 'tip.transfer_own');
    await expectNothing(() => act(third, id, 'take'), 'tip.transfer_not_found');
    const unknown = 'tip.transfer_not_found';
    await expectNothing(() => act(asked, 99_999, 'take'), unknown);
    await expectNothing(() => act(asked, 99_999, 'refuse'), unknown);
    await expectNothing(() => act(asked, 99_999, 'withdraw'), unknown);
    const coordinator = await test.as('coordinator');
    await expectNothing(() => act(coordinator, id, 'take'), 'permission.denied');
  });

  it('is answered by no disabled account', async () => {
    const gone = await test.as('leader.gone', { role: 'leader', communeCodes: ['09700'] });
    const id = await askedBy(giver);
    await test.database.sql`
      update app_user set disabled_at = ${TEST_NOW} where id = ${gone.account?.accountId ?? ''}`;
    await expectNothing(() => act(gone, id, 'take'), 'account.disabled');
  });
});

describe('while the answer waits', () => {
  const tallies = async (client: TestClient) => {
    const answer = await client.get(`/api/tips/statistics?from=${RECEIVED}&to=${RECEIVED}`);
    const { all, byCommune } = (await answer.json()) as TipStatistics;
    return { all, of: (code: string) => byCommune.find((one) => one.code === code)?.tally };
  };

  it('the clock of the giver goes on, and a tip that gets late counts for the giver until it is taken', async () => {
    test.clock.set(`${RECEIVED}T03:00:00.000Z`);
    const { id, version } = await detail(
      giver,
      (await receive(giver, { receivedOn: RECEIVED })).id,
    );
    await done(await ask(giver, { id, version }, { effectiveOn: RECEIVED }));
    test.clock.set(TEST_NOW);
    const late = await detail(giver, id);
    expect(late).toMatchObject({ dueOn: '2026-11-09', timeliness: 'overdue' });
    expect((await tallies(analyst)).of('00070')).toMatchObject({ openOverdue: 1 });
    expect((await tallies(giver)).all).toMatchObject({ openOverdue: 1 });
    expect((await tallies(asked)).all).toMatchObject({ openOverdue: 0, rate: null });
    const taken = await done(await act(asked, late.transfer?.id ?? 0, 'take'));
    expect(taken).toMatchObject({ dueOn: '2026-11-09', timeliness: 'overdue' });
    expect((await tallies(asked)).all).toMatchObject({ openOverdue: 1 });
    expect((await tallies(giver)).all).toMatchObject({ openOverdue: 0 });
  });
});
