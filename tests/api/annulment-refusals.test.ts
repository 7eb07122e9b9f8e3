import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import {
  annul,
  answer,
  check,
  latest,
  openAnnulments,
  preview,
  REASON,
} from '#tests/support/points/annul-acts.ts';
import {
  act,
  active,
  DOCUMENT,
  eliminated,
  handedOver,
  handoverAsked,
  IN_BA_VI,
  okPoint,
} from '#tests/support/points/register-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { TEST_NOW } from '#tests/support/test-constants.ts';

type Opened = Awaited<ReturnType<typeof openAnnulments>>;
let test: Opened['test'];
let by: Opened['by'];
let on: Opened['on'];
let otherCoordinator: Opened['otherCoordinator'];
beforeAll(async () => {
  ({ test, by, on, otherCoordinator } = await openAnnulments());
});
afterAll(() => test.close());
beforeEach(() => test.clock.set(TEST_NOW));

describe('an annulment is refused', () => {
  it('while later acts stand on it, which it names, the latest first', async () => {
    const point = await on.recur(await handedOver(by));
    const response = await annul(by.otherAnalyst, point, 'eliminated');
    const problem = await expectProblem(response, 'annulment.acts_stand_on_it');
    expect(problem.parameters?.['acts']).toBe(
      'Xác nhận tái hoạt động 01/05/2026; Xác nhận bàn giao 08/03/2026; Đề nghị bàn giao 05/03/2026',
    );
    const { why, standing, effects } = await preview(by.otherAnalyst, point, 'eliminated');
    expect(why).toBe('annulment.acts_stand_on_it');
    expect(standing.map(({ kind }) => kind)).toEqual([
      'recurrence_confirmed',
      'handover_confirmed',
      'handover_proposed',
    ]);
    expect(effects).toEqual([]);
  });

  it('while the commune has a reply to the recurrence, were it a draft', async () => {
    const point = await on.recur(await handedOver(by));
    const drafted = await by.officer.post(`/api/points/${point.id}/replies`, {
      cycle: 2,
      state: 'draft',
      words: 'Phường đang kiểm tra lại địa bàn.',
      after: 0,
    });
    expect(drafted.status).toBe(201);
    const response = await annul(by.otherAnalyst, await on.recordOf(point), 'recurrence_confirmed');
    const problem = await expectProblem(response, 'annulment.acts_stand_on_it');
    expect(problem.parameters?.['acts']).toBe('Giải trình của phường, xã');
  });

  it('to the one who did it, an hour later', async () => {
    const point = await active(by);
    test.clock.set('2026-11-24T12:00:00.000Z');
    await expectProblem(await annul(by.coordinator, point, 'recognised'), 'annulment.own_too_late');
  });

  it('to a commune for the act of another person', async () => {
    const point = await check(by.officer, await handedOver(by), 'no_sign');
    await expectProblem(await annul(by.leader, point, 'checked'), 'annulment.of_another');
  });

  it('to the one on whose proposal or suspicion the act decided', async () => {
    const asked = await handoverAsked(by);
    const refused = await answer(by.leader, asked, 'refuse', { reason: 'duplicate' });
    await expectProblem(await annul(by.analyst, refused, 'handover_refused'), 'annulment.own_case');
  });

  it('without a document to all but the one who did it', async () => {
    const point = await eliminated(by);
    const without = { documentNumber: null };
    await expectProblem(
      await annul(by.otherAnalyst, point, 'eliminated', without),
      'lifecycle.document_required',
    );
    await okPoint(await annul(by.analyst, point, 'eliminated', without));
  });

  it('the second time', async () => {
    const point = await eliminated(by);
    const id = latest(point, 'eliminated');
    const once = await okPoint(await annul(by.otherAnalyst, point, 'eliminated'));
    await expectProblem(
      await by.otherAnalyst.post(`/api/events/${id}/annul`, {
        version: once.version,
        reason: REASON,
        documentNumber: DOCUMENT,
      }),
      'annulment.annulled_already',
    );
  });

  it('of what is no act of its own, of a place shown under another, and of nothing', async () => {
    const point = await act(by.analyst, await active(by), 'correct', {
      effectiveOn: '2026-11-24',
      reason: 'Sửa tên.',
      point: { officialName: 'Nhà nghỉ Tên Khác' },
    });
    await expectProblem(await annul(by.otherAnalyst, point, 'corrected'), 'annulment.no_act');
    const merged = await act(by.analyst, point, 'merge', {
      effectiveOn: '2026-11-24',
      reason: 'Ghi trùng.',
      intoPointId: (await active(by)).id,
    });
    const hidden = await expectProblem(
      await annul(otherCoordinator, merged, 'recognised'),
      'annulment.acts_stand_on_it',
    );
    expect(hidden.parameters?.['acts']).toBe('Gộp điểm 24/11/2026');
    const nothing = await by.analyst.post('/api/events/999999/annul', {
      version: 1,
      reason: REASON,
    });
    await expectProblem(nothing, 'annulment.no_such_event');
    await expectProblem(
      await by.analyst.get('/api/events/999999/annulment'),
      'annulment.no_such_event',
    );
    await expectProblem(
      await by.otherLeader.get(`/api/events/${latest(point, 'recognised')}/annulment`),
      'annulment.no_such_event',
    );
  });

  it('where the place lies in another commune by now, naming the acts by which it passed on', async () => {
    const moved = await act(by.analyst, await handedOver(by), 'correct', {
      effectiveOn: '2026-11-24',
      reason: 'Sửa vị trí.',
      point: { geometry: { type: 'Point', coordinates: IN_BA_VI } },
    });
    expect(moved.status).toBe('eliminated');
    for (const [who, kind] of [
      [by.coordinator, 'handover_confirmed'],
      [by.otherAnalyst, 'eliminated'],
    ] as const) {
      const problem = await expectProblem(
        await annul(who, moved, kind),
        'annulment.acts_stand_on_it',
      );
      expect(problem.parameters?.['acts']).toContain(
        'Đề nghị bàn giao 24/11/2026; Bàn giao hết hiệu lực vì điểm đổi địa bàn 24/11/2026',
      );
    }
    // The commune that had received it sees it no more.
    await expectProblem(
      await annul(by.leader, moved, 'handover_confirmed'),
      'annulment.no_such_event',
    );
  });

  it('when the place changed meanwhile, or the reason names a person or a secret', async () => {
    const point = await eliminated(by);
    const send = (more: object) => annul(by.otherAnalyst, point, 'eliminated', more);
    await expectProblem(await send({ version: 1 }), 'point.changed_meanwhile');
    await expectProblem(
      await send({ reason: 'Ông Nguyễn Văn Hùng, 0912345678' }),
      'text.personal_data',
    );
    await expectProblem(await send({ reason: 'MẬT: không ghi' }), 'text.secret_marking');
  });

  it('to roles without the right', async () => {
    const point = await eliminated(by);
    await expectProblem(await annul(by.planner, point, 'eliminated'), 'permission.denied');
  });
});
