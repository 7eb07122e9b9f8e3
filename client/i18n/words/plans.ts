import { both, type Both } from '#client/i18n/both.ts';
import type { IndicatorMeasure, IndicatorText, Progress } from '#server/contract/plan.ts';
import type { PREVENTION_CONTENTS } from '#server/contract/prevention-model.ts';

const family: Record<IndicatorText['family'], Both> = {
  communication: both('Tuyên truyền, phổ biến', 'Communication'),
  coverage: both('Độ phủ của kế hoạch và mô hình', 'Coverage of plan and model'),
  points: both('Điểm phức tạp', 'Complex points'),
  inspection: both('Kiểm tra', 'Inspection'),
  tips: both('Tin phản ánh', 'Tips'),
  criminal_cases: both('Vụ án', 'Criminal cases'),
  support: both('Hỗ trợ', 'Support'),
  training: both('Tập huấn', 'Training'),
};
const state: Record<Progress['state'], Both> = {
  met: both('Đạt', 'Met'),
  on_pace: both('Đúng tiến độ', 'On pace'),
  not_seen: both('Chưa đủ kiểm chứng', 'Not seen enough'),
  behind: both('Chậm tiến độ', 'Behind'),
  missed: both('Không đạt', 'Missed'),
  none_arisen: both('Không phát sinh', 'None arisen'),
  no_data: both('Chưa có số liệu', 'No figures yet'),
  no_target: both('Không giao số', 'No number set'),
};
const measure: Record<IndicatorMeasure, Both> = {
  new_points: both(
    'Tự động: điểm được đưa vào danh mục trong kỳ',
    'Counted: points listed in the period',
  ),
  recurrences: both(
    'Tự động: lần tái hoạt động được xác nhận trong kỳ',
    'Counted: recurrences confirmed in the period',
  ),
  eliminations: both('Tự động: lần triệt xóa trong kỳ', 'Counted: eliminations in the period'),
  points_kept: both(
    'Tính tự động: điểm trong danh mục không tái hoạt động',
    'Counted: listed points that stayed closed',
  ),
  tips_on_time: both(
    'Tự động: tin đúng hạn trên tin đã xử lý và tin đang quá hạn',
    'Counted: on time of those handled and those overdue',
  ),
  model_communes: both(
    'Tự động: phường, xã có ít nhất một nội dung của mô hình đang thực hiện',
    'Counted: communes that run at least one content of the model',
  ),
};
const comparator: Record<IndicatorText['comparator'], Both> = {
  at_least: both('ít nhất', 'at least'),
  at_most: both('không quá', 'at most'),
  exactly: both('đúng', 'exactly'),
  none: both('số', 'a figure of'),
};
const content: Record<(typeof PREVENTION_CONTENTS)[number], Both> = {
  1: both('Cấp ủy, chính quyền cấp xã lãnh đạo, chỉ đạo', 'Leadership by the commune'),
  2: both('Vận động nhân dân phát hiện, báo tin', 'Mobilising people to report'),
  3: both('Lập danh sách cơ sở kinh doanh dịch vụ', 'Listing susceptible businesses'),
  4: both('Phân loại cơ sở', 'Classifying businesses'),
  5: both('Kiểm tra, xử lý vi phạm', 'Inspection and handling'),
  6: both('Giáo dục, hỗ trợ việc làm', 'Education and job support'),
  7: both('Nâng cao năng lực cán bộ', 'Staff capacity'),
};
const whyNoForecast: Record<NonNullable<Progress['whyNoForecast']>, Both> = {
  ended: both('kế hoạch đã kết thúc', 'the plan has ended'),
  too_early: both('chưa đủ 30 ngày để dự báo', 'fewer than 30 days: no forecast'),
  too_few_periods: both(
    'chưa đủ ba kỳ báo cáo để dự báo',
    'fewer than three reported periods: no forecast',
  ),
  not_counted_by_events: both(
    'cộng theo từng đơn vị nên không dự báo',
    'counted by units: no chance is given',
  ),
};

