import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { RespondToRefusalBody } from '#server/contract/life-cycle.ts';
import type { Actor } from '#server/contract/permission.ts';
import type { PointDetail, PointPage } from '#server/contract/point.ts';
import { respondToRefusal } from '#server/features/handovers/proposer-commands.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  act,
  DOCUMENT,
  eliminated,
  handoverAsked,
  okPoint,
  people,
  type People,
} from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const REFUSE = {
  effectiveOn: '2026-03-09',
  reason: 'insufficient_file',
  reasonText: 'Thiếu sơ đồ',
};
const RESPOND = {
  effectiveOn: '2026-03-12',
  response: 'accepted',
  text: 'Đã bổ sung sơ đồ.',
  documentNumber: '21/CV-CAP',
};
const WITHDRAW = { effectiveOn: '2026-03-07', reason: 'Ghi nhầm biên bản' };

let test: TestApp;
let by: People;

beforeAll(async () => {
  test = await createTestApp();
  by = await people(test);
});
afterAll(() => test.close());

const say = (client: TestClient, point: PointDetail, word: string, body: object, part = 0) =>
  client.post(`/api/handovers/${point.handovers[part]?.id}/${word}`, body);

async function refused(reason = 'insufficient_file'): Promise<PointDetail> {
  return okPoint(await say(by.leader, await handoverAsked(by), 'refuse', { ...REFUSE, reason }));
}

