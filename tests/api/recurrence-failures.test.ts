import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { NoticeList } from '#server/contract/notice.ts';
import type { Recurrence, RecurrenceList } from '#server/contract/route-recurrence.ts';
import { asSystem } from '#server/db/transaction.ts';
import { objects, prepareBusinesses } from '#tests/support/routes/prepared-businesses.ts';
import { addRecurrence, draftNow, readRecurrence } from '#tests/support/routes/recurrence-acts.ts';
import {
  arrange,
  draftRoute,
  edited,
  okJson,
  orderIn,
  publish,
} from '#tests/support/routes/route-acts.ts';

let ground: Awaited<ReturnType<typeof prepareBusinesses>>;
beforeAll(async () => {
  ground = await prepareBusinesses();
});
afterAll(() => ground.test.close());

/** Businesses of the ward with the code 00070: three in all. */
const OF_WARD = { only: 'business', communes: ['00070'], weekdays: [5] };

const end = (id: number) => ground.planner.post(`/api/route-recurrences/${id}/end`, {});
const toldOf = async (targetId: number) =>
  (await okJson<NoticeList>(ground.planner.get('/api/me/notices'))).items
    .filter((one) => one.targetId === targetId)
    .map(({ kind, onDate }) => [kind, onDate]);
const outcomes = ({ next }: Recurrence) => next.map(({ onDate, outcome }) => [onDate, outcome]);

/** Publishes a route of the day after the tests to all businesses of the ward. */
async function holdWard() {
  const { planner, teams, unseen, clean, due } = ground;
  const draft = await draftRoute(planner, teams);
  const filled = await edited(planner, draft, objects(unseen.id, clean.id, due.id));
  const ready = await arrange(planner, filled, [orderIn(filled, null)]);
  return publish(planner, ready, { randomShareReason: 'Chỉ thử nghiệm' });
}

async function setCommune(code: string, validTo: string | null) {
  await asSystem(
    ground.test.database,
    (sql) => sql`update commune set valid_to = ${validTo} where code = ${code}`,
  );
}

describe('a day of a recurrence that could not be made', () => {
  it('says why in list and bell, and is made by itself once a place is free again', async () => {
    const { planner, teams, test } = ground;
    const route = await holdWard();
    const made = await addRecurrence(planner, teams, { title: 'Đang giữ', ...OF_WARD });
    expect(outcomes(made).slice(0, 2)).toEqual([
      ['2026-11-27', 'waiting'],
      ['2026-12-04', 'waiting'],
    ]);
    await draftNow(test);
    await draftNow(test);
    expect((await readRecurrence(planner, 'Đang giữ')).next[0]).toMatchObject({
      onDate: '2026-11-27',
      outcome: 'not_made',
      reason: 'places_held',
    });
    expect(await toldOf(made.id)).toEqual([['recurrence_places_held', '2026-11-27']]);

    await okJson(planner.post(`/api/routes/${route.id}/withdraw`, { reason: 'Mưa bão cả ngày' }));
    await draftNow(test);
    const [day] = (await readRecurrence(planner, 'Đang giữ')).next;
    expect(day).toMatchObject({ onDate: '2026-11-27', outcome: 'made', reason: null });
    expect(day?.routeId).toBeGreaterThan(0);
    await okJson(end(made.id));
  });

  it('is tried until its day begins, not on it', async () => {
    const { planner, teams, test } = ground;
    const route = await holdWard();
    const made = await addRecurrence(planner, teams, { title: 'Quá muộn', ...OF_WARD });
    await draftNow(test);
    test.clock.set('2026-11-27T02:00:00.000Z');
    await okJson(planner.post(`/api/routes/${route.id}/withdraw`, { reason: 'Mưa bão cả ngày' }));
    await draftNow(test);
    expect(outcomes(await readRecurrence(planner, 'Quá muộn')).slice(0, 2)).toEqual([
      ['2026-11-27', 'not_made'],
      ['2026-12-04', 'made'],
    ]);
    test.clock.set('2026-11-24T02:00:00.000Z');
    await okJson(end(made.id));
  });

  it('tells a merger of communes from a lack of places, and lists the other days', async () => {
    const { planner, teams, test } = ground;
    await setCommune('00070', '2026-11-24');
    const gone = await addRecurrence(planner, teams, { title: 'Xã đã sáp nhập', ...OF_WARD });
    const some = await addRecurrence(planner, teams, {
      title: 'Còn một xã',
      weekdays: [6],
      communes: ['00070', '00004'],
    });
    const none = await addRecurrence(planner, teams, {
      title: 'Không có cơ sở',
      ...OF_WARD,
      communes: ['00004'],
    });
    await draftNow(test);
    await setCommune('00070', null);
    expect((await readRecurrence(planner, 'Xã đã sáp nhập')).next[0]?.reason).toBe('communes_gone');
    expect((await readRecurrence(planner, 'Còn một xã')).next[0]).toMatchObject({
      outcome: 'made',
      missingCommunes: 1,
    });
    expect((await readRecurrence(planner, 'Không có cơ sở')).next[0]?.reason).toBe('no_places');
    expect(await toldOf(gone.id)).toEqual([['recurrence_communes_gone', '2026-11-27']]);
    expect(await toldOf(some.id)).toEqual([['recurrence_incomplete', '2026-11-28']]);
    expect(await toldOf(none.id)).toEqual([['recurrence_no_places', '2026-11-27']]);

    await draftNow(test);
    expect((await readRecurrence(planner, 'Xã đã sáp nhập')).next[0]?.outcome).toBe('made');
    for (const { id } of [gone, some, none]) await okJson(end(id));
  });
});

describe('the days to come of a recurrence', () => {
  it('show a public day off, and name the year whose holidays nobody has entered', async () => {
    const { planner, teams, test } = ground;
    await asSystem(
      test.database,
      (sql) => sql`
      insert into day_off (day, kind, name, set_at) values ('2026-12-04', 'holiday', 'Nghỉ', now())
      on conflict on constraint day_off_pkey do update set kind = excluded.kind`,
    );
    const years = async (more: object) => {
      const { id } = await addRecurrence(planner, teams, { title: 'Nghỉ lễ', ...OF_WARD, ...more });
      const list = await okJson<RecurrenceList>(planner.get('/api/route-recurrences'));
      const days = outcomes(await readRecurrence(planner, 'Nghỉ lễ')).slice(0, 3);
      await okJson(end(id));
      return { unknown: list.unknownYears, days };
    };
    expect(await years({})).toEqual({
      unknown: [2027],
      days: [
        ['2026-11-27', 'waiting'],
        ['2026-12-04', 'day_off'],
        ['2026-12-11', 'waiting'],
      ],
    });
    expect((await years({ toOn: '2026-12-31' })).unknown).toEqual([]);
  });
});
