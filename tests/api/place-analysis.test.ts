import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Comparison } from '#server/contract/comparison.ts';
import type {
  FittingQuery,
  PlaceAnalysis,
  PlaceAnalysisProgress,
  PlaceDefaults,
} from '#server/contract/place-analysis.ts';
import { generateRegister } from '#server/generator/commands.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

/** An invented city of 3,000 places over five years. */
describe('analysing places', () => {
  let test: TestApp;
  let analyst: TestClient;
  let leader: TestClient;

  beforeAll(async () => {
    test = await createTestApp();
    await generateRegister(
      { database: test.database, clock: test.clock },
      { points: 3_000, events: 15_000, seed: 3, until: '2026-11-23' },
      () => undefined,
    );
    await test.deps.points.reload();
    analyst = await test.as('analyst');
    leader = await test.as('leader', { communeCodes: ['00070'] });
  }, 120_000);
  afterAll(() => test.close());

  const lines = async (query: string): Promise<PlaceAnalysisProgress[]> => {
    const answer = await analyst.get(`/api/analysis/places?${query}`);
    expect(answer.status).toBe(200);
    return (await answer.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as PlaceAnalysisProgress);
  };
  const analyse = async (query: string): Promise<PlaceAnalysis> => {
    const last = (await lines(query)).at(-1);
    if (last?.phase !== 'done') throw new Error(`ended with ${JSON.stringify(last)}`);
    return last.result;
  };

  it('tells how far it is, and answers the same for the same seed', async () => {
    const asked = 'method=near_repeat&from=2024-01-01&replicates=199&seed=7';
    const told = await lines(asked);
    expect(told.slice(0, -1).every(({ phase }) => phase === 'running')).toBe(true);
    expect(told.length).toBeGreaterThan(2);
    // From what was kept: no way to go.
    expect(await lines(asked)).toEqual([told.at(-1)]);
    expect((await analyse(asked)).run).toMatchObject({ seed: 7, replicates: 199 });
  });

  it('finds hot spots among the cells that hold places, corrected for looking at all of them', async () => {
    const result = await analyse('method=hot_spots&from=2025-01-01&cell=2000');
    expect(result.tested).toBe(result.hotSpots.length);
    expect(result.tested).toBeGreaterThan(30);
    expect(result.run.seed).toBeNull();
    expect(result.hotSpots.reduce((sum, { events }) => sum + events, 0)).toBeLessThanOrEqual(
      result.events.all,
    );
    for (const { p, adjustedP } of result.hotSpots) expect(adjustedP).toBeGreaterThanOrEqual(p);
    expect(result.hotSpots.some(({ adjustedP, z }) => adjustedP < 0.05 && z > 0)).toBe(true);
  });

  it('finds by 100 checks too, in cells that were looked at', async () => {
    const result = await analyse('method=hot_spots&from=2024-01-01&per=checks&cell=2000');
    expect(result.hotSpots.every(({ checks }) => checks > 0)).toBe(true);
    expect(result.query.per).toBe('checks');
  });

  it('reads emerging hot spots in whole steps of four weeks, and refuses too short a period', async () => {
    const result = await analyse('method=emerging&from=2025-11-24&cell=2000');
    expect(result.refused).toBeNull();
    expect(result.tested).toBeGreaterThan(30);
    const short = await analyse('method=emerging&from=2026-08-01&cell=2000');
    expect(short.refused).toEqual({ reason: 'short_period', needed: 280, found: 112 });
  });

  it('lays near repeats out as a table and as links', async () => {
    const result = await analyse(
      'method=near_repeat&subject=new_points&from=2025-01-01&replicates=199',
    );
    expect(result.repeats).toHaveLength(20);
    const [first] = result.repeats;
    expect(first).toMatchObject({ metres: 0, days: 7 });
    for (const { metres, days } of result.links) {
      expect(metres).toBeLessThanOrEqual(100);
      expect(days).toBeLessThanOrEqual(7);
    }
  });

  it('scans for clusters that share no place, and names their chance', async () => {
    const result = await analyse('method=scan&from=2024-01-01&days=90&replicates=99');
    for (const cluster of result.clusters) {
      expect(cluster.p).toBeGreaterThan(0);
      expect(cluster.cases).toBeGreaterThanOrEqual(3);
      expect(cluster.ring[0]).toEqual(cluster.ring.at(-1));
    }
    expect(result.refused).toBeNull();
  });

  it('spreads density without a seed, since chance has no part in it', async () => {
    const result = await analyse('method=density&from=2025-01-01&radius=2000');
    expect(result.density.length).toBeGreaterThan(100);
    expect(result.run).toMatchObject({ seed: null, replicates: null });
  });

  it('refuses small samples and says how many there would have to be', async () => {
    const result = await analyse('method=scan&from=2026-11-22&to=2026-11-23');
    expect(result.refused).toMatchObject({ reason: 'few_events', needed: 20 });
    const none = await analyse('method=density&subject=signals&origin=found');
    expect(none.refused).toEqual({ reason: 'few_events', needed: 20, found: 0 });
  });

  const asText = ({ months: _months, events: _events, ...query }: FittingQuery) =>
    new URLSearchParams(
      Object.entries(query).map(([name, value]) => [name, String(value)]),
    ).toString();

  it('answers every method at the first press with the parameters that fit the data', async () => {
    const defaults = await analyst.get('/api/analysis/places/defaults');
    expect(defaults.status).toBe(200);
    const { items } = (await defaults.json()) as PlaceDefaults;
    expect(items).toHaveLength(5);
    for (const { method, query } of items) {
      if (query === null) throw new Error(`${method} has no answer`);
      const result = await analyse(`${asText(query)}&replicates=99`);
      expect(result.refused).toBeNull();
      expect(result.change).toBeNull();
      expect(result.events.all).toBe(query.events);
    }
    await expectProblem(await leader.get('/api/analysis/places/defaults'), 'permission.denied');
  }, 60_000);

  it('says the smallest change that makes a refused question possible, which then is answered', async () => {
    const asked = 'subject=new_points&cell=2000&from=2026-11-10';
    for (const method of ['hot_spots', 'emerging', 'density']) {
      const { refused, change, events } = await analyse(`method=${method}&${asked}`);
      expect(refused).not.toBeNull();
      if (change === null) throw new Error(`no change for ${method}`);
      expect(change).toMatchObject({ subject: 'new_points', to: '2026-11-24' });
      expect(change.months).toBeGreaterThan(0);
      expect(change.events).toBeGreaterThan(events.all);
      const answered = await analyse(asText(change));
      expect(answered.refused).toBeNull();
      expect(answered.events.all).toBe(change.events);
    }
  });

  it('offers other events where there are none of the kind, and never a mix of reports and finds', async () => {
    const { change } = await analyse('method=density&subject=signals&origin=found');
    expect(change).toMatchObject({ subject: 'recurrences', origin: 'reported', months: null });
  });

  it('names the communes in which the results lie', async () => {
    const { hotSpots } = await analyse('method=hot_spots&from=2025-01-01&cell=2000');
    const [first] = hotSpots.toSorted((a, b) => a.adjustedP - b.adjustedP);
    expect(first?.place?.commune?.code).toMatch(/^\d{5}$/);
    expect(hotSpots.filter(({ place }) => place !== null)).toHaveLength(60);
  });

  it('is for who watches the whole city', async () => {
    await expectProblem(await leader.get('/api/analysis/places?method=scan'), 'permission.denied');
    await expectProblem(
      await analyst.get('/api/analysis/places?method=palmistry'),
      'request.invalid',
    );
    await expectProblem(
      await analyst.get('/api/analysis/places?method=scan&to=2027-01-01'),
      'analysis.period_invalid',
    );
  });

  it('compares a whole city whose communes differ by chance alone without naming many', async () => {
    const answer = await analyst.get('/api/analysis/comparison?from=2025-11-24&to=2026-11-23');
    const { communes, observed, dispersion, limits } = (await answer.json()) as Comparison;
    expect(observed).toBeGreaterThan(100);
    const expected = communes.reduce((sum, commune) => sum + commune.expected, 0);
    expect(expected).toBeCloseTo(observed, 6);
    expect(dispersion.units).toBe(communes.filter((commune) => commune.expected >= 5).length);
    expect(dispersion.significant).toBe(false);
    expect(limits).toHaveLength(320);
    const named = communes.filter(({ verdict }) => verdict.side !== 'within');
    expect(named.length).toBeLessThanOrEqual(2);
  });

  it('offers the shortest period of whole years in which a commune can be judged', async () => {
    const read = async (query: string): Promise<Comparison> =>
      (await analyst.get(`/api/analysis/comparison?${query}`)).json();
    const week = await read('from=2026-11-17&to=2026-11-23');
    const { wider } = week;
    if (wider === null) throw new Error('no wider period');
    expect(week.dispersion.units).toBe(0);
    const judged = await read(`from=${wider.from}&to=${wider.to}`);
    expect(judged.dispersion.units).toBeGreaterThan(0);
    expect(judged.observed).toBe(wider.observed);
    expect(judged.wider).toBeNull();
  });
});
