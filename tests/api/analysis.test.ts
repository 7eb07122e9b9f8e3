import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ComparedCases, Comparison } from '#server/contract/comparison.ts';
import type { FeedbackAudit } from '#server/contract/place-analysis.ts';
import type { PointDetail } from '#server/contract/point.ts';
import type { Survival } from '#server/contract/survival.ts';
import { withSecond } from '#tests/support/points/proposal-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  act,
  eliminated,
  IN_BA_VI,
  okPoint,
  people,
  type People,
} from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { receive } from '#tests/support/signals/tip-acts.ts';

const HERE = '00070';
const THERE = '09700';

/** Two places closed on 1 March in Hoàn Kiếm, one of which came back on 10 June; one in Ba Vì, quiet. */
describe('comparing communes', () => {
  let test: TestApp;
  let by: People;
  let back: PointDetail;

  beforeAll(async () => {
    test = await createTestApp({ now: '2026-07-01T03:00:00.000Z' });
    by = await people(test);
    await test.deps.points.reload();
    const closed = await eliminated(by, { officialName: 'Điểm trở lại' });
    back = await act(by.analyst, closed, 'mark-recurring', {
      effectiveOn: '2026-06-10',
      grounds: 'Biên bản kiểm tra xác nhận hoạt động trở lại',
    });
    const quiet = await eliminated(by, { officialName: 'Điểm yên' });
    await okPoint(
      await by.officer.post(`/api/points/${quiet.id}/checks`, {
        version: quiet.version,
        effectiveOn: '2026-05-01',
        result: 'no_sign',
      }),
    );
    await eliminated(
      { ...by, officer: by.analyst },
      { officialName: 'Điểm Ba Vì', geometry: { type: 'Point', coordinates: IN_BA_VI } },
    );
  });
  afterAll(() => test.close());

  const compare = async (client: TestClient, query = ''): Promise<Comparison> => {
    const answer = await client.get(`/api/analysis/comparison${query}`);
    expect(answer.status).toBe(200);
    return answer.json();
  };
  const rowOf = (comparison: Comparison, code: string) =>
    comparison.communes.find(({ commune }) => commune.code === code);

  it('counts confirmed recurrences against the days for which closed places could have had one', async () => {
    const comparison = await compare(by.analyst, '?from=2026-01-01&to=2026-06-30');
    expect(comparison.communes).toHaveLength(126);
    // From 1 March: until 10 June 101 days; until the end of 30 June 122 days, twice.
    expect(rowOf(comparison, HERE)).toMatchObject({ observed: 1, exposure: 223 });
    expect(rowOf(comparison, THERE)).toMatchObject({ observed: 0, exposure: 122 });
    expect(rowOf(comparison, HERE)?.expected).toBeCloseTo(223 / 345, 9);
    expect(comparison).toMatchObject({ observed: 1, exposure: 345, exposureUnit: 'place_days' });
    expect(comparison.run.dataCutOff).not.toBeNull();
  });

  it('names nobody on so little, and says how much was looked at', async () => {
    const comparison = await compare(by.coordinator, '?from=2026-01-01&to=2026-06-30');
    expect(comparison.communes.filter(({ verdict }) => verdict.side !== 'within')).toEqual([]);
    expect(rowOf(comparison, HERE)).toMatchObject({
      verdict: { side: 'within', reason: 'too_little_exposure' },
      checkedShare: 0.5,
      replied: 0,
    });
  });

  it('shows who answers for communes these alone, against the limits of the city', async () => {
    const city = await compare(by.analyst);
    const own = await compare(by.leader);
    expect(own.communes.map(({ commune }) => commune.code)).toEqual([HERE]);
    expect(own.limits).toEqual(city.limits);
    expect(rowOf(own, HERE)).toEqual(rowOf(city, HERE));
  });

  it('never counts a suspicion, and calls the count incomplete while one is open', async () => {
    const before = await compare(by.analyst);
    const { id, version } = await okPoint(await by.analyst.get(`/api/points/${back.id}`));
    expect(version).toBeGreaterThan(0);
    const quiet = await eliminated(by, { officialName: 'Điểm nghi vấn' });
    await okPoint(
      await by.officer.post(`/api/points/${quiet.id}/checks`, {
        version: quiet.version,
        effectiveOn: '2026-06-15',
        result: 'signs',
      }),
    );
    const after = await compare(by.analyst);
    expect(id).toBe(back.id);
    expect(rowOf(after, HERE)?.observed).toBe(rowOf(before, HERE)?.observed);
    expect(rowOf(after, HERE)?.completeness).toBe(0);
  });

  it("leads from a commune to its cases, with the commune's reply", async () => {
    const asked = `/api/analysis/comparison/${HERE}/cases?from=2026-01-01&to=2026-06-30`;
    const cases = (await (await by.analyst.get(asked)).json()) as ComparedCases;
    expect(cases.items).toMatchObject([
      {
        code: back.code,
        happenedOn: '2026-06-10',
        sinceOn: '2026-03-01',
        reply: null,
        cycle: 2,
        signalId: null,
      },
    ]);
    const words = 'Địa phương đã kiểm tra, lập biên bản và giao cơ sở cam kết chấm dứt.';
    const filed = await by.leader.post(`/api/points/${back.id}/replies`, {
      cycle: 2,
      state: 'filed',
      words,
      after: 0,
    });
    expect(filed.status).toBeLessThan(300);
    const replied = (await (await by.leader.get(asked)).json()) as ComparedCases;
    expect(replied.items[0]?.reply?.words).toBe(words);
    const comparison = await compare(by.analyst, '?from=2026-01-01&to=2026-06-30');
    expect(rowOf(comparison, HERE)?.replied).toBe(1);
  });

  it('keeps the cases of other communes from who does not answer for them', async () => {
    const other = await by.leader.get(`/api/analysis/comparison/${THERE}/cases`);
    await expectProblem(other, 'analysis.other_commune');
    const unknown = await by.analyst.get('/api/analysis/comparison/99999/cases');
    await expectProblem(unknown, 'commune.not_found');
  });

  it('refuses periods that end in the future, before they begin, or never', async () => {
    for (const period of [
      'from=2026-06-01&to=2026-08-01',
      'from=2026-06-01&to=2026-05-01',
      'from=2001-01-01',
    ]) {
      const answer = await by.analyst.get(`/api/analysis/comparison?${period}`);
      await expectProblem(answer, 'analysis.period_invalid');
    }
    const cases = await by.analyst.get(`/api/analysis/comparison/${HERE}/cases?to=2027-01-01`);
    await expectProblem(cases, 'analysis.period_invalid');
  });

  it('compares new points only once it is known how many people live where', async () => {
    const before = await compare(by.analyst, '?measure=new_points');
    expect(before).toMatchObject({ refused: 'no_population', exposure: 0 });
    const entry = { countedOn: '2025-04-01', source: 'Số liệu thử nghiệm' };
    const items = [
      { commune: HERE, people: 100_000 },
      { commune: THERE, people: 50_000 },
    ];
    const wrong = await by.coordinator.post('/api/analysis/populations', {
      ...entry,
      items: [...items, { commune: '99999', people: 1 }],
    });
    const unknown = await expectProblem(wrong, 'commune.not_found');
    expect(unknown.errors?.map(({ pointer }) => pointer)).toEqual(['/items/2/commune']);
    const act = { ...entry, items };
    const alone = await by.coordinator.post('/api/analysis/populations', act);
    expect((await withSecond(by.coordinator, alone, { kind: 'populations', act })).ok).toBe(true);
    const auditor = await test.as('auditor');
    const log = await auditor.get('/api/audit?action=analysis.enter_populations');
    const detail = { countedOn: '2025-04-01', communes: 2 };
    expect(((await log.json()) as { items: unknown[] }).items).toMatchObject([{ detail }]);
    const after = await compare(by.analyst, '?measure=new_points&from=2026-01-01&to=2026-01-31');
    expect(after).toMatchObject({ refused: null, population: entry });
    expect(rowOf(after, HERE)).toMatchObject({ observed: 3, exposure: 3_100_000 });
    expect(rowOf(after, HERE)?.expected).toBeCloseTo((4 * 2) / 3, 9);
    const cases = await by.analyst.get(
      `/api/analysis/comparison/${HERE}/cases?measure=new_points&from=2026-01-01&to=2026-01-31`,
    );
    expect(((await cases.json()) as ComparedCases).items).toHaveLength(3);
    const leader = await by.leader.post('/api/analysis/populations', { ...entry, items });
    await expectProblem(leader, 'permission.denied');
    const personal = await by.coordinator.post('/api/analysis/populations', {
      ...entry,
      source: 'Ông Nguyễn Văn An, 0912345678',
      items,
    });
    await expectProblem(personal, 'text.personal_data');
  });

  it('counts late and overdue tips against all that are closed or overdue', async () => {
    const overdue = await receive(by.officer, { kind: 'feedback', receivedOn: '2026-02-02' });
    expect(overdue.dueOn).not.toBeNull();
    const comparison = await compare(
      by.analyst,
      '?measure=late_tips&from=2026-02-01&to=2026-02-28',
    );
    expect(rowOf(comparison, HERE)).toMatchObject({ observed: 1, exposure: 1, replied: null });
    const cases = await by.analyst.get(
      `/api/analysis/comparison/${HERE}/cases?measure=late_tips&from=2026-02-01&to=2026-02-28`,
    );
    expect(((await cases.json()) as ComparedCases).items).toMatchObject([
      { code: overdue.code, happenedOn: '2026-02-02', pointId: null },
    ]);
  });

  it('follows closures until they come back: curves, numbers at risk, half a day at least', async () => {
    const survival = (await (await by.analyst.get('/api/analysis/survival')).json()) as Survival;
    const [all] = survival.curves;
    expect(all).toMatchObject({ key: 'all', closures: 4, recurrences: 1, medianDays: null });
    // Four were closed on 1 March; one came back after 101 days.
    expect(all?.steps).toEqual([
      { days: 101, survival: 0.75, atRisk: 4, interval: [expect.any(Number), expect.any(Number)] },
    ]);
    expect(all?.at).toEqual([{ days: 90, survival: 1, interval: null, atRisk: 4 }]);
    const own = (await (
      await by.otherLeader.get('/api/analysis/survival?by=commune')
    ).json()) as Survival;
    expect(own.curves.map(({ key }) => key)).toEqual([THERE, 'all']);
    expect(own.groups.map(({ key }) => key)).toEqual([THERE]);
    const compared = (await (
      await by.analyst.get(
        `/api/analysis/survival?by=commune&groups=${HERE},${THERE}&band=hall_wellner`,
      )
    ).json()) as Survival;
    expect(compared.test?.degreesOfFreedom).toBe(1);
    const wrong = await by.analyst.get('/api/analysis/survival?by=person');
    await expectProblem(wrong, 'request.invalid');
  });

  it('audits by quarter what patrols find against what people report', async () => {
    const answer = await by.coordinator.get('/api/analysis/feedback-audit');
    const audit = (await answer.json()) as FeedbackAudit;
    expect(audit.quarters).toHaveLength(8);
    expect(audit.quarters[0]?.period).toEqual({ from: '2026-07-01', to: '2026-07-01' });
    // Wilson's interval of one of one.
    expect(audit.quarters[1]?.foundInterval?.[0]).toBeCloseTo(0.2065, 4);
    expect(audit.quarters[7]?.period).toEqual({ from: '2024-10-01', to: '2024-12-31' });
    expect(audit.quarters[1]).toMatchObject({ found: 1, reported: 0, foundShare: 1, checks: 2 });
    expect(audit.stops).toBeNull();
    const leader = await by.leader.get('/api/analysis/feedback-audit');
    await expectProblem(leader, 'permission.denied');
  });

  it('compares stops drawn at random with chosen ones once a route is done', async () => {
    const { sql } = test.database;
    const planner = by.planner.account?.accountId ?? '';
    const [{ id: route } = { id: 0 }] = await sql<{ id: number }[]>`
      insert into route (
        title, on_date, kind, unannounced, state, random_share, seed, created_by, created_at,
        published_by, published_at, published_version
      ) values (
        'Lộ trình thử', '2026-06-20', 'regular', false, 'done', 0.1, 1, ${planner}, now(),
        ${planner}, now(), 1
      )
      returning id`;
    const results = [
      [true, 'signs'],
      [true, 'no_sign'],
      [false, 'no_sign'],
      [false, 'could_not_check'],
    ] as const;
    for (const [position, [random, result]] of results.entries()) {
      await sql`
        with added as (
          insert into stop (
            route_id, position, label, place, random, service_minutes, state, added_by, added_at
          ) values (
            ${route}, ${position}, 'Điểm dừng thử',
            st_setsrid(st_makepoint(105.85, 21.03), 4326), ${random}, 10, 'done', ${planner}, now()
          )
          returning id
        )
        insert into stop_result (
          id, stop_id, route_id, finished_at, result, obstacle, recorded_by, recorded_at
        )
        select
          gen_random_uuid(), added.id, ${route}, now(), ${result},
          ${result === 'could_not_check' ? 'closed' : null}, ${planner}, now()
        from added`;
    }
    const answer = await by.coordinator.get('/api/analysis/feedback-audit');
    const { stops } = (await answer.json()) as FeedbackAudit;
    expect(stops?.random).toMatchObject({ checks: 2, signs: 1 });
    expect(stops?.chosen).toMatchObject({ checks: 1, signs: 0 });
    expect(stops?.random.interval?.[0]).toBeLessThan(0.5);
  });

  it('keeps what it has worked out until the data change', async () => {
    const first = await compare(by.analyst, '?from=2026-02-01');
    const again = await compare(by.analyst, '?from=2026-02-01');
    expect(again).toEqual(first);
    await eliminated(by, { officialName: 'Điểm mới đóng' });
    const later = await compare(by.analyst, '?from=2026-02-01');
    expect(later.exposure).toBeGreaterThan(first.exposure);
  });
});
