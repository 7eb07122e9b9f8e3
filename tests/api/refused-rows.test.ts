import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { IMPORT_LIST, importForm, previewOf, resultOf } from '#tests/support/files/import-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const REASONS = ';Dòng trong tệp đã gửi;Lý do chưa nhập';

let test: TestApp;
let analyst: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  analyst = await test.as('analyst');
});
afterAll(() => test.close());

function formOf(content: string | Uint8Array<ArrayBuffer>, format: string, name = 'a.csv') {
  const body = new FormData();
  body.set('file', new File([content], name));
  body.set('format', format);
  return { method: 'POST', body };
}
async function refusedOf(content: string | Uint8Array<ArrayBuffer>, format: string, name?: string) {
  const response = await analyst.request(
    '/api/point-imports/refused',
    formOf(content, format, name),
  );
  expect(response.status).toBe(200);
  return response;
}

describe('the rows of a table that would not be written', () => {
  it('come back as CSV in the same columns, each with its line and its reasons', async () => {
    const response = await refusedOf(IMPORT_LIST, 'csv');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(bytes.slice(0, 3)).toEqual(Uint8Array.of(0xef, 0xbb, 0xbf));
    const lines = new TextDecoder().decode(bytes).split('\r\n');
    const [heading] = IMPORT_LIST.split('\r\n');
    expect(lines).toEqual([
      `${heading}${REASONS}`,
      'A3;Quán bar Minh Họa Ba;BAR;21,0300;105,8490;đề xuất;;;;4;“Kinh độ”: Kinh độ và vĩ độ bị đổi chỗ. Hãy đồng ý đổi lại, hoặc sửa tệp.',
      'A4;Không tọa độ;NN;;;đề xuất;;;;5;“Kinh độ”: Thiếu tọa độ. Hãy điền kinh độ và vĩ độ.',
      '',
    ]);
  });

  it('are read again by the mapping of the first file once they are corrected', async () => {
    const own = IMPORT_LIST.replaceAll('Minh Họa', 'Sửa Lại').replaceAll(/^A/gm, 'S');
    await resultOf(analyst, importForm(own));
    const text = await (await refusedOf(own, 'csv')).text();
    const corrected = text.replace('S4;Không tọa độ;NN;;', 'S4;Không tọa độ;NN;105,85;21,03');
    const preview = await previewOf(analyst, importForm(corrected));
    expect(preview.mappingOrigin).toBe('remembered');
    expect(preview.counts).toMatchObject({ rows: 2, ready: 1, needsConsent: 1, refused: 0 });
    // The reasons of this round replace those of the one before.
    const again = (await (await refusedOf(corrected, 'csv')).text()).split('\r\n');
    expect(again[0]?.match(/Lý do chưa nhập/g)).toHaveLength(1);
    expect(again).toHaveLength(3);
  });

  it('come back as XLSX that reads back to the same rows', async () => {
    const response = await refusedOf(IMPORT_LIST, 'xlsx');
    expect(response.headers.get('content-disposition')).toContain('dong-chua-nhap.xlsx');
    const book = new Uint8Array(await response.arrayBuffer());
    const body = new FormData();
    body.set('file', new File([book], 'b.xlsx'));
    const preview = await previewOf(analyst, { method: 'POST', body });
    expect(preview.format).toBe('xlsx');
    expect(preview.header.slice(-2)).toEqual(['Dòng trong tệp đã gửi', 'Lý do chưa nhập']);
    expect(preview.counts).toMatchObject({ rows: 2, needsConsent: 1, refused: 1 });
  });

  it('bring the shapes of a GeoJSON as WKT', async () => {
    const geojson = JSON.stringify({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { ten: 'Điểm lạ', loai: 'không có' },
          geometry: { type: 'Point', coordinates: [105.85, 21.03] },
        },
      ],
    });
    const [heading, row] = (await (await refusedOf(geojson, 'csv', 'a.geojson')).text()).split(
      '\r\n',
    );
    expect(heading).toBe(`ten;loai;WKT${REASONS}`);
    expect(row).toContain('Điểm lạ;không có;POINT (105.85 21.03);1;');
  });

  it('are calculated by no spreadsheet', async () => {
    const text = 'Tên điểm;Loại;Kinh độ;Vĩ độ\n=1+1;=HYPERLINK("x");105,85;21,03';
    const [, row] = (await (await refusedOf(text, 'csv')).text()).split('\r\n');
    expect(row).toContain(`'=1+1;"'=HYPERLINK(""x"")"`);
  });

  it('are nothing to download where every row can be written', async () => {
    const text = 'Tên điểm;Loại;Kinh độ;Vĩ độ\nQuán thử;NN;105,85;21,03';
    await expectProblem(
      await analyst.request('/api/point-imports/refused', formOf(text, 'csv')),
      'import.nothing_refused',
    );
    await expectProblem(
      await analyst.request('/api/point-imports/refused', formOf(text, 'docx')),
      'request.invalid',
    );
  });

  it('count as rows in the preview, however many cells of a row are wrong', async () => {
    const text = [
      'Tên điểm;Loại;Kinh độ;Vĩ độ;Trạng thái;Ngày đưa vào;Ngày triệt xóa',
      'Quán đếm một;NN;105,85;21,03;đã triệt xóa;;',
      'Quán đếm hai;NN;105,85;21,04;đã triệt xóa;;',
    ].join('\n');
    const { counts, problemCounts } = await previewOf(analyst, importForm(text));
    expect(counts.refused).toBe(2);
    expect(problemCounts).toEqual([{ code: 'import.date_missing_for_status', count: 2 }]);
  });
});
