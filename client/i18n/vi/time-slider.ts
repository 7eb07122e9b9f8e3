import type { Happening, TimelineBin } from '#server/contract/timeline.ts';

const happened: Record<Happening, string> = {
  listed: 'Vào danh mục',
  eliminated: 'Triệt xóa',
  handed_over: 'Bàn giao',
  recurrence_confirmed: 'Tái hoạt động',
};

const steps: Record<TimelineBin, string> = { day: 'Ngày', week: 'Tuần', month: 'Tháng' };

/** The slider under the map that goes back in time. */
export const timeSlider = {
  title: 'Thanh thời gian',
  open: 'Thanh thời gian: xem lại ngày đã qua',
  close: 'Đóng thanh thời gian',
  play: 'Chạy theo thời gian',
  pause: 'Dừng',
  today: 'Hôm nay',
  todayIs: (p: { date: string }) => `Hôm nay, ${p.date}`,
  options: 'Tùy chọn: bước, cách tính',
  step: 'Mỗi bước khi chạy',
  steps,
  track: 'Ngày đang xem',
  keys: 'Phím trái, phải: một ngày. Shift và trái, phải, hoặc Page Up, Page Down: một tháng. Home, End: ngày đầu, hôm nay. Phím cách: chạy, dừng.',
  table: 'Số việc theo thời gian của các điểm đang lọc',
  period: 'Thời gian',
  weekOf: (p: { date: string }) => `Tuần từ ${p.date}`,
  monthOf: (p: { month: string }) => `Tháng ${p.month}`,
  happened,
  known: 'Cách tính',
  effective: 'Theo ngày hiệu lực',
  recorded: 'Như đã ghi nhận',
  recordedUntil: 'Như đã ghi nhận đến ngày',
  effectiveMore: 'Mỗi việc tính từ ngày nó có hiệu lực, kể cả khi được nhập sau đó.',
  recordedMore: (p: { date: string }) =>
    `Chỉ tính những gì đã nhập vào hệ thống đến hết ngày ${p.date}; việc nhập sau bị bỏ qua, dù có hiệu lực từ trước.`,
  recordedBy: (p: { date: string }) => `như đã ghi nhận đến ${p.date}`,
  stood: (p: { date: string }) => `Ngày ${p.date}`,
  notListedThen: 'Chưa có trong danh mục hiển thị',
  laterEvents: 'Việc sau ngày này hiện mờ trong quá trình bên dưới.',
  later: 'sau ngày đang xem',
};