describe('a refusal', () => {
  it('must be answered before the hand-over is proposed again, and the thread stays', async () => {
    const point = await refused();
    expect(point.acts['propose_handover']).toBe('permission.denied');
    const seen = await okPoint(await by.analyst.get(`/api/points/${point.id}`));
    expect(seen.acts).toMatchObject({
      propose_handover: 'handover.refusal_unanswered',
      respond_refusal: null,
    });
    const body = { effectiveOn: '2026-03-20', documentNumber: DOCUMENT, version: point.version };
    await expectProblem(
      await by.analyst.post(`/api/points/${point.id}/handovers`, body),
      'handover.refusal_unanswered',
    );
    const answered = await okPoint(await say(by.analyst, point, 'respond', RESPOND));
    expect(answered.status).toBe('eliminated');
    expect(answered.flags).not.toContain('handover_refused');
    // A day between the refusal and its answer.
    await expectProblem(
      await by.analyst.post(`/api/points/${point.id}/handovers`, {
        ...body,
        effectiveOn: '2026-03-11',
        version: answered.version,
      }),
      'lifecycle.before_earlier_event',
    );
    const again = await act(by.analyst, answered, 'handovers', { effectiveOn: '2026-03-20' });
    expect(again.handovers.map((part) => [part.attempt, part.state])).toEqual([
      [2, 'pending'],
      [1, 'refused'],
    ]);
    expect(again.handovers[1]).toMatchObject({
      reason: 'insufficient_file',
      reasonText: 'Thiếu sơ đồ',
      proposedByRole: 'analyst',
      answeredByRole: 'leader',
      response: {
        kind: 'accepted',
        on: '2026-03-12',
        byRole: 'analyst',
        text: 'Đã bổ sung sơ đồ.',
        documentNumber: '21/CV-CAP',
      },
    });
    expect(again.events.map((event) => event.kind).slice(0, 4)).toEqual([
      'handover_proposed',
      'refusal_answered',
      'handover_refused',
      'handover_proposed',
    ]);
  });

  it('may be contested by anybody of the proposing side, once, and by nobody else', async () => {
    const point = await refused();
    const body = { ...RESPOND, response: 'contested' };
    await expectProblem(await say(by.leader, point, 'respond', body), 'permission.denied');
    await expectProblem(await say(by.officer, point, 'respond', body), 'permission.denied');
    await expectProblem(
      await by.analyst.post('/api/handovers/999999/respond', body),
      'handover.not_found',
    );
    const contested = await okPoint(await say(by.coordinator, point, 'respond', body));
    expect(contested.handovers[0]?.response?.kind).toBe('contested');
    await expectProblem(
      await say(by.analyst, point, 'respond', body),
      'handover.already_responded',
    );
  });

  it('is not answered where there is none, nor before it, nor with what names a person', async () => {
    const asked = await handoverAsked(by);
    await expectProblem(await say(by.analyst, asked, 'respond', RESPOND), 'handover.not_refused');
    const point = await refused();
    await expectProblem(
      await say(by.analyst, point, 'respond', { ...RESPOND, effectiveOn: '2026-03-08' }),
      'lifecycle.before_earlier_event',
    );
    await expectProblem(
      await say(by.analyst, point, 'respond', { ...RESPOND, text: 'Gọi ông Nguyễn Văn Minh' }),
      'text.personal_data',
    );
  });

  it('for the wrong commune may be answered with another lead, for a duplicate with the other point', async () => {
    const other = await eliminated(by);
    const wrong = await refused('wrong_commune');
    const communes = (await (await by.analyst.get('/api/communes')).json()) as {
      items: { id: number; code: string }[];
    };
    const baVi = communes.items.find((commune) => commune.code === '09700')?.id ?? 0;
    await expectProblem(
      await say(by.analyst, wrong, 'respond', { ...RESPOND, otherPointId: other.id }),
      'handover.response_mismatch',
    );
    await expectProblem(
      await say(by.analyst, wrong, 'respond', { ...RESPOND, leadCommuneId: 999_999 }),
      'commune.not_found',
    );
    const named = await okPoint(
      await say(by.analyst, wrong, 'respond', { ...RESPOND, leadCommuneId: baVi }),
    );
    expect(named.handovers[0]?.response?.commune?.code).toBe('09700');
    // It is named, not carried out: correcting is an act of its own.
    expect(named.communes).toEqual(wrong.communes);

    const twice = await refused('duplicate');
    await expectProblem(
      await say(by.analyst, twice, 'respond', { ...RESPOND, otherPointId: twice.id }),
      'handover.response_mismatch',
    );
    await expectProblem(
      await say(by.analyst, twice, 'respond', { ...RESPOND, otherPointId: 999_999 }),
      'point.not_found',
    );
    await expectProblem(
      await say(by.analyst, twice, 'respond', { ...RESPOND, leadCommuneId: baVi }),
      'handover.response_mismatch',
    );
    const paired = await okPoint(
      await say(by.analyst, twice, 'respond', { ...RESPOND, otherPointId: other.id }),
    );
    expect(paired.handovers[0]?.response?.point).toEqual({ id: other.id, code: other.code });
  });

  it('is not answered by the person who refused, whatever became of their role', async () => {
    const turned = await test.as('leader.turned', { role: 'leader', communeCodes: ['00070'] });
    const point = await okPoint(await say(turned, await handoverAsked(by), 'refuse', REFUSE));
    const accountId = turned.account?.accountId ?? '';
    const analyst: Actor = { accountId, role: 'analyst', reach: 'city', communeIds: [] };
    const body = RespondToRefusalBody.parse(RESPOND);
    await expect(
      respondToRefusal(test.deps, analyst, point.handovers[0]?.id ?? 0, body),
    ).rejects.toMatchObject({ code: 'handover.own_refusal' });
  });
});

