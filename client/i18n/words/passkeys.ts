import { both } from '#client/i18n/both.ts';

/** Words of the own passkeys. */
export const passkeys = {
  title: both('Khóa đăng nhập', 'Passkeys'),
  lead: both(
    'Đăng nhập bằng vân tay, khuôn mặt, mã PIN của thiết bị hoặc khóa USB, không cần mật khẩu và mã xác thực.',
    'Sign in with the finger, face or PIN of a device or with a USB key, without password and code.',
  ),
  add: both('Thêm khóa đăng nhập', 'Add a passkey'),
  addLead: both(
    'Xác nhận là bạn, rồi làm theo hướng dẫn của trình duyệt.',
    'Show that it is you, then follow your browser.',
  ),
  goOn: both('Tiếp tục', 'Go on'),
  name: both('Tên khóa', 'Name of the passkey'),
  nameMore: both('Ví dụ “Máy bàn phòng 302”.', 'For example “Desk in room 302”.'),
  nameMissing: both('Ghi tên khóa.', 'Name the passkey.'),
  code: both('Mã xác thực hoặc mã dự phòng', 'Code, or a backup code'),
  codeMissing: both('Nhập mã xác thực.', 'Enter the code.'),
  passwordMissing: both('Nhập mật khẩu.', 'Enter your password.'),
  added: both('Đã thêm khóa đăng nhập', 'Passkey added'),
  empty: both('Chưa có khóa đăng nhập nào.', 'There is no passkey yet.'),
  made: both('thêm {time}', 'added {time}'),
  used: both('dùng lần cuối {time}', 'last used {time}'),
  unused: both('chưa dùng lần nào', 'not used yet'),
  backedUp: both('có trên các thiết bị khác của bạn', 'also on your other devices'),
  copied: both(
    'Có dấu hiệu bị sao chép lúc {time}, đã ngừng dùng. Hãy xóa khóa này và báo quản trị viên.',
    'Seems to have been copied, seen {time}; it opens nothing any more. Remove it and tell the administrator.',
  ),
  remove: both('Xóa', 'Remove'),
  removeNamed: both('Xóa {name}', 'Remove {name}'),
  removeTitle: both('Xóa khóa đăng nhập?', 'Remove the passkey?'),
  removeMore: both(
    'Khóa này không đăng nhập được nữa. Các phiên đăng nhập, mật khẩu và mã xác thực vẫn giữ nguyên.',
    'It signs in no more. Open sessions, the password and the authenticator stay as they are.',
  ),
  removed: both('Đã xóa khóa đăng nhập', 'Passkey removed'),
  notHere: both(
    'Trình duyệt hoặc địa chỉ này không dùng được khóa đăng nhập. Mở bằng địa chỉ có tên (trên chính máy chủ: localhost) và trình duyệt mới.',
    'This browser or address cannot use passkeys. Open an address with a name (on the server itself: localhost) in a recent browser.',
  ),
} as const;
