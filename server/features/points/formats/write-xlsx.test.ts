import readSheet from 'read-excel-file/node';
import { expect, it } from 'vitest';

import { EXPORT_ROW } from '#tests/support/points/export-row.ts';

import type { ExportRow } from './export-row.ts';
import { rowPage, type RowPage } from './row-pages.ts';
import { writeXlsx } from './write-xlsx.ts';

const ABOUT = { title: 'Danh sách', lines: ['Mục đích: thử'], watermark: '' };

const rowOf = (id: number): ExportRow => ({ ...EXPORT_ROW, id, code: `DP-${id}` });

/** Pages of these sizes, as the database sends them; counts in `asked` how many were taken. */
function pagesOf(sizes: readonly number[], asked: { pages: number } = { pages: 0 }) {
  return (async function* (): AsyncGenerator<RowPage> {
    let id = 0;
    for (const size of sizes) {
      asked.pages += 1;
      const rows = Array.from({ length: size }, () => rowOf((id += 1)));
      yield rowPage(new TextEncoder().encode(JSON.stringify(rows)), null);
    }
  })();
}

async function sheetsOf(sizes: readonly number[], lastRow: number): Promise<unknown[][]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeXlsx(pagesOf(sizes), ABOUT, lastRow)) chunks.push(chunk);
  const sheets = await readSheet(Buffer.concat(chunks));
  return sheets.slice(0, -1).map(({ data }) => data.slice(1).map(([code]) => code));
}

it('a full sheet is followed by another, also in the middle of a page, and no point is lost', async () => {
  const codes = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, at) => `DP-${from + at}`);
  expect(await sheetsOf([3, 4], 4)).toEqual([codes(1, 3), codes(4, 6), codes(7, 7)]);
  expect(await sheetsOf([9], 4)).toEqual([codes(1, 3), codes(4, 6), codes(7, 9)]);
  expect(await sheetsOf([0, 2, 0], 4)).toEqual([codes(1, 2)]);
  expect(await sheetsOf([], 4)).toEqual([[]]);
});

it('takes no page long before it is asked for more of the file', async () => {
  const asked = { pages: 0 };
  const file = writeXlsx(
    pagesOf(
      Array.from({ length: 50 }, () => 500),
      asked,
    ),
    ABOUT,
  );
  // The head of the archive, and the first bytes of the sheet.
  await file.next();
  await file.next();
  for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(asked.pages).toBeGreaterThan(0);
  expect(asked.pages).toBeLessThan(8);
  await file.return(undefined);
});
