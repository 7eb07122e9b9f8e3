import { randomUUID } from 'node:crypto';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type {
  ImportRunDetail,
  ImportRunList,
  ImportRunRowList,
} from '#server/contract/import-history.ts';
import type { TipImportResult } from '#server/contract/tip-import.ts';
import { asSystem } from '#server/db/transaction.ts';
import { listStandingTips } from '#server/features/tip-imports/queries.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const HEAD = 'Số tin;Loại tin;Kênh;Ngày tiếp nhận;Kinh độ;Vĩ độ;Phường, xã;Nơi xảy ra';
const GOOD = (name: string, second = '03/03/2026') => [
  `${name}-1;Phản ánh;Đường dây nóng;02/03/2026;105,853;21,031;;Ngõ gần chợ`,
  `${name}-2;Tố cáo;Bưu chính;${second};;;Ba Vì;`,
];
/** The day of the test: of another commune a person receives a tip on no other. */
const TODAY = '24/11/2026';
const BAD = 'X-9;Chuyện lạ;Đường dây nóng;32/03/2026;105,85;21,03;;';
const table = (...rows: string[]) => [HEAD, ...rows].join('\n');

describe('the history of imports of tips', () => {
  let test: TestApp;
  let analyst: TestClient;
  let leader: TestClient;
  beforeAll(async () => {
    test = await createTestApp();
    analyst = await test.as('analyst');
    leader = await test.as('leader', { communeCodes: ['00070'] });
  });
  afterAll(() => test.close());

  function send(path: string, text: string, client = analyst, more: Record<string, string> = {}) {
    const form = new FormData();
    form.append('file', new File([text], 'tin.csv'));
    for (const [name, value] of Object.entries(more)) form.append(name, value);
    const headers = { 'idempotency-key': randomUUID() };
    return client.request(path, { method: 'POST', body: form, headers });
  }
  async function imported(text: string, client = analyst): Promise<number> {
    const answer = await send('/api/tip-imports', text, client);
    expect(answer.status).toBe(200);
    return ((await answer.json()) as TipImportResult).runId;
  }
  const read = async <T>(path: string, client = analyst): Promise<T> => {
    const answer = await client.get(path);
    expect(answer.status).toBe(200);
    return (await answer.json()) as T;
  };
  const rowsOf = (id: number, more = '') =>
    read<ImportRunRowList>(`/api/tip-imports/${id}/rows${more}`);
  const undo = (id: number, client = analyst) => client.post(`/api/tip-imports/${id}/undo`);
  const tips = async () => (await read<{ total: number }>('/api/tips?limit=1')).total;

  it('keeps who, when, the hash of the file, and what became of each row', async () => {
    const id = await imported(table(...GOOD('A'), BAD));
    const again = await imported(table(...GOOD('A'), BAD));
    const { items } = await read<ImportRunList>('/api/tip-imports');
    expect(items.map((run) => run.id)).toEqual([again, id]);
    expect(items[1]).toMatchObject({
      fileName: 'tin.csv',
      fileHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      importedBy: 'Tài khoản thử analyst',
      rows: 3,
      added: 2,
      unchanged: 0,
      refused: 1,
      keepsRows: true,
    });
    expect(items[0]).toMatchObject({ added: 0, unchanged: 2, refused: 1 });
    const rows = (await rowsOf(id)).items;
    expect(rows.map(({ line, outcome, name, reasons }) => [line, outcome, name, reasons])).toEqual([
      [2, 'added', 'A-1', []],
      [3, 'added', 'A-2', []],
      [4, 'refused', null, ['kind_unknown', 'date_unreadable']],
    ]);
    expect(rows[0]?.tip?.code).toMatch(/^TT-/);
    expect(rows[0]?.point).toBeNull();
    expect((await rowsOf(id, '?outcome=refused')).items).toHaveLength(1);
  });

  it('is read by who imported it and by the city, and by nobody else', async () => {
    const own = await imported(table(...GOOD('L', TODAY)), leader);
    expect((await read<ImportRunList>('/api/tip-imports', leader)).items).toHaveLength(1);
    const rows = await read<ImportRunRowList>(`/api/tip-imports/${own}/rows`, leader);
    // The second tip lies in another commune: its row is told, its record is not.
    expect(rows.items.map(({ outcome, tip }) => [outcome, tip === null])).toEqual([
      ['added', false],
      ['added', true],
    ]);
    const other = await test.as('leader.two', { role: 'leader', communeCodes: ['09700'] });
    expect((await read<ImportRunList>('/api/tip-imports', other)).items).toEqual([]);
    for (const path of [`/api/tip-imports/${own}`, `/api/tip-imports/${own}/rows`]) {
      await expectProblem(await other.get(path), 'import.run_not_found');
      await expectProblem(await test.anonymous.get(path), 'session.missing');
      await expectProblem(await (await test.as('planner')).get(path), 'permission.denied');
    }
    await expectProblem(await undo(own, other), 'import.run_not_found');
    await expectProblem(await undo(own, await test.as('planner')), 'permission.denied');
    await expectProblem(await analyst.get('/api/tip-imports?before=0'), 'request.invalid');
    await expectProblem(await analyst.get('/api/tip-imports/x'), 'request.invalid');
  });

  it('is undone as a whole, and the same file can be imported anew', async () => {
    const before = await tips();
    const id = await imported(table(...GOOD('U')));
    expect(await tips()).toBe(before + 2);
    const run = await read<ImportRunDetail>(`/api/tip-imports/${id}`);
    expect(run).toMatchObject({ whyNotUndo: null, standing: { count: 0 } });
    const answer = await undo(id);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      whyNotUndo: 'import.undone_already',
      undoneBy: 'Tài khoản thử analyst',
    });
    expect(await tips()).toBe(before);
    const { items } = await rowsOf(id);
    expect(items.map(({ tip, removedCode }) => [tip, removedCode?.slice(0, 3)])).toEqual([
      [null, 'TT-'],
      [null, 'TT-'],
    ]);
    await expectProblem(await undo(id), 'import.undone_already');
    await imported(table(...GOOD('U')));
    expect(await tips()).toBe(before + 2);
    const log = await read<{ items: { action: string }[] }>('/api/audit', await test.as('auditor'));
    expect(log.items.map(({ action }) => action)).toContain('tips.import_undo');
  });

  it('is undone by whom late tips measure within the hour, and only their own; later by an analyst', async () => {
    const before = await tips();
    const slip = await imported(table(...GOOD('O', TODAY)), leader);
    await expectProblem(await undo(slip, await test.as('coordinator')), 'permission.denied');
    expect((await undo(slip, leader)).status).toBe(200);
    const id = await imported(table(...GOOD('Q', TODAY)), leader);
    const now = test.clock.now();
    test.clock.set(new Date(Date.parse(now) + 61 * 60_000).toISOString());
    const run = await read<ImportRunDetail>(`/api/tip-imports/${id}`, leader);
    expect(run.whyNotUndo).toBe('import.undo_by_analyst');
    await expectProblem(await undo(id, leader), 'import.undo_by_analyst');
    expect(await tips()).toBe(before + 2);
    expect((await undo(id)).status).toBe(200);
    expect(await tips()).toBe(before);
    test.clock.set(now);
  });

  it('names the tips that keep it from being undone, with their steps', async () => {
    const id = await imported(table(...GOOD('S')));
    const [first] = (await rowsOf(id)).items;
    const tip = await read<{ version: number; id: number }>(`/api/tips/${first?.tip?.id}`);
    const accepted = await analyst.post(`/api/tips/${tip.id}/accept`, {
      effectiveOn: '2026-03-04',
      documentNumber: '1/BC',
      documentOn: '2026-03-04',
      version: tip.version,
    });
    expect(accepted.status).toBe(200);
    const run = await read<ImportRunDetail>(`/api/tip-imports/${id}`);
    expect(run.whyNotUndo).toBe('import.tips_stand');
    expect(run.standing).toMatchObject({
      count: 1,
      items: [],
      tips: [{ tipId: tip.id, acts: [{ kind: 'accepted', on: '2026-03-04' }] }],
    });
    const problem = await expectProblem(await undo(id), 'import.tips_stand');
    expect(problem.parameters).toEqual({ count: 1, names: first?.tip?.code });
  });

  it('names a photo and each signal that led somewhere, and no signal that led nowhere', async () => {
    const id = await imported(table(...GOOD('P')));
    const [first] = (await rowsOf(id)).items;
    const tipId = first?.tip?.id ?? 0;
    const standing = await asSystem(test.database, async (sql) => {
      // Tables of the same names with the columns that matter, for this transaction alone.
      await sql.unsafe(`
        create temporary table attachment on commit drop as
          select ${tipId} as tip_id, '2026-03-20T18:00:00Z'::timestamptz as uploaded_at;
        create temporary table signal on commit drop as
          select id, ${tipId} as tip_id, day::date as occurred_on, state, named as named_point_id,
            made as new_point_id, decided::date as decided_on
          from (values
            (1, '2026-03-01', 'matched', null::integer, null::integer, null),
            (2, '2026-03-02', 'unmatched', 7, null, null),
            (3, '2026-03-03', 'unmatched', null, 7, null),
            (4, '2026-03-04', 'vicinity', null, null, '2026-03-04'),
            (5, '2026-03-05', 'unmatched', null, null, null),
            (6, '2026-03-06', 'vicinity', null, null, null),
            (7, '2026-03-07', 'vicinity', null, null, null),
            (8, '2026-03-08', 'unmatched', null, null, null),
            (9, '2026-03-09', 'vicinity', null, null, null)
          ) as given (id, day, state, named, made, decided);
        create temporary table rematch_difference on commit drop as select 5 as signal_id;
        create temporary table event on commit drop as
          select kind, jsonb_build_object('signalId', signal_id) as detail
          from (values ('recurrence_suspected', 6), ('suspicion_lapsed', 7), ('proposed', 8))
            as given (kind, signal_id);`);
      return listStandingTips(sql, id, 20);
    });
    expect(standing.tips[0]?.acts).toEqual([
      ...[1, 2, 3, 4, 5, 6, 7].map((day) => ({ kind: 'signal', on: `2026-03-0${day}` })),
      // Uploaded after midnight in Hanoi.
      { kind: 'attachment', on: '2026-03-21' },
    ]);
    expect([standing.count, standing.tips.length]).toEqual([1, 1]);
  });

  it('of before rows were kept cannot be undone', async () => {
    const [row] = await test.database.sql<{ id: number }[]>`
      insert into import_run (
        register, account_id, file_name, file_hash, added, unchanged, refused, finished_at
      )
      select 'tips', account_id, 'cu.csv', file_hash, 1, 0, 0, finished_at from import_run
      limit 1
      returning id`;
    await expectProblem(await undo(row?.id ?? 0), 'import.rows_not_kept');
  });

  it('never lets an event of a tip go otherwise', async () => {
    const change = test.database.sql`delete from tip_event where seq = 1`;
    await expect(change).rejects.toMatchObject({ constraint_name: 'append_only' });
  });

  it('gives refused rows back in their columns, each with its reasons', async () => {
    const refused = (text: string, format: string, client = analyst) =>
      send('/api/tip-imports/refused', text, client, { format });
    const csv = await refused(table(...GOOD('R'), BAD), 'csv');
    expect(csv.status).toBe(200);
    const [head, row, ...more] = (await csv.text()).trim().split('\r\n');
    expect(head).toContain('Nơi xảy ra;Dòng trong tệp đã gửi;Lý do chưa nhập');
    expect(row).toMatch(/^X-9;Chuyện lạ;.*;4;“Loại tin”: Không nhận ra loại tin/);
    expect(more).toEqual([]);
    const xlsx = await refused(table(BAD), 'xlsx');
    const [sheet] = await readXlsxFile(Buffer.from(await xlsx.arrayBuffer()));
    expect(sheet?.data[1]?.[0]).toBe('X-9');
    await expectProblem(await refused(table(...GOOD('R')), 'csv'), 'import.nothing_refused');
    await expectProblem(await refused(table(BAD), 'pdf'), 'request.invalid');
    await expectProblem(
      await refused(table(BAD), 'csv', await test.as('planner')),
      'permission.denied',
    );
  });

  it('gives a template that it understands itself', async () => {
    const csv = await analyst.get('/api/tip-imports/template?format=csv');
    expect(csv.headers.get('content-disposition')).toContain('mau-nhap-tin.csv');
    expect(await csv.text()).toContain('Số tin;Loại tin;Kênh');
    const xlsx = await analyst.get('/api/tip-imports/template?format=xlsx');
    const sheets = await readXlsxFile(Buffer.from(await xlsx.arrayBuffer()));
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Tin phản ánh', 'Từ dùng được']);
  });
});
