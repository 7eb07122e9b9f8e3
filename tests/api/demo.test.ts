import { gunzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Configuration } from '#server/contract/configuration.ts';
import type { RouteDetail, RouteList } from '#server/contract/route.ts';
import type { FieldRouteList, RouteOutcome } from '#server/contract/route-result.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const SOUGHT = ['Phố Minh Họa 12', '5 Phố Minh Họa 2', 'pho minh hoa 3', 'Công viên Minh Họa 1'];

describe('the demonstration', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await createTestApp({ demo: true });
  });
  afterAll(() => test.close());

  it('is told through the commands themselves: about sixty points in every status', async () => {
    const rows = await test.database.sql<{ status: string; count: number }[]>`
      select status, count(*)::integer as count from point group by status order by status`;
    const counts = Object.fromEntries(rows.map((row) => [row.status, row.count]));
    expect(Object.keys(counts).toSorted()).toEqual([
      'active',
      'delisted',
      'eliminated',
      'handed_over',
      'not_recognised',
      'proposed',
      'recurring',
    ]);
    expect(rows.reduce((sum, row) => sum + row.count, 0)).toBeGreaterThanOrEqual(60);
  });

  it('has tips on every clock: overdue, due soon, suspended, not started, handled in time and late', async () => {
    const analyst = await test.as('analyst');
    for (const [clock, fewest] of Object.entries({
      overdue: 2,
      due_soon: 1,
      suspended: 1,
      not_started: 1,
      running: 1,
      closed_on_time: 3,
      closed_late: 1,
    })) {
      const { total } = await (await analyst.get(`/api/tips?timeliness=${clock}`)).json();
      expect([clock, total >= fewest]).toEqual([clock, true]);
    }
  });

  it('has signals of each grade, one of before the closure, one objected to and one taken back', async () => {
    const analyst = await test.as('analyst');
    const count = async (query: string): Promise<number> => {
      const answer = await analyst.get(`/api/signals?${query}`);
      return ((await answer.json()) as { total: number }).total;
    };
    for (const [query, fewest] of Object.entries({
      'state=suspected&grade=exact': 1,
      'state=suspected&grade=near': 2,
      'state=vicinity&grade=vicinity': 2,
      'state=unmatched': 1,
      'state=rejected': 1,
      'appealed=true': 1,
    })) {
      expect([query, (await count(query)) >= fewest]).toEqual([query, true]);
    }
    // Told late of what happened before the place was closed: near it, and matched to nothing.
    const [late] = await test.database.sql<{ state: string; metres: number }[]>`
      select
        signal.state,
        min(st_distance(point.geom::geography, signal.position::geography)) as metres
      from signal
      join tip on tip.id = signal.tip_id
      cross join point
      where tip.channel_number = 'MH-TH-006'
      group by signal.state`;
    expect(late?.state).toBe('unmatched');
    expect(late?.metres).toBeLessThan(30);
    const [undone] = await test.database.sql<{ state: string; restored: number }[]>`
      select signal.state, count(*)::integer as restored
      from signal
      join event on event.point_id = signal.point_id and event.kind = 'suspicion_restored'
      join tip on tip.id = signal.tip_id
      where tip.channel_number = 'MH-TH-008'
      group by signal.state`;
    expect(undone).toEqual({ state: 'suspected', restored: 1 });
  });

  it('has a point across at least five communes, two at one spot, and one merged into another', async () => {
    const [widest] = await test.database.sql<{ communes: number }[]>`
      select count(*)::integer as communes from point_commune
      group by point_id order by count(*) desc limit 1`;
    expect(widest?.communes).toBeGreaterThanOrEqual(5);
    const shared = await test.database.sql`
      select from point group by anchor having count(*) > 1`;
    expect(shared.length).toBeGreaterThanOrEqual(1);
    const merged = await test.database.sql`select from point where merged_into is not null`;
    expect(merged).toHaveLength(1);
  });

  it('shows every flag on some point today', async () => {
    const rows = await test.database.sql<{ flag: string }[]>`
      select distinct flag from point_flag
      where from_on <= '2026-11-24' and (to_on is null or to_on > '2026-11-24') order by flag`;
    expect(rows.map((row) => row.flag)).toEqual([
      'check_due',
      'check_overdue',
      'handover_pending',
      'handover_refused',
      'suspected',
      'unchecked',
      'under_watch',
    ]);
  });

  it('has a plan that runs today, with results, and targets that are off pace', async () => {
    const coordinator = await test.as('coordinator');
    const { plan, offPace, onPace } = await (await coordinator.get('/api/overview')).json();
    expect(plan).toMatchObject({ number: 'MH-01/KH-UBND', year: 2026 });
    const codes = offPace.map(({ code }: { code: string }) => code);
    expect(codes).toEqual(expect.arrayContaining(['pupils_informed', 'recurrences']));
    expect(onPace).toBeGreaterThan(0);
  });

  it('leaves a register alone in which there is something already', async () => {
    const { seedDemo } = await import('#server/demo/seed-demo.ts');
    expect(await seedDemo(test.deps)).toBe(false);
  });

  it('has a route that is done, one of today for the inspector, and a draft for tomorrow', async () => {
    const planner = await test.as('planner');
    const { items } = (await (await planner.get('/api/routes')).json()) as RouteList;
    expect(items.map(({ state, onDate }) => [state, onDate])).toEqual([
      ['draft', '2026-11-25'],
      ['published', '2026-11-24'],
      ['done', '2026-11-23'],
    ]);
    const done = items.find(({ state }) => state === 'done')?.id;
    const outcome: RouteOutcome = await (await planner.get(`/api/routes/${done}/outcome`)).json();
    expect(outcome.all).toMatchObject({ planned: 6, visited: 4, couldNotCheck: 1, carried: 1 });
    expect(outcome.random.planned).toBe(1);
    expect(outcome.quotas).toMatchObject([{ onRoute: 4 }]);
    const inspector = await test.as('inspector');
    const mine: FieldRouteList = await (await inspector.get('/api/routes/mine')).json();
    expect(mine.items.map(({ stops }) => stops.length)).toEqual([6]);
  });

  it('has streets, houses and parks that are found by their names', async () => {
    const leader = await test.as('analyst');
    const find = async (words: string) => {
      const answer = await leader.get(`/api/search?q=${encodeURIComponent(words)}`);
      const { items } = (await answer.json()) as {
        items: { kind: string; label: string; precision: string }[];
      };
      return items.flatMap((hit) => (hit.kind === 'address' ? [[hit.label, hit.precision]] : []));
    };
    expect(await Promise.all(SOUGHT.map(async (words) => (await find(words))[0]))).toEqual([
      ['Minh Họa 12', 'street'],
      ['5 Minh Họa 2', 'door'],
      ['Minh Họa 3', 'street'],
      ['Công viên Minh Họa 1', 'place'],
    ]);
  });

  it('has a ground of the map that names its streets, and says that they are invented', async () => {
    const leader = await test.as('leader');
    const { ground }: Configuration = await (await leader.get('/api/configuration')).json();
    expect(ground?.attribution).toBe('Đường phố minh họa, không có thật');
    // Around the middle of Hoàn Kiếm.
    const tile = await leader.get('/api/tiles/ground/15/26018/14425.mvt');
    const bytes = Buffer.from(await tile.arrayBuffer());
    expect(gunzipSync(bytes).toString('utf8')).toContain('Phố Minh Họa 18');
  });

  it('has routes that follow its streets', async () => {
    const planner = await test.as('planner');
    const { items } = (await (await planner.get('/api/routes')).json()) as RouteList;
    const today = items.find(({ state }) => state === 'published')?.id;
    const route: RouteDetail = await (await planner.get(`/api/routes/${today}`)).json();
    expect(route.plan.basis.map(({ source }) => source)).toEqual(['roads']);
  });
});
