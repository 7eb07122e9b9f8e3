import { both } from '#client/i18n/both.ts';

/** Two evenings, or two periods, side by side on one map. */
export const compare = {
  open: both('So sánh hai ngày hoặc hai kỳ', 'Compare two days or two periods'),
  title: both('So sánh', 'Comparison'),
  close: both('Đóng so sánh', 'Close the comparison'),
  before: both('Ngày trước, bên trái', 'Earlier day, on the left'),
  after: both('Ngày sau, bên phải', 'Later day, on the right'),
  way: both('Cách so sánh', 'Way of comparing'),
  swipe: both('Hai bên', 'Side by side'),
  difference: both('Khác biệt', 'Difference'),
  kinds: both('Khác biệt giữa hai ngày', 'Differences between the two days'),
  differences: {
    recurring: both('Tái hoạt động', 'Came back'),
    listed: both('Vào danh mục', 'Appeared'),
    eliminated: both('Triệt xóa', 'Eliminated'),
    handed_over: both('Bàn giao', 'Handed over'),
  },
  line: both('Vạch chia hai ngày', 'Line between the two days'),
  today: both('Hôm nay', 'Today'),
  leftMap: both('Bản đồ ngày {date}, bên trái vạch chia', 'Map of {date}, left of the line'),
};
