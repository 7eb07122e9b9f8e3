import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';

import type { InspectionObjectDetail } from '#server/contract/inspection-object.ts';
import type { LiveDay } from '#server/contract/live-day.ts';
import type { FieldRouteList, RouteOutcome } from '#server/contract/route-result.ts';
import type { RouteDetail } from '#server/contract/route.ts';
import type { Team } from '#server/contract/team.ts';
import { asSystem } from '#server/db/transaction.ts';
import { countStopResults } from '#server/features/analysis/place-queries.ts';
import { objects, prepareBusinesses } from '#tests/support/routes/prepared-businesses.ts';
import {
  bodyOf,
  expectedOf,
  inspectionOf,
  MARK,
  type Outcome,
  PHONES,
  type Press,
  presses,
} from '#tests/support/routes/phone-presses.ts';
import { top, type PreparedRoutes } from '#tests/support/routes/prepared-routes.ts';
import {
  addTeam,
  arrange,
  draftRoute,
  edited,
  okJson,
  publish,
  record,
  takenAlong,
} from '#tests/support/routes/route-acts.ts';
import type { TestClient } from '#tests/support/test-app.ts';

const SEED = Number(process.env['DIABAN_RESULTS_SEED'] ?? 20_261_203);
const [POINTS, BUSINESSES] = inject('databaseTemplate').kind === 'server' ? [60, 20] : [12, 4];
let ground: PreparedRoutes;
let phones: TestClient[];
let team: Team;
let businesses: InspectionObjectDetail[];

beforeAll(async () => {
  const made = await prepareBusinesses();
  ground = made;
  // The evening of the day: what the phones record of its morning is not of the future.
  made.test.clock.set('2026-11-24T12:00:00.000Z');
  phones = [made.inspector];
  for (const name of ['inspector.b', 'inspector.c']) {
    phones.push(await made.test.as(name, { role: 'inspector' }));
  }
  team = await addTeam(made.planner, 'Tổ ba máy', phones);
  businesses = [];
  for (let at = 0; at < BUSINESSES; at += 1) {
    businesses.push(await made.addObject(`Quán thử ${at}`, 0.001 + at / 10_000));
  }
});
afterAll(() => ground.test.close());

/** A route of today with one team of three phones, all its stops in one order. */
async function publishedToday(...operations: Parameters<typeof edited>[2][]): Promise<RouteDetail> {
  const draft = await draftRoute(ground.planner, [team], { onDate: '2026-11-24' });
  const added = await edited(ground.planner, draft, ...operations);
  const all = added.stops.map(({ id }) => id);
  const arranged = await arrange(ground.planner, added, [all]);
  return publish(ground.planner, arranged, { randomShareReason: 'Chỉ thử nghiệm' });
}

async function views(routeId: number) {
  const desk = await okJson<RouteDetail>(ground.planner.get(`/api/routes/${routeId}`));
  const outcome = await okJson<RouteOutcome>(ground.planner.get(`/api/routes/${routeId}/outcome`));
  const live = await okJson<LiveDay>(ground.planner.get('/api/routes/live?on=2026-11-24'));
  const lists: FieldRouteList[] = [];
  for (const phone of phones) lists.push(await takenAlong(phone));
  const board = live.routes.find((route) => route.routeId === routeId);
  return { desk, outcome, board, lists };
}

it('signs are not taken back by what another phone recorded later and sent later', async () => {
  const { id, stops } = await publishedToday(top(1));
  const [{ id: stopId } = { id: 0 }] = stops;
  const press = (phone: number, result: Outcome, minute: number) =>
    okJson(
      record(
        phones[phone] ?? ground.inspector,
        { id },
        {
          ...bodyOf({ stopId, phone, result, finding: false, minute }, false),
          note: null,
        },
      ),
    );
  await press(0, 'signs', 10);
  await press(1, 'no_sign', 20);
  await press(2, 'could_not_check', 5);
  const { outcome, board, lists, desk } = await views(id);
  expect(desk.stops[0]?.state).toBe('done');
  expect(outcome.all).toMatchObject({ visited: 1, couldNotCheck: 0, signs: 1 });
  expect(outcome.stops[0]).toMatchObject({
    result: { result: 'signs' },
    otherResults: [{ result: 'no_sign' }, { result: 'could_not_check' }],
  });
  expect(board?.teams[0]).toMatchObject({ signs: 1, done: 1 });
  expect(board?.teams[0]?.stops[0]?.dividedResults.map(({ result }) => result)).toEqual([
    'signs',
    'no_sign',
    'could_not_check',
  ]);
  const seen = lists.map(({ items }) => items.find(({ routeId }) => routeId === id)?.stops[0]);
  expect(seen.map((stop) => [stop?.result?.result, stop?.otherResults.length])).toEqual(
    Array.from({ length: PHONES }, () => ['signs', 2]),
  );
});

/** The result expected at each stop of a route, by a second reading of the rule. */
function expectations(route: RouteDetail, sent: readonly Press[]) {
  return route.stops
    .map(({ id, objectId }) => {
      const own = sent.filter(({ stopId }) => stopId === id);
      return { id, business: objectId !== null, own, ...expectedOf(own) };
    })
    .toSorted((a, b) => a.id - b.id);
}
type Expected = ReturnType<typeof expectations>;

const byId = <T extends { id: number }>(list: readonly T[] | undefined) =>
  (list ?? []).toSorted((a, b) => a.id - b.id);

