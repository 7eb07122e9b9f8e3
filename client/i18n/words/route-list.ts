import { both } from '#client/i18n/both.ts';

/** The list of routes, its calendar, and copies. */
export const routeList = {
  views: both('Cách xem lộ trình', 'Ways to see the routes'),
  view: {
    list: both('Danh sách', 'List'),
    month: both('Tháng', 'Month'),
    week: both('Tuần', 'Week'),
  },
  search: both('Tìm theo tên lộ trình, tên tổ', 'Search titles and teams'),
  anyState: both('Mọi trạng thái', 'Any state'),
  commune: both('Phường, xã', 'Commune'),
  anyCommune: both('Mọi phường, xã', 'Any commune'),
  found: both('{count} lộ trình', '{count} routes'),
  nothing: both('Không có lộ trình nào khớp.', 'No route matches.'),
  nothingMore: both(
    'Bỏ bớt điều kiện, hoặc tìm bằng từ khác.',
    'Take away a condition, or search for other words.',
  ),
  copiedFrom: both('Sao chép từ {title} ({date})', 'Copied from {title} ({date})'),
  copyNamed: both('Sao chép {title}', 'Copy {title}'),
  copyTitle: both('Sao chép {title} sang ngày khác', 'Copy {title} to another day'),
  copyLead: both(
    'Bản nháp mới giữ các tổ, giờ làm, thứ tự và khóa. Điểm ngẫu nhiên được rút lại. Kết quả không được sao chép.',
    'The new draft keeps teams, hours, order and locks. Random stops are drawn anew. Results are never copied.',
  ),
  copyConfirm: both('Sao chép', 'Copy'),
  copiedTitle: both('Đã sao chép, trừ những mục sau', 'Copied, except for these'),
  leftOutLead: both(
    'Bản nháp mới không có những mục này. Hãy mở bản nháp để bổ sung nếu cần.',
    'The new draft does not have these. Open it to add others where needed.',
  ),
  teamLeftOut: both('{name}: tổ đã ngừng hoạt động', '{name}: the team is no longer at work'),
  leftOutReasons: {
    merged: both('đã gộp vào điểm khác', 'merged into another point'),
    active_again: both('đang hoạt động, chưa triệt xóa', 'active, not eliminated'),
    not_listed: both('không còn trong danh sách điểm', 'no longer on the list of points'),
    business_closed: both('cơ sở đã đóng cửa', 'the business has closed'),
    unplanned: both('điểm dừng ngoài kế hoạch', 'an unplanned stop'),
  },
  openCopy: both('Mở bản nháp', 'Open the draft'),
  calendar: {
    label: both('Lịch lộ trình', 'Calendar of routes'),
    weekdays: {
      monday: both('Thứ Hai', 'Monday'),
      tuesday: both('Thứ Ba', 'Tuesday'),
      wednesday: both('Thứ Tư', 'Wednesday'),
      thursday: both('Thứ Năm', 'Thursday'),
      friday: both('Thứ Sáu', 'Friday'),
      saturday: both('Thứ Bảy', 'Saturday'),
      sunday: both('Chủ nhật', 'Sunday'),
    },
    month: both('Tháng {month} năm {year}', 'Month {month} of {year}'),
    week: both('{from} – {to}', '{from} – {to}'),
    before: {
      month: both('Tháng trước', 'Month before'),
      week: both('Tuần trước', 'Week before'),
    },
    after: {
      month: both('Tháng sau', 'Month after'),
      week: both('Tuần sau', 'Week after'),
    },
    today: both('Hôm nay', 'Today'),
    day: both('{date}: {count} lộ trình', '{date}: {count} routes'),
    emptyDay: both('{date}: chưa có lộ trình', '{date}: no route'),
    addHere: both('Lập lộ trình', 'New route'),
    newOn: both('Lập lộ trình ngày {date}', 'New route on {date}'),
    more: both('{count} lộ trình nữa', '{count} more'),
    noRoutes: both('Không có lộ trình nào trong thời gian này.', 'No route in this time.'),
  },
};
