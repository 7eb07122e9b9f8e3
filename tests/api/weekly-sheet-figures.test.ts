import { afterAll, beforeAll, expect, it } from 'vitest';

import type { PointDetail } from '#server/contract/point.ts';
import type { WeeklySheetView } from '#server/contract/weekly-sheet.ts';
import {
  act,
  DOCUMENT,
  eliminated,
  people,
  type People,
} from '#tests/support/points/register-acts.ts';
import { okJson } from '#tests/support/routes/route-acts.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

/** Three weeks: to Sunday 1 March, from Monday 2 to Sunday 8 March, and from Monday 9 March 2026. */
const WEEKS = ['2026-03-01', '2026-03-08', '2026-03-09'];
let test: TestApp;
let by: People;

beforeAll(async () => {
  test = await createTestApp({ now: '2026-03-20T03:00:00.000Z' });
  by = await people(test);
  await test.deps.points.reload();
});
afterAll(() => test.close());

type Figure = keyof WeeklySheetView['current']['counts'];
const sheetOf = (week: string) =>
  okJson<WeeklySheetView>(by.leader.get(`/api/weekly-sheets?commune=00070&week=${week}`));
/** Some figures of each of the three weeks. */
const counts = (...figures: Figure[]) =>
  Promise.all(
    WEEKS.map(async (week) => {
      const { current } = await sheetOf(week);
      return figures.map((figure) => current.counts[figure]);
    }),
  );
const fresh = ({ id }: { id: number }) => okJson<PointDetail>(by.officer.get(`/api/points/${id}`));
/** Places of one kind, told apart by their names. */
const closed = (name: string, at: number) =>
  eliminated(by, {
    officialName: `Điểm ${name}`,
    geometry: { type: 'Point', coordinates: [105.8464 + at * 0.0018, 21.0295] },
  });
const check = async (point: { id: number }, effectiveOn: string, more: object = {}) =>
  act(by.officer, await fresh(point), 'checks', {
    effectiveOn,
    result: 'no_sign',
    documentNumber: null,
    ...more,
  });

it('a check counts in the week of its day, and one in vain apart', async () => {
  const point = await closed('được kiểm tra', 0);
  for (const day of ['2026-03-01', '2026-03-02', '2026-03-08', '2026-03-09']) {
    await check(point, day);
  }
  await check(point, '2026-03-08', { result: 'could_not_check', obstacle: 'closed' });
  expect(await counts('checks_done', 'checks_in_vain', 'checks_with_signs')).toEqual([
    [1, 0, 0],
    [2, 1, 0],
    [1, 0, 0],
  ]);
});

it('a hand-over without an answer is overdue from the day after its due day', async () => {
  const point = await closed('quá hạn', 4);
  const asked = await act(by.analyst, point, 'handovers', { effectiveOn: '2026-03-05' });
  expect(asked.handovers[0]?.answerDueOn).toBe('2026-03-12');
  const now = test.clock.now();
  const overdueOn = async (day: string) => {
    test.clock.set(`${day}T03:00:00.000Z`);
    const { current } = await sheetOf(day);
    return [current.counts.handovers_overdue, current.codes.handovers_overdue];
  };
  expect(await overdueOn('2026-03-12')).toEqual([0, []]);
  expect(await overdueOn('2026-03-13')).toEqual([1, [point.code]]);
  test.clock.set(now);
});

it('an answer that was entered after its day is overdue once its paper was refused', async () => {
  const { code, judge, standing } = await answeredLate('nhập muộn, không nhận', 7);
  const { awaiting, overdue } = await standing();
  expect(overdue).not.toContain(code);
  await judge({ verdict: 'refused', reason: 'Văn bản không nêu ngày này.' });
  expect(await standing()).toEqual({
    awaiting: awaiting - 1,
    overdue: [...overdue, code].toSorted(),
  });
});

it('a check in time that was entered after its day is neither done in time nor overdue until its paper was judged', async () => {
  const point = await closed('kiểm tra nhập muộn', 8);
  const standing = async () => {
    const { counts: found, codes } = (await sheetOf('2026-03-10')).current;
    return {
      awaiting: found.checks_awaiting_paper,
      overdue: found.checks_overdue,
      named: codes.checks_overdue.includes(point.code),
    };
  };
  const before = await standing();
  expect(before).toMatchObject({ named: true });
  const { events } = await check(point, '2026-03-08');
  const { awaiting, overdue } = before;
  expect(await standing()).toEqual({ awaiting: awaiting + 1, overdue: overdue - 1, named: false });
  const reason = 'Văn bản không nêu ngày này.';
  const look = { eventId: events[0]?.id, verdict: 'refused', reason };
  await okJson(by.analyst.post(`/api/points/${point.id}/papers`, look));
  expect(await standing()).toEqual(before);
});

it('a place that was looked at by a paper alone is neither looked at nor unchecked until its paper was judged', async () => {
  const point = await closed('kiểm tra lại nhập muộn', 9);
  const standing = async () => {
    const { counts: found, codes } = (await sheetOf('2026-03-10')).current;
    return {
      awaiting: found.checks_unchecked_awaiting_paper,
      unchecked: found.checks_unchecked,
      named: codes.checks_unchecked.includes(point.code),
    };
  };
  const before = await standing();
  expect(before).toMatchObject({ named: true });
  const { events } = await check(point, '2026-03-08');
  const { awaiting, unchecked } = before;
  const meanwhile = { awaiting: awaiting + 1, unchecked: unchecked - 1, named: false };
  expect(await standing()).toEqual(meanwhile);
  const judge = (eventId: number | undefined, said: object) =>
    okJson(by.analyst.post(`/api/points/${point.id}/papers`, { eventId, ...said }));
  await judge(events[0]?.id, { verdict: 'refused', reason: 'Văn bản không nêu ngày này.' });
  expect(await standing()).toEqual(before);
  const again = await check(point, '2026-03-09');
  expect(await standing()).toEqual(meanwhile);
  await judge(again.events[0]?.id, { verdict: 'seen' });
  expect(await standing()).toEqual({ ...meanwhile, awaiting });
});

/** A hand-over that its leader answers for its second day weeks later, with how it stands on 15 March. */
async function answeredLate(name: string, at: number) {
  const point = await closed(name, at);
  const asked = await act(by.analyst, point, 'handovers', { effectiveOn: '2026-03-02' });
  const answer = {
    effectiveOn: '2026-03-03',
    documentNumber: DOCUMENT,
    documentOn: '2026-03-03',
    enteredAt: null,
  };
  const path = `/api/handovers/${asked.handovers[0]?.id}/confirm`;
  const { events } = await okJson<PointDetail>(by.leader.post(path, answer));
  return {
    code: point.code,
    judge: (said: object) =>
      okJson(
        by.analyst.post(`/api/points/${point.id}/papers`, { eventId: events[0]?.id, ...said }),
      ),
    standing: async () => {
      const { counts: found, codes } = (await sheetOf('2026-03-15')).current;
      return { awaiting: found.handovers_awaiting_paper, overdue: codes.handovers_overdue };
    },
  };
}
