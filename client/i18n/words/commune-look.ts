import { both } from '#client/i18n/both.ts';

/** A commune in one screen. */
export const communeLook = {
  title: both('Phường, xã trong một màn hình', 'A commune in one look'),
  choose: both('Phường, xã', 'Commune'),
  chooseFirst: both('Chọn một phường, xã để xem.', 'Choose a commune to look at.'),
  open: both('Xem toàn cảnh', 'See in one look'),
  openOf: both(
    (p: { commune: string }) => `Xem toàn cảnh ${p.commune}`,
    ({ commune }) => `See ${commune} in one look`,
  ),
  atAGlance: both('Tóm tắt', 'At a glance'),
  standing: both(
    (p: { observed: string; expected: string; reading: string }) =>
      `Tái hoạt động: ${p.observed} lần, dự kiến khoảng ${p.expected}; ${p.reading}.`,
    (p) => `Recurrences: ${p.observed}, about ${p.expected} expected; ${p.reading}.`,
  ),
  targets: both(
    (p: { good: string; bad: string; unknown: string }) =>
      `Chỉ tiêu: ${p.good} đúng tiến độ, ${p.bad} chậm, ${p.unknown} chưa đủ số liệu.`,
    (p) => `Targets: ${p.good} on pace, ${p.bad} behind, ${p.unknown} without enough figures.`,
  ),
  targetsUnknown: both(
    (p: { unknown: string }) => `Chỉ tiêu: ${p.unknown} chưa đủ số liệu.`,
    (p) => `Targets: ${p.unknown} without enough figures.`,
  ),
  waits: both(
    (p: { waiting: string; overdue: string }) =>
      `Đang chờ bạn: ${p.waiting} việc, ${p.overdue} việc quá hạn.`,
    (p) => `Waiting for you: ${p.waiting}, of which overdue: ${p.overdue}.`,
  ),
  reply: both('Giải trình', 'Reply'),
  replyAgain: both('Giải trình lại', 'Reply again'),
  appeal: both('Đề nghị xem xét lại', 'Object'),
  points: both('Điểm theo trạng thái', 'Points by status'),
  noPoints: both('Chưa có điểm nào trên địa bàn.', 'There is no point in this commune yet.'),
  stands: both('So với mức dao động ngẫu nhiên', 'Against what chance would bring'),
  compared: both(
    (p: { measure: string; observed: string; expected: string; low: string; high: string }) =>
      `${p.measure}: ${p.observed}, dự kiến ${p.expected}; ngẫu nhiên có thể từ ${p.low} đến ${p.high}.`,
    ({ measure, observed, expected, low, high }) =>
      `${measure}: ${observed}, expected ${expected}; chance may bring ${low} to ${high}.`,
  ),
  notCompared: both(
    (p: { measure: string }) => `${p.measure}: chưa có dân số nên chưa so sánh được.`,
    ({ measure }) => `${measure}: not compared without population figures.`,
  ),
  before: both(
    (p: { count: string; from: string; to: string }) =>
      `Kỳ trước (${p.from} – ${p.to}): ${p.count}.`,
    ({ count, from, to }) => `Period before (${from} – ${to}): ${count}.`,
  ),
  range: both(
    (p: { observed: string; expected: string; low: string; high: string }) =>
      `Thực tế ${p.observed}, dự kiến ${p.expected}, khoảng dao động ${p.low}–${p.high}`,
    ({ observed, expected, low, high }) =>
      `Observed ${observed}, expected ${expected}, range by chance ${low}–${high}`,
  ),
  why: both('Lý do', 'Why'),
  whyLead: both(
    'Tái hoạt động theo loại hình; loại hình vượt số dự kiến nhiều nhất đứng đầu.',
    'Recurrences by category; the one furthest above what was expected comes first.',
  ),
  category: both('Loại hình', 'Category'),
  noCategories: both(
    'Trong kỳ chưa có điểm nào đã triệt xóa để theo dõi.',
    'No eliminated place was there to be watched in this period.',
  ),
  basis: both(
    'Số dự kiến theo loại hình bằng thời gian theo dõi sau triệt xóa của phường, xã nhân với tỷ lệ tái hoạt động của toàn thành phố trong loại hình đó; cộng lại bằng số dự kiến trong bảng so sánh.',
    "Expected by category: the commune's closed-place-days times the recurrence rate of the whole city in that category; the sum is the expected count of the comparison.",
  ),
  cases: both('Các trường hợp tái hoạt động và giải trình', 'Recurrences and replies'),
  lateTips: both('Tin xử lý quá hạn', 'Tips handled late'),
};
