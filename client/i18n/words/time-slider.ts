import { both, type Both } from '#client/i18n/both.ts';
import type { Happening, TimelineBin } from '#server/contract/timeline.ts';

const happened: Record<Happening, Both> = {
  listed: both('Vào danh mục', 'Listed'),
  eliminated: both('Triệt xóa', 'Eliminated'),
  handed_over: both('Bàn giao', 'Handed over'),
  recurrence_confirmed: both('Tái hoạt động', 'Recurred'),
};

const steps: Record<TimelineBin, Both> = {
  day: both('Ngày', 'Day'),
  week: both('Tuần', 'Week'),
  month: both('Tháng', 'Month'),
};

/** The slider under the map that goes back in time. */
export const timeSlider = {
  title: both('Thanh thời gian', 'Time slider'),
  open: both('Thanh thời gian: xem lại ngày đã qua', 'Time slider: look back at past days'),
  close: both('Đóng thanh thời gian', 'Close the time slider'),
  play: both('Chạy theo thời gian', 'Play through time'),
  pause: both('Dừng', 'Pause'),
  today: both('Hôm nay', 'Today'),
  todayIs: both('Hôm nay, {date}', 'Today, {date}'),
  options: both('Tùy chọn: bước, cách tính', 'Options: step, what counts'),
  step: both('Mỗi bước khi chạy', 'Each step while playing'),
  steps,
  speed: both('Tốc độ chạy', 'Speed of playing'),
  speeds: {
    slow: both('Chậm', 'Slow'),
    normal: both('Vừa', 'Normal'),
    fast: both('Nhanh', 'Fast'),
  },
  loop: both('Chạy lặp lại', 'Play in a loop'),
  brush: both('Chọn kỳ trên biểu đồ', 'Choose a period on the chart'),
  periodFrom: both('Ngày đầu của kỳ', 'First day of the period'),
  periodTo: both('Ngày cuối của kỳ', 'Last day of the period'),
  periodIs: both('{from} – {to}', '{from} – {to}'),
  track: both('Ngày đang xem', 'Day shown'),
  keys: both(
    'Phím trái, phải: một ngày. Shift và trái, phải, hoặc Page Up, Page Down: một tháng. Home, End: ngày đầu, hôm nay. Phím cách: chạy, dừng.',
    'Left and right arrow: a day. Shift with them, or Page Up and Page Down: a month. Home, End: first day, today. Space: play, pause.',
  ),
  table: both(
    'Số việc theo thời gian của các điểm đang lọc',
    'What happened over time to the points of the filter',
  ),
  period: both('Thời gian', 'Time'),
  weekOf: both('Tuần từ {date}', 'Week of {date}'),
  monthOf: both('Tháng {month}', 'Month {month}'),
  happened,
  known: both('Cách tính', 'What counts'),
  effective: both('Theo ngày hiệu lực', 'By effective date'),
  recorded: both('Theo ngày nhập', 'As recorded'),
  recordedUntil: both('Như đã ghi nhận đến ngày', 'As recorded by'),
  effectiveMore: both(
    'Mỗi việc tính từ ngày nó có hiệu lực, kể cả khi được nhập sau đó.',
    'Everything counts from the day it took effect, also when it was entered later.',
  ),
  recordedMore: both(
    'Chỉ tính những gì đã nhập vào hệ thống đến hết ngày {date}; việc nhập sau bị bỏ qua, dù có hiệu lực từ trước.',
    'Only what had been entered by the end of {date} counts; what was entered later is left out, even where it took effect before.',
  ),
  recordedBy: both('như đã ghi nhận đến {date}', 'as recorded by {date}'),
  stood: both('Ngày {date}', 'On {date}'),
  notListedThen: both('Chưa có trong danh mục hiển thị', 'Not yet among the points shown'),
  laterEvents: both(
    'Sự kiện sau ngày này hiện mờ trong phần Lịch sử bên dưới.',
    'What happened after that day is faded in the course below.',
  ),
  later: both('sau ngày đang xem', 'after the day shown'),
};
