import { both } from '#client/i18n/both.ts';

/** The day of the teams in the street, for the planner. */
export const liveDay = {
  open: both('Theo dõi trong ngày', 'Live day'),
  title: both('Các tổ trong ngày', 'Teams of the day'),
  lead: both(
    'Theo kết quả các tổ gửi về; không theo dõi vị trí giữa hai điểm dừng. Giờ dự kiến là ước tính.',
    'By the results that the teams send; nobody is followed between two stops. Expected times are estimates.',
  ),
  none: both('Ngày này chưa có lộ trình nào được giao.', 'No route of this day is published.'),
  noneMore: both(
    'Giao một lộ trình, hoặc chọn ngày khác.',
    'Publish a route, or choose another day.',
  ),
  readAt: both('Cập nhật lúc {at}', 'As of {at}'),
  progress: both(
    'Đã kiểm tra {done}/{stops}, còn {left}',
    '{done} of {stops} checked, {left} left',
  ),
  signs: both('{count} nơi có dấu hiệu', 'signs at {count}'),
  standing: {
    waiting: both('Chưa có kết quả', 'No result yet'),
    on_time: both('Đúng giờ', 'On time'),
    late: both('Muộn {minutes}', '{minutes} late'),
    early: both('Sớm {minutes}', '{minutes} early'),
    finished: both('Kết thúc ca lúc {at}', 'Finished at {at}'),
  },
  finishReason: both('Lý do kết thúc sớm: {reason}', 'Why it ended early: {reason}'),
  next: both('Tiếp theo', 'Next'),
  last: both('Kết quả gần nhất', 'Latest result'),
  forecast: both('Dự kiến kết thúc', 'Expected end'),
  expected: both('{time} (đã giao {planned})', '{time} (published {planned})'),
  at: both('{place}, {time}', '{place}, {time}'),
  stops: both('Các điểm dừng', 'Stops'),
  adjust: both('Điều chỉnh lộ trình', 'Adjust the route'),
  adjustOf: both('Điều chỉnh lộ trình {title}', 'Adjust the route {title}'),
  map: both(
    'Bản đồ các tổ: các điểm dừng và nơi có kết quả gần nhất. Mọi điểm dừng đều có trong danh sách.',
    'Map of the teams: their stops and the place of the latest result. Every stop is in the list too.',
  ),
  lastMark: both('{team}: kết quả gần nhất tại {place}', '{team}: latest result at {place}'),
  messages: {
    to: both('Nhắn {team}', 'Message to {team}'),
    lead: both(
      'Tin ngắn hiện trên điện thoại của tổ. Không ghi tên người, số điện thoại hay thông tin cá nhân.',
      'A short message on the phones of the team. Name no person and write no telephone number.',
    ),
    body: both('Nội dung', 'Message'),
    send: both('Gửi tin', 'Send'),
    sent: both('Đã gửi tin.', 'The message is sent.'),
    received: both('Tin nhắn từ người lập kế hoạch, {at}', 'Message from the planner, {at}'),
    earlier: both('Tin nhắn đã xem ({count})', 'Messages read ({count})'),
    latest: both(
      'Tin lúc {at}: {body} ({read}/{members} người đã xem)',
      'Message at {at}: {body} (read by {read} of {members})',
    ),
  },
  draftDiffers: both('Bản nháp khác bản đã giao', 'The draft differs from what is published'),
  draftDiffersBy: both(
    'Bản nháp khác bản đã giao: {count} thay đổi',
    'The draft differs from what is published: {count} changes',
  ),
};
