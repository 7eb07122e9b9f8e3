import { both } from '#client/i18n/both.ts';

type Told = { code: string; date: string; waiting: string; overdue: string };

/** The list of notices, and how a person is told of them. */
export const notices = {
  title: both('Thông báo', 'Notices'),
  lead: both(
    'Việc mới liên quan đến bạn trong 90 ngày qua. Thông báo chỉ nêu mã, ngày và số lượng.',
    'What concerned you in the last 90 days. A notice names only codes, days and counts.',
  ),
  unread: both(
    (p: { count: string }) => `${p.count} chưa đọc`,
    (p: { count: string }) => `${p.count} unread`,
  ),
  isUnread: both('Chưa đọc', 'Unread'),
  readAll: both('Đánh dấu đã đọc tất cả', 'Mark all as read'),
  older: both('Xem thông báo cũ hơn', 'Show older notices'),
  today: both('Hôm nay', 'Today'),
  emptyTitle: both('Chưa có thông báo nào', 'No notices yet'),
  empty: both(
    'Đề nghị bàn giao, câu trả lời, lộ trình và việc quá hạn sẽ hiện ở đây.',
    'Hand-overs, answers, routes and overdue work will show here.',
  ),
  kind: {
    handover_asked: both(
      (p: Told) => `${p.code}: đề nghị bàn giao chờ trả lời`,
      (p: Told) => `${p.code}: a hand-over waits for the answer`,
    ),
    handover_confirmed: both(
      (p: Told) => `${p.code}: đã xác nhận bàn giao`,
      (p: Told) => `${p.code}: the hand-over was confirmed`,
    ),
    handover_refused: both(
      (p: Told) => `${p.code}: bị từ chối tiếp nhận`,
      (p: Told) => `${p.code}: the hand-over was refused`,
    ),
    refusal_answered: both(
      (p: Told) => `${p.code}: đã có trả lời về việc từ chối tiếp nhận`,
      (p: Told) => `${p.code}: the refusal was answered`,
    ),
    appeal_answered: both(
      (p: Told) => `${p.code}: đã có trả lời đề nghị xem xét lại`,
      (p: Told) => `${p.code}: the objection was answered`,
    ),
    reply_filed: both(
      (p: Told) => `${p.code}: đã có giải trình`,
      (p: Told) => `${p.code}: the reply was filed`,
    ),
    tip_closed: both(
      (p: Told) => `Tin ${p.code}: đã xử lý`,
      (p: Told) => `Tip ${p.code}: handled`,
    ),
    route_published: both(
      (p: Told) => `Lộ trình ngày ${p.date}: đã giao cho tổ của bạn`,
      (p: Told) => `Route of ${p.date}: given to your team`,
    ),
    route_changed: both(
      (p: Told) => `Lộ trình ngày ${p.date}: có thay đổi`,
      (p: Told) => `Route of ${p.date}: changed`,
    ),
    overdue: both(
      (p: Told) => `${p.code}: có việc vừa quá hạn`,
      (p: Told) => `${p.code}: something has become overdue`,
    ),
    report_waits: both(
      (p: Told) => `Báo cáo kỳ đến ngày ${p.date}: chờ duyệt`,
      (p: Told) => `Report of the period to ${p.date}: awaits approval`,
    ),
    report_approved: both(
      (p: Told) => `Báo cáo kỳ đến ngày ${p.date}: đã duyệt`,
      (p: Told) => `Report of the period to ${p.date}: approved`,
    ),
    report_returned: both(
      (p: Told) => `Báo cáo kỳ đến ngày ${p.date}: bị trả lại`,
      (p: Told) => `Report of the period to ${p.date}: returned`,
    ),
    sheet_waits: both(
      (p: Told) => `Phiếu tuần đến ngày ${p.date}: chờ ký`,
      (p: Told) => `Weekly sheet to ${p.date}: awaits the signature`,
    ),
    digest: both(
      (p: Told) => `Sáng nay: ${p.waiting} việc đang chờ, ${p.overdue} quá hạn`,
      (p: Told) => `This morning: ${p.waiting} waiting, ${p.overdue} overdue`,
    ),
  },
};
