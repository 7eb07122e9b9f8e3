import { expect, it } from 'vitest';

import type { ExportRow } from './export-row.ts';
import { rowPage, writePage } from './row-pages.ts';

const page = (change: ((row: ExportRow) => ExportRow) | null = null) =>
  rowPage(new TextEncoder().encode('[{"id":1,"code":"DP-1"},{"id":2,"code":"Đ2"}]'), change);
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

it('a page is written as UTF-8, changed as asked, and gives its rows only once', () => {
  const marked = page((row) => ({ ...row, code: `${row.code}*` }));
  expect(textOf(writePage(marked, ({ code }) => code, ' '))).toBe('DP-1* Đ2*');
  expect(marked()).toEqual([]);
  expect(writePage(page(), () => '')).toHaveLength(0);
});
