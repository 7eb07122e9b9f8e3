import type { TableFormat } from '#server/contract/import-history.ts';
import type { ImportField } from '#server/contract/point-import.ts';
import type { Category } from '#server/contract/point.ts';
import { csvTable, xlsxTable, type TextSheet } from '#server/tables/write-table.ts';

import { everydayWordsOf, type TaughtWord } from './category-words.ts';

type Column = { field: ImportField; heading: string; width: number; words: string };

/** The columns of a template, with what may stand in each. */
export const TEMPLATE_COLUMNS: readonly Column[] = [
  {
    field: 'officialName',
    heading: 'Tên điểm',
    width: 34,
    words: 'bắt buộc; chỉ tên địa điểm, không ghi tên người, số điện thoại',
  },
  {
    field: 'category',
    heading: 'Loại hình',
    width: 18,
    words: 'bắt buộc; mã hoặc tên trong danh sách loại hình',
  },
  {
    field: 'longitude',
    heading: 'Kinh độ',
    width: 12,
    words: 'độ, ví dụ 105,85; hoặc mét hướng Đông theo VN-2000',
  },
  {
    field: 'latitude',
    heading: 'Vĩ độ',
    width: 12,
    words: 'độ, ví dụ 21,03; hoặc mét hướng Bắc theo VN-2000',
  },
  {
    field: 'address',
    heading: 'Địa chỉ',
    width: 34,
    words: 'khi không có tọa độ: số nhà, phố, phường hoặc xã',
  },
  {
    field: 'status',
    heading: 'Trạng thái',
    width: 18,
    words: 'đề xuất; đang hoạt động; đã triệt xóa. Bỏ trống là đề xuất',
  },
  {
    field: 'listedOn',
    heading: 'Ngày đưa vào danh mục',
    width: 22,
    words: 'ngày/tháng/năm, ví dụ 05/02/2026; cần khi đang hoạt động hoặc đã triệt xóa',
  },
  {
    field: 'eliminatedOn',
    heading: 'Ngày triệt xóa',
    width: 16,
    words: 'ngày/tháng/năm; cần khi đã triệt xóa',
  },
  {
    field: 'documentNumber',
    heading: 'Số văn bản',
    width: 18,
    words: 'ví dụ 12/KH-UBND; cần khi không phải đề xuất',
  },
  {
    field: 'aliases',
    heading: 'Tên khác',
    width: 24,
    words: 'các tên cách nhau bằng dấu chấm phẩy',
  },
  {
    field: 'externalId',
    heading: 'Mã điểm',
    width: 12,
    words: 'mã của nơi lập danh sách; nhập lại cùng mã không thêm điểm mới',
  },
  {
    field: 'note',
    heading: 'Ghi chú',
    width: 34,
    words: 'tối đa 2.000 ký tự, không có dữ liệu về người',
  },
];

const EXPLAINED: readonly ImportField[] = ['longitude', 'latitude', 'status', 'listedOn'];

/**
 * Writes an empty table whose headings are understood. A workbook has the words that are understood on its second sheet,
 * a CSV over its headings, where reading skips them.
 */
export async function writeTemplate(
  format: TableFormat,
  categories: readonly Category[],
  taught: readonly TaughtWord[],
): Promise<Uint8Array> {
  const headings = TEMPLATE_COLUMNS.map(({ heading }) => heading);
  if (format === 'csv') return csvTable([...notes(categories), headings]);
  const widths = TEMPLATE_COLUMNS.map(({ width }) => width);
  return xlsxTable([
    { name: 'Danh sách', widths, rows: [headings] },
    wordSheet(categories, taught),
  ]);
}

/** Rows that hold one text each, as wide as the table: its columns are told apart by rows of one width. */
function notes(categories: readonly Category[]): (string | null)[][] {
  const rules = TEMPLATE_COLUMNS.filter(({ field }) => EXPLAINED.includes(field));
  const list = categories.map(({ code, name }) => `${code} là ${name}`).join(' | ');
  const texts = [
    ...rules.map(({ heading, words }) => `${heading}: ${words}`),
    `Loại hình: ${list}`,
  ];
  return texts.map((text) => TEMPLATE_COLUMNS.map((_, at) => (at === 0 ? text : null)));
}

function wordSheet(categories: readonly Category[], taught: readonly TaughtWord[]): TextSheet {
  const others = ({ code }: Category) => [
    ...everydayWordsOf(code),
    ...taught.filter(({ category }) => category === code).map(({ word }) => word),
  ];
  return {
    name: 'Từ dùng được',
    widths: [24, 36, 70],
    rows: [
      ['Cột', 'Ghi', 'Cũng hiểu, hoặc cách ghi'],
      ...TEMPLATE_COLUMNS.map(({ heading, words }) => [heading, null, words]),
      ...categories.map((category) => [
        'Loại hình',
        `${category.code} hoặc ${category.name}`,
        others(category).join('; '),
      ]),
    ],
  };
}