/** Desk, outcome, live board, three phones and the view in the database show the same. */
async function expectEqualViews(route: RouteDetail, all: Expected) {
  const { desk, outcome, board, lists } = await views(route.id);
  const rows = all.map(({ id, own, result, state }) => [id, state, result, own.length]);
  const shown = (stops: RouteOutcome['stops'] | FieldRouteList['items'][number]['stops']) =>
    byId(stops as RouteOutcome['stops']).map(({ id, state, result, otherResults }) => [
      id,
      state,
      result?.result,
      1 + otherResults.length,
    ]);
  const ofPhones = lists.map(({ items }) =>
    shown(items.find(({ routeId }) => routeId === route.id)?.stops ?? []),
  );
  expect([shown(outcome.stops), ...ofPhones]).toEqual(
    Array.from({ length: 1 + PHONES }, () => rows),
  );
  const live = byId(board?.teams[0]?.stops).map(({ id, state, result }) => [id, state, result]);
  expect(live).toEqual(rows.map((row) => row.slice(0, 3)));
  expect(byId(desk.stops).map(({ id, state }) => [id, state])).toEqual(
    rows.map((row) => row.slice(0, 2)),
  );
  const settled = await asSystem(
    ground.test.database,
    (sql) => sql<{ stopId: number; state: string; signs: boolean }[]>`
      select settled_stop.stop_id, settled_stop.state, settled_stop.signs
      from settled_stop
      join stop on stop.id = settled_stop.stop_id
      where stop.route_id = ${route.id}
      order by stop.id`,
  );
  expect(settled).toEqual(
    all.map(({ id, state, result }) => ({ stopId: id, state, signs: result === 'signs' })),
  );
  return { outcome, board };
}

it(`all views of ${POINTS + BUSINESSES} stops are equal after random results of three phones in any order`, async () => {
  const route = await publishedToday(objects(...businesses.map(({ id }) => id)), top(POINTS));
  const isBusiness = new Set(route.stops.flatMap(({ id, objectId }) => (objectId ? id : [])));
  const ids = route.stops.map(({ id }) => id);
  const [sent = []] = fc.sample(presses(ids), { seed: SEED, numRuns: 1 });
  // Three arrive at once, as from phones that meet a network together.
  for (let at = 0; at < sent.length; at += PHONES) {
    await Promise.all(
      sent.slice(at, at + PHONES).map(async (press) => {
        const phone = phones[press.phone] ?? ground.inspector;
        await okJson(record(phone, route, bodyOf(press, isBusiness.has(press.stopId))));
      }),
    );
  }
  const all = expectations(route, sent);
  const count = (test: (one: Expected[number]) => boolean) => all.filter(test).length;
  const totals = {
    visited: count(({ state }) => state === 'done'),
    couldNotCheck: count(({ state }) => state === 'could_not_check'),
    signs: count(({ result }) => result === 'signs'),
    findings: count(({ business, findings }) => business && findings),
    open: 0,
  };
  const { outcome, board } = await expectEqualViews(route, all);
  expect(outcome.all).toMatchObject(totals);
  expect(outcome.quotas.reduce((sum, { onRoute }) => sum + onRoute, 0)).toBe(
    count(({ business, state }) => business && state === 'done'),
  );
  expect(board?.teams[0]).toMatchObject({ signs: totals.signs, left: 0 });
  await expectRegister(route, sent);

  const before = await estimate();
  const shiftId = route.shifts[0]?.id;
  await okJson(ground.inspector.post(`/api/routes/${route.id}/finish`, { shiftId }));
  const after = await estimate();
  expect([after.checks - before.checks, after.signs - before.signs]).toEqual([
    totals.visited,
    totals.signs,
  ]);
  const divided = count(({ own }) => new Set(own.map(({ result }) => result)).size > 1);
  console.log(
    `${all.length} stops, ${sent.length} results of ${PHONES} phones (seed ${SEED}), ` +
      `${divided} stops with opposite results: 0 views differ, 0 results lost`,
  );
}, 300_000);

async function estimate() {
  const rows = await asSystem(ground.test.database, (sql) => countStopResults(sql, '2026-01-01'));
  return {
    checks: rows.reduce((sum, { checks }) => sum + Number(checks), 0),
    signs: rows.reduce((sum, { signs }) => sum + Number(signs), 0),
  };
}

/** The register has every look and every visit, and a suspicion wherever the route has signs. */
async function expectRegister(route: RouteDetail, sent: readonly Press[]): Promise<void> {
  const rows = await asSystem(
    ground.test.database,
    (sql) => sql<{ id: number; looks: number; suspected: boolean }[]>`
      select
        stop.id, count(event.id)::int as looks,
        exists (
          select from event suspicion
          where suspicion.point_id = stop.point_id and suspicion.kind = 'recurrence_suspected'
        ) as suspected
      from stop
      left join event
        on event.point_id = stop.point_id and event.kind = 'checked' and event.note = ${MARK}
      where stop.route_id = ${route.id} and stop.point_id is not null
      group by stop.id
      order by stop.id`,
  );
  const points = route.stops.filter(({ pointId }) => pointId !== null);
  const of = (id: number) => sent.filter(({ stopId }) => stopId === id);
  expect(rows).toEqual(
    points
      .toSorted((a, b) => a.id - b.id)
      .map(({ id }) => ({
        id,
        looks: of(id).length,
        suspected: of(id).some(({ result }) => result === 'signs'),
      })),
  );
  const judged = businesses.map(async ({ id }) => {
    const found = await okJson<InspectionObjectDetail>(
      ground.planner.get(`/api/inspection-objects/${id}`),
    );
    return [found.inspections.length, found.lastResult];
  });
  expect(await Promise.all(judged)).toEqual(
    businesses.map(({ id }) => {
      const own = of(route.stops.find(({ objectId }) => objectId === id)?.id ?? 0);
      const { state, findings } = expectedOf(own);
      return [own.length, state === 'done' ? inspectionOf(findings) : null];
    }),
  );
}
