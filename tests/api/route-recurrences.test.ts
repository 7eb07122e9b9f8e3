import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { NoticeList } from '#server/contract/notice.ts';
import type { RecurrenceList } from '#server/contract/route-recurrence.ts';
import type { RouteDetail, RouteList } from '#server/contract/route.ts';
import { asSystem } from '#server/db/transaction.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { prepareBusinesses } from '#tests/support/routes/prepared-businesses.ts';
import {
  addRecurrence,
  draftNow,
  draftsOf,
  readRecurrence,
  recurrenceBody,
  runDrafts,
} from '#tests/support/routes/recurrence-acts.ts';
import { addTeam, okJson } from '#tests/support/routes/route-acts.ts';
import type { TestClient } from '#tests/support/test-app.ts';

let ground: Awaited<ReturnType<typeof prepareBusinesses>>;
beforeAll(async () => {
  ground = await prepareBusinesses();
});
afterAll(() => ground.test.close());

const change = (by: TestClient, id: number, more: Record<string, unknown>) =>
  by.post(`/api/route-recurrences/${id}`, recurrenceBody(ground.teams, more));
const end = (id: number) => ground.planner.post(`/api/route-recurrences/${id}/end`, {});
const told = async (client: TestClient) =>
  (await okJson<NoticeList>(client.get('/api/me/notices'))).items.filter(({ kind }) =>
    kind.startsWith('recurrence_'),
  );

