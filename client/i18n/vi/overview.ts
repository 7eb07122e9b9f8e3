import type { DutyKind } from '#server/contract/overview.ts';

const duty: Record<DutyKind, (p: { count: string }) => string> = {
  handover: (p) => `${p.count} bàn giao chờ trả lời`,
  reply: (p) => `${p.count} giải trình chưa gửi`,
  check: (p) => `${p.count} điểm đến kỳ kiểm tra`,
  tip: (p) => `${p.count} tin phản ánh chưa xử lý xong`,
  conclude: (p) => `${p.count} nghi vấn chờ kết luận`,
};

/** One screen for who leads the city. */
export const overview = {
  nav: 'Tổng quan',
  title: 'Tổng quan thành phố',
  asOf: (p: { date: string }) => `Tình hình ngày ${p.date}`,
  recurring: 'Điểm tái hoạt động',
  suspected: 'Nghi vấn chờ kết luận',
  overdue: 'Việc quá hạn',
  offPace: 'Chỉ tiêu chậm hoặc không đạt',
  whereBack: 'Ở đâu hoạt động trở lại',
  whereBackLead: 'Chỉ kể điểm đã được xác nhận; mới nhất ở trên.',
  onMap: 'Xem trên bản đồ',
  nowhere: 'Không có điểm nào đang tái hoạt động.',
  since: (p: { date: string }) => `từ ${p.date}`,
  times: (p: { count: string }) => `tái hoạt động lần thứ ${p.count}`,
  replyBy: (p: { date: string; when: string }) => `Giải trình hạn ${p.date} (${p.when})`,
  whoActs: 'Ai phải làm gì, trước ngày nào',
  whoActsLead: 'Việc quá hạn ở trên, rồi đến việc sắp đến hạn.',
  nobody: 'Không có việc nào đang chờ.',
  analysts: 'Bộ phận phân tích',
  duty,
  late: (p: { count: string }) => `${p.count} việc quá hạn`,
  oldest: (p: { date: string }) => `hạn sớm nhất ${p.date}`,
  by: (p: { date: string }) => `Hạn sớm nhất ${p.date}`,
  showAll: (p: { count: string }) => `Xem cả ${p.count} dòng`,
  rest: (p: { count: string }) => `Còn ${p.count} dòng nữa.`,
  targets: 'Chỉ tiêu chậm tiến độ',
  targetsLead: (p: { number: string; well: string }) =>
    `Kế hoạch ${p.number}: ${p.well} chỉ tiêu đạt hoặc đúng tiến độ.`,
  toPlan: 'Xem kế hoạch',
  noPlan: 'Chưa có kế hoạch nào đang chạy. Cơ quan thường trực chép kế hoạch năm trước để bắt đầu.',
  allOnPace: 'Mọi chỉ tiêu có số liệu đều đúng tiến độ.',
  wanted: (p: { share: string }) => `yêu cầu ${p.share}`,
};
