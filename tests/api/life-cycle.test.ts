import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { asSystem } from '#server/db/transaction.ts';
import { lockPoint } from '#server/features/life-cycle/queries.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  act,
  active,
  DOCUMENT,
  eliminated,
  handedOver,
  IN_BA_VI,
  newPoint,
  okPoint,
  people,
  proposed,
  type People,
} from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

describe('the life of a point', () => {
  let test: TestApp;
  let by: People;

  beforeAll(async () => {
    test = await createTestApp();
    by = await people(test);
  });
  afterAll(() => test.close());

  it('goes from proposal over two cycles, and every step stays in its history', async () => {
    const over = await handedOver(by);
    expect(over.status).toBe('handed_over');
    const back = await act(by.analyst, over, 'mark-recurring', {
      effectiveOn: '2026-09-01',
      grounds: 'Kiểm tra thực tế xác định.',
    });
    expect(back).toMatchObject({ status: 'recurring', cycle: 2, recurrences: 1 });
    const again = await act(by.analyst, back, 'eliminate', { effectiveOn: '2026-09-20' });
    expect(again.status).toBe('eliminated');
    expect(again.cycles.map((cycle) => [cycle.number, cycle.openedOn, cycle.eliminatedOn])).toEqual(
      [
        [2, '2026-09-01', '2026-09-20'],
        [1, '2026-01-10', '2026-03-01'],
      ],
    );
    expect(again.events.map((event) => event.kind).toReversed()).toEqual([
      'proposed',
      'recognised',
      'eliminated',
      'handover_proposed',
      'handover_confirmed',
      'recurrence_confirmed',
      'eliminated',
    ]);
  });

  it('begins as a proposal in the communes that the place touches', async () => {
    const point = await proposed(by);
    expect(point.status).toBe('proposed');
    expect(point.cycle).toBe(0);
    expect(point.communes).toEqual([expect.objectContaining({ code: '00070', lead: true })]);
    expect(point.communeUncertain).toBe(true);
    expect(point.code).toMatch(/^DP-\d{5}$/);
  });

  it('is read by two people at once while a third one changes it', async () => {
    const { id } = await active(by);
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    let writer: Promise<void> | undefined;
    await new Promise<void>((locked) => {
      writer = asSystem(test.deps.database, async (sql) => {
        await lockPoint(sql, id);
        locked();
        await released;
      });
    });
    const reading = [by.analyst, by.coordinator].map((reader) => reader.get(`/api/points/${id}`));
    const answers = await Promise.all(reading).finally(release);
    await writer;
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('lets nobody recognise what they proposed themselves', async () => {
    const own = await okPoint(await by.coordinator.post('/api/points', newPoint()));
    expect(own.acts['recognise']).toBe('lifecycle.own_proposal');
    await expectProblem(
      await by.coordinator.post(`/api/points/${own.id}/recognise`, {
        effectiveOn: '2026-01-10',
        documentNumber: DOCUMENT,
        version: own.version,
      }),
      'lifecycle.own_proposal',
    );
  });

  it('can be declined with a reason, and recognised later all the same', async () => {
    const declined = await act(by.coordinator, await proposed(by), 'decline', {
      effectiveOn: '2026-01-08',
      reason: 'Chưa đủ căn cứ.',
    });
    expect(declined.status).toBe('not_recognised');
    const later = await act(by.coordinator, declined, 'recognise', { effectiveOn: '2026-02-01' });
    expect(later).toMatchObject({ status: 'active', cycle: 1 });
  });

  it('ends on the list by a decision, from a closed state only', async () => {
    const point = await active(by);
    await expectProblem(
      await by.coordinator.post(`/api/points/${point.id}/delist`, {
        effectiveOn: '2026-02-01',
        documentNumber: DOCUMENT,
        reason: 'Không còn phức tạp.',
        version: point.version,
      }),
      'lifecycle.wrong_status',
    );
    const off = await act(by.coordinator, await eliminated(by), 'delist', {
      effectiveOn: '2026-10-01',
      reason: 'Giữ vững.',
    });
    expect(off.status).toBe('delisted');
    expect(off.flags).toEqual([]);
  });

  it('refuses a day in the future and a day before what it builds on', async () => {
    const point = await active(by);
    const eliminate = (effectiveOn: string) =>
      by.analyst.post(`/api/points/${point.id}/eliminate`, {
        effectiveOn,
        documentNumber: DOCUMENT,
        version: point.version,
      });
    await expectProblem(await eliminate('2026-11-25'), 'lifecycle.future_date');
    await expectProblem(await eliminate('2026-01-09'), 'lifecycle.before_earlier_event');
    await expectProblem(await eliminate('2026-02-30'), 'request.invalid');
  });

  it('lets of two people at once only one act, and tells the other what stands there now', async () => {
    const point = await active(by);
    const body = { effectiveOn: '2026-02-01', documentNumber: DOCUMENT, version: point.version };
    const answers = await Promise.all([
      by.analyst.post(`/api/points/${point.id}/eliminate`, body),
      by.otherAnalyst.post(`/api/points/${point.id}/eliminate`, body),
    ]);
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 409)).toHaveLength(1);
    const refused = answers.find((answer) => answer.status === 409);
    expect(await refused?.json()).toMatchObject({
      code: 'point.changed_meanwhile',
      parameters: { version: point.version + 1 },
    });
  });

  it('asks for the right before it tells whether the point exists', async () => {
    const body = { effectiveOn: '2026-02-01', documentNumber: DOCUMENT, version: 1 };
    await expectProblem(
      await by.planner.post('/api/points/99999/eliminate', body),
      'permission.denied',
    );
    await expectProblem(
      await by.analyst.post('/api/points/99999/eliminate', body),
      'point.not_found',
    );
    await expectProblem(
      await test.anonymous.post('/api/points/99999/eliminate', body),
      'session.missing',
    );
  });

  it('does not show a commune what lies in another one', async () => {
    const far = await okPoint(
      await by.analyst.post(
        '/api/points',
        newPoint({ geometry: { type: 'Point', coordinates: IN_BA_VI } }),
      ),
    );
    await expectProblem(await by.leader.get(`/api/points/${far.id}`), 'point.not_found');
    await okPoint(await by.otherLeader.get(`/api/points/${far.id}`));
    await expectProblem(
      await by.officer.post(
        '/api/points',
        newPoint({ geometry: { type: 'Point', coordinates: IN_BA_VI } }),
      ),
      'point.outside_own_communes',
    );
  });

  it('keeps people and secrets out of its texts, and marks the words', async () => {
    const named = await by.officer.post(
      '/api/points',
      newPoint({ note: 'Chủ quán là ông Nguyễn Văn An, 0912345678' }),
    );
    const problem = await expectProblem(named, 'text.personal_data');
    expect(problem.errors).toEqual([{ pointer: '/note', code: 'text.personal_data' }]);
    await expectProblem(
      await by.officer.post('/api/points', newPoint({ note: 'TUYỆT MẬT - chuyên án' })),
      'text.secret_marking',
    );
  });

  it('refuses a place that crosses itself or lies outside the city', async () => {
    const bow = [
      [
        [105.85, 21.03],
        [105.86, 21.04],
        [105.86, 21.03],
        [105.85, 21.04],
        [105.85, 21.03],
      ],
    ];
    await expectProblem(
      await by.officer.post(
        '/api/points',
        newPoint({ geometry: { type: 'Polygon', coordinates: bow } }),
      ),
      'point.geometry_invalid',
    );
    await expectProblem(
      await by.analyst.post(
        '/api/points',
        newPoint({ geometry: { type: 'Point', coordinates: [106.7, 10.8] } }),
      ),
      'point.outside_city',
    );
    await expectProblem(
      await by.officer.post('/api/points', newPoint({ category: 'ZZZ' })),
      'point.category_unknown',
    );
  });

  it('logs every read of a single record', async () => {
    const point = await proposed(by);
    const before = await countReads(test, point.id);
    await okPoint(await by.planner.get(`/api/points/${point.id}`));
    expect(await countReads(test, point.id)).toBe(before + 1);
  });
});

async function countReads(test: TestApp, pointId: number): Promise<number> {
  const [row] = await test.database.sql<{ count: number }[]>`
    select count(*)::integer as count from audit_entry
    where action = 'point.read' and subject_id = ${String(pointId)}`;
  return row?.count ?? 0;
}
