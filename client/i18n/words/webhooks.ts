import { both, type Both } from '#client/i18n/both.ts';
import type { WebhookDetail, WebhookOutcome, WebhookPause } from '#server/contract/webhook.ts';

const detail: Record<WebhookDetail, Both> = {
  figures: both('Số liệu theo phường, xã', 'Figures by commune'),
  events: both('Từng sự kiện, không có mã điểm', 'Single events, without points'),
  points: both('Từng sự kiện, có mã điểm', 'Single events, with the codes of points'),
};

const detailMore: Record<WebhookDetail, Both> = {
  figures: both(
    'Số đếm chỉ gửi theo khoảng: 0–2, 3–5, 6–8… Không có tổng.',
    'Counts leave in bands alone: 0–2, 3–5, 6–8 … There are no sums.',
  ),
  events: both(
    'Đếm sự kiện sẽ biết cả số 1 và 2: chỉ dùng cho hệ thống được phép biết từng điểm của phạm vi này.',
    'Whoever counts events learns 1 and 2 too: only for a system that may know each point within this reach.',
  ),
  points: both(
    'Có mã điểm, không có vị trí, ghi chú hay tên người.',
    'With the code of the point; never a position, a note or a person.',
  ),
};

const figures = {
  figures_of_day: both('Số liệu mỗi ngày', 'Figures of each day'),
  figures_of_month: both('Số liệu mỗi tháng', 'Figures of each month'),
} as const satisfies Record<string, Both>;

const paused: Record<WebhookPause, Both> = {
  by_hand: both('Tạm dừng theo lệnh của quản trị viên', 'Paused by an administrator'),
  failing: both('Tạm dừng vì không gửi được trong 12 giờ', 'Paused after failing for 12 hours'),
  gone: both('Tạm dừng vì nơi nhận báo không nhận nữa', 'Paused: it says that it takes no more'),
};

const outcome: Record<WebhookOutcome, Both> = {
  taken: both('Đã nhận', 'Taken'),
  refused: both('Nơi nhận trả lời lỗi', 'It answered with an error'),
  gone: both('Nơi nhận báo không nhận nữa', 'It says that it takes no more'),
  redirected: both(
    'Nơi nhận chuyển hướng; hệ thống không đi theo',
    'It redirects, which is not followed',
  ),
  timed_out: both('Quá 10 giây không trả lời', 'No answer within 10 seconds'),
  unreachable: both('Không kết nối được', 'No connection'),
  tls_refused: both(
    'Chứng thư số không hợp lệ: hết hạn, sai tên máy chủ, hoặc do nơi chưa được tin cậy cấp',
    'The certificate is not valid: expired, of another host, or from an authority that is not trusted',
  ),
  address_refused: both(
    'Địa chỉ trỏ vào mạng nội bộ không được phép',
    'The address leads into an internal network that is not allowed',
  ),
  secret_unreadable: both(
    'Máy chủ đã đổi khóa bí mật: hãy tạo khóa mới',
    'The server has another secret: make a new key',
  ),
};

