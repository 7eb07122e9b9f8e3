import type { TableFormat } from '#server/contract/import-history.ts';
import type { Category } from '#server/contract/point.ts';
import { csvTable, xlsxTable } from '#server/tables/write-table.ts';

/** Columns of a template, with what may stand in each; `readHeadings` understands every heading. */
export const TIP_COLUMNS: readonly { heading: string; width: number; words: string }[] = [
  { heading: 'Số tin', width: 16, words: 'bắt buộc; số do kênh cấp, không ghi tên người' },
  {
    heading: 'Loại tin',
    width: 22,
    words: 'phản ánh; tố giác; tin báo; kiến nghị khởi tố; tố cáo; khiếu nại',
  },
  {
    heading: 'Kênh',
    width: 22,
    words:
      'trực tiếp; đường dây nóng; cổng thông tin; bưu chính; thư điện tử; báo chí; cơ quan; tuần tra; khác',
  },
  { heading: 'Ngày tiếp nhận', width: 16, words: 'bắt buộc; ngày/tháng/năm, ví dụ 05/02/2026' },
  { heading: 'Ngày sự việc', width: 16, words: 'ngày/tháng/năm, không sau ngày tiếp nhận' },
  { heading: 'Kinh độ', width: 12, words: 'độ, ví dụ 105,85; khi biết vị trí' },
  { heading: 'Vĩ độ', width: 12, words: 'độ, ví dụ 21,03; khi biết vị trí' },
  { heading: 'Mã phường, xã', width: 16, words: 'năm chữ số; khi không có tọa độ' },
  { heading: 'Phường, xã', width: 22, words: 'tên, khi không có tọa độ và mã' },
  {
    heading: 'Nơi xảy ra',
    width: 34,
    words: 'chỉ tên địa điểm, không ghi tên người, số điện thoại',
  },
  { heading: 'Loại hình', width: 18, words: 'mã hoặc tên trong danh sách loại hình' },
  { heading: 'Sai số (m)', width: 12, words: 'số mét từ 0 đến 20.000; khi có tọa độ' },
];

/** Gives an empty table of tips; a workbook has the words that are understood on its second sheet. */
export async function writeTipTemplate(
  format: TableFormat,
  categories: readonly Category[],
): Promise<Uint8Array> {
  const headings = TIP_COLUMNS.map(({ heading }) => heading);
  if (format === 'csv') return csvTable([headings]);
  return xlsxTable([
    { name: 'Tin phản ánh', widths: TIP_COLUMNS.map(({ width }) => width), rows: [headings] },
    {
      name: 'Từ dùng được',
      widths: [24, 90],
      rows: [
        ['Cột', 'Cách ghi'],
        ...TIP_COLUMNS.map(({ heading, words }) => [heading, words]),
        ...categories.map(({ code, name }) => ['Loại hình', `${code} hoặc ${name}`]),
      ],
    },
  ]);
}
