import { both, type Both } from '#client/i18n/both.ts';
import { FIGURE_WORDS } from '#server/contract/report-figure-words.ts';
import type { ReportFigure, ReportVersion } from '#server/contract/report.ts';

/** Numbers of quarters as official papers write them. */
const QUARTERS: Record<string, string> = { 1: 'I', 2: 'II', 3: 'III', 4: 'IV' };

const figure: Record<ReportFigure, Both> = {
  points_active: both(FIGURE_WORDS.points_active, 'Active points (end of period)'),
  points_eliminated: both(FIGURE_WORDS.points_eliminated, 'Eliminated points (end of period)'),
  points_handed_over: both(FIGURE_WORDS.points_handed_over, 'Handed-over points (end of period)'),
  points_recurring: both(FIGURE_WORDS.points_recurring, 'Recurring points (end of period)'),
  new_points: both(FIGURE_WORDS.new_points, 'New points'),
  eliminations: both(FIGURE_WORDS.eliminations, 'Eliminations'),
  recurrences: both(FIGURE_WORDS.recurrences, 'Recurrences confirmed'),
  handovers_confirmed: both(FIGURE_WORDS.handovers_confirmed, 'Hand-overs confirmed'),
  handovers_refused: both(FIGURE_WORDS.handovers_refused, 'Hand-overs refused'),
  handovers_pending: both(FIGURE_WORDS.handovers_pending, 'Hand-overs unanswered (end of period)'),
  checks_done: both(FIGURE_WORDS.checks_done, 'Checks of closed points'),
  checks_with_signs: both(FIGURE_WORDS.checks_with_signs, 'Of which with signs'),
  signals_raised: both(FIGURE_WORDS.signals_raised, 'Signals raised'),
  signals_confirmed: both(FIGURE_WORDS.signals_confirmed, 'Signals confirmed'),
  signals_rejected: both(FIGURE_WORDS.signals_rejected, 'Signals rejected'),
  signals_open: both(FIGURE_WORDS.signals_open, 'Signals open (end of period)'),
  tips_received: both(FIGURE_WORDS.tips_received, 'Tips received'),
  tips_on_time: both(FIGURE_WORDS.tips_on_time, 'Of which handled on time'),
  tips_own: both(FIGURE_WORDS.tips_own, 'On time, taken in and closed by the commune itself'),
  tips_late: both(FIGURE_WORDS.tips_late, 'Handled late or overdue'),
  checks_seen: both(
    FIGURE_WORDS.checks_seen,
    'Checks with a photo, a position or by an outsider (the rest is stated only)',
  ),
  tips_awaiting_paper: both(
    FIGURE_WORDS.tips_awaiting_paper,
    'Waiting for a look at the paper (neither on time nor late)',
  ),
  tips_entered_late: both(FIGURE_WORDS.tips_entered_late, 'Tips with a step entered late'),
  acts_entered_late: both(FIGURE_WORDS.acts_entered_late, 'Checks and answers entered late'),
};

const state: Record<ReportVersion['state'], Both> = {
  draft: both('Bản nháp', 'Draft'),
  sent: both('Đã gửi, chờ duyệt', 'Sent, awaits approval'),
  returned: both('Bị trả lại', 'Returned'),
  approved: both('Đã duyệt', 'Approved'),
};
type Period = { number: string; year: string };

