import { both, type Both } from '#client/i18n/both.ts';
import type { Timeliness } from '#server/contract/tip-clock.ts';
import type { TipKind } from '#server/contract/tip-kind.ts';
import type { TipChannel, TipOutcome, TipStage } from '#server/contract/tip.ts';

import { tipRecord } from './tip-record.ts';

const kind: Record<TipKind, Both> = {
  crime_denunciation: both('Tố giác về tội phạm', 'Crime denunciation'),
  crime_information: both('Tin báo về tội phạm', 'Crime information'),
  prosecution_proposal: both('Kiến nghị khởi tố', 'Proposal to prosecute'),
  denunciation: both('Tố cáo', 'Denunciation'),
  complaint: both('Khiếu nại', 'Complaint'),
  feedback: both('Phản ánh, kiến nghị', 'Feedback, petition'),
};

const stage: Record<TipStage, Both> = {
  received: both('Đã tiếp nhận', 'Received'),
  verified: both('Đã xác minh', 'Verified'),
  classified: both('Đã phân loại', 'Classified'),
  handled: both('Đã xử lý', 'Handled'),
};

const timeliness: Record<Timeliness, Both> = {
  not_started: both('Chưa tính hạn', 'Clock not started'),
  running: both('Còn hạn', 'In time'),
  due_soon: both('Sắp đến hạn', 'Due soon'),
  overdue: both('Quá hạn', 'Overdue'),
  suspended: both('Tạm đình chỉ', 'Suspended'),
  closed_on_time: both('Xử lý đúng hạn', 'Handled on time'),
  closed_late: both('Xử lý quá hạn', 'Handled late'),
  awaiting_paper: both('Chờ xác nhận', 'Waiting for confirmation'),
};

const channel: Record<TipChannel, Both> = {
  in_person: both('Trực tiếp', 'In person'),
  hotline: both('Đường dây nóng', 'Hotline'),
  portal: both('Cổng thông tin', 'Portal'),
  post: both('Bưu chính', 'Post'),
  email: both('Thư điện tử', 'E-mail'),
  media: both('Báo chí', 'Press'),
  authority: both('Cơ quan, tổ chức chuyển đến', 'From another authority'),
  patrol: both('Tuần tra, kiểm tra', 'Patrol, inspection'),
  other: both('Kênh khác', 'Another channel'),
};

const outcome: Record<TipOutcome, Both> = {
  substantiated: both('Có căn cứ', 'Substantiated'),
  unsubstantiated: both('Không có căn cứ', 'Unsubstantiated'),
  transferred: both('Chuyển cơ quan khác giải quyết', 'Passed to another authority'),
  duplicate: both('Trùng tin đã có', 'Duplicate of an earlier tip'),
  not_verifiable: both('Không xác minh được', 'Could not be verified'),
};

