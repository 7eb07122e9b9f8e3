import type { ImportPreview, ImportProgress, ImportResult } from '#server/contract/point-import.ts';
import { expect } from 'vitest';

import { freshKey, type TestClient } from '#tests/support/test-app.ts';

/** Two rows that claim to be more than proposals, one whose coordinates are swapped, one without any. */
export const IMPORT_LIST = [
  'Mã;Tên điểm;Loại;Kinh độ;Vĩ độ;Trạng thái;Ngày đưa vào;Ngày triệt xóa;Số văn bản',
  'A1;Nhà nghỉ Minh Họa Một;NN;105,8500;21,0320;đang hoạt động;05/01/2026;;12/KH-UBND',
  'A2;Karaoke Minh Họa Hai;KAR;105,8510;21,0330;đã triệt xóa;05/01/2026;01/03/2026;12/KH-UBND',
  'A3;Quán bar Minh Họa Ba;BAR;21,0300;105,8490;đề xuất;;;',
  'A4;Không tọa độ;NN;;;đề xuất;;;',
].join('\r\n');

/** A file as a form sends it. */
export function importForm(
  text: string,
  mapping?: object,
  fileName = 'danh-sach.csv',
): RequestInit {
  const body = new FormData();
  body.set('file', new File([text], fileName, { type: 'text/csv' }));
  if (mapping !== undefined) body.set('mapping', JSON.stringify(mapping));
  return { method: 'POST', body, headers: freshKey() };
}

/** Previews what importing the file would do. */
export async function previewOf(client: TestClient, init: RequestInit): Promise<ImportPreview> {
  const response = await client.request('/api/point-imports/preview', init);
  expect(response.status).toBe(200);
  return (await response.json()) as ImportPreview;
}

/** Every line of the streamed answer. */
export async function runImport(client: TestClient, init: RequestInit): Promise<ImportProgress[]> {
  const response = await client.request('/api/point-imports', init);
  expect(response.status).toBe(200);
  const text = await response.text();
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ImportProgress);
}

/** Imports the file and gives what was written; throws when that failed. */
export async function resultOf(client: TestClient, init: RequestInit): Promise<ImportResult> {
  const last = (await runImport(client, init)).at(-1);
  if (last?.phase !== 'done') throw new Error(`the import ended with ${JSON.stringify(last)}`);
  return last.result;
}
