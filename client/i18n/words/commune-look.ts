import { both } from '#client/i18n/both.ts';

/** A commune in one screen. */
export const communeLook = {
  title: both('Phường, xã trong một màn hình', 'A commune in one look'),
  choose: both('Phường, xã', 'Commune'),
  chooseFirst: both('Chọn một phường, xã để xem.', 'Choose a commune to look at.'),
  open: both('Xem toàn cảnh', 'See in one look'),
  openOf: both('Xem toàn cảnh {commune}', 'See {commune} in one look'),
  atAGlance: both('Tóm tắt', 'At a glance'),
  standing: both(
    'Tái hoạt động: {observed} lần, dự kiến khoảng {expected}; {reading}.',
    'Recurrences: {observed}, about {expected} expected; {reading}.',
  ),
  targets: both(
    'Chỉ tiêu: {good} đúng tiến độ, {bad} chậm, {unknown} chưa đủ số liệu.',
    'Targets: {good} on pace, {bad} behind, {unknown} without enough figures.',
  ),
  targetsUnknown: both(
    'Chỉ tiêu: {unknown} chưa đủ số liệu.',
    'Targets: {unknown} without enough figures.',
  ),
  waits: both(
    'Đang chờ bạn: {waiting} việc, {overdue} việc quá hạn.',
    'Waiting for you: {waiting}, of which overdue: {overdue}.',
  ),
  reply: both('Giải trình', 'Reply'),
  replyAgain: both('Giải trình lại', 'Reply again'),
  appeal: both('Đề nghị xem xét lại', 'Object'),
  points: both('Điểm theo trạng thái', 'Points by status'),
  noPoints: both('Chưa có điểm nào trên địa bàn.', 'There is no point in this commune yet.'),
  stands: both('So với mức dao động ngẫu nhiên', 'Against what chance would bring'),
  compared: both(
    '{measure}: {observed}, dự kiến {expected}; ngẫu nhiên có thể từ {low} đến {high}.',
    '{measure}: {observed}, expected {expected}; chance may bring {low} to {high}.',
  ),
  notCompared: both(
    '{measure}: chưa có dân số nên chưa so sánh được.',
    '{measure}: not compared without population figures.',
  ),
  before: both('Kỳ trước ({from} – {to}): {count}.', 'Period before ({from} – {to}): {count}.'),
  range: both(
    'Thực tế {observed}, dự kiến {expected}, khoảng dao động {low}–{high}',
    'Observed {observed}, expected {expected}, range by chance {low}–{high}',
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
