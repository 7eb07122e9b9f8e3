import { both } from '#client/i18n/both.ts';

/** Reminders by mail, and what the system does by itself. */
export const reminders = {
  off: both(
    'Hệ thống này chưa nối máy chủ thư nên chưa gửi thư nào. Số việc chờ vẫn hiện ở “Việc cần làm”.',
    'This installation has no mail server yet, so no mail is sent. What waits still shows under “To do”.',
  ),
  address: both('Địa chỉ nhận thư', 'Mail address'),
  addressFirst: both(
    'Nhập địa chỉ trước, rồi chọn việc gửi thư ở bảng trên.',
    'Enter an address first, then choose above what is mailed.',
  ),
  addressMore: both('Để trống thì không gửi thư.', 'Leave it empty to get no mail.'),
  addressWrong: both(
    'Địa chỉ chưa đúng dạng, ví dụ ten@co-quan.vn.',
    'Not the form of an address, such as name@office.vn.',
  ),
  viewsOnly: both(
    'Vai trò của bạn chỉ nhận thư về tài khoản của mình và về các chế độ xem đã chọn “Gửi cả qua thư”.',
    'Your role gets mail only about its own account and saved views for which you ticked “By mail too”.',
  ),
  saveAddress: both('Lưu địa chỉ', 'Save the address'),
  saved: both('Đã lưu cách nhắc việc', 'Your reminders are saved'),
  jobsTitle: both('Tác vụ tự động', 'Automatic work'),
  jobsLead: both(
    'Các tác vụ hệ thống tự thực hiện theo giờ. Tác vụ lỗi được thử lại; sau 10 lần không thành công thì dừng, chờ bạn xử lý.',
    'What the system does by itself at its time. What fails is tried again; after 10 times in vain it stops and waits for you.',
  ),
  jobsNoMail: both(
    'Chưa đặt SMTP_URL và MAIL_FROM: không có thư nhắc việc.',
    'SMTP_URL and MAIL_FROM are not set: there are no reminders by mail.',
  ),
  jobsFailed: both('{count} việc đã dừng', '{count} given up'),
  jobsFailedMore: both(
    'Sửa nguyên nhân rồi cho chạy lại; không việc nào bị mất.',
    'Put the cause right, then run them again; nothing is lost.',
  ),
  jobsCounts: both(
    '{waiting} đang chờ, {failed} đã dừng, {total} tất cả',
    '{waiting} waiting, {failed} given up, {total} in all',
  ),
  jobKind: {
    'reminders.digest': both('Lập thư tóm tắt buổi sáng', 'Make the morning’s digests'),
    'reminders.overdue': both('Tìm việc vừa quá hạn', 'Look for what became overdue'),
    'views.digest': both(
      'Đếm điểm mới của chế độ xem theo dõi',
      'Count what came into watched views',
    ),
    'views.mail': both('Gửi một thư về chế độ xem', 'Send one mail about views'),
    'addresses.look': both('Xem có danh mục địa chỉ mới không', 'Look for a new gazetteer'),
    'addresses.fill': both(
      'Điền địa chỉ còn thiếu của điểm',
      'Fill in missing addresses of points',
    ),
    'backups.take': both('Sao lưu hằng đêm', 'Nightly backup'),
    'backups.check': both('Phục hồi thử bản sao lưu', 'Restore the backup to prove it'),
    'reminders.mail': both('Gửi một thư nhắc việc', 'Send one reminder'),
    'notices.digest': both('Lập thông báo buổi sáng', 'Make the morning’s notices'),
    'notices.overdue': both(
      'Tìm việc vừa quá hạn để thông báo',
      'Look for overdue work to tell of',
    ),
    'notices.push': both('Gửi thông báo đến một máy', 'Tell one device'),
    'notices.forget': both('Xóa thông báo cũ', 'Delete old notices'),
    'jobs.forget': both('Dọn việc đã xong', 'Forget what is done'),
  },
  jobState: {
    waiting: both('Chờ', 'Waiting'),
    running: both('Đang làm', 'Running'),
    done: both('Xong', 'Done'),
    failed: both('Đã dừng', 'Given up'),
  },
  job: both('Việc', 'Job'),
  state: both('Trạng thái', 'State'),
  due: both('Giờ làm', 'Time'),
  attempts: both('Số lần thử', 'Attempts'),
  error: both('Lỗi gần nhất', 'Latest error'),
  noError: both('Không có', 'None'),
  retry: both('Chạy lại', 'Run again'),
  retryOf: both('Chạy lại: {job}', 'Run again: {job}'),
  retried: both('Đã cho chạy lại', 'It will run again'),
  emptyTitle: both('Chưa có việc nào', 'No jobs yet'),
  empty: both(
    'Hệ thống vừa khởi động; việc đầu tiên sẽ hiện ở đây.',
    'The system has just started; its first job will show here.',
  ),
};
