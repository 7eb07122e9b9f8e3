import { readFileSync } from 'node:fs';
import proj4 from 'proj4';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import type { ImportProgress, ImportResult } from '#server/contract/point-import.ts';
import { AppError } from '#server/contract/problem.ts';
import { VN2000_SYSTEMS } from '#server/contract/vn2000.ts';
import { importPoints } from '#server/features/point-imports/commands.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  IMPORT_LIST,
  importForm,
  previewOf,
  resultOf,
  runImport,
} from '#tests/support/files/import-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { processorTime } from '#tests/support/timing.ts';
import { realData, realDataMissing } from '#tests/support/files/real-data.ts';

/** The largest file on a server. The embedded database is half as fast, since it runs as WebAssembly: some thousand rows. */
const ROWS = inject('databaseTemplate').kind === 'server' ? 20_000 : 5_000;
/** A small file, by which the time of the large one is judged: a row costs about as much in both. */
const FEW = ROWS / 10;
const BUS_STOPS = realData('hanoi_bus_stops_osm.csv');

describe('importing a list of points', () => {
  let test: TestApp;
  let analyst: TestClient;

  beforeAll(async () => {
    test = await createTestApp();
    analyst = await test.as('analyst');
  });
  afterAll(() => test.close());

  const countPoints = async () => {
    const [row] = await test.database.sql<{ count: number }[]>`
      select count(*)::integer as count from point`;
    return row?.count ?? 0;
  };

  it('shows what it would do, line by line, and writes nothing', async () => {
    const preview = await previewOf(analyst, importForm(IMPORT_LIST));
    expect(preview.mappingOrigin).toBe('guessed');
    expect(preview.missingFields).toEqual([]);
    expect(preview.counts).toMatchObject({
      rows: 4,
      ready: 2,
      needsConsent: 1,
      refused: 1,
      added: 2,
    });
    expect(preview.problems.map((problem) => [problem.line, problem.code])).toEqual([
      [4, 'import.coordinates_swapped'],
      [5, 'import.coordinates_missing'],
    ]);
    expect(await countPoints()).toBe(0);
  });

  const lives = () => test.database.sql<{ name: string; status: string; kinds: string[] }[]>`
    select point.official_name as name, point.status,
      (
        select array_agg(event.kind || ' ' || event.effective_on order by event.seq) from event
        where event.point_id = point.id
      ) as kinds
    from point order by point.id`;

  it('writes what is ready as proposals, whatever its papers claim, and remembers the mapping', async () => {
    const { mapping } = await previewOf(analyst, importForm(IMPORT_LIST));
    expect(await resultOf(analyst, importForm(IMPORT_LIST, mapping))).toMatchObject({
      added: 2,
      claimed: 2,
      refused: 2,
    });
    expect(await lives()).toEqual([
      { name: 'Nhà nghỉ Minh Họa Một', status: 'proposed', kinds: ['proposed 2026-01-05'] },
      { name: 'Karaoke Minh Họa Hai', status: 'proposed', kinds: ['proposed 2026-01-05'] },
    ]);
    expect((await previewOf(analyst, importForm(IMPORT_LIST))).mappingOrigin).toBe('remembered');
  });

  it('changes nothing when the same file comes again', async () => {
    const before = await countPoints();
    expect(await resultOf(analyst, importForm(IMPORT_LIST))).toMatchObject({
      added: 0,
      unchanged: 2,
    });
    expect(await countPoints()).toBe(before);
  });

  it('takes a reading that needs consent only with it', async () => {
    const { mapping } = await previewOf(analyst, importForm(IMPORT_LIST));
    const consented = { ...mapping, consents: ['import.coordinates_swapped'] };
    expect(await resultOf(analyst, importForm(IMPORT_LIST, consented))).toMatchObject({
      added: 1,
      refused: 1,
    });
  });

  it.each([
    [9209, 'tm3-105.5'],
    [9211, 'tm3-106'],
    [5897, 'tm3-105'],
  ])(
    'reads metres of zone %i on the grid that brings the rows into the communes they name',
    async (srid, grid) => {
      const definition = VN2000_SYSTEMS.get(srid)?.definition ?? '';
      const communes = await test.database.sql<
        { code: string; longitude: number; latitude: number }[]
      >`
      select code, st_x(centre) as longitude, st_y(centre) as latitude
      from commune where valid_to is null and code in ('00070', '09700', '10441', '00376', '10045')`;
      const rows = communes.map(({ code, longitude, latitude }) => {
        const [east = 0, north = 0] = proj4('EPSG:4326', definition, [longitude, latitude]);
        return `Điểm ${srid} ${code};NN;${north.toFixed(2)};${east.toFixed(2)};${Number(code)}`;
      });
      const heading = 'Tên điểm;Loại;X;Y;Mã phường xã';
      const named = await previewOf(analyst, importForm([heading, ...rows].join('\n')));
      expect(named.likelyGrid).toMatchObject({ grid, agreeing: 5, named: 5 });
      for (const [place, problem] of named.problems.entries()) {
        expect(problem.assumption?.grid).toBe(grid);
        expect(problem.suggestion?.[0]).toBeCloseTo(communes[place]?.longitude ?? 0, 5);
        expect(problem.suggestion?.[1]).toBeCloseTo(communes[place]?.latitude ?? 0, 5);
      }
      expect(named.problems).toHaveLength(5);
      expect(named.likelyGrid?.rivals).toEqual(grid === 'tm3-105' ? ['utm-48'] : []);
      const unnamed = rows.map((row) => row.replace(/;[^;]*$/, ''));
      const text = ['Tên điểm;Loại;X;Y', ...unnamed].join('\n');
      const { likelyGrid, problems } = await previewOf(analyst, importForm(text));
      expect(likelyGrid).toBeNull();
      for (const { assumption } of problems) {
        const offered = [assumption, ...(assumption?.alternatives ?? [])].map((one) => one?.grid);
        expect(offered).toContain(grid);
      }
    },
  );

  it('wants the number of the paper for everything that is on the list', async () => {
    const text =
      'Tên điểm;Loại;Kinh độ;Vĩ độ;Trạng thái;Ngày đưa vào\nX Y;NN;105.85;21.03;đang hoạt động;05/01/2026';
    const last = (await runImport(analyst, importForm(text))).at(-1);
    expect(last).toMatchObject({ phase: 'failed', code: 'lifecycle.document_required' });
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const before = await countPoints();
    const rows = Array.from(
      { length: 3000 },
      (_, index) => `Điểm thử ${index};NN;${105.8 + index / 50_000};21.03`,
    );
    const bytes = new TextEncoder().encode(`Tên điểm;Loại;Kinh độ;Vĩ độ\n${rows.join('\n')}`);
    const abort = new AbortController();
    const actor = analyst.account;
    if (actor === null) throw new Error('the analyst is signed in');
    const watcher = {
      signal: abort.signal,
      report: async (progress: ImportProgress) => {
        if (progress.phase === 'writing' && progress.done >= 2000) abort.abort();
      },
    };
    await expect(
      importPoints(
        test.deps,
        actor,
        { fileName: 'x.csv', bytes, mapping: null, choices: [] },
        watcher,
      ),
    ).rejects.toThrow(AppError);
    expect(await countPoints()).toBe(before);
  });

  it('is for those who keep the list, and for tables', async () => {
    const planner = await test.as('planner');
    await expectProblem(
      await planner.request('/api/point-imports', importForm(IMPORT_LIST)),
      'permission.denied',
    );
    const garbage = importForm(String.fromCodePoint(0, 1, 2, 3), undefined, 'x.bin');
    await expectProblem(
      await analyst.request('/api/point-imports/preview', garbage),
      'import.not_a_table',
    );
    await expectProblem(
      await analyst.request('/api/point-imports/preview', importForm(IMPORT_LIST, { columns: 7 })),
      'request.invalid',
    );
  });

  it.skipIf(realDataMissing)(
    'takes the bus stops of the city as neutral points',
    async () => {
      const text = readFileSync(BUS_STOPS, 'utf8');
      const { mapping } = await previewOf(analyst, importForm(text));
      const given = { ...mapping, defaults: { ...mapping.defaults, category: 'KHAC' } };
      const start = performance.now();
      const imported = await resultOf(analyst, importForm(text, given));
      console.log(
        `bus stops: ${imported.added} added in ${Math.round(performance.now() - start)} ms`,
      );
      expect(imported.added).toBeGreaterThan(2900);
    },
    60_000,
  );

  it(`takes every one of ${ROWS} rows, each in the time of one of a small file, and knows them all again in less`, async () => {
    const tableOf = (sort: string, length: number, south: number, height: number) => {
      const rows = Array.from({ length }, (_, index) => {
        const longitude = (105.7 + ((index * 7919) % 20_000) / 100_000).toFixed(5);
        const latitude = (south + ((index * 104_729) % height) / 100_000).toFixed(5);
        return `${sort}${index};Điểm ${sort} số ${index};NN;${longitude};${latitude}`;
      });
      return `Mã;Tên điểm;Loại;Kinh độ;Vĩ độ\n${rows.join('\n')}`;
    };
    const results: ImportResult[] = [];
    const take = (table: string) =>
      processorTime(
        async () => results.push(await resultOf(analyst, importForm(table))),
        test.database,
      );
    const table = tableOf('T', ROWS, 20.95, 15_000);
    // The first file of a process waits for the compiler.
    await take(tableOf('M', FEW, 21.11, 7_000));
    const few = await take(tableOf('N', FEW, 21.18, 7_000));
    const [first, again] = [await take(table), await take(table)];
    const share = first / ROWS / (few / FEW);
    console.log(
      `${ROWS} rows: ${Math.round(first)} ms on the ${test.database.kind} database, ${share.toFixed(2)} a row of what a row of ${FEW} takes, again ${Math.round(again)} ms`,
    );
    // All rows lie within the city: none is refused, not even at the end of the file.
    expect(results).toMatchObject([
      { added: FEW, refused: 0 },
      { added: FEW, refused: 0 },
      { added: ROWS, refused: 0 },
      { added: 0, unchanged: ROWS },
    ]);
    expect(share).toBeLessThan(1.5);
    expect(again).toBeLessThan(first);
  }, 180_000);
});
