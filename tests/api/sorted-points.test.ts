import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { JudgedAct } from '#server/contract/many-acts.ts';
import type { PointGroups } from '#server/contract/point-groups.ts';
import type { PointPage, PointSummary } from '#server/contract/point.ts';
import { foldText } from '#server/contract/text.ts';
import type { Timeline } from '#server/contract/timeline.ts';
import {
  act,
  active,
  eliminated,
  handoverAsked,
  IN_BA_VI,
  people,
  type People,
  proposed,
} from '#tests/support/points/register-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

async function read<Answer>(client: TestClient, path: string): Promise<Answer> {
  const response = await client.get(path);
  expect(`${path} ${response.status}`).toBe(`${path} 200`);
  return (await response.json()) as Answer;
}

/** All points of a sorted list, read in pages of so many. */
async function wholeList(client: TestClient, sort: string, limit = 7): Promise<PointSummary[]> {
  const items: PointSummary[] = [];
  for (let cursor: string | null = 'n-0'; cursor !== null;) {
    const page: PointPage = await read(
      client,
      `/api/points?sort=${sort}&limit=${limit}&cursor=${cursor}`,
    );
    items.push(...page.items);
    cursor = page.next;
  }
  return items;
}

/** The value that a row shows in a column, as it is compared; null where it shows none. */
const SHOWN: Record<string, (point: PointSummary) => string | number | null> = {
  code: ({ id }) => id,
  name: ({ officialName }) => foldText(officialName),
  since: ({ statusSince }) => statusSince,
  recurrences: ({ recurrences }) => recurrences,
  last_event: ({ lastEventOn }) => lastEventOn,
  next_check: ({ nextCheckOn }) => nextCheckOn,
  // The day on which the answer was due: the later, the fewer days it is overdue.
  answer_overdue: ({ answerOverdueDays }) =>
    answerOverdueDays === null ? null : -answerOverdueDays,
  flags: ({ flags }) => flags.length || null,
};

function inOrder(values: readonly (string | number | null)[], descending: boolean): boolean {
  return values.every((value, at) => {
    const next = values[at + 1];
    if (next === undefined || next === null) return true;
    if (value === null) return false;
    return descending ? value >= next : value <= next;
  });
}

describe('a sorted list of the demonstration', () => {
  let test: TestApp;
  let analyst: TestClient;

  beforeAll(async () => {
    test = await createTestApp({ demo: true });
    analyst = await test.as('analyst');
  });
  afterAll(() => test.close());

  it.each(Object.keys(SHOWN))(
    'stands in the order of the column %s, up and down',
    async (column) => {
      const { total } = await read<PointPage>(analyst, '/api/points?limit=1');
      for (const sort of [column, `-${column}`]) {
        const items = await wholeList(analyst, sort);
        expect(new Set(items.map(({ id }) => id)).size).toBe(total);
        const values = items.map((point) => SHOWN[column]?.(point) ?? null);
        expect(new Set(values).size).toBeGreaterThan(1);
        expect([sort, inOrder(values, sort.startsWith('-'))]).toEqual([sort, true]);
      }
    },
  );

  it('ends with its last point, where that is the last of a page too', async () => {
    const page = (limit: number) =>
      read<PointPage>(analyst, `/api/points?sort=name&limit=${limit}&cursor=n-0`);
    const { total } = await page(1);
    expect((await page(total)).next).toBeNull();
    expect((await page(total - 1)).next).not.toBeNull();
  });

  it.each(['urgency', 'category', 'status', 'commune'])(
    'keeps the points of one %s together',
    async (column) => {
      const groupOf = ({ status, flags, category, communes }: PointSummary) =>
        ({
          urgency: String(status === 'recurring' || flags.includes('suspected')),
          category,
          status,
          commune: communes.find(({ lead }) => lead)?.code,
        })[column];
      const groups = (await wholeList(analyst, column)).map(groupOf);
      const turns = groups.filter((group, at) => group !== groups[at - 1]);
      expect(turns.length).toBeGreaterThan(1);
      expect(turns.length).toBe(new Set(groups).size);
    },
  );

  it('counts by category and by commune as the list does, inside an area too', async () => {
    const area = 'within=105.8,20.98;105.9,20.98;105.9,21.06;105.8,21.06';
    const all = await read<PointGroups>(analyst, '/api/point-groups');
    const inside = await read<PointGroups>(analyst, `/api/point-groups?${area}`);
    expect(inside.total).toBeGreaterThan(0);
    expect(inside.total).toBeLessThan(all.total);
    for (const groups of [
      { said: all, query: '' },
      { said: inside, query: `&${area}` },
    ]) {
      const [category] = groups.said.category;
      const [commune] = groups.said.commune;
      for (const [name, group] of Object.entries({ category, commune })) {
        const { total } = await read<PointPage>(
          analyst,
          `/api/points?limit=1&${name}=${group?.code}${groups.query}`,
        );
        expect(total).toBe(group?.count);
      }
    }
    const listed = await read<PointPage>(analyst, `/api/points?${area}&sort=name`);
    expect(listed.total).toBe(inside.total);
    for (const { anchor } of listed.items) {
      expect(anchor[0] > 105.8 && anchor[0] < 105.9 && anchor[1] > 20.98 && anchor[1] < 21.06).toBe(
        true,
      );
    }
  });

  it('counts the events of an area only', async () => {
    const whole = await read<Timeline>(analyst, '/api/timeline');
    const { items } = await read<PointPage>(analyst, '/api/points?status=active&limit=3');
    const ids = items.map(({ id }) => id).join(',');
    const chosen = await read<Timeline>(analyst, `/api/timeline?ids=${ids}`);
    expect(chosen.total.listed).toBeGreaterThanOrEqual(items.length);
    expect(chosen.total.listed).toBeLessThan(whole.total.listed);
  });

  it('refuses areas, ids and orders that are none', async () => {
    for (const query of [
      'within=105.8,21;105.9,21',
      'within=105.8,21;105.9,x;105.9,21.1',
      'within=205.8,21;105.9,21;105.9,21.1',
      `within=${Array.from({ length: 201 }, (_, at) => `105.8,21.${at}`).join(';')}`,
      'ids=1,x',
      'ids=99999999999',
      `ids=${Array.from({ length: 501 }, (_, at) => at).join(',')}`,
      'sort=colour',
      'sort=name&cursor=n-x',
    ]) {
      await expectProblem(await analyst.get(`/api/points?${query}`), 'request.invalid');
    }
  });
});

