import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Conduct } from '#server/contract/conduct.ts';
import type { TipStatistics } from '#server/contract/tip-statistics.ts';
import { okProposal, paperOf } from '#tests/support/points/proposal-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { detail, receive } from '#tests/support/signals/tip-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const TODAY = '2026-11-24';

let test: TestApp;
let leader: TestClient;
let analyst: TestClient;
beforeAll(async () => {
  test = await createTestApp();
  leader = await test.as('leader', { communeCodes: ['00070'] });
  analyst = await test.as('analyst');
});
afterAll(() => test.close());

const statistics = async () => {
  const answer = await analyst.get(`/api/tips/statistics?from=2026-01-01&to=${TODAY}`);
  return (await answer.json()) as TipStatistics;
};
const tally = async () => (await statistics()).all;
const tallyOf = async (wanted: string) =>
  (await statistics()).byCommune.find(({ code }) => code === wanted)?.tally;
const STEPS = [
  ['verify', {}],
  ['classify', { kind: 'feedback' }],
  ['handle', { outcome: 'unsubstantiated' }],
] as const;
const send = (id: number, verb: string, body: object) =>
  leader.post(`/api/tips/${id}/${verb}`, { version: 1, effectiveOn: TODAY, ...body });
const overdue = async () => (await receive(leader, { receivedOn: '2026-10-01' })).id;

