import { both } from '#client/i18n/both.ts';

/** The sign-in. */
export const session = {
  title: both('Đăng nhập', 'Sign in'),
  lead: both(
    'Sổ và bản đồ điểm phức tạp về tệ nạn mại dâm: ghi địa điểm, không ghi con người.',
    'Register and map of complex points of prostitution: it records places, never persons.',
  ),
  username: both('Tên đăng nhập', 'User name'),
  password: both('Mật khẩu', 'Password'),
  showPassword: both('Hiện hoặc ẩn mật khẩu', 'Show or hide the password'),
  usernameMissing: both('Nhập tên đăng nhập.', 'Enter your user name.'),
  passwordMissing: both('Nhập mật khẩu.', 'Enter your password.'),
  signIn: both('Đăng nhập', 'Sign in'),
  throughProvider: both('Đăng nhập qua {label}', 'Sign in through {label}'),
  emergency: both('Dùng mật khẩu khẩn cấp', 'Use an emergency password'),
  restore: both('Khôi phục từ bản sao lưu', 'Restore from a backup'),
  noAccount: both(
    'Tài khoản do quản trị viên của đơn vị cấp. Quên mật khẩu thì đề nghị cấp liên kết đặt lại.',
    'Accounts are given by your administrator, who can also issue a link to set a new password.',
  ),
  accessTitle: both('Đặt mật khẩu', 'Set your password'),
  accessLead: both(
    '{name}, đặt mật khẩu cho tài khoản {username}. Chỉ mình bạn biết mật khẩu này.',
    '{name}, set the password of the account {username}. Nobody else knows it.',
  ),
  accessSecond: both(
    'Xác thực hai bước bị xóa, phải cài lại khi đăng nhập.',
    'The second step is removed and must be set up again at sign-in.',
  ),
  accessDone: both('Đã đặt mật khẩu', 'Password set'),
  linkCode: both('Mã của quản trị viên thứ hai', 'Code of the second administrator'),
  linkCodeHint: both(
    '8 ký tự, không phân biệt chữ hoa và chữ thường.',
    '8 signs, in capital or small letters.',
  ),
  linkCodeMissing: both('Nhập mã.', 'Enter the code.'),
  setPassword: both('Đặt mật khẩu', 'Set password'),
  secondTitle: both('Xác thực hai bước', 'Second step'),
  secondLead: both(
    'Nhập mã 6 số đang hiện trong ứng dụng xác thực.',
    'Enter the six digits that your authenticator shows now.',
  ),
  code: both('Mã xác thực', 'Code'),
  codeMissing: both('Nhập đủ 6 số.', 'Enter all six digits.'),
  backupLead: both(
    'Nhập một mã dự phòng. Mỗi mã chỉ dùng được một lần.',
    'Enter one of your backup codes. Each works once.',
  ),
  backupCode: both('Mã dự phòng', 'Backup code'),
  backupMissing: both('Nhập mã dự phòng.', 'Enter a backup code.'),
  useBackup: both('Không có điện thoại? Dùng mã dự phòng', 'No phone at hand? Use a backup code'),
  useCode: both('Dùng mã trong ứng dụng xác thực', 'Use the authenticator instead'),
  verify: both('Xác nhận', 'Verify'),
  usePasskey: both('Dùng khóa đăng nhập', 'Use a passkey'),
  passkeyNotUsed: both('Chưa dùng khóa đăng nhập nào', 'No passkey was used'),
  passkeyNotUsedMore: both(
    'Cửa sổ của trình duyệt đã đóng hoặc hết giờ, hoặc thiết bị này không có khóa. Hãy thử lại, hoặc dùng cách khác.',
    'The window of the browser was closed or ran out of time, or no passkey is at hand. Try again, or choose another way.',
  ),
  lockedTitle: both(
    'Nhập mật khẩu để mở dữ liệu trên máy này',
    'Enter your password to open the data on this device',
  ),
  lockedLead: both(
    'Không có mạng, và trình duyệt đã tắt giữa phiên. Có mạng thì dữ liệu tự mở.',
    'There is no network, and the browser was closed in the middle of the session. With a network the data open by themselves.',
  ),
  lockedByPasskey: both(
    'Dùng khóa đăng nhập để mở dữ liệu trên máy này',
    'Use your passkey to open the data on this device',
  ),
  lockedNoWay: both(
    'Cần có mạng để mở dữ liệu trên máy này',
    'A network is needed to open the data on this device',
  ),
  lockedNothingLost: both(
    'Trình duyệt đã tắt giữa phiên. Không có gì bị mất: có mạng thì dữ liệu tự mở.',
    'The browser was closed in the middle of the session. Nothing is lost: with a network the data open by themselves.',
  ),
  lockedOpen: both('Mở dữ liệu', 'Open the data'),
  lockedWrong: both('Mật khẩu không đúng. Hãy nhập lại.', 'Wrong password. Enter it again.'),
  lockedWrongPasskey: both(
    'Khóa này không mở được dữ liệu trên máy. Hãy dùng khóa đã đăng nhập.',
    'This passkey does not open the data. Use the one that signed in.',
  ),
  startOver: both('Đăng nhập bằng tài khoản khác', 'Sign in with another account'),
  throttled: both(
    (p: { wait: number }) => `Thử lại sau ${timeOf(p.wait, 'phút', 'giây')}.`,
    (p) => `Try again in ${timeOf(p.wait, 'min', 's')}.`,
  ),
  ended: both('Phiên đăng nhập đã kết thúc', 'Your session has ended'),
  endedMore: both(
    'Hết hạn, hoặc đã bị kết thúc từ nơi khác. Đăng nhập lại để trở về đúng màn hình đang xem.',
    'It ran out, or was ended elsewhere. Sign in again to return to the view you had open.',
  ),
  secrecyTitle: both('Không dùng cho bí mật nhà nước', 'Not for state secrets'),
  secrecy: both(
    'Không nhập, không đính kèm tài liệu đóng dấu Mật, Tối mật, Tuyệt mật. Mọi lần xem và ghi đều lưu vào nhật ký.',
    'Never enter or attach anything marked Mật, Tối mật or Tuyệt mật. Every read and write goes to the log.',
  ),
  demoTitle: both('Tài khoản minh họa', 'Demonstration accounts'),
  demoLead: both(
    'Chọn vai trò để điền sẵn. Chỉ có trên máy này.',
    'Choose a role to fill the form. On this machine only.',
  ),
  demoRole: {
    analyst: both(
      'Theo dõi bản đồ, kết luận dấu hiệu tái hoạt động',
      'Watches the map, decides on signs of recurrence',
    ),
    leader: both(
      'Xác nhận hoặc từ chối điểm được bàn giao',
      'Confirms or refuses points handed over',
    ),
    officer: both('Ghi kiểm tra tại địa bàn', 'Records checks in the commune'),
    planner: both('Xem toàn thành phố để lập lộ trình', 'Sees the whole city to plan routes'),
    inspector: both('Ghi kết quả của Đội 178', 'Records what Team 178 found'),
    coordinator: both('Công nhận, đưa ra khỏi danh mục', 'Recognises and delists points'),
    admin: both('Tài khoản và địa giới, không xem điểm', 'Accounts and boundaries, sees no points'),
    auditor: both('Kiểm tra nhật ký, không xem điểm', 'Verifies the log, sees no points'),
  },
  wipedNothing: both(
    'Quản trị viên đã cho xóa dữ liệu của tài khoản trên máy này. Không có việc nào chưa gửi bị xóa.',
    'An administrator had the data of the account deleted from this device. No unsent work was deleted.',
  ),
  wiped: both(
    'Quản trị viên đã cho xóa dữ liệu của tài khoản trên máy này. {count} việc chưa gửi đã bị xóa và không được gửi đi; hãy ghi lại nếu còn cần.',
    'An administrator had the data of the account deleted from this device. {count} unsent entries were deleted and not sent; record them again if they are still needed.',
  ),
  sealedAtSignIn: both(
    'Trên máy này còn {count} việc chưa gửi, đã niêm phong. Đăng nhập bằng đúng tài khoản đã ghi để gửi tiếp.',
    '{count} unsent entries are sealed on this device. Sign in with the account that wrote them to go on.',
  ),
  directory: both('Danh bạ dịch vụ hỗ trợ', 'Directory of support services'),
};

/** Says a wait in minutes once it takes more than one. */
function timeOf(seconds: number, minute: string, second: string): string {
  return seconds <= 60 ? `${seconds} ${second}` : `${Math.ceil(seconds / 60)} ${minute}`;
}
