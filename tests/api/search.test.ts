import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { plusCode } from '#server/contract/plus-code.ts';
import type { SearchHit } from '#server/contract/search.ts';
import { act, people, proposed } from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

let test: TestApp;
let analyst: TestClient;

beforeAll(async () => {
  test = await createTestApp({ demo: true });
  analyst = await test.as('analyst');
});
afterAll(() => test.close());

async function hits(q: string, client: TestClient = analyst): Promise<SearchHit[]> {
  const response = await client.get(`/api/search?q=${encodeURIComponent(q)}`);
  expect(response.status).toBe(200);
  return ((await response.json()) as { items: SearchHit[] }).items;
}

const nameOf = (hit: SearchHit | undefined) =>
  hit === undefined || hit.kind === 'coordinates'
    ? hit
    : hit.kind === 'address'
      ? hit.label
      : hit.name;
const first = async (q: string) => nameOf((await hits(q))[0]);

describe('GET /api/search', () => {
  it('finds a point by its words in any order, without marks, with a slip in each', async () => {
    const name = 'Quán bar Minh Họa Số 15';
    for (const q of ['quán bar minh họa số 15', '15 hoa minh bar', 'bar so 15', 'qunan bra 15']) {
      expect([q, await first(q)]).toEqual([q, name]);
    }
  });

  it.each(['11', 'dp11', 'DP-00011', 'dp 00011', '00011'])(
    'finds a point by its code as %s',
    async (q) => {
      expect((await hits(q))[0]).toMatchObject({ kind: 'point', code: 'DP-00011' });
    },
  );

  it('finds a point by another name, and says which', async () => {
    const [hit] = await hits('pho minh hoa cua nam');
    expect(hit).toMatchObject({ kind: 'point', name: 'Tuyến Minh Họa Cửa Nam' });
    const all = await hits('phố minh họa');
    expect(all).toContainEqual(expect.objectContaining({ alias: 'Phố Minh Họa' }));
  });

  it('puts the commune first where the words are its name, present or former', async () => {
    for (const [q, name, formerName] of [
      ['hoàn kiếm', 'Hoàn Kiếm', null],
      ['hoan kim', 'Hoàn Kiếm', null],
      ['p. cua nam', 'Cửa Nam', null],
      ['phúc xá', 'Hồng Hà', 'Phúc Xá'],
      ['hang bac hoan kiem', 'Hoàn Kiếm', 'Hàng Bạc'],
      ['Thổ Quan', expect.any(String), 'Thổ Quan'],
      ['mỹ đình 1', expect.any(String), 'Mỹ Đình 1'],
    ] as const) {
      expect([q, (await hits(q))[0]]).toEqual([
        q,
        expect.objectContaining({ kind: 'commune', name, formerName }),
      ]);
    }
  });

  it('finds points by their commune beside a word of their own', async () => {
    const found = await hits('nha hang hoan kiem');
    expect(found[0]).toMatchObject({ kind: 'point', name: 'Nhà hàng Minh Họa Số 6' });
  });

  it('reads the address of a map and a plus code as one place and nothing else', async () => {
    const code = plusCode([105.8521, 21.0287]);
    for (const q of [`https://www.google.com/maps/@21.0287,105.8521,17z`, code, code.slice(4)]) {
      const found = await hits(q);
      expect(found).toHaveLength(1);
      expect(found[0]?.kind).toBe('coordinates');
    }
  });

  it('shows a reader of one commune no point of another one', async () => {
    const leader = await test.as('leader.search', { role: 'leader', communeCodes: ['00070'] });
    const seen = (await hits('minh hoa so', leader)).filter(({ kind }) => kind === 'point');
    const rows = await test.database.sql<{ id: number }[]>`
      select point_id as id from point_commune
      join commune on commune.id = point_commune.commune_id and commune.code = '00070'`;
    const own = new Set(rows.map(({ id }) => id));
    expect(seen.length).toBeGreaterThan(0);
    for (const hit of seen) expect(own.has('id' in hit ? hit.id : -1)).toBe(true);
  });

  it('finds no entry that was merged, by its code either', async () => {
    const by = await people(test);
    const [doubled, kept] = [await proposed(by), await proposed(by)];
    const codes = async () =>
      (await hits(doubled.code)).flatMap((hit) => (hit.kind === 'point' ? hit.code : []));
    expect(await codes()).toContain(doubled.code);
    await act(analyst, doubled, 'merge', {
      effectiveOn: '2026-11-24',
      reason: 'Ghi trùng.',
      intoPointId: kept.id,
    });
    expect(await codes()).not.toContain(doubled.code);
  });

  it('finds nothing for words that stand nowhere', async () => {
    expect(await hits('không có nơi nào như thế')).toEqual([]);
  });

  it('knows a new name as soon as it is recorded', async () => {
    const [{ id, version } = { id: 0, version: 0 }] = await test.database.sql<
      { id: number; version: number }[]
    >`select id, version from point where code = 'DP-00011'`;
    const coordinator = await test.as('coordinator');
    const corrected = await coordinator.post(`/api/points/${id}/correct`, {
      version,
      effectiveOn: '2026-11-20',
      reason: 'Biển hiệu mới',
      point: { aliases: [{ name: 'Bar Thiên Nga', source: null }] },
    });
    expect(corrected.status).toBe(200);
    expect((await hits('thien nga'))[0]).toMatchObject({
      code: 'DP-00011',
      alias: 'Bar Thiên Nga',
    });
  });
});