describe('a proposal that waits', () => {
  it('may be withdrawn by the proposing side with a reason, and then proposed again', async () => {
    const asked = await handoverAsked(by);
    await expectProblem(await say(by.leader, asked, 'withdraw', WITHDRAW), 'permission.denied');
    const gone = await okPoint(await say(by.coordinator, asked, 'withdraw', WITHDRAW));
    expect(gone.status).toBe('eliminated');
    expect(gone.flags).not.toContain('handover_pending');
    expect(gone.handovers[0]).toMatchObject({
      state: 'withdrawn',
      withdrawal: { on: '2026-03-07', byRole: 'coordinator', reason: 'Ghi nhầm biên bản' },
    });
    const { parameters } = await expectProblem(
      await say(by.leader, asked, 'confirm', { effectiveOn: '2026-03-08' }),
      'handover.not_pending',
    );
    expect(parameters).toMatchObject({ outcome: 'withdrawn', role: 'coordinator' });
    const again = await act(by.analyst, gone, 'handovers', { effectiveOn: '2026-03-10' });
    expect(again.handovers[0]).toMatchObject({ attempt: 2, state: 'pending' });
  });

  it('is not withdrawn any more once it was answered, nor before it was proposed', async () => {
    const asked = await handoverAsked(by);
    await expectProblem(
      await say(by.analyst, asked, 'withdraw', { ...WITHDRAW, effectiveOn: '2026-03-04' }),
      'lifecycle.before_earlier_event',
    );
    await okPoint(await say(by.leader, asked, 'refuse', REFUSE));
    await expectProblem(
      await say(by.analyst, asked, 'withdraw', { ...WITHDRAW, effectiveOn: '2026-03-10' }),
      'handover.not_pending',
    );
    const over = await handoverAsked(by);
    await okPoint(await say(by.leader, over, 'confirm', { effectiveOn: '2026-03-08' }));
    await expectProblem(
      await say(by.analyst, over, 'withdraw', WITHDRAW),
      'lifecycle.wrong_status',
    );
  });

  it('past its day is overdue on the record, in the list and in its part, and handed over to nobody', async () => {
    const asked = await handoverAsked(by);
    // From 12 March to 24 November.
    const days = 257;
    expect(asked).toMatchObject({ status: 'eliminated', answerOverdueDays: days });
    expect(asked.handovers[0]?.answerOverdueDays).toBe(days);
    const page = (await (await by.leader.get('/api/points?limit=200')).json()) as PointPage;
    const row = page.items.find((point) => point.id === asked.id);
    expect(row).toMatchObject({ status: 'eliminated', answerOverdueDays: days });
    const said = await okPoint(
      await say(by.leader, asked, 'confirm', { effectiveOn: '2026-03-08' }),
    );
    expect(said.answerOverdueDays).toBeNull();
  });
});

describe('a hand-over across several communes', () => {
  // From Hoàn Kiếm westwards across its neighbours; the approximate areas say which these are.
  const across = (end: [number, number]) => ({
    type: 'LineString',
    coordinates: [[105.85, 21.032], end],
  });
  const geometry = across([105.826, 21.023]);
  const leaderOf = (part: PointDetail['handovers'][number]) =>
    test.as(`leader.${part.commune.code}.thread`, {
      role: 'leader',
      communeCodes: [part.commune.code],
    });

  it('shows the answer of each, and ends for all with the first refusal, saying so to the others', async () => {
    const asked = await handoverAsked(by, { geometry: across([105.81, 21.019]) });
    const [first, second, third] = asked.handovers;
    if (first === undefined || second === undefined || third === undefined) {
      throw new Error('the line does not cross three communes');
    }
    await okPoint(
      await (
        await leaderOf(first)
      ).post(`/api/handovers/${first.id}/confirm`, { effectiveOn: '2026-03-06' }),
    );
    const after = await okPoint(
      await (await leaderOf(second)).post(`/api/handovers/${second.id}/refuse`, REFUSE),
    );
    const states = after.handovers.map((part) => part.state);
    expect(states.slice(0, 2)).toEqual(['confirmed', 'refused']);
    expect(states.slice(2).every((state) => state === 'cancelled')).toBe(true);
    expect(after.flags).toContain('handover_refused');
    expect(after.flags).not.toContain('handover_pending');
    const { parameters } = await expectProblem(
      await (
        await leaderOf(third)
      ).post(`/api/handovers/${third.id}/confirm`, { effectiveOn: '2026-03-10' }),
      'handover.not_pending',
    );
    const { name } = second.commune;
    expect(parameters).toMatchObject({ outcome: 'refused', refusedBy: `phường ${name}` });
  });

  it('is withdrawn for all that have not answered; who had said yes is asked again', async () => {
    const asked = await handoverAsked(by, { geometry });
    const [first] = asked.handovers;
    if (first === undefined) throw new Error('nobody was asked');
    await okPoint(
      await (
        await leaderOf(first)
      ).post(`/api/handovers/${first.id}/confirm`, { effectiveOn: '2026-03-06' }),
    );
    const gone = await okPoint(await say(by.analyst, asked, 'withdraw', WITHDRAW, 1));
    expect(gone.handovers.map((part) => part.state)).toEqual([
      'confirmed',
      ...asked.handovers.slice(1).map(() => 'withdrawn'),
    ]);
    const again = await act(by.analyst, gone, 'handovers', { effectiveOn: '2026-03-10' });
    const latest = again.handovers.filter((part) => part.attempt === 2);
    expect(latest.map((part) => part.state)).toEqual(asked.handovers.map(() => 'pending'));
  });
});
