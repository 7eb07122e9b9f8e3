import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { EventKind, PointDetail } from '#server/contract/point.ts';
import {
  act,
  handedOver,
  handoverAsked,
  okPoint,
  people,
  type People,
} from '#tests/support/points/register-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const TODAY = '2026-11-24';

let test: TestApp;
let by: People;
beforeAll(async () => {
  test = await createTestApp();
  by = await people(test);
});
afterAll(() => test.close());

/** Corrects the latest event of a kind. */
function correct(point: PointDetail, kind: EventKind, event: Record<string, unknown>) {
  const id = point.events.find((one) => one.kind === kind)?.id;
  const body = { effectiveOn: TODAY, reason: 'Ghi sai.', event: { id, ...event } };
  return act(by.analyst, point, 'correct', body);
}

async function answered(
  client: TestClient,
  point: PointDetail,
  word: string,
  body: Record<string, unknown>,
): Promise<PointDetail> {
  const given = { documentNumber: '1/CV', ...body };
  return okPoint(await client.post(`/api/handovers/${point.handovers[0]?.id}/${word}`, given));
}

const asked = (point: PointDetail, effectiveOn: string) =>
  act(by.analyst, point, 'handovers', { effectiveOn });

describe('the corrected day of a look or a suspicion', () => {
  const looked = (point: PointDetail, effectiveOn: string, more: Record<string, unknown>) =>
    act(by.officer, point, 'checks', { effectiveOn, documentNumber: null, ...more });

  it('moves the time of the look and the day of the next attempt by as many days', async () => {
    const point = await looked(await handedOver(by), '2026-11-20', {
      checkedAt: '2026-11-20T02:30:00.000Z',
      result: 'could_not_check',
      obstacle: 'closed',
    });
    await correct(point, 'checked', { effectiveOn: '2026-11-18' });
    const rows = await test.database.sql`
      select checked_on::text, retry_on::text, checked_at from check_record
      where point_id = ${point.id}`;
    expect(rows).toEqual([
      { checkedOn: '2026-11-18', retryOn: '2026-11-21', checkedAt: '2026-11-18T02:30:00.000Z' },
    ]);
  });

  it('moves the suspicion, its closure and its rejection, and those of no other', async () => {
    const first = await looked(await handedOver(by), '2026-05-01', { result: 'signs' });
    const [raised] = first.signals;
    const both = await looked(first, '2026-05-03', { result: 'signs' });
    const later = await correct(both, 'recurrence_suspected', { effectiveOn: '2026-05-04' });
    const closed = await correct(later, 'eliminated', { effectiveOn: '2026-02-20' });
    const rejected = await okPoint(
      await by.analyst.post(`/api/signals/${raised?.id}/reject`, {
        effectiveOn: '2026-05-20',
        reason: 'Không có gì.',
        version: closed.signals.find(({ id }) => id === raised?.id)?.version,
      }),
    );
    await correct(rejected, 'suspicion_rejected', { effectiveOn: '2026-05-15' });
    const rows = await test.database.sql`
      select occurred_on::text, closed_on::text, decided_on::text from signal
      where point_id = ${first.id} order by id`;
    expect(rows).toEqual([
      { occurredOn: '2026-05-01', closedOn: '2026-02-20', decidedOn: '2026-05-15' },
      { occurredOn: '2026-05-04', closedOn: '2026-02-20', decidedOn: null },
    ]);
  });
});