/** Yearly plans, their targets and what has come of them. */
export const plans = {
  title: both('Chỉ tiêu kế hoạch', 'Plan targets'),
  lead: both(
    'Chỉ tiêu được giao, kết quả và tiến độ.',
    'What was asked, of whom, how much is done, and whether it will be enough.',
  ),
  plan: both('Kế hoạch', 'Plan'),
  draft: both('Bản nháp', 'Draft'),
  none: both('Chưa có kế hoạch', 'No plan yet'),
  noneMore: both(
    'Cơ quan thường trực chưa ban hành kế hoạch nào.',
    'The coordinator has issued no plan.',
  ),
  isDraft: both(
    'Bản nháp: chỉ cơ quan thường trực thấy, cho đến khi nhập số, ngày và chức vụ người ký.',
    'A draft: only the standing agency sees it until its number, date and signer’s office are recorded.',
  ),
  paper: both('Số {number} ngày {date}, {office}', '{number} of {date}, {office}'),
  days: both('Tính từ {first} đến {last}.', 'Counted from {first} to {last}.'),
  asOf: both('Số liệu đến ngày {date}.', 'Figures up to {date}.'),
  ownScope: both(
    'Chỉ tính địa bàn của bạn, so với phần được giao.',
    'Your communes alone, against their own share.',
  ),
  amendedBy: both('Đã điều chỉnh theo {number} ngày {date}.', 'Amended by {number} of {date}.'),
  model: both(
    '“Đúng tiến độ” là khả năng đạt từ 50%. Dự báo kèm khoảng 95%; phương pháp xem ở “Cách tính”.',
    'Forecasts: events of the register as a Poisson process, entered figures widened by how much their periods vary, tips by a beta-binomial; 95 % prediction intervals. “On pace” means a chance of 50 % or more.',
  ),
  copy: both('Sao chép sang năm {year}', 'Copy to {year}'),
  copied: both('Đã có bản nháp năm {year}', 'There is a draft for {year} now'),
  issue: both('Ghi kế hoạch đã ký', 'Record the signed plan'),
  issueLead: both(
    'Sau khi ghi, chỉ tiêu chỉ thay đổi bằng văn bản điều chỉnh.',
    'From then on targets change by amendments alone.',
  ),
  number: both('Số văn bản', 'Document number'),
  numberMissing: both('Hãy ghi số văn bản.', 'Give the document number.'),
  signedOn: both('Ngày ký', 'Signed on'),
  dayMissing: both('Hãy ghi ngày.', 'Give the day.'),
  office: both('Chức vụ người ký', 'Office of the signer'),
  officeMore: both('Như in trên văn bản; không ghi họ tên.', 'As printed on the paper; no name.'),
  officeMissing: both('Nhập chức vụ, ít nhất 3 ký tự.', 'Give the office (at least 3 characters).'),
  family,
  state,
  folded: both(
    '{count} chỉ tiêu không giao cho địa bàn, chưa có số liệu',
    '{count} targets not set for this commune, without figures',
  ),
  measure,
  comparator,
  content,
  whyNoForecast,
  asked: both(
    (p: { amount: string; comparator: string; unit: string }) =>
      `giao ${p.comparator} ${p.amount} ${p.unit}`.trim(),
    (p) => `asked: ${p.comparator} ${p.amount} ${p.unit}`.trim(),
  ),
  noTarget: both('không giao chỉ tiêu cho địa bàn này', 'no number set here'),
  awaiting: both(
    '{amount} chờ xác nhận giấy tờ, chưa tính',
    '{amount} waiting for a look at the paper, not counted',
  ),
  even: both('theo tiến độ đều, đến nay cần {amount}', 'an even course would be at {amount}'),
  needed: both('cần thêm {amount} {unit} mỗi 30 ngày', '{amount} {unit} more needed every 30 days'),
  forecast: both('dự báo cả năm {low}–{high}', 'forecast for the year {low}–{high}'),
  chance: both('khả năng đạt {share}', '{share} chance'),
  papers: both('Nguồn số, giao chỉ tiêu, kết quả', 'Sources, allotment, results'),
  leadAgency: both('Chủ trì', 'Lead agency'),
  source: both('Nguồn số', 'Source'),
  entered: both('Nhập tay theo văn bản', 'Entered by hand from papers'),
  note: both('Ghi chú', 'Note'),
  firstTarget: both('Giao lần đầu', 'First asked'),
  denominators: both('Tổng số theo thời gian', 'Totals over time'),
  denominator: both(
    '{amount} {unit} từ {date} ({source})',
    '{amount} {unit} from {date} ({source})',
  ),
  listed: both('Điểm trong danh mục', 'Listed points'),
  aim: {
    eliminate: both('phải triệt xóa', 'to be eliminated'),
    keep: both('phải duy trì', 'to be kept closed'),
  },
  allotted: both('Giao cho phường, xã', 'Allotted to communes'),
  allottedSum: both(
    'Đã giao {total} trên {target} cho {count} phường, xã',
    '{total} of {target} allotted to {count} communes',
  ),
  because: both('Lý do: {reason}', 'Reason: {reason}'),
  results: both('Kết quả từng kỳ', 'Results by period'),
  result: both(
    '{first} – {last}, {who}: {amount} ({document})',
    '{first} – {last}, {who}: {amount} ({document})',
  ),
  wholeCity: both('toàn thành phố', 'the whole city'),
  enterResult: both('Nhập kết quả', 'Enter a result'),
  resultOf: both('Kết quả: {wording}', 'Result: {wording}'),
  resultLead: both(
    'Ghi số của một kỳ với văn bản; nhập lại đúng kỳ đó là đính chính.',
    'The figure of one period with its paper; the same period again corrects it.',
  ),
  commune: both('Phường, xã', 'Commune'),
  firstDay: both('Từ ngày', 'From'),
  lastDay: both('Đến ngày', 'Until'),
  amount: both('Kết quả trong kỳ', 'Done in the period'),
  amountMissing: both('Hãy ghi một số.', 'Give a number.'),
  outOf: both('Trên tổng số', 'Out of'),
  document: both('Số văn bản', 'Document number'),
  correctReason: both('Lý do đính chính', 'Reason for the correction'),
  reason: both('Lý do', 'Reason'),
  reasonMissing: both(
    'Hãy nêu lý do (ít nhất 3 ký tự).',
    'Give the reason (at least 3 characters).',
  ),
  allot: both('Giao chỉ tiêu', 'Allot'),
  allotOf: both('Giao: {wording}', 'Allot: {wording}'),
  allotLead: both(
    'Lần giao mới thay toàn bộ lần trước. Tổng phải bằng chỉ tiêu; nếu khác thì phải nêu lý do.',
    'A new allotment replaces the one before. The sum equals the target, or the reason is said.',
  ),
  shares: both('Mỗi dòng một phường, xã', 'One commune a line'),
  sharesMore: both(
    'Ví dụ “Hoàn Kiếm: 1.500”; dán được từ bảng tính.',
    'For example “Hoàn Kiếm: 1.500”; may be pasted from a sheet.',
  ),
  shareWrong: both('Không hiểu dòng “{line}”.', 'The line “{line}” cannot be read.'),
  differsReason: both('Vì sao tổng giao khác chỉ tiêu', 'Why the sum differs from the target'),
  edit: both('Sửa', 'Edit'),
  editOf: both('Sửa: {wording}', 'Edit: {wording}'),
  editLead: both(
    'Kế hoạch còn là bản nháp; ký rồi thì chỉ đổi bằng văn bản điều chỉnh.',
    'The plan is still a draft; once it is signed only an amendment changes it.',
  ),
  wording: both('Tên chỉ tiêu', 'Indicator'),
  wordingMissing: both(
    'Hãy ghi tên chỉ tiêu (ít nhất 3 ký tự).',
    'Name the indicator (at least 3 characters).',
  ),
  amend: both('Điều chỉnh', 'Amend'),
  amendOf: both('Điều chỉnh: {wording}', 'Amend: {wording}'),
  amendLead: both(
    'Ghi theo văn bản điều chỉnh đã ký; chỉ tiêu đầu vẫn đọc được.',
    'By a signed paper; the first target stays readable.',
  ),
  target: both('Chỉ tiêu mới', 'New target'),
  preventionModel: both('Mô hình phòng, chống mại dâm cấp xã', 'Commune-level prevention model'),
  preventionLead: both(
    '{running}/{total} phường, xã đang thực hiện ít nhất một nội dung. Chỉ đếm, không lưu danh sách người.',
    '{running} of {total} communes carry out at least one component. Counts only, no lists of persons.',
  ),
  recordContent: both('Ghi nội dung', 'Record a content'),
  recordLead: both(
    'Nội dung đang thực hiện, từ ngày nào, theo văn bản nào.',
    'Which content runs, from which day, by which paper.',
  ),
  contentLabel: both('Nội dung', 'Content'),
  runs: both('Đang thực hiện', 'Runs'),
  stopped: both('Đã dừng', 'Stopped'),
  unknown: both('Chưa có thông tin', 'Unknown'),
  fromDay: both('Kể từ ngày', 'From'),
  businesses: both('{count} cơ sở', '{count} businesses'),
  businessCount: both('Số cơ sở', 'Number of businesses'),
  businessCountMore: both(
    'Số cơ sở được lập danh sách hoặc phân loại; không ghi số người.',
    'Businesses listed or classified; never a number of persons.',
  ),
};
