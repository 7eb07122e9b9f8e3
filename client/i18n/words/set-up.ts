import { both } from '#client/i18n/both.ts';

/** The page of an installation in which nothing was entered yet. */
export const setUp = {
  title: both('Khôi phục từ bản sao lưu', 'Restore from a backup'),
  lead: both(
    'Hệ thống này chưa có dữ liệu. Chọn tệp sao lưu của hệ thống cũ: sổ điểm, tài khoản, nhật ký, ảnh và giấy tờ trở lại như lúc sao lưu.',
    'This installation holds no data. Choose a backup of the old one: register, accounts, log, photos and papers come back as they were.',
  ),
  code: both('Mã cài đặt', 'Installation code'),
  codeHint: both(
    'In trong nhật ký máy chủ khi khởi động, hoặc đặt trước bằng DIABAN_SET_UP_CODE.',
    'Printed in the log of the server at its start, or set beforehand by DIABAN_SET_UP_CODE.',
  ),
  codeMissing: both('Nhập mã cài đặt.', 'Enter the installation code.'),
  file: both('Tệp sao lưu', 'Backup file'),
  choose: both('Chọn tệp', 'Choose a file'),
  chooseOther: both('Chọn tệp khác', 'Choose another file'),
  drop: both('hoặc thả tệp vào đây', 'or drop it here'),
  fileHint: both('Tệp .backup, dung lượng bất kỳ.', 'A .backup file of any size.'),
  fileMissing: both('Chọn tệp sao lưu.', 'Choose a backup file.'),
  start: both('Khôi phục', 'Restore'),
  warning: both(
    'Đừng đóng trang này khi tệp còn đang gửi. Khi tệp đã đến máy chủ, có thể tải lại trang.',
    'Do not close this page while the file is being sent. Once it has arrived, the page may be reloaded.',
  ),
  running: both('Đang khôi phục', 'Restoring'),
  receiving: both('Đang nhận tệp: {done} trên {total}', 'The file arrives: {done} of {total}'),
  checking: both(
    'Đang kiểm tra tệp: {done} trên {total}',
    'The file is being checked: {done} of {total}',
  ),
  loading: both(
    'Đang ghi bảng {number} trên {of}: {done} trên {total} dòng',
    'Writing table {number} of {of}: {done} of {total} rows',
  ),
  files: both(
    'Đang ghi ảnh, giấy tờ và khóa: {done} trên {total} tệp',
    'Writing photos, papers and keys: {done} of {total} files',
  ),
  starting: both('Đang khởi động trên dữ liệu mới', 'Starting on the new data'),
  ready: both('Đã khôi phục', 'Restored'),
  readyMore: both(
    'Mọi phiên đăng nhập cũ đã kết thúc. Đăng nhập bằng tài khoản và mật khẩu của hệ thống cũ; nhật ký ghi lại lần khôi phục này.',
    'All sessions of the old installation have ended. Sign in with its accounts and passwords; the log tells of this restore.',
  ),
  used: both('Hệ thống đã có dữ liệu', 'The installation holds data'),
  usedMore: both(
    'Chỉ khôi phục được khi hệ thống còn trống.',
    'A backup can be restored only while nothing was entered.',
  ),
  failed: both('Chưa khôi phục được', 'Not restored'),
  signIn: both('Đến trang đăng nhập', 'Go to the sign-in'),
};
