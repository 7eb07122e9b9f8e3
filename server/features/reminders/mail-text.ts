import type { WorkKind } from '#server/contract/worklist.ts';

const kinds: Record<WorkKind, string> = {
  handover: 'Đề nghị bàn giao chờ trả lời',
  check: 'Kiểm tra đến hạn',
  suspicion: 'Nghi tái hoạt động chờ kiểm tra',
  reply: 'Chờ giải trình',
  signal: 'Dấu hiệu chờ kết luận',
  refusal: 'Đề nghị bàn giao bị từ chối',
  unanswered: 'Đề nghị bàn giao quá hạn trả lời',
};

/** The words of reminders. No word in them may tell more than how many, and the codes of points. */
export const MAIL_TEXT = {
  kinds,
  digestSubject: (p: { count: number; overdue: number; date: string }) =>
    p.overdue > 0
      ? `Địa Bàn ${p.date}: ${p.count} việc đang chờ, ${p.overdue} quá hạn`
      : `Địa Bàn ${p.date}: ${p.count} việc đang chờ`,
  digestLead: (p: { date: string }) => `Việc đang chờ bạn vào sáng ${p.date}:`,
  overdueSubject: (p: { count: number }) => `Địa Bàn: ${p.count} việc vừa quá hạn`,
  overdueLead: 'Việc vừa quá hạn:',
  kind: (p: { name: string; count: number; overdue: number }) =>
    p.overdue > 0 ? `${p.name}: ${p.count} (${p.overdue} quá hạn)` : `${p.name}: ${p.count}`,
  late: (p: { days: number }) => `quá hạn ${p.days} ngày`,
  dueOn: (p: { date: string }) => `hạn ${p.date}`,
  rest: (p: { count: number }) => `và ${p.count} điểm khác`,
  open: (p: { link: string }) => `Mở để xem và xử lý: ${p.link}`,
  foot: 'Thư chỉ nêu mã điểm; nội dung xem trong hệ thống. Tắt hoặc đổi địa chỉ nhận thư: mục Cài đặt của tôi.',
};
