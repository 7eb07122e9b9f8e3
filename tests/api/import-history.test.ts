import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type {
  ImportRunDetail,
  ImportRunList,
  ImportRunRowList,
} from '#server/contract/import-history.ts';
import type { PointPage } from '#server/contract/point.ts';
import { asSystem } from '#server/db/transaction.ts';
import { listStanding } from '#server/features/point-imports/undo-queries.ts';
import { registerDigest } from '#tests/support/database/register-digest.ts';
import { IMPORT_LIST, importForm, resultOf } from '#tests/support/files/import-acts.ts';
import { act } from '#tests/support/points/register-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

let test: TestApp;
let analyst: TestClient;
let coordinator: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  analyst = await test.as('analyst');
  coordinator = await test.as('coordinator');
});
afterAll(() => test.close());

/** The list under names, identifiers and places of its own, so that each test imports points that are not there yet. */
const WORDS =
  'Sông Một, Sông Hai, Núi Một, Núi Hai, Núi Ba, Đồi Một, Đồi Hai, Đồi Ba, Đồi Bốn, Đồi Năm';
const placeOf = (word: string) => 20 + 2 * WORDS.split(', ').indexOf(word);
const listOf = (word: string) =>
  IMPORT_LIST.replaceAll('Minh Họa', word)
    .replaceAll(/^A/gm, `${word}-`)
    .replaceAll('21,03', `21,0${placeOf(word)}`);
const importList = async (word: string) =>
  (await resultOf(analyst, importForm(listOf(word), undefined, `${word}.csv`))).runId;
const ask = async <T>(path: string, client = analyst) => {
  const response = await client.get(`/api/point-imports${path}`);
  expect(response.status).toBe(200);
  return (await response.json()) as T;
};
const undo = (runId: number, client = analyst) => client.post(`/api/point-imports/${runId}/undo`);
const search = async (word: string) =>
  ((await (await analyst.get(`/api/points?q=${encodeURIComponent(word)}`)).json()) as PointPage)
    .items;

describe('the history of imports', () => {
  it('tells who imported what file and when, in rows that are counted once each', async () => {
    const runId = await importList('Sông Một');
    const again = await importList('Sông Một');
    const { items } = await ask<ImportRunList>('');
    expect(items.slice(0, 2).map(({ id }) => id)).toEqual([again, runId]);
    expect(items[1]).toMatchObject({
      fileName: 'Sông Một.csv',
      fileHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      importedAt: expect.any(String),
      rows: 4,
      added: 2,
      unchanged: 0,
      changed: 0,
      waiting: 1,
      refused: 1,
      undoneAt: null,
    });
    expect(items[0]).toMatchObject({ rows: 4, added: 0, unchanged: 2, waiting: 1, refused: 1 });
    expect(items[0]?.fileHash).toBe(items[1]?.fileHash);
  });

  it('opens an import to what became of each row, without the cells of those that were refused', async () => {
    const runId = await importList('Sông Hai');
    const { items, next } = await ask<ImportRunRowList>(`/${runId}/rows`);
    expect(next).toBeNull();
    expect(items.map(({ line, outcome, name, reasons }) => [line, outcome, name, reasons])).toEqual(
      [
        [2, 'added', 'Nhà nghỉ Sông Hai Một', []],
        [3, 'added', 'Karaoke Sông Hai Hai', []],
        [4, 'waiting', null, ['import.coordinates_swapped']],
        [5, 'refused', null, ['import.coordinates_missing']],
      ],
    );
    expect(items[0]?.point?.code).toMatch(/^DP-/);
    const refused = await ask<ImportRunRowList>(`/${runId}/rows?outcome=refused&after=2`);
    expect(refused.items.map(({ line }) => line)).toEqual([5]);
    await expectProblem(
      await analyst.get('/api/point-imports/987654/rows'),
      'import.run_not_found',
    );
    await expectProblem(await analyst.get('/api/point-imports/987654'), 'import.run_not_found');
  });

  it('goes through long histories and long files page by page', async () => {
    const rows = Array.from(
      { length: 150 },
      (_, at) => `D${at};Điểm dài ${at};NN;105.85;21.0${300 + at}`,
    );
    const text = ['Mã;Tên điểm;Loại;Kinh độ;Vĩ độ', ...rows].join('\n');
    const { runId } = await resultOf(analyst, importForm(text));
    const first = await ask<ImportRunRowList>(`/${runId}/rows`);
    const second = await ask<ImportRunRowList>(`/${runId}/rows?after=${first.next}`);
    expect([first.items.length, second.items.length, second.next]).toEqual([100, 50, null]);
    const older = await ask<ImportRunList>(`?before=${runId}`);
    expect(older.items.every(({ id }) => id < runId)).toBe(true);
    const [copied] = await test.database.sql<{ first: number }[]>`
      with copied as (
        insert into import_run (
          register, account_id, file_name, file_hash, added, unchanged, refused, finished_at
        )
        select 'points', account_id, file_name, file_hash, 0, 0, 0, finished_at
        from import_run, generate_series(1, 51) where id = ${runId}
        returning id
      )
      select min(id) as first from copied`;
    const newest = await ask<ImportRunList>('');
    expect([newest.items.length, newest.next]).toEqual([50, (copied?.first ?? 0) + 1]);
    const next = await ask<ImportRunList>(`?before=${newest.next}`);
    expect(next.items.slice(0, 2).map(({ id }) => id)).toEqual([copied?.first, runId]);
    await test.database.sql`delete from import_run where id >= ${copied?.first ?? 0}`;
  });
});

