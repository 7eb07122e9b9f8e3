import type { ReportFigure } from './report.ts';

/** The figures of a report in Vietnamese: what the papers say is what the screen says. */
export const FIGURE_WORDS: Record<ReportFigure, string> = {
  points_active: 'Điểm đang hoạt động (cuối kỳ)',
  points_eliminated: 'Điểm đã triệt xóa (cuối kỳ)',
  points_handed_over: 'Điểm đã bàn giao (cuối kỳ)',
  points_recurring: 'Điểm tái hoạt động (cuối kỳ)',
  new_points: 'Điểm phát sinh mới',
  eliminations: 'Số lần triệt xóa',
  recurrences: 'Số lần tái hoạt động được xác nhận',
  handovers_confirmed: 'Bàn giao được xác nhận',
  handovers_refused: 'Bàn giao bị từ chối',
  handovers_pending: 'Bàn giao chờ trả lời (cuối kỳ)',
  checks_done: 'Lượt kiểm tra sau triệt xóa',
  checks_with_signs: 'Trong đó có dấu hiệu',
  signals_raised: 'Dấu hiệu nghi tái hoạt động',
  signals_confirmed: 'Dấu hiệu được xác nhận',
  signals_rejected: 'Dấu hiệu bị bác bỏ',
  signals_open: 'Dấu hiệu chưa kết luận (cuối kỳ)',
  tips_received: 'Tin phản ánh tiếp nhận',
  tips_on_time: 'Trong đó xử lý đúng hạn',
  tips_own: 'Đúng hạn do đơn vị tự tiếp nhận và tự giải quyết',
  tips_late: 'Xử lý muộn hoặc đang quá hạn',
  checks_seen: 'Lượt kiểm tra có ảnh, có vị trí hoặc do người ngoài đơn vị (còn lại là tự khai)',
  tips_awaiting_paper: 'Chờ xác nhận giấy tờ (không tính đúng hạn hay muộn)',
  tips_entered_late: 'Tin có bước nhập muộn',
  acts_entered_late: 'Lượt kiểm tra, trả lời bàn giao nhập muộn',
};
