import { both, type Both } from '#client/i18n/both.ts';
import { NOTICES, type NoticeKind } from '#server/contract/features/all.ts';
import { NOTICE_GROUP_NAMES } from '#server/contract/features/declaration.ts';
import { fillSentence } from '#server/contract/sentence.ts';

type Told = { code: string; date: string; waiting: string; overdue: string };

/** Names a group by what its kinds are about, one after the other. */
function topicsOf(group: (typeof NOTICE_GROUP_NAMES)[number]): Both {
  const topics = Object.values(NOTICES).filter((notice) => notice.group === group);
  const all = (language: 'vi' | 'en') =>
    [...new Set(topics.map(({ topic }) => topic[language]))].join(', ');
  return both(all('vi'), all('en'));
}

/** The list of notices, and how a person is told of them. */
export const notices = {
  title: both('Thông báo', 'Notices'),
  lead: both(
    'Việc mới liên quan đến bạn trong 90 ngày qua. Thông báo chỉ nêu mã, ngày và số lượng.',
    'What concerned you in the last 90 days. A notice names only codes, days and counts.',
  ),
  unread: both('{count} chưa đọc', '{count} unread'),
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
  deviceOf: both('{group}: báo trên máy này', '{group}: on this device'),
  mailOf: both('{group}: gửi thư', '{group}: by mail'),
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
  groups: Object.fromEntries(NOTICE_GROUP_NAMES.map((group) => [group, topicsOf(group)])) as Record<
    (typeof NOTICE_GROUP_NAMES)[number],
    Both
  >,
  kind: Object.fromEntries(
    Object.entries(NOTICES).map(([kind, { one }]) => [
      kind,
      both(
        (p: Told) => fillSentence(one.vi, p),
        (p: Told) => fillSentence(one.en, p),
      ),
    ]),
  ) as Record<NoticeKind, Both<(p: Told) => string>>,
};
