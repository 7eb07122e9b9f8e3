import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { CopiedRoute } from '#server/contract/route-copy.ts';
import type { RouteDetail, RouteList } from '#server/contract/route.ts';
import type { Team } from '#server/contract/team.ts';
import { asSystem } from '#server/db/transaction.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { objects, prepareBusinesses } from '#tests/support/routes/prepared-businesses.ts';
import { near, top } from '#tests/support/routes/prepared-routes.ts';
import {
  addTeam,
  arrange,
  draftRoute,
  edited,
  okJson,
  orderIn,
  stopsIn,
} from '#tests/support/routes/route-acts.ts';

let ground: Awaited<ReturnType<typeof prepareBusinesses>>;
beforeAll(async () => {
  ground = await prepareBusinesses();
});
afterAll(() => ground.test.close());

const found = (query: string) => okJson<RouteList>(ground.planner.get(`/api/routes?${query}`));
const titles = async (query: string) => (await found(query)).items.map(({ title }) => title);

describe('the list of routes', () => {
  it('finds words of the title and of the teams, without their marks, in any order', async () => {
    const { planner, teams } = ground;
    await draftRoute(planner, teams, { title: 'Đợt tháng Chạp' });
    await draftRoute(planner, [teams[1] as Team], { title: 'Phố đêm' });
    expect(await titles('q=chap%20dot')).toEqual(['Đợt tháng Chạp']);
    expect(await titles('q=to%20hai%20dem')).toEqual(['Phố đêm']);
    expect(await titles('q=mot%20dem')).toEqual([]);
    expect(await titles(`q=${encodeURIComponent('ĐÊM'.normalize('NFD'))}`)).toEqual(['Phố đêm']);
  });

  it('is narrowed by state and by the days from and to, both included', async () => {
    const { planner, teams, published } = ground;
    const days = ['2027-03-01', '2027-03-02', '2027-03-03'];
    for (const onDate of days) await draftRoute(planner, teams, { title: 'Tháng Ba', onDate });
    const onDates = async (query: string) =>
      (await found(`q=thang%20ba&${query}`)).items.map(({ onDate }) => onDate);
    expect(await onDates('from=2027-03-02&to=2027-03-03')).toEqual(['2027-03-03', '2027-03-02']);
    expect(await onDates('to=2027-03-01')).toEqual(['2027-03-01']);
    const route = await published(2, { title: 'Đã giao hôm nay' });
    expect((await found('state=published')).items.map(({ id }) => id)).toContain(route.id);
    expect((await found('state=draft')).items.map(({ id }) => id)).not.toContain(route.id);
  });

  it('is narrowed to a commune in which the route stops at a point or a business', async () => {
    const { planner, teams, unseen } = ground;
    const route = await draftRoute(planner, teams, { title: 'Một phường' });
    expect(await titles('q=mot%20phuong&commune=00070')).toEqual([]);
    await edited(planner, route, objects(unseen.id));
    expect(await titles('q=mot%20phuong&commune=00070')).toEqual(['Một phường']);
    expect(await titles('q=mot%20phuong&commune=00004')).toEqual([]);
  });

  it('comes in pages, whose next one the answer links to', async () => {
    const { planner, teams } = ground;
    for (const onDate of ['2027-05-01', '2027-05-02', '2027-05-03'])
      await draftRoute(planner, teams, { title: 'Ba trang', onDate });
    const first = await planner.get('/api/routes?q=ba%20trang&limit=2');
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1];
    const page = (await first.json()) as RouteList;
    expect([page.items.length, page.total, page.next]).toEqual([2, 3, '2']);
    const rest = await okJson<RouteList>(planner.get(next ?? ''));
    expect(rest.items.map(({ onDate }) => onDate)).toEqual(['2027-05-01']);
    expect(rest.next).toBeNull();
  });

  it('refuses a cursor, a state or a commune that is none', async () => {
    for (const query of ['cursor=zwei', 'state=lost', 'commune=HN'])
      await expectProblem(await ground.planner.get(`/api/routes?${query}`), 'request.invalid');
  });
});

