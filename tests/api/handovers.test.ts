import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { PointDetail } from '#server/contract/point.ts';
import type { Database } from '#server/db/client.ts';
import { problemText } from '#server/contract/problem-text.ts';
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

/** Counts the transactions that begin until `stop`, without the read-only one of the session. */
function countTransactions({ sql }: Database): { stop: () => number } {
  const begin = sql.begin.bind(sql);
  let begun = 0;
  sql.begin = ((...given: Parameters<typeof begin>) => {
    const mode: unknown = given[0];
    if (mode === '') begun += 1;
    return begin(...given);
  }) as typeof sql.begin;
  return {
    stop() {
      sql.begin = begin;
      return begun;
    },
  };
}

const CONFIRM = { effectiveOn: '2026-03-08', documentNumber: DOCUMENT };
const REFUSE = { effectiveOn: '2026-03-09', reason: 'insufficient_file' };

describe('a hand-over', () => {
  let test: TestApp;
  let by: People;

  beforeAll(async () => {
    test = await createTestApp();
    by = await people(test);
  });
  afterAll(() => test.close());

  const answer = (client: TestClient, point: PointDetail, word: string, body: object, part = 0) =>
    client.post(`/api/handovers/${point.handovers[part]?.id}/${word}`, body);

  it('waits for the commune, with a last day for the answer, and counts for nobody until then', async () => {
    const asked = await handoverAsked(by);
    expect(asked.status).toBe('eliminated');
    expect(asked.flags).toContain('handover_pending');
    expect(asked.handovers).toEqual([
      expect.objectContaining({
        state: 'pending',
        proposedOn: '2026-03-05',
        answerDueOn: '2026-03-12',
      }),
    ]);
  });

  it('is to be answered within the period of its own day, whatever holds on the day of entry', async () => {
    await test.database.sql`
      insert into setting (key, valid_from, value, origin, set_at)
      values (
        'handover.answer_period', '2026-03-06', '{"days": 20, "kind": "calendar"}', 'Quy chế mới',
        ${test.clock.now()}
      )`;
    try {
      const asked = await handoverAsked(by);
      expect(asked.handovers[0]?.answerDueOn).toBe('2026-03-12');
      const later = await act(by.analyst, await eliminated(by), 'handovers', {
        effectiveOn: '2026-03-06',
      });
      expect(later.handovers[0]?.answerDueOn).toBe('2026-03-26');
    } finally {
      await test.database.sql`delete from setting where valid_from = '2026-03-06'`;
    }
  });

  it("makes the point handed over when the commune's leader says yes", async () => {
    const over = await okPoint(
      await answer(by.leader, await handoverAsked(by), 'confirm', CONFIRM),
    );
    expect(over).toMatchObject({ status: 'handed_over', statusSince: '2026-03-08' });
    expect(over.cycles[0]?.handedOverOn).toBe('2026-03-08');
  });

  it('is confirmed in one transaction, beside readings that are sent in one piece', async () => {
    const asked = await handoverAsked(by);
    // The first request of a session, and one a minute after it, notes that it is used.
    expect((await by.leader.get('/api/me')).status).toBe(200);
    const counted = countTransactions(test.database);
    await okPoint(await answer(by.leader, asked, 'confirm', CONFIRM));
    expect(counted.stop()).toBe(1);
  });

  it('leaves the point eliminated when the leader says no, with the reason', async () => {
    const refused = await okPoint(
      await answer(by.leader, await handoverAsked(by), 'refuse', REFUSE),
    );
    expect(refused.status).toBe('eliminated');
    expect(refused.flags).toContain('handover_refused');
    expect(refused.handovers[0]).toMatchObject({ state: 'refused', reason: 'insufficient_file' });
  });

  it('is never answered by another commune, by another role, or twice', async () => {
    const asked = await handoverAsked(by);
    await expectProblem(
      await answer(by.otherLeader, asked, 'confirm', CONFIRM),
      'handover.not_found',
    );
    await expectProblem(await answer(by.officer, asked, 'confirm', CONFIRM), 'permission.denied');
    await expectProblem(await answer(by.analyst, asked, 'confirm', CONFIRM), 'permission.denied');
    await okPoint(await answer(by.leader, asked, 'confirm', CONFIRM));
    await expectProblem(await answer(by.leader, asked, 'confirm', CONFIRM), 'handover.not_pending');
  });

  it('of two answers at once takes one, and tells the other by whom it was answered, and when', async () => {
    const asked = await handoverAsked(by);
    const second = await test.as('leader.two', { role: 'leader', communeCodes: ['00070'] });
    const answers = await Promise.all([
      answer(by.leader, asked, 'confirm', { effectiveOn: '2026-03-09', documentNumber: DOCUMENT }),
      answer(second, asked, 'refuse', REFUSE),
    ]);
    expect(answers.filter((one) => one.status === 200)).toHaveLength(1);
    const [late] = answers.filter((one) => one.status !== 200);
    if (late === undefined) throw new Error('both answers were taken');
    const { parameters = {} } = await expectProblem(late, 'handover.not_pending');
    const confirmed = answers[0]?.status === 200;
    expect(parameters).toMatchObject({
      outcome: confirmed ? 'confirmed' : 'refused',
      role: 'leader',
      [confirmed ? 'confirmedBy' : 'refusedBy']: 'phường Hoàn Kiếm',
      at: test.clock.now(),
    });
    expect(JSON.stringify(parameters)).not.toContain('Người dùng');
    const inCity = new Date(Date.parse(test.clock.now()) + 7 * 3_600_000).toISOString();
    expect(problemText('handover.not_pending', 'vi', parameters)).toContain(
      `Lãnh đạo phường Hoàn Kiếm đã ${confirmed ? 'xác nhận' : 'từ chối'} lúc ${inCity.slice(11, 16)} 24/11/2026.`,
    );
  });

  it('is not proposed twice at a time, nor before the elimination', async () => {
    const asked = await handoverAsked(by);
    const body = { effectiveOn: '2026-03-06', documentNumber: DOCUMENT, version: asked.version };
    await expectProblem(
      await by.analyst.post(`/api/points/${asked.id}/handovers`, body),
      'handover.already_pending',
    );
    const point = await eliminated(by);
    await expectProblem(
      await by.analyst.post(`/api/points/${point.id}/handovers`, {
        ...body,
        effectiveOn: '2026-02-28',
        version: point.version,
      }),
      'lifecycle.before_earlier_event',
    );
  });

  it('is not proposed to a commune that is abolished on its day', async () => {
    const point = await eliminated(by);
    const until = (day: string | null) =>
      test.database.sql`update commune set valid_to = ${day} where code = '00070'`;
    const propose = (effectiveOn: string) =>
      by.analyst.post(`/api/points/${point.id}/handovers`, {
        effectiveOn,
        documentNumber: DOCUMENT,
        version: point.version,
      });
    await until('2026-03-05');
    try {
      await expectProblem(await propose('2026-03-05'), 'handover.commune_abolished');
    } finally {
      await until(null);
    }
    expect((await okPoint(await propose('2026-03-05'))).flags).toContain('handover_pending');
  });

  it('says why when the reason is "other"', async () => {
    const asked = await handoverAsked(by);
    const body = { effectiveOn: '2026-03-09', reason: 'other' };
    await expectProblem(
      await answer(by.leader, asked, 'refuse', body),
      'lifecycle.reason_required',
    );
  });

  it('is not answered before it was proposed', async () => {
    const asked = await handoverAsked(by);
    const early = { ...CONFIRM, effectiveOn: '2026-03-04' };
    await expectProblem(
      await answer(by.leader, asked, 'confirm', early),
      'lifecycle.before_earlier_event',
    );
  });

  it('across several communes is complete with the last yes, dated by the latest of them', async () => {
    // From Hoàn Kiếm westwards across its neighbours; the approximate areas say which these are.
    const line = {
      type: 'LineString',
      coordinates: [
        [105.85, 21.032],
        [105.826, 21.023],
      ],
    };
    const asked = await handoverAsked(by, { geometry: line });
    expect(asked.handovers.length).toBeGreaterThan(1);
    let point = asked;
    for (const [index, part] of asked.handovers.entries()) {
      expect(point.status).toBe('eliminated');
      const leader = await test.as(`leader.${part.commune.code}.line`, {
        role: 'leader',
        communeCodes: [part.commune.code],
      });
      const day = index === 0 ? '2026-03-20' : '2026-03-10';
      point = await okPoint(
        await leader.post(`/api/handovers/${part.id}/confirm`, { ...CONFIRM, effectiveOn: day }),
      );
    }
    expect(point).toMatchObject({ status: 'handed_over', statusSince: '2026-03-20' });
    expect(point.cycles[0]?.handedOverOn).toBe('2026-03-20');
    const said = point.events.filter(({ kind }) => kind === 'handover_confirmed').toReversed();
    expect(said.map(({ detail }) => detail)).toEqual(
      asked.handovers.map((part, at) => ({
        handoverId: part.id,
        attempt: 1,
        communeId: part.commune.id,
        complete: at === asked.handovers.length - 1,
        photos: 0,
      })),
    );
    expect(said.map(({ statusAfter }) => statusAfter)).toEqual(
      said.map((_, at) => (at === said.length - 1 ? 'handed_over' : 'eliminated')),
    );
  });
});