describe('undoing an import', () => {
  it('leaves the register as if it had never been, but for its trace', async () => {
    const before = await registerDigest(test.database);
    const runId = await importList('Núi Một');
    expect(await registerDigest(test.database)).not.toEqual(before);
    expect(await search('Núi Một')).toHaveLength(2);

    const response = await undo(runId);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      id: runId,
      added: 2,
      undoneBy: expect.any(String),
      undoneAt: expect.any(String),
      whyNotUndo: 'import.undone_already',
    });
    expect(await registerDigest(test.database)).toEqual(before);
    expect(await search('Núi Một')).toEqual([]);
    const { items } = await ask<ImportRunRowList>(`/${runId}/rows?outcome=added`);
    expect(items.map(({ name, point }) => [name, point])).toEqual([
      ['Nhà nghỉ Núi Một Một', null],
      ['Karaoke Núi Một Hai', null],
    ]);
    expect(items[0]?.removedCode).toMatch(/^DP-/);
    const [entry] = await test.database.sql<{ action: string; detail: object }[]>`
      select action, detail from audit_entry where subject_kind = 'import_run' order by seq desc limit 1`;
    expect(entry).toEqual({ action: 'points.import_undo', detail: { removed: 2 } });
    await expectProblem(await undo(runId), 'import.undone_already');
  });

  it('takes the points from the map, from lists and from counts', async () => {
    const count = async () =>
      ((await (await analyst.get('/api/points?limit=1')).json()) as PointPage).total;
    const box = async () => {
      const geojson = await analyst.get(
        '/api/points.geojson?bbox=105.8499,21.02619,105.8501,21.02621',
      );
      return ((await geojson.json()) as { features: unknown[] }).features.length;
    };
    const before = { points: await count(), mapped: await box() };
    const told: (readonly number[] | 'all')[] = [];
    const unsubscribe = test.deps.points.subscribe((changed) => told.push(changed));
    const runId = await importList('Núi Hai');
    expect([await count(), await box()]).toEqual([before.points + 2, before.mapped + 1]);
    told.length = 0;
    await undo(runId);
    unsubscribe();
    expect([await count(), await box()]).toEqual([before.points, before.mapped]);
    expect(told.flat()).toHaveLength(2);
  });

  it('lets the same file come in again', async () => {
    await undo(await importList('Núi Ba'));
    const again = await resultOf(analyst, importForm(listOf('Núi Ba')));
    expect(again.added).toBe(2);
  });

  it('is refused while something stands on its points, and names the points and the acts', async () => {
    const runId = await importList('Đồi Một');
    const [point] = await search('Nhà nghỉ Đồi Một');
    if (point === undefined) throw new Error('the point was imported');
    await act(coordinator, point, 'decline', {
      effectiveOn: '2026-11-24',
      reason: 'Không đủ căn cứ.',
    });
    const detail = await ask<ImportRunDetail>(`/${runId}`);
    expect(detail.whyNotUndo).toBe('import.points_stand');
    expect(detail.standing).toMatchObject({
      count: 1,
      items: [
        {
          pointId: point.id,
          code: point.code,
          officialName: 'Nhà nghỉ Đồi Một Một',
          acts: [{ kind: 'declined', on: '2026-11-24' }],
        },
      ],
    });
    const before = await registerDigest(test.database);
    const problem = await expectProblem(await undo(runId), 'import.points_stand');
    expect(problem.parameters).toEqual({ count: 1, names: `${point.code} Nhà nghỉ Đồi Một Một` });
    expect(await registerDigest(test.database)).toEqual(before);
  });

  it('is refused for whatever else may stand on one of its points, each act with its day', async () => {
    const runId = await importList('Đồi Năm');
    const [point] = await search('Nhà nghỉ Đồi Năm');
    const [other] = await search('Karaoke Đồi Năm');
    if (point === undefined || other === undefined) throw new Error('the points were imported');
    const standing = await asSystem(test.database, async (sql) => {
      // Tables of the same names with the columns that matter, for this transaction alone.
      await sql.unsafe(`
        create temporary table stop on commit drop as select ${point.id} as point_id;
        create temporary table indicator_point on commit drop as select ${point.id} as point_id;
        create temporary table attachment on commit drop as
          select ${point.id} as point_id, '2026-11-20T18:00:00Z'::timestamptz as uploaded_at;
        create temporary table handover on commit drop as
          select * from (values
            (${point.id}, 0, '2026-11-11'::date, '2026-11-10'::date),
            (0, ${point.id}, null, '2026-11-12'::date)
          ) as given (response_point_id, refusal_point_id, responded_on, answered_on);
        create temporary table signal on commit drop as
          select * from (values
            (${point.id}, 0, 0, 0, '2026-11-01'::date),
            (0, ${point.id}, 0, 0, '2026-11-02'::date),
            (0, 0, ${point.id}, 0, '2026-11-03'::date),
            (0, 0, 0, ${point.id}, '2026-11-04'::date)
          ) as given (point_id, near_point_id, named_point_id, new_point_id, occurred_on);`);
      return listStanding(sql, runId, 20);
    });
    expect(standing.items[0]?.acts).toEqual([
      { kind: 'signal', on: '2026-11-01' },
      { kind: 'signal', on: '2026-11-02' },
      { kind: 'signal', on: '2026-11-03' },
      { kind: 'signal', on: '2026-11-04' },
      { kind: 'handover_answer', on: '2026-11-11' },
      { kind: 'handover_answer', on: '2026-11-12' },
      // Uploaded after midnight in Hanoi.
      { kind: 'attachment', on: '2026-11-21' },
      { kind: 'plan', on: null },
      { kind: 'route_stop', on: null },
    ]);
    expect([standing.count, standing.items.length]).toEqual([1, 1]);
    await act(analyst, other, 'merge', {
      effectiveOn: '2026-11-24',
      reason: 'Ghi trùng.',
      intoPointId: point.id,
    });
    const after = await ask<ImportRunDetail>(`/${runId}`);
    expect(after.standing.count).toBe(2);
    expect(after.standing.items[0]?.acts).toContainEqual({ kind: 'merged_into_it', on: null });
  });

  it('is refused for an import whose claims a second person has accepted', async () => {
    const runId = await importList('Đồi Hai');
    expect((await coordinator.post(`/api/point-imports/${runId}/accept`)).status).toBe(200);
    const { standing } = await ask<ImportRunDetail>(`/${runId}`);
    expect(standing.items.map(({ acts }) => acts.map(({ kind }) => kind))).toEqual([
      ['recognised'],
      ['recognised', 'eliminated'],
    ]);
    await expectProblem(await undo(runId), 'import.points_stand');
  });

  it('is refused for an import of before its rows were kept', async () => {
    const runId = await importList('Đồi Ba');
    await test.database.sql`delete from import_row where run_id = ${runId}`;
    expect(await ask<ImportRunDetail>(`/${runId}`)).toMatchObject({
      keepsRows: false,
      whyNotUndo: 'import.rows_not_kept',
    });
    await expectProblem(await undo(runId), 'import.rows_not_kept');
  });

  it('lets go of no event but the proposals of an undone import', async () => {
    const runId = await importList('Đồi Bốn');
    const removal = test.database.sql`
      delete from event where point_id in (select point_id from import_row where run_id = ${runId})`;
    await expect(removal).rejects.toMatchObject({ constraint_name: 'append_only' });
  });
});
