import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { LiveDay } from '#server/contract/live-day.ts';
import type { SentMessage } from '#server/contract/route-message.ts';
import type { FieldRouteList, RouteOutcome } from '#server/contract/route-result.ts';
import type { RouteDetail, RouteList } from '#server/contract/route.ts';
import { asSystem } from '#server/db/transaction.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  addTeam,
  arrange,
  draftRoute,
  edited,
  okJson,
  orderIn,
  publish,
  record,
  resultAt,
  stopsIn,
  takenAlong,
  VISIT,
} from '#tests/support/routes/route-acts.ts';
import { prepareRoutes, top, type PreparedRoutes } from '#tests/support/routes/prepared-routes.ts';
import type { TestClient } from '#tests/support/test-app.ts';

let ground: PreparedRoutes;
let planner: TestClient;
let inspector: TestClient;
let other: TestClient;
beforeAll(async () => {
  ground = await prepareRoutes(200);
  ({ planner, inspector, other } = ground);
});
afterAll(() => ground.test.close());

const finish = (client: TestClient, route: RouteDetail, at: number, more: object = {}) =>
  client.post(`/api/routes/${route.id}/finish`, { shiftId: route.shifts[at]?.id, ...more });
const routeIn = (list: FieldRouteList, id: number) =>
  list.items.find(({ routeId }) => routeId === id);
const read = (route: { id: number }) => okJson<RouteDetail>(planner.get(`/api/routes/${route.id}`));

/** Reads the line of the log about the latest such act. */
async function logged(action: string) {
  const [row] = await ground.test.database.sql<{ detail: object; subjectId: string | null }[]>`
    select detail, subject_id from audit_entry
    where action = ${action} order by seq desc limit 1`;
  return row;
}

describe('a day that is over', () => {
  it('is on the phones of its team until midnight', async () => {
    const route = await ground.published(2);
    await okJson(finish(inspector, route, 0));
    await okJson(finish(other, route, 1));
    const isThere = async () => routeIn(await takenAlong(inspector), route.id) !== undefined;
    expect(await isThere()).toBe(true);
    const now = ground.test.clock.now();
    ground.test.clock.set('2026-11-24T17:00:00.000Z');
    const nextDay = await isThere();
    ground.test.clock.set(now);
    expect(nextDay).toBe(false);
  });

  it('ended when its team says, and never later than now', async () => {
    const route = await ground.published(4);
    const endOf = async (at: number) => (await read(route)).shifts[at]?.finishedAt;
    await okJson(finish(inspector, route, 0, { finishedAt: VISIT.finishedAt }));
    expect(await endOf(0)).toBe(VISIT.finishedAt);
    expect((await logged('route.finish'))?.detail).toEqual({
      shiftId: route.shifts[0]?.id,
      carried: 2,
    });
    await okJson(finish(other, route, 1, { finishedAt: '2026-11-24T09:00:00.000Z' }));
    expect(await endOf(1)).toBe(ground.test.clock.now());
  });

  it('ended early for the reason that its team gave, which it reads itself as the planner does', async () => {
    const route = await ground.published(4);
    const reason = 'Mưa lớn, đường ngập';
    const person = { reason: 'Theo ý anh Nguyễn Văn Nam' };
    await expectProblem(await finish(inspector, route, 0, person), 'text.personal_data');
    const after = await okJson<FieldRouteList>(finish(inspector, route, 0, { reason }));
    expect(routeIn(after, route.id)?.shift.finishReason).toBe(reason);
    await okJson(finish(other, route, 1));
    const { ends } = await okJson<RouteOutcome>(planner.get(`/api/routes/${route.id}/outcome`));
    expect(ends.map((end) => end.reason)).toEqual([reason, null]);
    const { routes } = await okJson<LiveDay>(planner.get('/api/routes/live?on=2026-11-24'));
    const live = routes.find(({ routeId }) => routeId === route.id);
    expect(live?.teams.map(({ finishReason }) => finishReason)).toEqual([reason, null]);
    expect((await read(route)).shifts.map(({ finishReason }) => finishReason)).toEqual([
      reason,
      null,
    ]);
  });

  it('still takes in what was seen up to the very moment of its end', async () => {
    const route = await ground.published(4);
    const shiftId = route.shifts[0]?.id ?? 0;
    const [first = 0, second = 0] = orderIn(route, shiftId);
    const end = { finishedAt: VISIT.finishedAt };
    await okJson(finish(inspector, route, 0, end));
    await okJson(record(inspector, route, resultAt(first)));
    const late = resultAt(second, { finishedAt: '2026-11-24T01:40:00.001Z' });
    await expectProblem(await record(inspector, route, late), 'route.shift_finished');
    const add = (finishedAt: string) =>
      inspector.post(`/api/routes/${route.id}/unplanned`, {
        key: randomUUID(),
        shiftId,
        name: 'Quán cuối ca',
        place: [105.85, 21.03],
        result: { resultId: randomUUID(), finishedAt, result: 'no_sign' },
      });
    await okJson(add(VISIT.finishedAt));
    await expectProblem(await add('2026-11-24T01:40:00.001Z'), 'route.shift_finished');
  });

  it('leaves its rest to a later route, but for places that are merged or active again', async () => {
    const route = await ground.published(4);
    const waiting = async () => (await read(route)).carried;
    await okJson(finish(inspector, route, 0));
    const carried = await waiting();
    const [one = null, two = null] = stopsIn(route, route.shifts[0]?.id ?? 0).map(
      ({ pointId }) => pointId,
    );
    const change = (assignment: 'merge' | 'part' | 'activate' | 'close') =>
      asSystem(ground.test.database, async (sql) => {
        if (assignment === 'merge')
          await sql`update point set merged_into = ${two} where id = ${one}`;
        else if (assignment === 'part')
          await sql`update point set merged_into = null where id = ${one}`;
        else {
          const status = assignment === 'activate' ? 'recurring' : 'eliminated';
          await sql`update point set status = ${status} where id = ${one}`;
        }
      });
    await change('merge');
    expect(await waiting()).toBe(carried - 1);
    await change('part');
    await change('activate');
    expect(await waiting()).toBe(carried - 1);
    await change('close');
    expect(await waiting()).toBe(carried);
  });
});

