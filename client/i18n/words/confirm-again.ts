import { both } from '#client/i18n/both.ts';

/** Words of the question that acts that decide ask after five minutes. */
export const confirmAgain = {
  title: both('Xác nhận là bạn', 'Confirm that it is you'),
  lead: both(
    'Đã quá năm phút kể từ lần xác nhận trước. Xác nhận xong, việc đang làm được ghi ngay.',
    'More than five minutes have passed since the last time. Once confirmed, your act is recorded.',
  ),
  other: both('Hoặc dùng cách khác:', 'Or in another way:'),
  confirm: both('Xác nhận', 'Confirm'),
  inOtherWindow: both(
    'Đăng nhập {label} ở cửa sổ vừa mở. Xong ở đó, việc đang làm được ghi ngay.',
    'Sign in at {label} in the window that has opened. Then your act is recorded.',
  ),
  blocked: both(
    'Trình duyệt đã chặn cửa sổ mới. Hãy mở trang đăng nhập bằng nút dưới đây.',
    'The browser has blocked the new window. Open the page with the button below.',
  ),
  openPage: both('Mở trang của {label}', 'Open the page of {label}'),
  confirmedTitle: both('Đã xác nhận là bạn', 'It is confirmed that it is you'),
  closeWindow: both(
    'Hãy đóng cửa sổ này; việc đang làm được ghi ở cửa sổ trước.',
    'Close this window; your act is recorded in the one before.',
  ),
  waits: both(
    'Việc chưa gửi cần bạn xác nhận lại.',
    'What waits to be sent needs your confirmation.',
  ),
  confirmAndSend: both('Xác nhận và gửi', 'Confirm and send'),
} as const;
