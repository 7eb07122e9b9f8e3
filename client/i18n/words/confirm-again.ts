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
  waits: both(
    'Việc chưa gửi cần bạn xác nhận lại.',
    'What waits to be sent needs your confirmation.',
  ),
  confirmAndSend: both('Xác nhận và gửi', 'Confirm and send'),
} as const;
