import { both } from '#client/i18n/both.ts';

/** Words about text that was typed and not sent. */
export const drafts = {
  restored: both('Khôi phục từ {moment}', 'Brought back from {moment}'),
  drop: both('Bỏ bản nháp', 'Discard the draft'),
  left: both(
    'Biểu mẫu đã khác lúc viết bản nháp. Phần sau chưa đưa lại được, hãy chép lấy nếu còn cần:',
    'The form is not the same as when the draft was written. What follows found no place; copy it if you still need it:',
  ),
  notKept: both(
    'Máy này không giữ được bản nháp: tải lại trang thì mất chữ đang nhập.',
    'This device cannot keep drafts: what you type is lost when the page is loaded again.',
  ),
  signOutLead: both(
    '{count} bản nháp đang viết dở trên máy này sẽ bị xóa.',
    '{count} drafts on this device will be deleted.',
  ),
};
