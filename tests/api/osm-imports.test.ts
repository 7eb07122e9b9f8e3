import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { OsmImportList, type OsmImport } from '#server/contract/osm-import.ts';
import { asSystem } from '#server/db/transaction.ts';
import { communesAsOsm, joinedOsm } from '#tests/support/files/osm-communes.ts';
import { osmFiles } from '#tests/support/files/osm-files.ts';
import { realData, realDataMissing } from '#tests/support/files/real-data.ts';
import { formOf, osmImporter, STREETS } from '#tests/support/requests/osm-imports.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, freshKey, type TestApp, type TestClient } from '#tests/support/test-app.ts';

let test: TestApp;
let admin: TestClient;
let osm: ReturnType<typeof osmImporter>;
beforeAll(async () => {
  test = await createTestApp();
  admin = await test.as('admin');
  osm = osmImporter(admin);
});
afterAll(() => test.close());

const [FILE, NEWER] = [osmFiles(STREETS).pbf, osmFiles(STREETS).xml];
const partsOf = ({ parts }: OsmImport) => parts.map(({ part, inForce }) => [part, inForce]);

describe('an OSM file', () => {
  it('is shown with its parts and what it covers before anything is written', async () => {
    const shown = await osm.preview(FILE);
    expect(shown).toMatchObject({
      fileName: 'hà nội.osm.pbf',
      format: 'pbf',
      counts: { nodes: 4, ways: 2, relations: 0 },
      communes: null,
      roads: { ways: 2, edges: 2 },
      gazetteer: { entries: 3, streets: 2, places: 1 },
      lacking: [{ part: 'communes', code: 'boundary.nothing_matched' }],
      replaced: [],
      ground: { shapes: { streets: 2 } },
      advised: ['roads', 'gazetteer', 'ground'],
    });
    expect(shown.coverage.cityShare).toBeGreaterThan(0);
    expect(shown.coverage.cityShare).toBeLessThan(0.01);
    expect(shown.coverage.communes.total).toBe(126);
    expect(shown.coverage.hull.length).toBeGreaterThan(3);
    expect(await osm.imports()).toEqual([]);
  });

  it('brings its parts at once, gives way to a newer one, and is gone back from', async () => {
    const told = await osm.lines(FILE, { licence: 'ODbL 1.0', sourceDate: '2026-04-11' });
    expect(told[0]).toEqual({ phase: 'reading' });
    expect(told).toContainEqual({ phase: 'writing', part: 'roads', done: 0, total: 2 });
    expect(told).toContainEqual({ phase: 'writing', part: 'gazetteer', done: 0, total: 3 });
    const [first] = await osm.imports();
    expect(first).toMatchObject({
      source: 'Bản mẫu',
      sourceDate: '2026-04-11',
      licence: 'ODbL 1.0',
      importedBy: 'Tài khoản thử admin',
      undoneAt: null,
    });
    expect(partsOf(first as OsmImport)).toEqual([
      ['roads', true],
      ['gazetteer', true],
      ['ground', true],
    ]);

    expect((await osm.preview(NEWER)).replaced.map(({ part, source }) => [part, source])).toEqual([
      ['gazetteer', 'Bản mẫu'],
      ['ground', 'Bản mẫu'],
      ['roads', 'Bản mẫu'],
    ]);
    const second = await osm.bring(NEWER, { source: 'Bản mới' });
    expect(second.parts.map(({ previousIds }) => previousIds)).toEqual(
      first?.parts.map(({ id }) => [id]),
    );
    expect((await osm.imports()).map(partsOf)).toEqual([
      [
        ['roads', true],
        ['gazetteer', true],
        ['ground', true],
      ],
      [
        ['roads', false],
        ['gazetteer', false],
        ['ground', false],
      ],
    ]);

    const answered = OsmImportList.parse(await (await osm.goBack()).json()).items;
    expect(answered[0]).toMatchObject({ id: second.id, undoneBy: 'Tài khoản thử admin' });
    expect(answered.map((one) => one.parts.map(({ inForce }) => inForce))).toEqual([
      [false, false, false],
      [true, true, true],
    ]);
    expect((await osm.goBack()).status).toBe(200);
    expect((await osm.imports()).flatMap((one) => one.parts).some(({ inForce }) => inForce)).toBe(
      false,
    );
    await expectProblem(await osm.goBack(), 'osm.nothing_to_undo');
    const log = await test.database.sql`
      select action, detail from audit_entry where subject_kind = 'osm_import' order by seq`;
    const parts = first?.parts.map(({ part, id }) => `${part} ${id}`);
    const detail = { fileHash: first?.fileHash, parts, formerNames: 0 };
    expect(log[0]).toEqual({ action: 'osm.import', detail });
    expect(log[3]).toEqual({ action: 'osm.undo', detail: { parts } });
  });

  it('brings only the parts that are ticked', async () => {
    expect(partsOf(await osm.bring(FILE, { parts: 'roads' }))).toEqual([['roads', true]]);
    const refused = await osm.lines(FILE, { parts: 'roads,communes' });
    expect(refused.at(-1)).toMatchObject({ phase: 'failed', code: 'boundary.nothing_matched' });
    await expectProblem(
      await osm.send('/api/osm-imports', FILE, { source: 'Bản mẫu', parts: 'weather' }),
      'request.invalid',
    );
    expect(await osm.imports()).toHaveLength(3);
    await osm.goBack();
  });

  it('leaves aside what somebody has put aside, until it is ticked', async () => {
    const first = await osm.bring(FILE);
    const gazetteer = first.parts.find(({ part }) => part === 'gazetteer')?.id;
    expect((await admin.post(`/api/gazetteers/${gazetteer}/withdraw`)).status).toBe(200);
    const shown = await osm.preview(NEWER);
    expect(shown).toMatchObject({
      kept: [{ part: 'gazetteer', reason: 'put_aside' }],
      advised: ['roads', 'ground'],
    });
    expect((await osm.bring(NEWER)).parts.map(({ part }) => part)).toEqual(['roads', 'ground']);
    expect(partsOf(await osm.bring(NEWER, { parts: 'gazetteer' }))).toEqual([['gazetteer', true]]);
    for (let left = 3; left > 0; left -= 1) expect((await osm.goBack()).status).toBe(200);
  });

  it('leaves tables that people took in beside it', async () => {
    const table = 'Tên,Kinh độ,Vĩ độ\nNhà văn hóa Mẫu,105.84,21.03\n';
    const form = formOf(table, { source: 'Bảng của phường' });
    const taken = await admin.request('/api/gazetteers', {
      method: 'POST',
      body: form,
      headers: freshKey(),
    });
    expect(taken.status).toBe(200);
    await osm.bring(FILE);
    await osm.bring(NEWER);
    const { items } = (await (await admin.get('/api/gazetteers')).json()) as {
      items: { source: string; withdrawnAt: string | null }[];
    };
    const inUse = items.filter(({ withdrawnAt }) => withdrawnAt === null);
    expect(inUse.map(({ source }) => source)).toEqual(['Bản mẫu', 'Bảng của phường']);
    await osm.goBack();
    await osm.goBack();
  });

  it('may have names that are empty', async () => {
    const ways = STREETS.ways.map((way) => ({ ...way, tags: { highway: 'primary', name: '' } }));
    const brought = await osm.bring(osmFiles({ ...STREETS, ways }).pbf);
    expect(brought.parts.find(({ part }) => part === 'gazetteer')?.count).toBe(1);
    await osm.goBack();
  });

  it('that is cancelled leaves nothing behind', async () => {
    const before = await osm.imports();
    const response = await admin.request('/api/osm-imports', {
      method: 'POST',
      body: formOf(FILE, { source: 'Bản mẫu' }),
      headers: freshKey(),
    });
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    // The next one goes through the same locks: by its end the cancelled one has ended too.
    const next = await osm.bring(NEWER, { source: 'Bản sau' });
    expect((await osm.imports()).map(({ id }) => id)).toEqual([
      next.id,
      ...before.map(({ id }) => id),
    ]);
    expect(next.parts.map(({ previousIds }) => previousIds)).toEqual([[], [], []]);
    await osm.goBack();
  });

  it('is nobody’s but the administrator’s, and needs a source', async () => {
    await expectProblem(await osm.send('/api/osm-imports', FILE), 'request.invalid');
    const analyst = await test.as('analyst');
    await expectProblem(await analyst.get('/api/osm-imports'), 'permission.denied');
    await expectProblem(await analyst.post('/api/osm-imports/undo'), 'permission.denied');
  });
});