describe('the corrected day and number of a hand-over', () => {
  it('stay with the asking, the withdrawal, the answer and the reply that they belong to', async () => {
    const first = await answered(by.analyst, await handoverAsked(by), 'withdraw', {
      effectiveOn: '2026-03-07',
      reason: 'Ghi nhầm.',
    });
    const second = await answered(by.leader, await asked(first, '2026-03-10'), 'refuse', {
      effectiveOn: '2026-03-12',
      reason: 'insufficient_file',
    });
    let point = await answered(by.analyst, second, 'respond', {
      effectiveOn: '2026-03-14',
      response: 'accepted',
      text: 'Sẽ bổ sung hồ sơ.',
    });
    for (const [kind, effectiveOn, documentNumber] of [
      ['refusal_answered', '2026-03-15', 'T/1'],
      ['handover_refused', '2026-03-13', 'T/2'],
      ['handover_proposed', '2026-03-11', 'T/3'],
      ['handover_withdrawn', '2026-03-08', 'T/4'],
    ] as const) {
      point = await correct(point, kind, { effectiveOn, documentNumber });
    }
    point = await correct(point, 'handover_proposed', { grounds: 'Biên bản bổ sung.' });
    expect(point.handovers).toMatchObject([
      {
        attempt: 2,
        proposedOn: '2026-03-11',
        documentNumber: 'T/3',
        grounds: 'Biên bản bổ sung.',
        answeredOn: '2026-03-13',
        answerDocumentNumber: 'T/2',
        response: { on: '2026-03-15', documentNumber: 'T/1' },
        withdrawal: null,
      },
      {
        attempt: 1,
        proposedOn: '2026-03-05',
        documentNumber: '12/BB-UBND',
        grounds: null,
        answeredOn: null,
        withdrawal: { on: '2026-03-08', documentNumber: 'T/4' },
      },
    ]);
    expect(point.statusSince).toBe('2026-03-01');
  });

  it('moves the day on which the place was handed over, of its own closure alone', async () => {
    const over = await handedOver(by);
    const moved = await correct(over, 'handover_confirmed', {
      effectiveOn: '2026-03-06',
      documentNumber: 'T/5',
    });
    expect(moved).toMatchObject({
      statusSince: '2026-03-06',
      cycles: [{ handedOverOn: '2026-03-06' }],
      handovers: [{ answeredOn: '2026-03-06', answerDocumentNumber: 'T/5' }],
    });
  });
});

describe('corrections of a place that came back', () => {
  it('change the closure that they name, and leave the other one as it was', async () => {
    const suspected = await act(by.officer, await handedOver(by), 'checks', {
      effectiveOn: '2026-05-01',
      result: 'signs',
    });
    const [signal] = suspected.signals;
    const recurring = await okPoint(
      await by.analyst.post(`/api/signals/${signal?.id}/confirm`, {
        effectiveOn: '2026-05-20',
        reason: 'Đã xác minh.',
        version: signal?.version,
      }),
    );
    const again = await act(by.analyst, recurring, 'eliminate', { effectiveOn: '2026-06-01' });
    expect(again.statusSince).toBe('2026-06-01');
    const way = await correct(again, 'eliminated', { way: 'conversion' });
    const day = await correct(way, 'eliminated', { effectiveOn: '2026-06-03' });
    const words = await correct(day, 'recurrence_confirmed', {
      effectiveOn: '2026-05-18',
      grounds: 'Biên bản mới.',
    });
    expect(words).toMatchObject({
      status: 'eliminated',
      statusSince: '2026-06-03',
      cycles: [
        { number: 2, openedOn: '2026-05-18', eliminatedOn: '2026-06-03' },
        { number: 1, openedOn: '2026-01-10', eliminatedOn: '2026-03-01' },
      ],
      handovers: [{ cycle: 1, answeredOn: '2026-03-08' }],
    });
    const rows = await test.database.sql`
      select cycle.number, cycle.elimination_way,
        (select decision_reason from signal where signal.id = ${signal?.id ?? 0}) as reason,
        (select closed_on::text from signal where signal.id = ${signal?.id ?? 0}) as closed_on
      from cycle where point_id = ${again.id} order by number`;
    const told = { reason: 'Biên bản mới.', closedOn: '2026-03-01' };
    expect(rows).toEqual([
      { number: 1, eliminationWay: 'other', ...told },
      { number: 2, eliminationWay: 'conversion', ...told },
    ]);
  });
});

describe('the words of a correction', () => {
  it.each([
    { event: { note: 'Gọi anh Nam 0912 345 678' } },
    { event: { documentNumber: 'ĐT 0912 345 678' } },
    { event: { grounds: 'Gọi anh Nam 0912 345 678' } },
    { point: { officialName: 'Quán 0912 345 678' } },
    { point: { aliases: [{ name: 'Quán', source: 'anh Nam 0912 345 678' }] } },
    { reason: 'Gọi anh Nam 0912 345 678' },
  ])('are refused with a telephone number in %j', async (given) => {
    const point = await handoverAskedOnce();
    const event = point.events.find(({ kind }) => kind === 'handover_proposed');
    const named = 'event' in given ? { event: { id: event?.id, ...given.event } } : given;
    const body = { effectiveOn: TODAY, documentNumber: '1/CV', version: point.version };
    await expectProblem(
      await by.analyst.post(`/api/points/${point.id}/correct`, {
        reason: 'Ghi sai.',
        point: {},
        ...body,
        ...named,
      }),
      'text.personal_data',
    );
  });

  let shared: Promise<PointDetail> | undefined;
  const handoverAskedOnce = () => (shared ??= handoverAsked(by));
});
