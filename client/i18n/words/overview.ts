import { both, type Both } from '#client/i18n/both.ts';
import type { DutyKind } from '#server/contract/overview.ts';

const duty: Record<DutyKind, Both<(p: { count: string }) => string>> = {
  handover: both(
    (p) => `${p.count} bàn giao chờ trả lời`,
    (p) => `${p.count} hand-overs to answer`,
  ),
  reply: both(
    (p) => `${p.count} giải trình chưa gửi`,
    (p) => `${p.count} replies not filed`,
  ),
  check: both(
    (p) => `${p.count} điểm đến hạn kiểm tra`,
    (p) => `${p.count} points due for a check`,
  ),
  tip: both(
    (p) => `${p.count} tin phản ánh chưa xử lý xong`,
    (p) => `${p.count} tips not yet handled`,
  ),
  conclude: both(
    (p) => `${p.count} dấu hiệu chờ kết luận`,
    (p) => `${p.count} signals awaiting a decision`,
  ),
};

/** One screen for who leads the city. */
export const overview = {
  title: both('Tổng quan thành phố', 'Overview of the city'),
  asOf: both(
    (p: { date: string }) => `Tình hình ngày ${p.date}`,
    (p) => `As of ${p.date}`,
  ),
  recurring: both('Điểm tái hoạt động', 'Recurring points'),
  suspected: both('Điểm nghi tái hoạt động', 'Points with a suspected recurrence'),
  overdue: both('Việc quá hạn', 'Overdue duties'),
  offPace: both('Chỉ tiêu chậm hoặc không đạt', 'Targets behind or missed'),
  whereBack: both('Điểm tái hoạt động', 'Where activity has come back'),
  whereBackLead: both(
    'Chỉ gồm điểm đã được xác nhận; mới nhất ở trên.',
    'Confirmed points only, the latest first.',
  ),
  onMap: both('Xem trên bản đồ', 'Show on the map'),
  nowhere: both('Không có điểm nào đang tái hoạt động.', 'No point is recurring.'),
  since: both(
    (p: { date: string }) => `từ ${p.date}`,
    (p) => `since ${p.date}`,
  ),
  times: both(
    (p: { count: string }) => `tái hoạt động lần thứ ${p.count}`,
    (p) => `recurrence no. ${p.count}`,
  ),
  replyBy: both(
    (p: { date: string; when: string }) => `Giải trình hạn ${p.date} (${p.when})`,
    (p) => `Reply due ${p.date} (${p.when})`,
  ),
  whoActs: both('Việc phải làm và thời hạn', 'Who must act by when'),
  whoActsLead: both(
    'Việc quá hạn ở trên, rồi đến việc sắp đến hạn.',
    'What is overdue first, then what is due next.',
  ),
  nobody: both('Không có việc nào đang chờ.', 'Nothing is waiting.'),
  analysts: both('Bộ phận phân tích', 'The analysts'),
  duty,
  late: both(
    (p: { count: string }) => `${p.count} việc quá hạn`,
    (p) => `${p.count} overdue`,
  ),
  oldest: both(
    (p: { date: string }) => `hạn sớm nhất ${p.date}`,
    (p) => `earliest due ${p.date}`,
  ),
  by: both(
    (p: { date: string }) => `Hạn sớm nhất ${p.date}`,
    (p) => `Earliest due ${p.date}`,
  ),
  showAll: both(
    (p: { count: string }) => `Xem tất cả ${p.count} dòng`,
    (p) => `Show all ${p.count} lines`,
  ),
  rest: both(
    (p: { count: string }) => `Còn ${p.count} dòng nữa.`,
    (p) => `${p.count} more lines.`,
  ),
  targets: both('Chỉ tiêu chậm tiến độ', 'Targets off pace'),
  stated: both('theo báo cáo của đơn vị', 'by the unit’s own word'),
  statedTargets: both(
    (p: { amount: string }) => `Trong số đạt tiến độ, ${p.amount} chỉ theo báo cáo của đơn vị.`,
    (p) => `Of those on pace, ${p.amount} are so by the units’ own reports alone.`,
  ),
  targetsLead: both(
    (p: { number: string; well: string }) =>
      `Kế hoạch số ${p.number}: ${p.well} chỉ tiêu đạt hoặc đúng tiến độ.`,
    (p) => `Plan ${p.number}: ${p.well} targets met or on pace.`,
  ),
  notSeen: both(
    (p: { count: string }) => `${p.count} chỉ tiêu chưa đủ kiểm chứng để tính là đạt.`,
    (p) => `${p.count} not seen enough to count as met.`,
  ),
  toPlan: both('Xem kế hoạch', 'Open the plan'),
  noPlan: both(
    'Chưa có kế hoạch nào đang thực hiện. Cơ quan thường trực sao chép kế hoạch năm trước để bắt đầu.',
    'No plan is running. The coordinator begins one as a copy of last year’s.',
  ),
  allOnPace: both(
    'Mọi chỉ tiêu có số liệu đều đúng tiến độ.',
    'Every target with figures is on pace.',
  ),
  wanted: both(
    (p: { share: string }) => `yêu cầu ${p.share}`,
    (p) => `target ${p.share}`,
  ),
};
