import { both, type Both } from '#client/i18n/both.ts';
import type { DutyKind } from '#server/contract/overview.ts';

const duty: Record<DutyKind, Both<(p: { count: string }) => string>> = {
  handover: both('{count} bàn giao chờ trả lời', '{count} hand-overs to answer'),
  reply: both('{count} giải trình chưa gửi', '{count} replies not filed'),
  check: both('{count} điểm đến hạn kiểm tra', '{count} points due for a check'),
  tip: both('{count} tin phản ánh chưa xử lý xong', '{count} tips not yet handled'),
  conclude: both('{count} dấu hiệu chờ kết luận', '{count} signals awaiting a decision'),
};

/** One screen for who leads the city. */
export const overview = {
  title: both('Tổng quan thành phố', 'Overview of the city'),
  asOf: both('Tình hình ngày {date}', 'As of {date}'),
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
  since: both('từ {date}', 'since {date}'),
  times: both('tái hoạt động lần thứ {count}', 'recurrence no. {count}'),
  replyBy: both('Giải trình hạn {date} ({when})', 'Reply due {date} ({when})'),
  whoActs: both('Việc phải làm và thời hạn', 'Who must act by when'),
  whoActsLead: both(
    'Việc quá hạn ở trên, rồi đến việc sắp đến hạn.',
    'What is overdue first, then what is due next.',
  ),
  nobody: both('Không có việc nào đang chờ.', 'Nothing is waiting.'),
  analysts: both('Bộ phận phân tích', 'The analysts'),
  duty,
  late: both('{count} việc quá hạn', '{count} overdue'),
  oldest: both('hạn sớm nhất {date}', 'earliest due {date}'),
  by: both('Hạn sớm nhất {date}', 'Earliest due {date}'),
  showAll: both('Xem tất cả {count} dòng', 'Show all {count} lines'),
  rest: both('Còn {count} dòng nữa.', '{count} more lines.'),
  targets: both('Chỉ tiêu chậm tiến độ', 'Targets off pace'),
  stated: both('theo báo cáo của đơn vị', 'by the unit’s own word'),
  statedTargets: both(
    'Trong số đạt tiến độ, {amount} chỉ theo báo cáo của đơn vị.',
    'Of those on pace, {amount} are so by the units’ own reports alone.',
  ),
  targetsLead: both(
    'Kế hoạch số {number}: {well} chỉ tiêu đạt hoặc đúng tiến độ.',
    'Plan {number}: {well} targets met or on pace.',
  ),
  notSeen: both(
    '{count} chỉ tiêu chưa đủ kiểm chứng để tính là đạt.',
    '{count} not seen enough to count as met.',
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
  wanted: both('yêu cầu {share}', 'target {share}'),
};