describe.skipIf(realDataMissing)('an OSM file of a real city', () => {
  const communes = () => readFileSync(realData('hanoi_communes_2025_osm.geojson'), 'utf8');
  const centre = () => readFileSync(realData('hanoi_centre_roads_overpass_2026-04-11.json'));

  it('gives the communes the areas that a boundary file of them gives', async () => {
    const made = communesAsOsm(communes(), (code) =>
      code === '00004' ? { old_name: 'Phường Trúc Bạch; Phường Cũ Mẫu; Ba Đình' } : {},
    );
    const { pbf } = osmFiles(joinedOsm(made, STREETS));
    const shown = await osm.preview(pbf);
    expect(shown.communes?.report.matched).toMatchObject({ total: 126 });
    expect(shown.coverage.communes).toMatchObject({ total: 126 });
    expect(shown.coverage.cityShare).toBeGreaterThan(0.9);

    const form = formOf(communes(), { source: 'Tệp ranh giới' });
    const boundary = await admin.request('/api/boundaries', {
      method: 'POST',
      body: form,
      headers: freshKey(),
    });
    const { set } = (await boundary.json()) as { set: { id: number; report: unknown } };
    // Areas that came from elsewhere stay, until somebody ticks them.
    expect((await osm.preview(pbf)).kept).toEqual([{ part: 'communes', reason: 'other_source' }]);
    const brought = await osm.bring(pbf, { parts: 'communes' });
    const [part] = brought.parts;
    expect(part).toMatchObject({ part: 'communes', count: 126, previousIds: [set.id] });
    expect(brought.formerNames).toEqual([{ communeCode: '00004', name: 'Cũ Mẫu' }]);
    const differing = await asSystem(
      test.deps.database,
      (sql) => sql<{ code: string }[]>`
        select commune.code
        from boundary one
        join boundary other using (commune_id)
        join commune on commune.id = one.commune_id
        where one.set_id = ${set.id} and other.set_id = ${part?.id ?? 0}
          and not st_equals(one.geom, other.geom)`,
    );
    expect(differing).toEqual([]);
    const former = async () =>
      asSystem(
        test.deps.database,
        (sql) => sql`select name, source from former_commune_name where name = 'Cũ Mẫu'`,
      );
    expect(await former()).toEqual([{ name: 'Cũ Mẫu', source: 'Bản mẫu' }]);
    await osm.goBack();
    expect(await former()).toEqual([]);
    const { items } = (await (await admin.get('/api/boundaries')).json()) as {
      items: { id: number; active: boolean }[];
    };
    expect(items.find(({ active }) => active)?.id).toBe(set.id);
    await admin.post('/api/boundaries/undo');
  });

  it('feeds routes and addresses as the separate imports of the same file do', async () => {
    const bytes = new Uint8Array(centre());
    const separate = async (path: string) => {
      const response = await admin.request(path, {
        method: 'POST',
        body: formOf(bytes, { source: 'Riêng' }),
        headers: freshKey(),
      });
      expect(response.status).toBe(200);
      return (await response.json()) as { id: number; report: unknown };
    };
    const [roads, gazetteer] = [await separate('/api/roads'), await separate('/api/gazetteers')];
    const brought = await osm.bring(bytes);
    const idOf = (name: string) => brought.parts.find(({ part }) => part === name)?.id ?? 0;
    const differences = await asSystem(test.deps.database, async (sql) => {
      const [edges] = await sql<{ count: number }[]>`
        select count(*)::integer as count from (
          (select id, from_node, to_node, way_id, class, name, motorbike, car, metres, max_speed, geom
           from road_edge where network_id = ${roads.id})
          except
          (select id, from_node, to_node, way_id, class, name, motorbike, car, metres, max_speed, geom
           from road_edge where network_id = ${idOf('roads')})
        ) different`;
      const [entries] = await sql<{ count: number }[]>`
        select count(*)::integer as count from (
          (select name, street, house_number, alleys, locality, error_metres, geom
           from gazetteer_entry where gazetteer_id = ${gazetteer.id})
          except all
          (select name, street, house_number, alleys, locality, error_metres, geom
           from gazetteer_entry where gazetteer_id = ${idOf('gazetteer')})
        ) different`;
      const counts = await sql<{ count: number }[]>`
        select count(*)::integer as count from road_edge
        where network_id in (${roads.id}, ${idOf('roads')}) group by network_id`;
      return {
        edges: edges?.count,
        entries: entries?.count,
        counts: counts.map((one) => one.count),
      };
    });
    expect(differences).toMatchObject({ edges: 0, entries: 0 });
    expect(differences.counts[0]).toBe(differences.counts[1]);
    const report = async (path: string, id: number) => {
      const { items } = (await (await admin.get(path)).json()) as {
        items: { id: number; report: unknown }[];
      };
      return items.find((one) => one.id === id)?.report;
    };
    expect(await report('/api/roads', idOf('roads'))).toEqual(roads.report);
    expect(await report('/api/gazetteers', idOf('gazetteer'))).toEqual(gazetteer.report);
    const [latest] = await osm.imports();
    expect(latest?.coverage.communes.part).toBeGreaterThan(0);
    expect(latest?.coverage.cityShare).toBeLessThan(0.1);
  });
});
