import { strFromU8, unzipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ReportAnalysisList } from '#server/contract/report-analysis.ts';
import type { ReportVersion, ReportView } from '#server/contract/report.ts';
import { act, handedOver, people, type People } from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

/** 15 March to 14 April 2026. */
const APRIL = { kind: 'month', year: 2026, number: 4 };
const HERE = '00070';
const SPRING = { from: '2026-03-15', to: '2026-04-14' };
const RECURRENCES = { kind: 'comparison', query: { measure: 'recurrences', ...SPRING } };
const CURVES = { kind: 'survival', by: 'all', groups: null };

async function taken(answer: Promise<Response>): Promise<void> {
  const response = await answer;
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
}

describe('an approved report with analyses', () => {
  let test: TestApp;
  let by: People;

  beforeAll(async () => {
    test = await createTestApp({ now: '2026-04-20T03:00:00.000Z' });
    by = await people(test);
    await test.deps.points.reload();
    const point = await handedOver(by, { officialName: 'Điểm sẽ tái hoạt động' });
    await act(by.analyst, point, 'mark-recurring', {
      effectiveOn: '2026-04-01',
      grounds: 'Kiểm tra thực tế xác định hoạt động trở lại.',
    });
    for (const analysis of [RECURRENCES, CURVES]) {
      const body = { ...APRIL, commune: HERE, analysis, seen: 1 };
      await taken(by.officer.post('/api/reports/analyses', body));
    }
    const { id, currentHash: hash } = await latest(by.officer);
    await taken(by.officer.post(`/api/reports/${id}/send`, { hash }));
    await taken(by.leader.post(`/api/reports/${id}/approve`, { hash }));
  });
  afterAll(() => test.close());

  const list = async (client: TestClient, reportId: number): Promise<ReportAnalysisList> =>
    (await (await client.get(`/api/reports/${reportId}/analyses`)).json()) as ReportAnalysisList;
  const latest = async (client: TestClient): Promise<ReportVersion & { currentHash: string }> => {
    const path = `/api/reports/period?kind=month&year=2026&number=4&commune=${HERE}`;
    const { versions, currentHash } = (await (await client.get(path)).json()) as ReportView;
    const [version] = versions;
    if (version === undefined) throw new Error('no version yet');
    return { ...version, currentHash };
  };

  it('leaves as Word with their charts, and as tables', async () => {
    const { id } = await latest(by.leader);
    const order = { audience: 'internal', purpose: 'Họp giao ban tháng' };
    const word = await by.leader.post(`/api/reports/${id}/documents`, { ...order, format: 'docx' });
    const files = unzipSync(new Uint8Array(await word.arrayBuffer()));
    const body = strFromU8(files['word/document.xml'] ?? new Uint8Array());
    const words = body.replaceAll(/<[^>]+>/g, '');
    expect(words).toContain('PHÂN TÍCH');
    expect(words).toContain('So sánh phường, xã: tái hoạt động');
    expect(words).toContain('n = 1 sự việc; 1 phường, xã · từ 15/03/2026 đến 14/04/2026');
    const pictures = Object.keys(files).filter((name) => name.startsWith('word/media/'));
    expect(pictures.some((name) => name.endsWith('.svg'))).toBe(true);
    expect(pictures.some((name) => name.endsWith('.png'))).toBe(true);
    const xlsx = await by.leader.post(`/api/reports/${id}/documents`, { ...order, format: 'xlsx' });
    const sheets = await readXlsxFile(Buffer.from(await xlsx.arrayBuffer()));
    expect(sheets.map(({ sheet }) => sheet)).toContain('Phân tích 1 – biểu đồ');
    const first = sheets.find(({ sheet }) => sheet === 'Phân tích 1')?.data;
    expect(first?.[1]?.slice(0, 2)).toEqual(['Phường Hoàn Kiếm', 1]);
  });

  it('hands them over to the report that restates it, where they can be removed', async () => {
    const before = await latest(by.officer);
    await handedOver(by, { officialName: 'Điểm nhập muộn nữa', effectiveOn: '2026-01-07' });
    const body = { ...APRIL, commune: HERE, remark: null, reason: 'Điểm được nhập muộn.' };
    expect((await by.officer.post('/api/reports/drafts', body)).status).toBe(200);
    const after = await latest(by.officer);
    expect(after.version).toBe(before.version + 1);
    const [kept, taken] = [await list(by.officer, before.id), await list(by.officer, after.id)];
    expect(taken.items.map(({ hash }) => hash)).toEqual(kept.items.map(({ hash }) => hash));
    const first = taken.items[0]?.id;
    expect((await by.officer.post(`/api/reports/analyses/${first}/remove`)).status).toBe(200);
    expect(await list(by.officer, before.id)).toEqual(kept);
  });
});