describe('a stop that a team adds', () => {
  it('stands at the end of its order, with the time of a public place', async () => {
    const route = await ground.published(4);
    const shiftId = route.shifts[0]?.id ?? 0;
    const add = (name: string) =>
      okJson<FieldRouteList>(
        inspector.post(`/api/routes/${route.id}/unplanned`, {
          key: randomUUID(),
          shiftId,
          name,
          place: [105.85, 21.03],
        }),
      );
    await add('Quán thứ nhất');
    const stops = routeIn(await add('Quán thứ hai'), route.id)?.stops ?? [];
    expect(stops.map(({ position, name, unplanned }) => [position, unplanned ? name : ''])).toEqual(
      [
        [0, ''],
        [1, ''],
        [2, 'Quán thứ nhất'],
        [3, 'Quán thứ hai'],
      ],
    );
    // A business has twenty minutes.
    expect(stops.at(-1)?.serviceMinutes).toBe(15);
    await okJson(finish(inspector, route, 0));
    expect((await logged('route.finish'))?.detail).toMatchObject({ carried: 4 });
  });
});

describe('the list and the board of routes', () => {
  it('count the stops that are on a route, and those with a result', async () => {
    const title = 'Đếm điểm dừng';
    const route = await ground.published(6, { title });
    const listed = async () => {
      const { items } = await okJson<RouteList>(planner.get('/api/routes?q=dem%20diem%20dung'));
      return items.map(({ stops, done }) => [stops, done]);
    };
    const [first = 0, second = 0, third = 0] = orderIn(route, route.shifts[0]?.id ?? 0);
    await okJson(record(inspector, route, resultAt(first)));
    const closed = { result: 'could_not_check', obstacle: 'closed' };
    await okJson(record(inspector, route, resultAt(second, closed)));
    expect(await listed()).toEqual([[6, 2]]);
    await edited(planner, await read(route), { kind: 'remove', stopIds: [third] });
    expect(await listed()).toEqual([[5, 2]]);
  });

  it('show no draft on the board, and no unpublished change of what is done', async () => {
    const draft = await draftRoute(planner, ground.teams, { onDate: '2026-11-24' });
    const route = await ground.published(2);
    await edited(planner, route, {
      kind: 'describe',
      stopId: orderIn(route, route.shifts[0]?.id ?? 0)[0] ?? 0,
      details: { serviceMinutes: 77 },
    });
    const board = async () => {
      const { routes } = await okJson<LiveDay>(planner.get('/api/routes/live?on=2026-11-24'));
      const ids = routes.map(({ routeId }) => routeId);
      expect(ids).not.toContain(draft.id);
      expect(ids).toEqual(ids.toSorted((a, b) => a - b));
      return routes.find(({ routeId }) => routeId === route.id)?.draftDiffers;
    };
    expect(await board()).toBe(true);
    await okJson(finish(inspector, route, 0));
    await okJson(finish(other, route, 1));
    expect(await board()).toBe(false);
    expect((await logged('route.read_live_day'))?.detail).toMatchObject({
      on: '2026-11-24',
      routes: expect.arrayContaining([route.id]),
    });
  });
});

describe('messages to a team', () => {
  it('come newest first, each read by every member for itself, and by none before the team is out', async () => {
    const crew = [await addTeam(planner, 'Tổ Đôi', [inspector, other])];
    const draft = await draftRoute(planner, crew, { onDate: '2026-11-24' });
    const send = (body: string) =>
      planner.post(`/api/routes/${draft.id}/messages`, { shiftId: draft.shifts[0]?.id, body });
    await expectProblem(await send('Chưa đi.'), 'route.team_not_out');
    const added = await edited(planner, draft, top(2));
    await publish(planner, await arrange(planner, added, [orderIn(added, null)]));
    const first = await okJson<SentMessage>(send('Tin thứ nhất.'));
    const second = await okJson<SentMessage>(send('Tin thứ hai.'));
    await okJson(inspector.post(`/api/routes/${draft.id}/messages/read`, { messageId: second.id }));
    const of = async (client: TestClient) =>
      routeIn(await takenAlong(client), draft.id)?.messages.map((one) => [one.id, one.read]);
    expect(await of(inspector)).toEqual([
      [second.id, true],
      [first.id, false],
    ]);
    expect(await of(other)).toEqual([
      [second.id, false],
      [first.id, false],
    ]);
    const { routes } = await okJson<LiveDay>(planner.get('/api/routes/live?on=2026-11-24'));
    const [team] = routes.find(({ routeId }) => routeId === draft.id)?.teams ?? [];
    expect(team?.messages.map(({ id, readBy, members }) => [id, readBy, members])).toEqual([
      [second.id, 1, 2],
      [first.id, 0, 2],
    ]);
  });
});