/** Tips: list, record, steps and intake. */
export const tips = {
  title: both('Tin phản ánh', 'Tips'),
  lead: both(
    'Tiếp nhận, xác minh, phân loại, xử lý, mỗi bước có người và ngày. Không ghi người báo tin, người bị phản ánh hay lời kể.',
    'Received, verified, classified, handled, each step with person and date. No informant, no reported person, no account of events.',
  ),
  kind,
  stage,
  timeliness,
  channel,
  outcome,
  source: both('Nguồn tự động', 'Automatic source'),
  newTip: both('Nhập tin', 'Enter a tip'),
  search: both('Tìm theo mã, số, nơi xảy ra', 'Search code, number, place'),
  filterStage: both('Lọc theo bước', 'Filter by stage'),
  filterCommune: both('Phường, xã', 'Commune'),
  anyCommune: both('Mọi phường, xã', 'Every commune'),
  filterClock: both('Theo thời hạn', 'By clock'),
  anyClock: both('Mọi thời hạn', 'Any clock'),
  open: both('Chưa xử lý xong', 'Open'),
  closed: both('Đã xử lý', 'Handled'),
  total: both('{count} tin', '{count} tips'),
  more: both('Xem thêm', 'Show more'),
  noPlace: both('Chưa ghi loại hình, địa điểm', 'No category or place yet'),
  emptyTitle: both('Không có tin nào ở đây', 'No tips here'),
  emptyMore: both(
    'Tin được nhập thủ công, bằng bảng, hoặc do đường dây nóng và cổng thông tin tự chuyển đến.',
    'Tips come by hand, by table, or by themselves from a hotline or portal.',
  ),
  due: both('Tin phản ánh theo thời hạn', 'Tips by their clocks'),
  dueCount: both('{state}: {count} tin', '{state}: {count} tips'),
  emptyFiltered: both('Không có tin nào khớp với bộ lọc.', 'No tip fits the filter.'),
  showAll: both('Bỏ bộ lọc', 'Clear the filter'),
  remaining: both('còn {days}', '{days} left'),
  lastDay: both('hôm nay là ngày cuối', 'today is the last day'),
  overdueBy: both('quá {days}', '{days} over'),
  workingDays: both('{days} ngày làm việc', '{days} working days'),
  dueOn: both('hạn {date}', 'due {date}'),
  closedOn: both('xử lý ngày {date}', 'handled {date}'),
  waitsForAcceptance: both('tính từ ngày thụ lý', 'counts from acceptance'),
  clockStopped: both('thời hạn đang dừng', 'the clock stands still'),
  receivedOn: both('nhận {date}', 'received {date}'),
  within: both('sai số {distance}', 'within {distance}'),
  communeOnly: both(
    'chỉ biết địa bàn, trong khoảng {distance}',
    'only the commune is known, within {distance}',
  ),

  statistics: both('Kết quả trong kỳ', 'Results of the period'),
  statisticsLead: both(
    'Tin nhận từ {from} đến {to}, tính đến hôm nay.',
    'Tips received from {from} to {to}, as they stand today.',
  ),
  onTimeRate: both('Tỷ lệ đúng hạn', 'On-time rate'),
  onTimeFormula: both(
    'Tin đúng hạn chia cho tin đã xử lý và tin quá hạn chưa xử lý. Hạn tính theo ngày nhập; tin nhập muộn chờ người khác xem giấy tờ và tin chưa đến hạn được nêu riêng.',
    'On time ÷ (handled + open and overdue), by the day of entry. What waits for a look at its paper and what is not yet due stand apart.',
  ),
  nothingYet: both('không phát sinh', 'none arose'),
  closedOnTime: both('Xử lý đúng hạn', 'Handled on time'),
  ownTips: both(
    'Trong đó tự tiếp nhận và tự giải quyết',
    'Of which taken in and closed by the commune itself',
  ),
  ownOf: both(
    'trong đó tự tiếp nhận và tự giải quyết {amount}',
    'of which {amount} taken in and closed by the communes themselves',
  ),
  closedLate: both('Xử lý quá hạn', 'Handled late'),
  openOverdue: both('Quá hạn, chưa xử lý xong', 'Open and overdue'),
  awaiting: both('Chờ xác nhận', 'Waiting for confirmation'),
  notYetDue: both('Chưa đến hạn', 'Not yet due'),
  medianTo: both('Thời gian trung vị đến bước “{stage}”', 'Median to “{stage}”'),
  medianMore: both(
    'Một nửa số tin tới bước này trong thời gian nêu trên; tin chưa tới cũng được tính (Kaplan–Meier).',
    'Kaplan–Meier median: a tip that has not reached the stage counts up to today.',
  ),
  medianOpen: both('chưa đủ một nửa số tin', 'less than half so far'),
  period: both('Kỳ', 'Period'),
  periods: {
    month: both('30 ngày', '30 days'),
    quarter: both('90 ngày', '90 days'),
    year: both('365 ngày', '365 days'),
  },

  ...tipRecord,
};
