import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { PointDetail } from '#server/contract/point.ts';
import type { WeeklySheetView } from '#server/contract/weekly-sheet.ts';
import {
  act,
  DOCUMENT,
  handoverAsked,
  people,
  type People,
} from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

describe('the weekly sheet of a commune where activity came back', () => {
  let test: TestApp;
  let by: People;
  let pending: PointDetail;

  beforeAll(async () => {
    test = await createTestApp({ now: '2026-03-20T03:00:00.000Z' });
    by = await people(test);
    await test.deps.points.reload();
    pending = await handoverAsked(by, { officialName: 'Điểm chờ trả lời' });
  });
  afterAll(() => test.close());

  const read = async (client: TestClient): Promise<WeeklySheetView['current']> => {
    const answer = await client.get('/api/weekly-sheets?commune=00070&week=2026-03-16');
    expect(answer.status).toBe(200);
    const { current }: WeeklySheetView = await answer.json();
    return current;
  };

  it('counts a recurrence with its reply, and signals, when they come', async () => {
    const suspected = await act(by.officer, await fresh(by.officer, pending.id), 'checks', {
      effectiveOn: '2026-03-17',
      result: 'signs',
      documentNumber: null,
    });
    const open = await read(by.leader);
    expect(open.counts).toMatchObject({ signals_raised: 1, signals_open: 1, checks_with_signs: 1 });
    expect(open.codes.signals_open).toEqual([pending.code]);
    await by.analyst.post(`/api/signals/${suspected.signals[0]?.id}/confirm`, {
      version: suspected.signals[0]?.version,
      effectiveOn: '2026-03-18',
      documentNumber: DOCUMENT,
      reason: 'Đã xác minh tại chỗ.',
    });
    const come = await read(by.leader);
    expect(come.counts).toMatchObject({
      points_recurring: 1,
      recurrences_confirmed: 1,
      recurrences_replied: 0,
      recurrences_unanswered: 1,
      signals_confirmed: 1,
      signals_open: 0,
      handovers_pending: 0,
    });
    const [communeId = 0] = by.otherLeader.account?.communeIds ?? [];
    await test.database.sql`
      insert into point_commune (point_id, commune_id, lead)
      values (${pending.id}, ${communeId}, false)`;
    // A place on a border counts for the commune in the lead alone.
    const beside = await by.otherLeader.get('/api/weekly-sheets?commune=09700&week=2026-03-16');
    expect(((await beside.json()) as WeeklySheetView).current.counts).toMatchObject({
      recurrences_confirmed: 0,
      recurrences_unanswered: 0,
    });
    const point = await fresh(by.leader, pending.id);
    const words = 'Đơn vị đã tăng cường kiểm tra hằng ngày.';
    const reply = { cycle: point.cycle, words };
    const path = `/api/points/${point.id}/replies`;
    const drafted = await by.officer.post(path, { ...reply, state: 'draft', after: 0 });
    expect(drafted.ok).toBe(true);
    // A draft is no reply yet.
    expect((await read(by.leader)).counts).toMatchObject({ recurrences_replied: 0 });
    const filed = await by.leader.post(path, { ...reply, state: 'filed', after: 1 });
    expect(filed.ok).toBe(true);
    expect((await read(by.leader)).counts).toMatchObject({
      recurrences_confirmed: 1,
      recurrences_replied: 1,
      recurrences_unanswered: 0,
    });
  });
});

async function fresh(client: TestClient, id: number): Promise<PointDetail> {
  return (await client.get(`/api/points/${id}`)).json();
}
