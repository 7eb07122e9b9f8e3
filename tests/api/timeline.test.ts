import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { HAPPENINGS, type Timeline } from '#server/contract/timeline.ts';
import type { PointPage } from '#server/contract/point.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { DOCUMENT } from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { some } from '#tests/support/some.ts';

async function timeline(client: TestClient, query = ''): Promise<Timeline> {
  const response = await client.get(`/api/timeline${query}`);
  expect(response.status).toBe(200);
  return (await response.json()) as Timeline;
}

async function page(client: TestClient, query: string): Promise<PointPage> {
  return (await (await client.get(`/api/points${query}`)).json()) as PointPage;
}

describe('the timeline of the demonstration', () => {
  let test: TestApp;
  let analyst: TestClient;

  beforeAll(async () => {
    test = await createTestApp({ demo: true });
    analyst = await test.as('analyst');
  });
  afterAll(() => test.close());

  it('counts what the database says of listings, ends, hand-overs and returns', async () => {
    const rows = await test.database.sql<{ month: string; kind: string; count: number }[]>`
      select to_char(date_trunc('month', effective_on), 'YYYY-MM-DD') as month, kind,
        count(*)::integer as count
      from event_in_force
      where kind in ('recognised', 'eliminated', 'recurrence_confirmed')
      group by 1, 2`;
    const kinds = {
      recognised: 'listed',
      eliminated: 'eliminated',
      recurrence_confirmed: 'recurrence_confirmed',
    };
    const { bins } = await timeline(analyst, '?bin=month');
    for (const [kind, name] of Object.entries(kinds)) {
      const said = bins.flatMap((bin) => {
        const count = bin[HAPPENINGS.find((one) => one === name) ?? 'listed'];
        return count === 0 ? [] : [[bin.from, count]];
      });
      const stored = rows.filter((row) => row.kind === kind);
      const byMonth = stored.map(({ month, count }) => [month, count]);
      expect(byMonth.length).toBeGreaterThan(0);
      expect(Object.fromEntries(said)).toEqual(Object.fromEntries(byMonth));
    }
    const [handed] = await test.database.sql<{ count: number }[]>`
      select count(*)::integer as count from cycle where handed_over_on is not null`;
    const { total } = await timeline(analyst);
    expect(total.handed_over).toBe(handed?.count);
  });

  it('has the same sums whatever the bins, within its first and last day', async () => {
    const all = await Promise.all(
      ['day', 'week', 'month'].map((bin) => timeline(analyst, `?bin=${bin}`)),
    );
    for (const { bins, total, first, last } of some(all)) {
      expect(first).toEqual(all[0]?.first);
      for (const name of HAPPENINGS) {
        expect(bins.reduce((sum, bin) => sum + bin[name], 0)).toBe(total[name]);
        expect(total[name]).toBe(all[0]?.total[name]);
      }
      expect(bins.map((bin) => bin.from)).toEqual(bins.map((bin) => bin.from).toSorted());
      expect(bins.at(-1)?.from.localeCompare(last ?? '')).toBeLessThanOrEqual(0);
    }
  });

  it('begins on the first evening on which the map shows anything, and the day before is empty', async () => {
    const { first } = await timeline(analyst);
    const before = new Date(Date.parse(first ?? '') - 86_400_000).toISOString().slice(0, 10);
    expect((await page(analyst, `?as_of=${first}`)).total).toBeGreaterThan(0);
    expect((await page(analyst, `?as_of=${before}`)).total).toBe(0);
    expect((await page(analyst, '?as_of=1900-01-01')).total).toBe(0);
    const now = (await page(analyst, '')).counts.status;
    expect((await page(analyst, '?as_of=2999-12-31')).counts.status).toEqual(now);
  });

  it('follows the filter, and the reach of whoever asks', async () => {
    const all = await timeline(analyst);
    const returns = await timeline(analyst, '?status=recurring');
    expect(returns.total).toEqual({
      listed: 0,
      eliminated: 0,
      handed_over: 0,
      recurrence_confirmed: all.total.recurrence_confirmed,
    });
    const leader = await test.as('leader');
    const own = await timeline(leader);
    expect(own).toEqual(await timeline(analyst, '?commune=00070'));
    expect(own.total.listed).toBeGreaterThan(0);
    expect(own.total.listed).toBeLessThan(all.total.listed);
    const foreign = await timeline(leader, '?commune=00160');
    expect(foreign).toMatchObject({ first: null, last: null, bins: [] });
    const nothing = await timeline(analyst, '?category=ZZZ');
    expect(nothing).toMatchObject({ first: null, bins: [] });
  });

  it('shows an inspector their own work only, also behind words', async () => {
    const inspector = await test.as('inspector');
    const { total } = await page(
      inspector,
      '?status=proposed,active,eliminated,handed_over,recurring',
    );
    const own = await timeline(inspector, '?bin=day&q=a');
    expect(own.total.listed).toBeLessThanOrEqual(total);
    expect((await timeline(inspector)).total.listed).toBeLessThanOrEqual(total);
  });

  it('tells, as it was recorded then, only what had been entered', async () => {
    const [entered] = await test.database.sql<{ first: string }[]>`
      select to_char(min(city_date(recorded_at)) - 1, 'YYYY-MM-DD') as first from event`;
    const before = await timeline(analyst, `?known_at=${entered?.first}`);
    expect(before).toMatchObject({ first: null, bins: [] });
    expect((await page(analyst, `?known_at=${entered?.first}`)).total).toBe(0);
    expect(await timeline(analyst, '?known_at=2026-11-24')).toEqual(await timeline(analyst));
  });

  it('takes in what has just been recorded, and the list says since when on any evening', async () => {
    const before = await timeline(analyst, '?bin=day');
    const [point] = (await page(analyst, '?status=active&limit=1')).items;
    const response = await analyst.post(`/api/points/${point?.id}/eliminate`, {
      effectiveOn: '2026-11-24',
      documentNumber: DOCUMENT,
      version: point?.version,
    });
    expect(response.status).toBe(200);
    const after = await timeline(analyst, '?bin=day');
    expect(after.total.eliminated).toBe(before.total.eliminated + 1);
    expect(after.last).toBe('2026-11-24');
    const evening = async (query: string) =>
      (await page(analyst, `${query}&limit=500`)).items.find((one) => one.id === point?.id);
    expect(await evening('?as_of=2026-11-24')).toMatchObject({
      status: 'eliminated',
      statusSince: '2026-11-24',
    });
    expect(await evening('?as_of=2026-11-23')).toMatchObject({
      status: 'active',
      statusSince: point?.statusSince,
    });
  });

  it('is not for those without points, and refuses what is no day and no bin', async () => {
    for (const role of ['admin', 'auditor']) {
      await expectProblem(await (await test.as(role)).get('/api/timeline'), 'permission.denied');
    }
    await expectProblem(await test.anonymous.get('/api/timeline'), 'session.missing');
    for (const bad of [
      '?known_at=2026-02-30',
      '?known_at=yesterday',
      '?bin=year',
      '?status=gone',
    ]) {
      await expectProblem(await analyst.get(`/api/timeline${bad}`), 'request.invalid');
    }
  });
});
