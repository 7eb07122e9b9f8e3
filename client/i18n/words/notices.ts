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
  choices: both('Thông báo và thư', 'Notices and mail'),
  choicesLead: both(
    'Chuông luôn có đủ thông báo. Chọn loại được báo thêm trên máy này và qua thư; nội dung chỉ có mã, ngày và số lượng, không có tên hay địa chỉ.',
    'The bell always has all notices. Choose which are told on this device and by mail too; they hold codes, days and counts, never a name or an address.',
  ),
  group: both('Loại', 'Kind'),
  inPage: both('Trong hệ thống', 'In the product'),
  onDevice: both('Trên máy này', 'On this device'),
  byMail: both('Qua thư', 'By mail'),
  always: both('Luôn có', 'Always'),
  notByMail: both('Không gửi thư', 'Not by mail'),
  deviceOf: both(
    (p: { group: string }) => `${p.group}: báo trên máy này`,
    (p: { group: string }) => `${p.group}: on this device`,
  ),
  mailOf: both(
    (p: { group: string }) => `${p.group}: gửi thư`,
    (p: { group: string }) => `${p.group}: by mail`,
  ),
  device: both('Báo trên máy này', 'Tell me on this device'),
  deviceMore: both(
    'Cả khi không mở hệ thống. Từ 21 giờ đến 7 giờ không báo; đăng xuất là ngừng báo.',
    'Also while the product is closed. Not from 21:00 to 7:00; signing out ends it.',
  ),
  deviceSaved: both('Đã lưu loại thông báo trên máy này', 'The notices of this device are saved'),
  deviceEnded: both('Máy này không còn nhận thông báo', 'This device gets no more notices'),
  deviceRefused: both(
    'Trình duyệt chưa cho phép hiện thông báo. Hãy bấm lại và chọn “Cho phép”.',
    'The browser has not allowed notices. Press again and choose “Allow”.',
  ),
  deviceDenied: both(
    'Trình duyệt đang chặn thông báo của hệ thống. Hãy cho phép trong cài đặt trang của trình duyệt rồi tải lại.',
    'The browser blocks notices of this product. Allow them in its settings for this page, then reload.',
  ),
  deviceAbsent: both(
    'Trình duyệt này không nhận được thông báo khi đóng hệ thống. Trên iPhone, hãy thêm hệ thống vào màn hình chính rồi mở từ đó.',
    'This browser gets no notices while the product is closed. On an iPhone, add it to the home screen and open it from there.',
  ),
  deviceOff: both(
    'Hệ thống này không gửi thông báo đến máy. Thông báo vẫn có ở chuông.',
    'This installation sends no notices to devices. They are still under the bell.',
  ),
  groups: {
    handovers: both('Đề nghị bàn giao', 'Hand-overs'),
    answers: both('Câu trả lời', 'Answers'),
    routes: both('Lộ trình', 'Routes'),
    overdue: both('Việc quá hạn', 'Overdue work'),
    reports: both('Báo cáo, phiếu tuần', 'Reports, weekly sheets'),
    digest: both('Tóm tắt buổi sáng', 'Digest of the morning'),
  },
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
    recurrence_incomplete: both(
      (p: Told) => `Lộ trình định kỳ ngày ${p.date}: chưa lập được hoặc còn thiếu`,
      (p: Told) => `Recurring route of ${p.date}: not made, or not whole`,
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