/** Periodic reports: drafted, sent, approved by another, then frozen. */
export const reports = {
  title: both('Báo cáo định kỳ', 'Periodic reports'),
  lead: both(
    'Soạn, gửi và duyệt báo cáo; người duyệt khác người soạn. Số liệu nhập sau khi duyệt được đưa vào bản đính chính.',
    'Drafted, sent, approved by another. Once approved nothing changes; what comes late is restated.',
  ),
  figure,
  state,
  kindLabel: both('Loại kỳ', 'Kind of period'),
  kind: {
    month: both('Tháng', 'Month'),
    quarter: both('Quý', 'Quarter'),
    half_year: both('6 tháng', 'Half-year'),
    year: both('Năm', 'Year'),
  },
  number: both('Kỳ', 'Period'),
  year: both('Năm', 'Year'),
  whose: both('Địa bàn', 'Area'),
  wholeCity: both('Toàn thành phố', 'The whole city'),
  month: both('Tháng {number}/{year}', 'Month {number}/{year}'),
  quarter: both(
    (p: Period) => `Quý ${QUARTERS[p.number] ?? p.number}/${p.year}`,
    (p) => `Quarter ${p.number}/${p.year}`,
  ),
  firstHalf: both('6 tháng đầu năm {year}', 'First half of {year}'),
  secondHalf: both('6 tháng cuối năm {year}', 'Second half of {year}'),
  wholeYear: both('Năm {year}', 'Year {year}'),
  list: both('Báo cáo đã có', 'Reports so far'),
  listEmpty: both('Chưa có báo cáo nào', 'No report yet'),
  listEmptyMore: both(
    'Chọn kỳ ở trên rồi soạn báo cáo.',
    'Choose a period above and draft its report.',
  ),
  rules: both('Cách tính kỳ', 'How periods are counted'),
  rulesLead: both(
    'Ngày bắt đầu tháng báo cáo do đơn vị đặt, kèm căn cứ và ngày áp dụng.',
    'The day on which reporting months begin is data, with its origin and first day.',
  ),
  rule: both(
    (p: { day: string; date: string }) =>
      p.day === '1'
        ? `Từ ${p.date}: tháng báo cáo trùng tháng lịch.`
        : `Từ ${p.date}: tháng báo cáo bắt đầu ngày ${p.day} tháng trước.`,
    (p) =>
      p.day === '1'
        ? `From ${p.date}: reporting months are calendar months.`
        : `From ${p.date}: a reporting month begins on day ${p.day} of the month before.`,
  ),
  setRule: both('Đổi cách tính kỳ', 'Change how periods are counted'),
  setRuleLead: both(
    'Chỉ áp dụng từ hôm nay trở đi; kỳ đã qua giữ nguyên.',
    'Holds from today on at the earliest; past periods stay as they were.',
  ),
  validFrom: both('Áp dụng từ ngày', 'Holds from'),
  dayMissing: both('Hãy ghi ngày.', 'Give the day.'),
  firstDay: both('Ngày bắt đầu tháng báo cáo', 'First day of a reporting month'),
  firstDayMore: both(
    '1 là theo tháng lịch; 15 là từ ngày 15 tháng trước.',
    '1 means calendar months; 15 means from day 15 of the month before.',
  ),
  ruleOrigin: both('Căn cứ', 'Origin'),
  originShort: both(
    'Hãy ghi căn cứ (ít nhất 5 ký tự).',
    'Name the origin (at least 5 characters).',
  ),
  period: both('Kỳ', 'Period'),
  stateLabel: both('Trạng thái', 'State'),
  changed: both('Thay đổi lúc', 'Changed at'),
  open: both('Mở', 'Open'),
  notYet: both(
    'Chưa có báo cáo; đây là số liệu hiện tại.',
    'No report yet; these are the present figures.',
  ),
  versions: both('Bản', 'Version'),
  version: both('bản {number}', 'version {number}'),
  now: both('Hiện tại', 'Now'),
  days: both('Từ {first} đến {last}.', 'From {first} to {last}.'),
  asOf: both('Số liệu đến ngày {date}.', 'Figures up to {date}.'),
  origin: both('Cách tính kỳ: {origin}.', 'How periods run: {origin}.'),
  draftedBy: both('{name} soạn lúc {time}', 'Drafted by {name} at {time}'),
  sentBy: both('{name} gửi lúc {time}', 'sent by {name} at {time}'),
  approvedBy: both('{name} duyệt lúc {time}', 'approved by {name} at {time}'),
  restated: both('Bản đính chính vì: {reason}', 'Restated because: {reason}'),
  returned: both('Trả lại vì: {reason}', 'Returned because: {reason}'),
  late: both(
    'Số liệu hiện tại khác bản đã duyệt ở {count} nội dung',
    'The present figures differ from the approved report in {count} places',
  ),
  lateMore: both(
    'Có việc được nhập muộn. Bản đã duyệt giữ nguyên; cần thì lập bản đính chính.',
    'Something was entered late. The approved report stays; restate it where needed.',
  ),
  seeNow: both('Xem số liệu hiện tại', 'Show the present figures'),
  figures: both('Số liệu trong kỳ', 'Figures of the period'),
  figureLabel: both('Nội dung', 'Figure'),
  thisPeriod: both('Kỳ này', 'This period'),
  periodBefore: both('Kỳ trước', 'Period before'),
  was: both('bản trước: {before}', 'version before: {before}'),
  targets: both('Chỉ tiêu theo {plan}', 'Targets of {plan}'),
  asked: both('Giao', 'Asked'),
  done: both('Thực hiện', 'Done'),
  judged: both('Đánh giá', 'Assessment'),
  noPlan: both(
    'Năm này chưa có kế hoạch trong hệ thống.',
    'There is no plan of this year in the system.',
  ),
  recurred: both('Điểm tái hoạt động trong kỳ', 'Points that recurred in the period'),
  remark: both('Nhận xét, kiến nghị', 'Remarks, proposals'),
  remarkMore: both(
    'Chỉ nói về địa điểm và công việc; không ghi tên người.',
    'About places and work only; no names of persons.',
  ),
  draft: both('Soạn báo cáo', 'Draft the report'),
  draftLead: both(
    'Lưu nháp, xem lại số liệu rồi gửi. Khi gửi, số liệu được giữ nguyên.',
    'Save a draft, look at the figures, then send it. Sending fixes the figures.',
  ),
  restate: both('Lập bản đính chính', 'Restate'),
  restateLead: both(
    'Bản đã duyệt vẫn đọc được; bản mới nêu lý do và phần khác.',
    'The approved version stays readable; the new one says why and what differs.',
  ),
  restateReason: both('Lý do đính chính', 'Reason for the restatement'),
  reasonShort: both('Hãy nêu lý do (ít nhất 3 ký tự).', 'Give the reason (at least 3 characters).'),
  save: both('Lưu nháp', 'Save the draft'),
  saved: both('Đã lưu bản nháp', 'Draft saved'),
  send: both('Gửi để duyệt', 'Send for approval'),
  sentDone: both('Đã gửi để duyệt', 'Sent for approval'),
  saveFirst: both(
    'Lưu nháp phần vừa viết rồi mới gửi được.',
    'Save what you have just written; then the report can be sent.',
  ),
  stillRunning: both(
    'Kỳ chưa kết thúc nên chưa gửi được.',
    'The period is not over, so it cannot be sent yet.',
  ),
  waits: both('Chờ duyệt', 'Awaits approval'),
  waitsMore: both(
    'Báo cáo đã gửi, chờ người có thẩm quyền duyệt.',
    'The report is sent and waits for whoever approves it.',
  ),
  samePerson: both(
    'Bạn đã soạn hoặc gửi báo cáo này, nên người khác phải duyệt.',
    'You drafted or sent this report, so somebody else must approve it.',
  ),
  decide: both('Duyệt báo cáo', 'Approve the report'),
  decideLead: both(
    'Báo cáo đã duyệt không sửa được nữa. Nếu chưa đúng, trả lại kèm lý do.',
    'Once approved it never changes; what is not right goes back with the reason.',
  ),
  returnReason: both('Lý do trả lại', 'Reason for the return'),
  returnReasonMore: both('Chỉ cần khi trả lại.', 'Needed for a return only.'),
  approve: both('Duyệt', 'Approve'),
  approveNow: both('Duyệt và giữ nguyên', 'Approve and freeze'),
  frozenLead: both(
    'Sau khi duyệt, nội dung dưới đây được giữ nguyên. Số liệu ghi muộn chỉ vào được bản đính chính, kèm lý do.',
    'Once approved, what follows never changes. What is entered late goes into a restated version only, with its reason.',
  ),
  frozenReport: both('Báo cáo', 'Report'),
  frozenAsOf: both('Số liệu đến ngày', 'Figures up to'),
  frozenContent: both('Nội dung giữ nguyên', 'Frozen content'),
  frozenCounts: both(
    '{figures} số liệu, {recurred} điểm tái hoạt động, {targets} chỉ tiêu',
    '{figures} figures, {recurred} points that came back, {targets} indicators',
  ),
  frozenSentBy: both('Người trình', 'Sent by'),
  frozenHash: both('Mã nội dung', 'Fingerprint'),
  approvedDone: both('Đã duyệt, báo cáo được giữ nguyên', 'Approved; the report is frozen'),
  giveBack: both('Trả lại', 'Return'),
  returnedDone: both('Đã trả lại người soạn', 'Returned to who drafted it'),
  download: both('Tải tệp', 'Download'),
  downloaded: both('Đã tải; mục đích đã ghi vào nhật ký', 'Downloaded; the purpose is in the log'),
  format: both('Dạng tệp', 'Format'),
  formats: { docx: both('Word', 'Word'), csv: both('CSV', 'CSV'), xlsx: both('Excel', 'Excel') },
  forPublic: both('Bản công khai', 'For the public'),
  forPublicMore: both(
    'Ẩn số liệu bằng 1, bằng 2 và một số ô liên quan; không nêu mã điểm.',
    'Hides counts of 1 and 2 and what would give them away; no codes of points.',
  ),
  purposeMore: both(
    'In trên từng trang và ghi vào nhật ký; không ghi tên người.',
    'Printed on each page and kept in the log; no names of persons.',
  ),
};
