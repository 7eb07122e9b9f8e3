import { both } from '#client/i18n/both.ts';

/** The list beside the map, its filters, and the counter in the title bar. */
export const pointsList = {
  title: both('Danh sách điểm', 'List of points'),
  list: both('Danh sách', 'List'),
  filters: both('Bộ lọc', 'Filters'),
  filtersActive: both('Bộ lọc ({count})', 'Filters ({count})'),
  found: both(
    (p: { count: string }) => `${p.count} điểm`,
    (p) => (p.count === '1' ? '1 point' : `${p.count} points`),
  ),
  foundOf: both('Đang hiện {shown} trên {total}', 'Showing {shown} of {total}'),
  more: both('Xem thêm', 'Show more'),
  loadingMore: both('Đang tải thêm…', 'Loading more…'),
  points: both('danh sách điểm', 'the list of points'),
  keys: both(
    'Phím lên, xuống để chuyển điểm; Enter để mở.',
    'Up and down move between points; Enter opens one.',
  ),
  since: both('từ {date}', 'since {date}'),
  recurrences: both(
    (p: { count: string }) => `tái ${p.count} lần`,
    (p) => (p.count === '1' ? '1 recurrence' : `${p.count} recurrences`),
  ),
  uncertain: both(
    'Gần địa giới hoặc địa giới gần đúng: phường, xã có thể khác.',
    'Near a border, or the boundaries are approximate: the commune may differ.',
  ),
  otherCommunes: both('và {count} phường, xã khác', 'and {count} more'),
  inView: both('Chỉ các điểm trong khung bản đồ', 'Only points in the map view'),
  scoped: both('{count} điểm trong cụm đã chọn', '{count} points in the chosen cluster'),
  scopedSpot: both('{count} điểm tại cùng một vị trí', '{count} points at one spot'),
  leaveScope: both('Toàn bộ', 'Show all'),
  emptyTitle: both('Không có điểm nào khớp', 'No point matches'),
  emptyFiltered: both(
    'Bộ lọc đang quá hẹp. Bỏ bớt điều kiện hoặc bỏ hết bộ lọc.',
    'The filter is too narrow. Remove some conditions or clear the filter.',
  ),
  emptyView: both(
    'Trong khung bản đồ này không có điểm nào khớp. Thu nhỏ bản đồ hoặc xem toàn bộ.',
    'No point in this map view matches. Zoom out or show everything.',
  ),
  emptyRegisterTitle: both(
    'Chưa có điểm nào trong phạm vi của bạn',
    'There are no points within your reach yet',
  ),
  emptyRegister: both(
    'Đề xuất điểm mới trên bản đồ, hoặc nhập danh sách có sẵn ở màn hình Nhập điểm.',
    'Propose a new point on the map, or import an existing list on the Import screen.',
  ),
  clearAll: both('Bỏ hết bộ lọc', 'Clear filter'),
  remove: both('Bỏ điều kiện: {what}', 'Remove condition: {what}'),
  active: both('Điều kiện đang lọc', 'Active conditions'),
  wholeMap: both('Xem toàn bộ', 'Show everything'),
  status: both('Trạng thái', 'Status'),
  flag: both('Cần chú ý', 'Needs attention'),
  category: both('Loại hình', 'Category'),
  categoryAny: both('Mọi loại hình', 'Any category'),
  kind: both('Nhóm', 'Group'),
  kindAny: both('Tất cả', 'All'),
  commune: both('Phường, xã', 'Communes'),
  communeAny: both('Nhập tên mới hoặc tên cũ', 'Type a new or an old name'),
  communeNone: both('Không có phường, xã nào tên như vậy.', 'No commune has such a name.'),
  formerNames: both('tên cũ: {names}', 'formerly {names}'),
  text: both('Tên, tên gọi khác hoặc mã', 'Name, other name or code'),
  textPlaceholder: both('Ví dụ: hoa sữa, DP-00012', 'For example: hoa sữa, DP-00012'),
  asOf: both('Trạng thái vào ngày', 'State on the day'),
  asOfMore: both(
    'Bản đồ và danh sách như cuối ngày đó.',
    'Map and list as they were that evening.',
  ),
  today: both('Hôm nay', 'Today'),
  asOfIs: both('ngày {date}', 'day {date}'),
  recurringNow: both(
    (p: { count: string }) => `${p.count} điểm tái hoạt động`,
    (p) => (p.count === '1' ? '1 recurring point' : `${p.count} recurring points`),
  ),
  suspectedNow: both(
    (p: { count: string }) => `${p.count} điểm nghi tái hoạt động`,
    (p) =>
      p.count === '1' ? '1 suspected recurrence' : `${p.count} points with a suspected recurrence`,
  ),
  recurringShort: both('Tái hoạt động', 'Recurring'),
  suspectedShort: both('Nghi tái hoạt động', 'Suspected'),
  previousMonth: both('Tháng trước', 'Previous month'),
  nextMonth: both('Tháng sau', 'Next month'),
  details: both('Hồ sơ điểm', 'Point record'),
};

export const points = {
  title: both('Điểm phức tạp', 'Complex points'),
};
