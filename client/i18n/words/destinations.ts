import { both } from '#client/i18n/both.ts';

/** Names of the screens, as the ways to them say. */
export const destinations = {
  analysis: both('So sánh', 'Compare'),
  communeLook: both('Địa bàn của tôi', 'My commune'),
  geodata: both('Địa chỉ, đường', 'Addresses, roads'),
  inspections: both('Cơ sở', 'Businesses'),
  jobs: both('Tác vụ tự động', 'Automatic work'),
  myRoutes: both('Lộ trình của tôi', 'My routes'),
  operations: both('Vận hành', 'Operation'),
  overview: both('Tổng quan', 'Overview'),
  placeAnalysis: both('Điểm nóng', 'Hot spots'),
  plans: both('Chỉ tiêu', 'Targets'),
  questions: both('Câu hỏi làm rõ', 'Questions'),
  reports: both('Báo cáo', 'Reports'),
  routes: both('Lộ trình', 'Routes'),
  services: both('Danh bạ hỗ trợ', 'Support services'),
  signalMeasures: both('Thông số đối chiếu', 'Matching measures'),
  signals: both('Dấu hiệu', 'Signals'),
  tipClocks: both('Thời hạn tin', 'Tip deadlines'),
  tipSources: both('Nguồn tin', 'Tip sources'),
  tips: both('Tin phản ánh', 'Tips'),
  webhooks: both('Nơi nhận sự kiện', 'Receivers of events'),
  weeklySheets: both('Phiếu tuần', 'Weekly sheet'),
};
