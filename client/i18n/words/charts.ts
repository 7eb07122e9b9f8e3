import { both } from '#client/i18n/both.ts';

/** Charts beside the map. */
export const charts = {
  title: both('Biểu đồ', 'Charts'),
  overTime: both('Theo thời gian', 'Over time'),
  byCategory: both('Theo loại hình', 'By category'),
  byCommune: both('Theo phường, xã', 'By commune'),
  borderNote: both(
    'Điểm nằm trên nhiều phường, xã được tính ở từng phường, xã đó.',
    'A point that touches several communes counts in each of them.',
  ),
  others: both('và {count} nhóm khác', 'and {count} more'),
  asTable: both('Xem bảng số', 'Show the numbers'),
  from: both('Từ ngày', 'From'),
};