describe('a sorted list of a register that changes', () => {
  let test: TestApp;
  let by: People;

  beforeAll(async () => {
    test = await createTestApp();
    by = await people(test);
  });
  afterAll(() => test.close());

  it('puts a corrected name and a new look where they belong', async () => {
    const first = await eliminated(by, { officialName: 'Karaoke An Bình' });
    const second = await eliminated(by, { officialName: 'Karaoke Đông Đô' });
    const names = async () =>
      (await wholeList(by.analyst, 'name')).map(({ officialName }) => officialName);
    expect(await names()).toEqual(['Karaoke An Bình', 'Karaoke Đông Đô']);
    const lastEvents = async () => (await wholeList(by.analyst, '-last_event')).map(({ id }) => id);
    expect(await lastEvents()).toEqual([first.id, second.id]);

    await act(by.analyst, first, 'correct', {
      effectiveOn: '2026-03-02',
      reason: 'Ghi sai tên',
      documentNumber: null,
      point: { officialName: 'Karaoke Ếch Xanh' },
    });
    const third = await eliminated(by, { officialName: 'Karaoke Đông Anh' });
    expect(await names()).toEqual(['Karaoke Đông Anh', 'Karaoke Đông Đô', 'Karaoke Ếch Xanh']);

    await by.leader.post(`/api/points/${third.id}/checks`, {
      effectiveOn: '2026-03-09',
      result: 'no_sign',
    });
    expect(await lastEvents()).toEqual([third.id, first.id, second.id]);
  });

  it('is filtered by commune and by category, though nothing was loaded at the start', async () => {
    const { id } = await active(by, { officialName: 'Quán lọc theo phường' });
    const idsOf = async (query: string) =>
      (await read<PointPage>(by.analyst, `/api/points?limit=500&${query}`)).items.map(
        (point) => point.id,
      );
    expect(await idsOf('commune=00070')).toContain(id);
    expect(await idsOf('commune=00070&category=NN')).toContain(id);
    expect(await idsOf('commune=09700')).not.toContain(id);
    const groups = await read<PointGroups>(by.analyst, '/api/point-groups');
    expect(groups.commune.map(({ code }) => code)).toContain('00070');
  });

  it('shows a commune only what it may see', async () => {
    await active(by, {
      officialName: 'Nhà nghỉ Ba Vì',
      geometry: { type: 'Point', coordinates: IN_BA_VI },
    }).catch(() => undefined);
    const seen = await wholeList(by.leader, 'name');
    expect(seen.length).toBeGreaterThan(0);
    const mine = ({ communes }: PointSummary) => communes.some(({ code }) => code === '00070');
    expect(seen.every(mine)).toBe(true);
    const other = await wholeList(by.otherLeader, 'name');
    expect(other.some(mine)).toBe(false);
  });

  it('judges an act for each point, with the reason where it may not be done', async () => {
    const mine = await act(by.coordinator, await proposed(by), 'recognise', {
      effectiveOn: '2026-01-10',
    });
    const waiting = await proposed(by);
    const closed = await eliminated(by);
    const asked = await handoverAsked(by);
    const ids = [mine, waiting, closed, asked].map(({ id }) => id).join(',');
    const judge = async (client: TestClient, name: string) => {
      const { items } = await read<JudgedAct>(client, `/api/judged-acts?act=${name}&ids=${ids}`);
      return Object.fromEntries(items.map(({ id, why }) => [id, why]));
    };
    expect(await judge(by.coordinator, 'recognise')).toEqual({
      [mine.id]: 'lifecycle.wrong_status',
      [waiting.id]: null,
      [closed.id]: 'lifecycle.wrong_status',
      [asked.id]: 'lifecycle.wrong_status',
    });
    expect((await judge(by.officer, 'recognise'))[waiting.id]).toBe('permission.denied');
    expect(await judge(by.analyst, 'propose_handover')).toMatchObject({
      [mine.id]: 'lifecycle.wrong_status',
      [closed.id]: null,
      [asked.id]: 'handover.already_pending',
    });
    // The register says of each point what the judgement says of many.
    for (const id of [mine.id, waiting.id, closed.id, asked.id]) {
      const { acts } = await read<{ acts: Record<string, string | null> }>(
        by.analyst,
        `/api/points/${id}`,
      );
      for (const name of ['recognise', 'decline', 'propose_handover', 'check']) {
        expect((await judge(by.analyst, name))[id]).toBe(acts[name] ?? null);
      }
    }
    await expectProblem(
      await by.analyst.get(`/api/judged-acts?act=merge&ids=${ids}`),
      'request.invalid',
    );
  });
});