describe('a tip that is overdue is not made one in time by whom it measures', () => {
  it('by days typed before its due day', async () => {
    const id = await overdue();
    const before = await tally();
    const typed = { effectiveOn: '2026-10-05' };
    await expectProblem(await send(id, 'verify', typed), 'late_entry.paper_missing');
    const paper = { ...typed, documentNumber: '1/BC', documentOn: '2026-10-05' };
    for (const [version, [verb, more]] of STEPS.entries()) {
      const answer = await send(id, verb, { ...paper, ...more, version: version + 1 });
      expect(answer.status).toBe(200);
    }
    // Neither in time nor late until another person has seen the paper.
    const { onTime, late } = before;
    expect(await tally()).toMatchObject({ onTime, late, awaiting: before.awaiting + 1 });
  });

  it('by a suspension with a number of a paper', async () => {
    const id = await overdue();
    const before = await tally();
    await expectProblem(await send(id, 'suspend', { documentNumber: '1/QĐ' }), 'proposal.needed');
    expect(await tally()).toEqual(before);
    const act = { step: 'suspended', version: 1, effectiveOn: TODAY, documentNumber: '1/QĐ' };
    const bare = { kind: 'tip_step', tipId: id, act };
    await expectProblem(await leader.post('/api/proposals', bare), 'proposal.paper_required');
    const paperId = await paperOf(leader);
    const asked = await okProposal(await leader.post('/api/proposals', { ...bare, paperId }));
    expect(await tally()).toEqual(before);
    await expectProblem(
      await leader.post(`/api/proposals/${asked.id}/confirm`, {}),
      'permission.denied',
    );
    await okProposal(await analyst.post(`/api/proposals/${asked.id}/confirm`, {}));
    expect((await detail(leader, id)).timeliness).toBe('suspended');
  });

  it('by another kind, whose clock has not started', async () => {
    const id = await overdue();
    const { dueOn } = await detail(leader, id);
    const verified = await send(id, 'verify', {});
    expect(verified.status).toBe(200);
    const softer = { version: 2, kind: 'complaint' };
    await expectProblem(await send(id, 'classify', softer), 'proposal.needed');
    const act = { step: 'classified', effectiveOn: TODAY, ...softer };
    const asked = await okProposal(
      await leader.post('/api/proposals', { kind: 'tip_step', tipId: id, act }),
    );
    expect(await detail(leader, id)).toMatchObject({ dueOn, timeliness: 'overdue' });
    await okProposal(await analyst.post(`/api/proposals/${asked.id}/confirm`, {}));
    expect(await detail(leader, id)).toMatchObject({ kind: 'complaint', dueOn: null });
  });

  it('by asking another commune to take it after its last day', async () => {
    const id = await overdue();
    const before = await tallyOf('00070');
    const [other] = await test.database.sql<{ id: number }[]>`
      select id from commune where code = '09700'`;
    expect((await send(id, 'transfer', { communeId: other?.id })).status).toBe(200);
    expect(await tallyOf('00070')).toEqual(before);
    expect(await detail(leader, id)).toMatchObject({ timeliness: 'overdue' });
  });

  it('by a proposal of an earlier version to pass it on, by which the other commune is only asked', async () => {
    const id = await overdue();
    const [other] = await test.database.sql<{ id: number }[]>`
      select id from commune where code = '09700'`;
    const act = { step: 'transferred', version: 1, effectiveOn: TODAY, communeId: other?.id };
    const asked = { kind: 'tip_step', tipId: id, act, paperId: null };
    await expectProblem(await leader.post('/api/proposals', asked), 'proposal.not_needed');
    const [left] = await test.database.sql<{ id: number }[]>`
      insert into proposal (
        kind, subject, asked, asked_by, asked_role, asked_at, decider_roles, told, state, expires_at
      ) values (
        'tip_step', ${`tip ${id} transferred`}, ${test.database.sql.json(asked as never)},
        ${leader.account?.accountId ?? ''}, 'leader', ${test.clock.now()}, '{analyst}', '{}', 'waiting',
        '2099-01-01T00:00:00Z'
      )
      returning id`;
    await okProposal(await analyst.post(`/api/proposals/${left?.id}/confirm`, {}));
    expect(await detail(leader, id)).toMatchObject({
      commune: { code: '00070' },
      timeliness: 'overdue',
      transfer: { to: { code: '09700' } },
    });
  });

  it('by tips of its own making, which are counted apart', async () => {
    const before = await tallyOf('00070');
    for (let made = 0; made < 6; made += 1) {
      const { id } = await receive(leader, { receivedOn: TODAY });
      for (const [version, [verb, more]] of STEPS.entries()) {
        const answer = await send(id, verb, { ...more, version: version + 1 });
        expect(answer.status).toBe(200);
      }
    }
    const { onTime = 0, own = 0 } = before ?? {};
    expect(await tallyOf('00070')).toMatchObject({ onTime: onTime + 6, own: own + 6 });
  });

  it('unmarked, by passing on to an authority what is still in time', async () => {
    const conduct = async () => {
      const query = `figure=tips&commune=00070&from=2026-01-01&to=${TODAY}`;
      const { parts } = (await (await analyst.get(`/api/conduct?${query}`)).json()) as Conduct;
      return parts;
    };
    const hoanKiem = leader.account?.communeIds[0];
    const { id } = await receive(analyst, {
      receivedOn: TODAY,
      communeId: hoanKiem,
      position: null,
    });
    const [before, marked] = [await tally(), await conduct()];
    const passedOn = { documentNumber: '1/CV', authority: 'Cơ quan có thẩm quyền' };
    expect((await send(id, 'forward', passedOn)).status).toBe(200);
    expect((await tally()).onTime).toBe(before.onTime + 1);
    expect(await conduct()).toEqual({ ...marked, unseen: marked.unseen + 1 });
  });

  it('while a stricter kind and work of the day take nobody else', async () => {
    const { id } = await receive(leader, { kind: 'denunciation', receivedOn: TODAY });
    expect((await send(id, 'verify', {})).status).toBe(200);
    const stricter = { version: 2, kind: 'feedback' };
    expect((await send(id, 'classify', stricter)).status).toBe(200);
    const closed = await send(id, 'handle', { version: 3, outcome: 'substantiated' });
    expect(await closed.json()).toMatchObject({ timeliness: 'closed_on_time' });
  });
});
