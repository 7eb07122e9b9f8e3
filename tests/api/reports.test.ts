import { strFromU8, unzipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { PointDetail } from '#server/contract/point.ts';
import type { ReportList, ReportView } from '#server/contract/report.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { act, handedOver, people, type People } from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

/** 15 March to 14 April 2026. */
const APRIL = { kind: 'month', year: 2026, number: 4 };
const HERE = '00070';

describe('a periodic report', () => {
  let test: TestApp;
  let by: People;
  let point: PointDetail;

  beforeAll(async () => {
    test = await createTestApp({ now: '2026-04-20T03:00:00.000Z' });
    by = await people(test);
    await test.deps.points.reload();
    point = await handedOver(by, { officialName: 'Điểm sẽ tái hoạt động' });
    point = await act(by.analyst, point, 'mark-recurring', {
      effectiveOn: '2026-04-01',
      grounds: 'Kiểm tra thực tế xác định hoạt động trở lại.',
    });
  });
  afterAll(() => test.close());

  const ask = (client: TestClient, more: Record<string, string | number> = {}) => {
    const query = new URLSearchParams(
      Object.entries({ ...APRIL, commune: HERE, ...more }).map(([name, value]) => [
        name,
        String(value),
      ]),
    );
    if (query.get('commune') === '') query.delete('commune');
    return client.get(`/api/reports/period?${query.toString()}`);
  };
  const read = async (client: TestClient, more: Record<string, string | number> = {}) => {
    const answer = await ask(client, more);
    expect(answer.status).toBe(200);
    return (await answer.json()) as ReportView;
  };
  const draft = (client: TestClient, more: object = {}) =>
    client.post('/api/reports/drafts', {
      ...APRIL,
      commune: HERE,
      remark: 'Đã khôi phục tuần tra buổi tối.',
      ...more,
    });
  const step = (client: TestClient, id: number, verb: string, body: object) =>
    client.post(`/api/reports/${id}/${verb}`, body);
  const view = async (answer: Response): Promise<ReportView> => {
    const body: unknown = await answer.json();
    expect([answer.status, body]).toEqual([200, expect.anything()]);
    return body as ReportView;
  };
  const latest = (seen: ReportView) => {
    const [version] = seen.versions;
    if (version === undefined) throw new Error('no version yet');
    return version;
  };

  it('counts a period from the 15th to the 14th, by a rule with its origin, beside the one before', async () => {
    const seen = await read(by.leader);
    expect(seen.period).toMatchObject({ firstOn: '2026-03-15', lastOn: '2026-04-14' });
    expect(seen.periodOrigin).toContain('09/2019');
    expect(seen.current.figures).toMatchObject({
      points_recurring: 1,
      points_handed_over: 0,
      recurrences: 1,
      new_points: 0,
      eliminations: 0,
    });
    // 15 February to 14 March: eliminated on 1 March, handed over on the 8th.
    expect(seen.current.before).toMatchObject({
      points_handed_over: 1,
      recurrences: 0,
      eliminations: 1,
      handovers_confirmed: 1,
    });
    expect(seen.current.recurred).toEqual([{ code: point.code, on: '2026-04-01' }]);
    const city = await read(by.coordinator, { commune: '' });
    expect(city.current.figures).toEqual(seen.current.figures);
    expect(city.current.communes.map(({ commune }) => commune.code)).toEqual([HERE]);
  });

  it('is read by its commune and the city, of periods that there are and have begun', async () => {
    await read(by.analyst);
    await expectProblem(await ask(by.otherLeader), 'report.other_commune');
    await expectProblem(await ask(by.leader, { commune: '' }), 'report.other_commune');
    await expectProblem(await ask(by.planner), 'permission.denied');
    await expectProblem(await ask(test.anonymous), 'session.missing');
    await expectProblem(await ask(by.leader, { commune: '99999' }), 'commune.not_found');
    await expectProblem(
      await ask(by.leader, { kind: 'half_year', number: 3 }),
      'report.no_such_period',
    );
    await expectProblem(await ask(by.leader, { number: 12 }), 'report.not_begun');
    await expectProblem(await ask(by.leader, { number: 13 }), 'request.invalid');
    await expectProblem(await by.planner.get('/api/reports'), 'permission.denied');
    await expectProblem(await test.anonymous.get('/api/reports'), 'session.missing');
  });

  it('is drafted within the commune, where alone the draft is seen', async () => {
    await expectProblem(await draft(by.analyst), 'permission.denied');
    await expectProblem(await draft(by.otherLeader), 'report.other_commune');
    await expectProblem(await draft(by.coordinator), 'report.other_commune');
    await expectProblem(await draft(test.anonymous), 'session.missing');
    await expectProblem(await draft(by.officer, { commune: '99999' }), 'commune.not_found');
    await expectProblem(await draft(by.officer, { number: 12 }), 'report.not_begun');
    await expectProblem(
      await draft(by.officer, { kind: 'year', number: 2 }),
      'report.no_such_period',
    );
    const named = { remark: 'Ông Nguyễn Văn Minh đã hứa.' };
    await expectProblem(await draft(by.officer, named), 'text.personal_data');
    await expectProblem(await draft(by.officer, { remark: 'Mật: phụ lục' }), 'text.secret_marking');
    const drafted = await view(await draft(by.officer));
    expect(latest(drafted)).toMatchObject({ version: 1, state: 'draft', content: null });
    expect((await read(by.leader)).versions).toHaveLength(1);
    expect((await read(by.coordinator)).versions).toHaveLength(0);
    const { id } = latest(drafted);
    const seal = { hash: drafted.currentHash };
    await expectProblem(await step(by.otherLeader, id, 'send', seal), 'report.not_found');
    await expectProblem(await step(by.leader, id, 'approve', seal), 'report.wrong_state');
  });

  it('is sent when the period is over, with the figures that were seen', async () => {
    const running = await view(await draft(by.officer, { number: 5 }));
    const early = { hash: running.currentHash };
    await expectProblem(
      await step(by.officer, latest(running).id, 'send', early),
      'report.still_running',
    );
    const seen = await read(by.officer);
    const { id } = latest(seen);
    await expectProblem(
      await step(by.officer, id, 'send', { hash: '0'.repeat(64) }),
      'report.figures_changed',
    );
    await expectProblem(await step(by.officer, id, 'send', { hash: 'x' }), 'request.invalid');
    await expectProblem(
      await step(by.analyst, id, 'send', { hash: seen.currentHash }),
      'permission.denied',
    );
    const sent = await view(await step(by.officer, id, 'send', { hash: seen.currentHash }));
    expect(latest(sent)).toMatchObject({ state: 'sent', hash: seen.currentHash });
    expect(latest(sent).content).toEqual(seen.current);
    await expectProblem(
      await step(by.officer, id, 'send', { hash: seen.currentHash }),
      'report.wrong_state',
    );
    await expectProblem(await draft(by.officer), 'report.wrong_state');
  });

  it('comes back with a reason, and is approved by another than who drafted or sent it', async () => {
    const { id } = latest(await read(by.leader));
    const named = { reason: 'Bà Trần Thị Lan bảo sửa' };
    await expectProblem(await step(by.leader, id, 'return', named), 'text.personal_data');
    await expectProblem(
      await step(by.leader, id, 'return', { reason: 'Mật: xem lại' }),
      'text.secret_marking',
    );
    const returned = await view(
      await step(by.leader, id, 'return', { reason: 'Bổ sung nhận xét' }),
    );
    const undone = { content: null, hash: null, asOf: null, sentBy: null, sentAt: null };
    const returnReason = 'Bổ sung nhận xét';
    expect(latest(returned)).toMatchObject({ state: 'returned', returnReason, ...undone });
    await expectProblem(
      await step(by.leader, id, 'return', { reason: 'lần nữa' }),
      'report.wrong_state',
    );
    // The leader writes it anew and sends it: now another leader must approve.
    // A reason belongs to a restatement, and is left out here.
    const given = { remark: 'Nhận xét đã bổ sung.', reason: 'Bổ sung.' };
    const again = await view(await draft(by.leader, given));
    const anew = {
      state: 'draft',
      reason: null,
      returnReason: null,
      decidedBy: null,
      decidedAt: null,
    };
    expect(latest(again)).toMatchObject({ ...anew, version: 1, remark: 'Nhận xét đã bổ sung.' });
    const seal = { hash: again.currentHash };
    await view(await step(by.leader, id, 'send', seal));
    await expectProblem(await step(by.leader, id, 'approve', seal), 'report.same_person');
    await expectProblem(
      await step(by.leader, id, 'return', { reason: 'tự trả' }),
      'report.same_person',
    );
    await expectProblem(await step(by.officer, id, 'approve', seal), 'permission.denied');
    const second = await test.as('leader.two', { role: 'leader', communeCodes: [HERE] });
    await expectProblem(
      await step(second, id, 'approve', { hash: '0'.repeat(64) }),
      'report.figures_changed',
    );
    await expectProblem(await step(second, 999_999, 'approve', seal), 'report.not_found');
    const approved = await view(await step(second, id, 'approve', seal));
    expect(latest(approved)).toMatchObject({
      state: 'approved',
      decidedBy: 'Tài khoản thử leader.two',
    });
    expect((await read(by.coordinator)).versions).toHaveLength(1);
    const { items }: ReportList = await (await by.analyst.get('/api/reports')).json();
    expect(items).toMatchObject([{ state: 'approved', commune: { code: HERE } }]);
  });

  it('stays as it was approved when something is entered late, and is restated with the difference', async () => {
    await expectProblem(await draft(by.officer), 'report.reason_required');
    await expectProblem(await draft(by.officer, { reason: 'Cho chắc.' }), 'report.nothing_changed');
    const before = latest(await read(by.officer)).content;
    await handedOver(by, { officialName: 'Điểm nhập muộn', effectiveOn: '2026-01-06' });
    const late = await read(by.officer);
    expect(latest(late).content).toEqual(before);
    expect(late.current.figures.points_handed_over).toBe(1);
    const restated = await view(await draft(by.officer, { reason: 'Điểm được nhập muộn.' }));
    expect(latest(restated)).toMatchObject({ version: 2, reason: 'Điểm được nhập muộn.' });
    const { id } = latest(restated);
    await view(await step(by.officer, id, 'send', { hash: restated.currentHash }));
    const seal = { hash: restated.currentHash };
    const approved = await view(await step(by.leader, id, 'approve', seal));
    expect(approved.versions.map(({ version, state }) => [version, state])).toEqual([
      [2, 'approved'],
      [1, 'approved'],
    ]);
    expect(approved.versions[1]?.content).toEqual(before);
  });

  it('leaves as Word in the form of an administrative paper, logged with its purpose', async () => {
    const { id } = latest(await read(by.leader));
    const order = { format: 'docx', audience: 'internal', purpose: 'Gửi cơ quan thường trực' };
    const answer = await step(by.leader, id, 'documents', order);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toContain(
      'bao-cao-00070-month-2026-4-v2.docx',
    );
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    const xml = (name: string) => strFromU8(files[name] ?? new Uint8Array());
    const body = xml('word/document.xml');
    const words = body.replaceAll(/<[^>]+>/g, '');
    for (const said of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'ỦY BAN NHÂN DÂN',
      'PHƯỜNG HOÀN KIẾM',
      'Số:        /BC-UBND',
      'Hoàn Kiếm, ngày',
      'BÁO CÁO',
      'tháng 4 năm 2026',
      'Nơi nhận:',
      'TM. ỦY BAN NHÂN DÂN',
      'CHỦ TỊCH',
      point.code,
      'Lý do đính chính: Điểm được nhập muộn.',
    ]) {
      expect(words).toContain(said);
    }
    expect(words).not.toContain('DỰ THẢO');
    // 210 × 297 mm; margins of 20, 20, 30 and 15 mm, in twentieths of a point.
    expect(body.slice(-900)).toMatch(/<w:pgSz [^>]*w:w="11906"[^>]*w:h="16838"/);
    expect(body.slice(-900)).toMatch(
      /w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701"/,
    );
    expect(body).toContain('Times New Roman');
    const fonts = [...body.matchAll(/w:ascii="([^"]+)"/g)].map(([, font]) => font);
    expect(new Set(fonts)).toEqual(new Set(['Times New Roman']));
    const footers = Object.keys(files).filter((name) => /word\/footer\d/.test(name));
    expect(footers.map(xml).join()).toMatch(/Gửi cơ quan thường trực · .* · nhật ký số \d+/);
    const log = await (await (await test.as('auditor')).get('/api/audit')).json();
    expect(log.items[0]).toMatchObject({
      action: 'export.report_docx',
      detail: { purpose: 'Gửi cơ quan thường trực' },
    });
  });

  it('leaves as tables with real numbers and days, and as CSV that opens with its accents', async () => {
    const { id } = latest(await read(by.leader));
    const order = { audience: 'internal', purpose: 'Đối chiếu số liệu' };
    const csv = await step(by.leader, id, 'documents', { ...order, format: 'csv' });
    const bytes = new Uint8Array(await csv.arrayBuffer());
    expect(bytes.slice(0, 3)).toEqual(new Uint8Array([0xef, 0xbb, 0xbf]));
    const text = new TextDecoder().decode(bytes);
    expect(text).toContain(`${point.code},01/04/2026`);
    expect(text).toContain('Số lần tái hoạt động được xác nhận,1,0');
    const xlsx = await step(by.leader, id, 'documents', { ...order, format: 'xlsx' });
    const file = Buffer.from(await xlsx.arrayBuffer());
    const sheets = await readXlsxFile(file);
    const recurred = sheets.find(({ sheet }) => sheet === 'Điểm tái hoạt động')?.data;
    expect(recurred?.[1]?.[0]).toBe(point.code);
    expect(recurred?.[1]?.[1]).toEqual(new Date('2026-04-01T00:00:00Z'));
    const figures = sheets.find(({ sheet }) => sheet === 'Số liệu')?.data;
    expect(figures?.some(([name, now]) => name === 'Điểm phát sinh mới' && now === 0)).toBe(true);
  });
});