describe('a copy of a route', () => {
  const ON = { onDate: '2026-12-02', title: 'Bản sao' };
  const copyOf = (route: { id: number }, body: Record<string, unknown> = {}) =>
    ground.planner.post(`/api/routes/${route.id}/copy`, { ...ON, ...body });
  const placesOf = (route: RouteDetail) =>
    route.shifts.map(({ teamId, id }) => [
      teamId,
      stopsIn(route, id)
        .filter(({ random }) => !random)
        .map(({ pointId, objectId }) => pointId ?? objectId),
    ]);

  it('is a draft of another day with the same teams, places, order, hours and locks', async () => {
    const { planner, arranged } = ground;
    const made = await arranged(12);
    const kept = stopsIn(made, made.shifts[0]?.id ?? 0).find(({ random }) => !random);
    const route = await edited(planner, made, {
      kind: 'lock',
      stopId: kept?.id ?? 0,
      team: true,
      position: true,
      time: { from: 600, to: 660 },
    });
    const copied = await okJson<CopiedRoute>(copyOf(route));
    expect(copied.route).toMatchObject({ ...ON, state: 'draft', publishedAt: null });
    expect(copied.route.shifts.map(({ startsAt, endsAt }) => [startsAt, endsAt])).toEqual(
      route.shifts.map(({ startsAt, endsAt }) => [startsAt, endsAt]),
    );
    expect(placesOf(copied.route)).toEqual(placesOf(route));
    const lock = copied.route.stops.find(({ pointId }) => pointId === kept?.pointId);
    expect(lock).toMatchObject({
      lockShiftId: copied.route.shifts[0]?.id,
      lockTime: { from: 600, to: 660 },
      lockPosition: copied.route.stops.find(({ pointId }) => pointId === kept?.pointId)?.position,
      state: 'planned',
    });
    expect([copied.leftOut, copied.teamsLeftOut]).toEqual([[], []]);
    const listed = (await found('q=ban%20sao')).items.find(({ id }) => id === copied.route.id);
    expect(listed?.copiedFrom).toEqual({ id: route.id, title: route.title, onDate: route.onDate });
  });

  it('draws its random stops anew, with a seed of its own', async () => {
    const { test, arranged } = ground;
    const route = await arranged(20);
    const { route: copy, drawnAnew } = await okJson<CopiedRoute>(copyOf(route));
    const random = copy.stops.filter((stop) => stop.random);
    expect(random).toHaveLength(drawnAnew);
    expect(copy.randomShare.drawn).toBeGreaterThanOrEqual(copy.randomShare.wanted);
    expect(random.map(({ shiftId }) => shiftId)).toEqual(random.map(() => null));
    const rows = await asSystem(
      test.database,
      (sql) => sql<{ seed: number; drawn: number[] }[]>`
      select seed, drawn from route_draw where route_id = ${copy.id}`,
    );
    expect(new Set(rows.flatMap(({ drawn }) => drawn))).toEqual(
      new Set(random.map(({ pointId, objectId }) => pointId ?? -(objectId ?? 0))),
    );
    const seeds = await asSystem(
      test.database,
      (sql) => sql<{ seed: number }[]>`
      select seed from route where id in (${route.id}, ${copy.id})`,
    );
    expect(new Set(seeds.map(({ seed }) => seed)).size).toBe(2);
  });

  it('names what is merged, active again, off the list, or closed, and leaves it out', async () => {
    const { planner, test, teams, addObject } = ground;
    const shop = await addObject('Quán sắp đóng', 0.0008);
    const draft = await draftRoute(planner, teams, { title: 'Có nơi không còn' });
    const added = await edited(planner, draft, objects(shop.id), top(14));
    const route = await arrange(planner, added, [orderIn(added, null)]);
    const [merged, active, delisted, into] = stopsIn(route, route.shifts[0]?.id ?? 0)
      .filter(({ pointId, random }) => pointId !== null && !random)
      .map(({ pointId }) => pointId ?? 0);
    await asSystem(test.database, async (sql) => {
      await sql`update point set merged_into = ${into ?? 0} where id = ${merged ?? 0}`;
      await sql`update point set status = 'recurring' where id = ${active ?? 0}`;
      await sql`update point set status = 'delisted' where id = ${delisted ?? 0}`;
      await sql`
        update inspection_object set state = 'closed', closed_on = '2026-11-24'
        where id = ${shop.id}`;
    });
    const copied = await okJson<CopiedRoute>(copyOf(route));
    expect(copied.leftOut.map(({ reason }) => reason).toSorted()).toEqual([
      'active_again',
      'business_closed',
      'merged',
      'not_listed',
    ]);
    expect(copied.leftOut.find(({ reason }) => reason === 'business_closed')).toEqual({
      code: shop.code,
      name: 'Quán sắp đóng',
      reason: 'business_closed',
    });
    const gone = new Set([merged, active, delisted]);
    expect(copied.route.stops.filter(({ pointId }) => gone.has(pointId ?? 0))).toEqual([]);
    const order = stopsIn(copied.route, copied.route.shifts[0]?.id ?? 0);
    expect(order.map(({ position }) => position)).toEqual(order.map((_, at) => at));
  });

  it('names a team that is no longer at work, and puts its stops in no order', async () => {
    const { planner, teams } = ground;
    const leaving = await addTeam(planner, 'Tổ sắp nghỉ', []);
    const draft = await draftRoute(planner, [teams[0] as Team, leaving]);
    const added = await edited(planner, draft, near(6));
    const route = await arrange(planner, added, [[], orderIn(added, null)]);
    const alone = await draftRoute(planner, [leaving]);
    await okJson(planner.post(`/api/teams/${leaving.id}/retire`, {}));
    const copied = await okJson<CopiedRoute>(copyOf(route));
    expect(copied.teamsLeftOut).toEqual(['Tổ sắp nghỉ']);
    expect(copied.route.shifts.map(({ teamName }) => teamName)).toEqual(['Tổ Một']);
    expect(copied.route.stops.every(({ shiftId }) => shiftId === null)).toBe(true);
    await expectProblem(await copyOf(alone), 'route.teams_gone');
  });

  it('is refused for a day that has passed, a route that is none, and a telephone number', async () => {
    const route = await draftRoute(ground.planner, ground.teams);
    await expectProblem(await copyOf(route, { onDate: '2026-11-23' }), 'route.date_passed');
    await expectProblem(await copyOf({ id: 999_999 }), 'route.not_found');
    const told = { title: 'Gọi 0912 345 678' };
    await expectProblem(await copyOf(route, told), 'text.personal_data');
  });
});