describe('a recurrence', () => {
  it('has drafts made for its weekdays as far ahead as it says, each with a draw of its own', async () => {
    const { planner, test, teams } = ground;
    const made = await addRecurrence(planner, teams);
    const days = ['2026-11-25', '2026-11-27', '2026-12-02', '2026-12-04', '2026-12-09'];
    expect(made.next.map(({ onDate }) => onDate)).toEqual(days);
    await runDrafts(test);
    const drafts = await draftsOf(test, made.id);
    expect(drafts.map(({ onDate, title, state }) => [onDate, title, state])).toEqual([
      ['2026-11-25', 'Tuyến tuần 25/11/2026', 'draft'],
      ['2026-11-27', 'Tuyến tuần 27/11/2026', 'draft'],
    ]);
    expect(drafts.map(({ stops, random, draws }) => [stops, random > 0, draws])).toEqual([
      [6, true, 1],
      [6, true, 1],
    ]);
    expect(new Set(drafts.map(({ seed }) => seed)).size).toBe(2);
    const [first] = drafts;
    const route = await okJson<RouteDetail>(planner.get(`/api/routes/${first?.routeId}`));
    expect(route.randomShare.drawn).toBeGreaterThanOrEqual(route.randomShare.wanted);
    expect(route.shifts.map(({ teamName }) => teamName)).toEqual(['Tổ Một', 'Tổ Hai']);
    const listed = await okJson<RouteList>(planner.get('/api/routes?q=tuyen%20tuan'));
    expect(listed.items.map(({ recurrence }) => recurrence?.id)).toEqual([made.id, made.id]);
    const after = await readRecurrence(planner, 'Tuyến tuần');
    expect(after.days.map(({ onDate, outcome }) => [onDate, outcome])).toEqual([
      ['2026-11-27', 'made'],
      ['2026-11-25', 'made'],
    ]);
    await okJson(end(made.id));
  });

  it('is drafted once for a day, also by several processes at once and by a run after it', async () => {
    const { planner, test, teams } = ground;
    const made = await addRecurrence(planner, teams, { title: 'Một lần', weekdays: [4] });
    expect(await Promise.all([1, 2, 3].map(() => draftNow(test)))).toEqual([null, null, null]);
    await draftNow(test);
    expect((await draftsOf(test, made.id)).map(({ onDate }) => onDate)).toEqual(['2026-11-26']);
    test.clock.set('2026-11-26T02:00:00.000Z');
    await draftNow(test);
    expect((await draftsOf(test, made.id)).map(({ onDate }) => onDate)).toEqual([
      '2026-11-26',
      '2026-12-03',
    ]);
    test.clock.set('2026-11-24T02:00:00.000Z');
    await okJson(end(made.id));
  });

  it('leaves nothing of a draft that was cut off in its middle, says so, and makes it on the next run', async () => {
    const { planner, test, teams } = ground;
    const count = () =>
      asSystem(test.database, async (sql) => {
        const [row] = await sql<{ count: number }[]>`select count(*)::int as count from route`;
        return row?.count;
      });
    const made = await addRecurrence(planner, teams, { title: 'Bị cắt', weekdays: [6] });
    const before = await count();
    await asSystem(test.database, async (sql) => {
      await sql`
        create function cut_off() returns trigger language plpgsql as $$
        begin raise exception 'cut off'; end $$`;
      await sql`
        create trigger cut_off before insert on route_recurrence_day
        for each row when (new.outcome = 'made') execute function cut_off()`;
    });
    expect(await draftNow(test)).toBeInstanceOf(AggregateError);
    expect(await count()).toBe(before);
    const { days } = await readRecurrence(planner, 'Bị cắt');
    expect(days).toMatchObject([{ onDate: '2026-11-28', outcome: 'not_made', reason: 'failed' }]);
    expect((await told(planner)).map(({ onDate }) => onDate)).toContain('2026-11-28');
    await asSystem(test.database, (sql) => sql`drop trigger cut_off on route_recurrence_day`);
    expect(await draftNow(test)).toBeNull();
    expect(await draftsOf(test, made.id)).toHaveLength(1);
    await okJson(end(made.id));
  });

  it('has no draft on a public day off, and one after all when the day is no longer off', async () => {
    const { planner, test, teams } = ground;
    const setDay = (kind: string) =>
      asSystem(
        test.database,
        (sql) => sql`
        insert into day_off (day, kind, name, set_at)
        values ('2026-11-27', ${kind}, 'Ngày nghỉ', now())
        on conflict on constraint day_off_pkey do update set kind = excluded.kind`,
      );
    await setDay('holiday');
    const made = await addRecurrence(planner, teams, { title: 'Nghỉ lễ', weekdays: [5] });
    expect(made.next.map(({ outcome }) => outcome).slice(0, 2)).toEqual(['day_off', 'waiting']);
    await draftNow(test);
    await draftNow(test);
    expect(await draftsOf(test, made.id)).toEqual([]);
    expect((await readRecurrence(planner, 'Nghỉ lễ')).days).toMatchObject([
      { onDate: '2026-11-27', outcome: 'day_off', reason: null },
    ]);
    await setDay('plain');
    await draftNow(test);
    expect((await readRecurrence(planner, 'Nghỉ lễ')).days).toMatchObject([{ outcome: 'made' }]);
    await okJson(end(made.id));
  });

  it('tells its planner once when no team is left, and is drafted after it was given another', async () => {
    const { planner, test, teams } = ground;
    const leaving = await addTeam(planner, 'Tổ rời đi', []);
    const more = { title: 'Hết tổ', weekdays: [1] };
    const made = await addRecurrence(planner, [leaving], more);
    await okJson(planner.post(`/api/teams/${leaving.id}/retire`, {}));
    await draftNow(test);
    test.clock.set('2026-11-25T02:00:00.000Z');
    await draftNow(test);
    const { days, version } = await readRecurrence(planner, 'Hết tổ');
    expect(days).toMatchObject([{ onDate: '2026-11-30', reason: 'teams_gone', routeId: null }]);
    expect((await told(planner)).filter(({ targetId }) => targetId === made.id)).toMatchObject([
      { onDate: '2026-11-30' },
    ]);
    await okJson(change(planner, made.id, { ...more, version }));
    await runDrafts(test);
    const again = await readRecurrence(planner, 'Hết tổ');
    expect(again.days[0]).toMatchObject({ onDate: '2026-11-30', outcome: 'made', reason: null });
    expect(again.teams).toEqual(teams.map(({ name }) => name));
    test.clock.set('2026-11-24T02:00:00.000Z');
    await okJson(end(made.id));
  });

  it('says how many stops and teams a draft lacks, or that no place is left', async () => {
    const { planner, test, teams } = ground;
    const leaving = await addTeam(planner, 'Tổ thiếu', []);
    const few = await addRecurrence(planner, [...teams, leaving], {
      title: 'Thiếu nơi',
      weekdays: [7],
      communes: ['00070'],
      stops: 150,
    });
    await okJson(planner.post(`/api/teams/${leaving.id}/retire`, {}));
    await draftNow(test);
    const none = await addRecurrence(planner, teams, {
      title: 'Không còn nơi',
      weekdays: [7],
      communes: ['00004'],
      only: 'business',
    });
    await draftNow(test);
    const [day] = (await readRecurrence(planner, 'Thiếu nơi')).days;
    const [draft] = await draftsOf(test, few.id);
    expect(day).toMatchObject({ outcome: 'made', missingTeams: 1 });
    expect(day?.missingStops).toBe(150 - (draft?.stops ?? 0));
    expect((await readRecurrence(planner, 'Không còn nơi')).days).toMatchObject([
      { outcome: 'not_made', reason: 'no_places' },
    ]);
    const targets = (await told(planner)).map(({ targetId }) => targetId);
    expect(targets).toEqual(expect.arrayContaining([few.id, none.id]));
    for (const { id } of [few, none]) await okJson(end(id));
  });

  it('ranks by the weights of its template, and draws at least the share of the setting', async () => {
    const { planner, test, teams, unseen, due } = ground;
    const zero = { due: 0, suspicion: 0, hazard: 0, unseen: 0, severity: 0, quota: 0 };
    const bestBy = async (title: string, weights: object) => {
      await asSystem(
        test.database,
        (sql) => sql`
        update stop set removed = true where inspection_object_id is not null`,
      );
      const made = await addRecurrence(planner, teams, {
        title,
        weekdays: [2],
        fromOn: '2026-12-01',
        stops: 2,
        only: 'business',
        weights: { ...zero, ...weights },
        randomShare: 0.5,
      });
      await draftNow(test);
      const [draft] = await draftsOf(test, made.id);
      const route = await okJson<RouteDetail>(planner.get(`/api/routes/${draft?.routeId}`));
      expect([route.randomShare.share, route.randomShare.drawn]).toEqual([0.5, 1]);
      await okJson(end(made.id));
      return route.stops.find(({ random }) => !random)?.objectId;
    };
    expect(await bestBy('Chưa kiểm tra', { not_inspected: 10, reinspection: 0 })).toBe(unseen.id);
    expect(await bestBy('Tái kiểm tra', { not_inspected: 0, reinspection: 10 })).toBe(due.id);
  });

  it('draws the share of the setting where it asks for less itself', async () => {
    const { planner, test, teams } = ground;
    const more = { title: 'Ít ngẫu nhiên', weekdays: [2], fromOn: '2026-12-01', randomShare: 0 };
    const made = await addRecurrence(planner, teams, more);
    await draftNow(test);
    const [draft] = await draftsOf(test, made.id);
    const route = await okJson<RouteDetail>(planner.get(`/api/routes/${draft?.routeId}`));
    const list = await okJson<RecurrenceList>(planner.get('/api/route-recurrences'));
    expect(list.randomShare.share).toBeGreaterThan(0);
    expect(route.randomShare.share).toBe(list.randomShare.share);
    await okJson(end(made.id));
  });

  it('is told to all planners when its own no longer plans, and goes on with whoever changes it', async () => {
    const { test, second, teams } = ground;
    const leaving = await test.as('planner.leaving', { role: 'planner' });
    const more = { title: 'Đổi người', weekdays: [4] };
    const made = await addRecurrence(leaving, teams, more);
    const former = await test.as('planner.former', { role: 'planner' });
    const ended = await addRecurrence(former, teams, { ...more, title: 'Đã thôi' });
    const [gone, moved] = [leaving, former].map(({ account }) => account?.accountId ?? '');
    await asSystem(test.database, async (sql) => {
      await sql`update app_user set disabled_at = now() where id = ${gone ?? ''}`;
      await sql`
        update role_assignment set valid_to = '2026-11-24' where account_id = ${moved ?? ''}`;
    });
    await draftNow(test);
    for (const title of ['Đổi người', 'Đã thôi']) {
      const { days } = await readRecurrence(second, title);
      expect(days).toMatchObject([{ onDate: '2026-11-26', reason: 'planner_gone' }]);
    }
    await okJson(end(ended.id));
    expect((await told(second)).map(({ targetId }) => targetId)).toContain(made.id);
    const changed = await okJson<RecurrenceList>(
      change(second, made.id, { ...more, version: made.version }),
    );
    // Those that go on stand before those that have ended.
    expect(changed.items.map(({ endedAt }) => endedAt === null).indexOf(false)).toBe(1);
    await draftNow(test);
    const { days, keptBy } = await readRecurrence(second, 'Đổi người');
    expect(days[0]?.outcome).toBe('made');
    expect(keptBy).toContain('planner.two');
    await okJson(end(made.id));
  });

  it('makes nothing more once it has ended; its drafts stay', async () => {
    const { planner, test, teams } = ground;
    const made = await addRecurrence(planner, teams, { title: 'Sắp dừng', weekdays: [3] });
    await draftNow(test);
    const list = await okJson<RecurrenceList>(end(made.id));
    expect(list.items.find(({ id }) => id === made.id)?.next).toEqual([]);
    test.clock.set('2026-12-01T02:00:00.000Z');
    await draftNow(test);
    expect((await draftsOf(test, made.id)).map(({ onDate }) => onDate)).toEqual(['2026-11-25']);
    test.clock.set('2026-11-24T02:00:00.000Z');
    await expectProblem(await change(planner, made.id, { version: 2 }), 'recurrence.ended');
    expect((await end(made.id)).status).toBe(200);
  });

  it('is refused with a first day that has passed, an unknown team, an old version or no number', async () => {
    const { planner, teams } = ground;
    const add = (more: Record<string, unknown>) =>
      planner.post('/api/route-recurrences', recurrenceBody(teams, more));
    await expectProblem(await add({ fromOn: '2026-11-23' }), 'route.date_passed');
    const [team] = teams;
    const unknown = { shifts: [{ teamId: 999_999, shift: team?.templates[0]?.shift }] };
    await expectProblem(await add(unknown), 'route.team_unknown');
    await expectProblem(await add({ title: 'Gọi 0912 345 678' }), 'text.personal_data');
    await expectProblem(await add({ toOn: '2026-11-24' }), 'request.invalid');
    await expectProblem(await add({ weekdays: [1, 1] }), 'request.invalid');
    const made = await addRecurrence(planner, teams, { title: 'Hai người sửa' });
    await okJson(change(planner, made.id, { title: 'Hai người sửa', version: made.version }));
    const late = await change(planner, made.id, { version: made.version });
    await expectProblem(late, 'recurrence.changed_meanwhile');
    const retitled = await change(planner, made.id, { ...unknown, version: 2 });
    await expectProblem(retitled, 'route.team_unknown');
    const named = await change(planner, made.id, { title: 'Gọi 0912 345 678', version: 2 });
    await expectProblem(named, 'text.personal_data');
    await expectProblem(await change(planner, 999_999, { version: 1 }), 'recurrence.not_found');
    await expectProblem(await end(999_999), 'recurrence.not_found');
    await okJson(end(made.id));
  });
});
