import { describe, expect, it } from 'vitest';

import { EXPORT_ROW } from '#tests/support/points/export-row.ts';

import type { ExportRow } from './export-row.ts';
import { rowPage } from './row-pages.ts';
import { writeCsv } from './write-csv.ts';

/** The lines of a file that holds these rows. */
async function linesOf(...rows: Partial<ExportRow>[]): Promise<string[]> {
  const json = new TextEncoder().encode(
    JSON.stringify(rows.map((row) => ({ ...EXPORT_ROW, ...row }))),
  );
  const pages = (async function* () {
    yield rowPage(json, null);
  })();
  const parts: Uint8Array[] = [];
  const provenance = { title: 'Danh sách', lines: ['Mục đích: thử', 'Dòng hai'], watermark: '' };
  for await (const part of writeCsv(pages, provenance)) {
    parts.push(typeof part === 'string' ? new TextEncoder().encode(part) : part);
  }
  return Buffer.concat(parts).toString('utf8').split('\r\n');
}

describe('a CSV of points', () => {
  it('begins with the mark of UTF-8 and the headings, and ends with where it is from', async () => {
    const lines = await linesOf({});
    expect(lines[0]).toMatch(/^\u{FEFF}Mã điểm;Tên điểm;/u);
    expect(lines).toHaveLength(4);
    expect(lines.slice(2)).toEqual(['Mục đích: thử · Dòng hai', '']);
  });

  it('writes days as dd/MM/yyyy and positions with a decimal comma', async () => {
    const [, row = ''] = await linesOf({});
    expect(row.split(';')).toEqual(
      expect.arrayContaining(['DP-1', '05/01/2026', '105,850000', '21,020000']),
    );
  });

  it.each(['=1+2', '+84', '-1+2', '@sum', '\tx', '\rx', '＝1+2', '＠sum'])(
    'holds the text %j as a text that no spreadsheet calculates',
    async (officialName) => {
      const file = (await linesOf({ officialName })).join('\r\n');
      expect(file).toContain(`'${officialName}`);
    },
  );

  it('quotes semicolons, quotes and line ends', async () => {
    const [, row] = await linesOf({ officialName: 'A; "B"' });
    expect(row).toMatch(/^DP-1;"A; ""B""";/);
  });
});