/** Words of the systems outside that are told of events. */
export const webhooks = {
  title: both('Nơi nhận sự kiện', 'Receivers of events'),
  lead: both(
    'Hệ thống khác nhận số liệu hoặc sự kiện, có chữ ký, đúng thứ tự, gửi lại tới khi nhận được. Sự kiện được giữ 90 ngày.',
    'Other systems get figures or events, signed, in order, again until they take them. Events are kept for 90 days.',
  ),
  add: both('Thêm nơi nhận', 'Add a receiver'),
  name: both('Tên nơi nhận', 'Name of the receiver'),
  nameMore: both(
    'Ví dụ “Trục dữ liệu thành phố”. Không ghi tên người.',
    'For example “Data bus of the city”. Not the name of a person.',
  ),
  nameMissing: both('Ghi tên nơi nhận, ít nhất 2 ký tự.', 'Name it, two letters at least.'),
  address: both('Địa chỉ nhận', 'Address'),
  addressMore: both('Bắt đầu bằng https://', 'Begins with https://'),
  addressMissing: both('Ghi địa chỉ đầy đủ, ví dụ https://…', 'Enter a whole address: https://…'),
  detailLabel: both('Mức chi tiết', 'Detail'),
  detail,
  detailMore,
  kinds: both('Nội dung gửi', 'What is sent'),
  kindsMissing: both('Chọn ít nhất một nội dung.', 'Choose one at least.'),
  figures,
  communes: both('Phường, xã', 'Communes'),
  communesMore: both('Bỏ trống: toàn thành phố.', 'Left empty: the whole city.'),
  wholeCity: both('Toàn thành phố', 'Whole city'),
  create: both('Tạo nơi nhận và khóa', 'Make receiver and key'),
  emptyTitle: both('Chưa có nơi nhận nào', 'No receivers yet'),
  emptyMore: both(
    'Thêm một nơi nhận ở trên để hệ thống khác nhận số liệu hoặc sự kiện.',
    'Add one above so that another system gets figures or events.',
  ),
  state: both('Trạng thái', 'State'),
  active: both('Đang gửi', 'Sending'),
  failing: both('Không gửi được {count} lần, từ {time}', 'Failed {count} times, since {time}'),
  paused,
  waiting: both('Đang chờ gửi', 'Waiting'),
  lastTaken: both('Nhận gần nhất', 'Last taken'),
  neverTaken: both('Chưa nhận lần nào', 'Never'),
  lastError: both('Lỗi gần nhất', 'Last error'),
  nextAttempt: both('Gửi lại lúc', 'Next attempt'),
  bothKeys: both('Khóa cũ còn dùng tới', 'Old key valid until'),
  outcome,
  withStatus: both('{words} (HTTP {status})', '{words} (HTTP {status})'),
  test: both('Gửi thử', 'Send a test'),
  tested: both(
    'Kết quả gửi thử: {words}, sau {milliseconds} ms.',
    'Result of the test: {words}, after {milliseconds} ms.',
  ),
  pause: both('Tạm dừng', 'Pause'),
  resume: both('Gửi tiếp…', 'Go on…'),
  again: both('Gửi lại…', 'Send again…'),
  resumeTitle: both('Gửi tiếp', 'Go on sending'),
  resumeMore: both(
    'Sự kiện đang chờ được gửi ngay, đúng thứ tự. Chọn ngày để gửi lại cả sự kiện đã nhận.',
    'What waits is sent at once, in order. Choose a day to send again what was taken before.',
  ),
  resumeFrom: both('Gửi lại từ ngày', 'Send again from'),
  resumeFromMore: both('Bỏ trống: gửi tiếp từ chỗ đã dừng.', 'Left empty: from where it stood.'),
  resumeConfirm: both('Gửi tiếp', 'Go on'),
  renew: both('Tạo khóa mới…', 'New key…'),
  renewTitle: both('Tạo khóa mới', 'Make a new key'),
  renewMore: both(
    'Trong thời gian chuyển đổi, mỗi lần gửi có chữ ký của cả khóa cũ và khóa mới.',
    'While the receiver changes over, each delivery carries the signatures of both keys.',
  ),
  keep: both('Giữ khóa cũ', 'Keep the old key'),
  keepHours: {
    '0': both('Không giữ (khóa cũ bị lộ)', 'Not at all (it has leaked)'),
    '24': both('24 giờ', '24 hours'),
    '168': both('7 ngày', '7 days'),
  },
  renewConfirm: both('Tạo khóa mới', 'Make a new key'),
  remove: both('Xóa…', 'Delete…'),
  removeTitle: both('Xóa nơi nhận', 'Delete a receiver'),
  removeMore: both(
    'Không gửi nữa, và sự kiện đang chờ không được gửi. Việc này không hoàn lại được.',
    'Nothing more is sent, nor what waits. It cannot be taken back.',
  ),
  removeConfirm: both('Xóa nơi nhận', 'Delete'),
  log: both('50 lần gửi gần nhất', 'The last 50 deliveries'),
  logEmpty: both('Chưa gửi lần nào.', 'Nothing has been sent yet.'),
  at: both('Thời điểm', 'Time'),
  what: both('Nội dung', 'Event'),
  result: both('Kết quả', 'Result'),
  duration: both('Thời gian', 'Duration'),
  testKind: both('Gửi thử', 'Test'),
  onceTitle: both('Khóa chỉ hiện một lần', 'The key is shown this once'),
  onceMore: both(
    'Sao chép ngay và chuyển cho đơn vị vận hành nơi nhận bằng đường an toàn. Không hiện lại được.',
    'Copy it now and pass it on by a safe way. It cannot be shown again.',
  ),
  how: both(
    'Nơi nhận tính HMAC-SHA256 trên “webhook-id.webhook-timestamp.nội dung” (chuẩn Standard Webhooks) và so với webhook-signature:',
    'The receiver computes HMAC-SHA256 over “webhook-id.webhook-timestamp.body” (Standard Webhooks) and compares it with webhook-signature:',
  ),
  seen: both('Đã sao chép khóa', 'I have copied it'),
  banner: both('Đã tạm dừng gửi sự kiện tới: {names}.', 'Events are no longer sent to: {names}.'),
  bannerGo: both('Xem nơi nhận', 'See the receivers'),
};
