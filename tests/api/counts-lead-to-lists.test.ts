import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Overview } from '#server/contract/overview.ts';
import { CHANGE_KINDS, type VisitChanges } from '#server/contract/visit.ts';
import { waitsForRole, type Worklist } from '#server/contract/worklist.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

let test: TestApp;
let coordinator: TestClient;
beforeAll(async () => {
  test = await createTestApp({ demo: true });
  coordinator = await test.as('coordinator');
});
afterAll(() => test.close());

/** The number of entries that a list has, however many of them it sends at once. */
async function totalOf(client: TestClient, path: string): Promise<number> {
  const response = await client.get(path);
  expect({ path, status: response.status }).toEqual({ path, status: 200 });
  return ((await response.json()) as { total: number }).total;
}

/** The worklist of somebody with all its pages. */
async function wholeWorklist(client: TestClient): Promise<Worklist> {
  const first = (await (await client.get('/api/worklist?limit=200')).json()) as Worklist;
  const items = [...first.items];
  for (let { next } = first; next !== null;) {
    const page = (await (
      await client.get(`/api/worklist?limit=200&cursor=${next}`)
    ).json()) as Worklist;
    items.push(...page.items);
    ({ next } = page);
  }
  return { ...first, items };
}

const overview = async () => (await (await coordinator.get('/api/overview')).json()) as Overview;

describe('a count that leads somewhere leads to exactly that many', () => {
  it('from the counters of every screen: recurring and suspected points', async () => {
    for (const name of ['analyst', 'leader', 'coordinator']) {
      const client = await test.as(name);
      const { counts } = await (await client.get('/api/points?limit=1')).json();
      const recurring = await totalOf(client, '/api/points?limit=1&status=recurring');
      const suspected = await totalOf(client, '/api/points?limit=1&flag=suspected');
      expect({ name, recurring, suspected }).toEqual({
        name,
        recurring: counts.status.recurring ?? 0,
        suspected: counts.flag.suspected ?? 0,
      });
    }
  });

  it('from the overview to the points, tips and signals that wait', async () => {
    const { recurringTotal, suspected, duties } = await overview();
    expect(await totalOf(coordinator, '/api/points?limit=1&status=recurring')).toBe(recurringTotal);
    expect(await totalOf(coordinator, '/api/points?limit=1&flag=suspected')).toBe(suspected);
    const conclude = duties
      .filter(({ kind }) => kind === 'conclude')
      .reduce((sum, { count }) => sum + count, 0);
    expect(await totalOf(coordinator, '/api/signals?state=suspected&limit=1')).toBe(conclude);
    const WAYS = {
      handover: (code: string) => `/api/points?limit=1&commune=${code}&flag=handover_pending`,
      check: (code: string) => `/api/points?limit=1&commune=${code}&flag=check_due,check_overdue`,
      tip: (code: string) => `/api/tips?limit=1&state=open&commune=${code}`,
    };
    const led = duties.flatMap(({ kind, commune, count }) => {
      const way = WAYS[kind as keyof typeof WAYS];
      return way === undefined
        ? []
        : [{ kind, code: commune.code, count, path: way(commune.code) }];
    });
    expect(led.length).toBeGreaterThan(3);
    const seen = [];
    for (const { kind, code, path } of led) {
      seen.push({ kind, code, count: await totalOf(coordinator, path) });
    }
    expect(seen).toEqual(led.map(({ kind, code, count }) => ({ kind, code, count })));
  });

  it('from the tips that press to their list', async () => {
    const analyst = await test.as('analyst');
    const { items } = (await (await analyst.get('/api/tips/counts')).json()) as {
      items: { timeliness: string; tips: number }[];
    };
    for (const clock of ['overdue', 'due_soon']) {
      const count = items
        .filter(({ timeliness }) => timeliness === clock)
        .reduce((sum, { tips }) => sum + tips, 0);
      const path = `/api/tips?limit=1&state=open&timeliness=${clock}`;
      expect({ clock, count: await totalOf(analyst, path) }).toEqual({ clock, count });
    }
  });

  it('from the stages of tips to the tips of each, in the city and in a commune', async () => {
    const analyst = await test.as('analyst');
    const { items: tips } = (await (await analyst.get('/api/tips?limit=1&state=open')).json()) as {
      items: { commune: { code: string } | null }[];
    };
    for (const code of [undefined, tips[0]?.commune?.code]) {
      const within = code === undefined ? '' : `&commune=${code}`;
      const asked = `/api/tips/counts${code === undefined ? '' : `?commune=${code}`}`;
      const counts = (await (await analyst.get(asked)).json()) as {
        items: { stage: string; tips: number }[];
        closed: number;
      };
      const stages = new Map<string, number>();
      for (const { stage, tips: count } of counts.items) {
        stages.set(stage, (stages.get(stage) ?? 0) + count);
      }
      expect(stages.size).toBeGreaterThan(0);
      for (const [stage, count] of stages) {
        const path = `/api/tips?limit=1&state=open&stage=${stage}${within}`;
        expect({ path, count: await totalOf(analyst, path) }).toEqual({ path, count });
      }
      expect(await totalOf(analyst, `/api/tips?limit=1&state=closed${within}`)).toBe(counts.closed);
    }
  });

  it('from the needs of inspections to the businesses of each', async () => {
    const planner = await test.as('planner');
    const { counts } = (await (await planner.get('/api/inspection-objects?limit=1')).json()) as {
      counts: Record<string, number>;
    };
    const { open = 0, closed = 0, ...needs } = counts;
    expect(await totalOf(planner, '/api/inspection-objects?limit=1')).toBe(open + closed);
    expect(await totalOf(planner, '/api/inspection-objects?limit=1&state=closed')).toBe(closed);
    for (const [need, count] of Object.entries(needs)) {
      const path = `/api/inspection-objects?limit=1&need=${need}`;
      expect({ path, count: await totalOf(planner, path) }).toEqual({ path, count });
    }
  });

  it('from the signs and categories of the list to the points of each', async () => {
    const analyst = await test.as('analyst');
    const { counts } = (await (await analyst.get('/api/points?limit=1')).json()) as {
      counts: Record<string, Record<string, number>>;
    };
    for (const condition of ['status', 'flag', 'category']) {
      for (const [value, count] of Object.entries(counts[condition] ?? {})) {
        const path = `/api/points?limit=1&${condition}=${value}`;
        expect({ path, count: await totalOf(analyst, path) }).toEqual({ path, count });
      }
    }
  });

  it('from what has changed since a day to these points', async () => {
    for (const name of ['analyst', 'leader'] as const) {
      const client = await test.as(name);
      const answer = await client.get('/api/me/changes?since=2020-01-01');
      const { counts, points } = (await answer.json()) as VisitChanges;
      const some = CHANGE_KINDS.filter((kind) => counts[kind] > 0);
      expect(some).not.toEqual([]);
      for (const kind of some) {
        const path = `/api/points?limit=1&ids=${points[kind].join()}`;
        const count = await totalOf(client, path);
        expect({ name, kind, count }).toEqual({ name, kind, count: counts[kind] });
      }
    }
  });

  it('from the kinds of the worklist to the work of each', async () => {
    for (const name of ['leader', 'officer', 'analyst'] as const) {
      const client = await test.as(name);
      const { counts } = (await (await client.get('/api/worklist?limit=1')).json()) as {
        counts: { kind: string; total: number }[];
      };
      for (const { kind, total } of counts) {
        const path = `/api/worklist?limit=1&kind=${kind}`;
        expect({ name, kind, total: await totalOf(client, path) }).toEqual({ name, kind, total });
      }
      const whole = await wholeWorklist(client);
      const own = whole.items.filter(({ kind }) => waitsForRole(kind, name));
      const tipsToTake = await totalOf(client, '/api/tips?limit=1&asked=true');
      const { waiting, total } = whole;
      expect({ name, waiting, tipsToTake: whole.tipsToTake, total }).toEqual({
        name,
        waiting: own.length + tipsToTake,
        tipsToTake,
        total: whole.items.length,
      });
      // The title counts the places of the list: those with the reader's own work stand before the others.
      const places = [...new Set(whole.items.map(({ point }) => point.id))];
      const ownPlaces = [...new Set(own.map(({ point }) => point.id))];
      expect(whole.places.waiting).toBe(ownPlaces.length);
      expect(whole.places.waiting + whole.places.others).toBe(places.length);
      expect(places.slice(0, ownPlaces.length)).toEqual(ownPlaces);
    }
  });
});
