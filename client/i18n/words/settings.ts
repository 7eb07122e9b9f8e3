import { both } from '#client/i18n/both.ts';

/** Words of the person's own settings: password, two-step sign-in, sessions, look. */
export const settings = {
  title: both('Cài đặt của tôi', 'My settings'),
  restrictedPassword: both('Đổi mật khẩu trước khi vào sổ', 'Change your password first'),
  restrictedPasswordMore: both(
    'Mật khẩu đang dùng do quản trị viên cấp. Hãy đặt mật khẩu chỉ mình bạn biết.',
    'The one you use was given by an administrator. Choose one that only you know.',
  ),
  restrictedSecond: both('Bật xác thực hai bước trước khi vào sổ', 'Set up the second step first'),
  restrictedSecondMore: both(
    'Vai trò của bạn ra quyết định trên sổ nên phải đăng nhập bằng hai bước.',
    'Your role decides on the register and therefore signs in with two steps.',
  ),
  linkIssued: both(
    (p: { name: string; at: string }) =>
      `${p.name} đã cấp liên kết đặt lại mật khẩu của bạn lúc ${p.at}. Không phải bạn đề nghị?`,
    (p) => `${p.name} issued a link to set your password at ${p.at}. Did you not ask for it?`,
  ),
  withdrawLink: both('Hủy liên kết', 'Withdraw link'),
  linkWithdrawn: both('Đã hủy liên kết', 'Link withdrawn'),
  profile: both('Tài khoản', 'Account'),
  name: both('Họ tên', 'Name'),
  username: both('Tên đăng nhập', 'User name'),
  role: both('Vai trò', 'Role'),
  communes: both('Địa bàn', 'Communes'),
  appearance: both('Hiển thị', 'Appearance'),
  password: both('Mật khẩu', 'Password'),
  passwordLead: both(
    'Đổi mật khẩu thì mọi phiên đăng nhập khác của bạn kết thúc.',
    'A change of password ends all your other sessions.',
  ),
  currentPassword: both('Mật khẩu hiện tại', 'Current password'),
  newPassword: both('Mật khẩu mới', 'New password'),
  newPasswordHint: both(
    (p: { minimum: string }) => `Ít nhất ${p.minimum} ký tự. Một câu dài dễ nhớ là tốt nhất.`,
    (p) => `At least ${p.minimum} characters. A long phrase that you remember is best.`,
  ),
  repeatPassword: both('Nhập lại mật khẩu mới', 'New password again'),
  repeatWrong: both('Hai lần nhập không giống nhau.', 'The two entries differ.'),
  tooShort: both(
    (p: { minimum: string }) => `Cần ít nhất ${p.minimum} ký tự.`,
    (p) => `At least ${p.minimum} characters.`,
  ),
  missing: both('Chưa nhập.', 'Missing.'),
  changePassword: both('Đổi mật khẩu', 'Change password'),
  passwordChanged: both('Đã đổi mật khẩu', 'Password changed'),
  second: both('Xác thực hai bước', 'Two-step sign-in'),
  secondLead: both(
    'Ngoài mật khẩu, mỗi lần đăng nhập cần mã 6 số từ ứng dụng xác thực trên điện thoại.',
    'Beside the password, each sign-in asks for six digits from an authenticator on your phone.',
  ),
  secondOn: both('Đang bật', 'On'),
  secondOff: both('Đang tắt', 'Off'),
  secondRequired: both('Bắt buộc với vai trò của bạn', 'Required for your role'),
  enableSecond: both('Bật xác thực hai bước', 'Set up two-step sign-in'),
  disableSecond: both('Tắt xác thực hai bước', 'Turn two-step sign-in off'),
  secondDone: both('Đã bật xác thực hai bước', 'Two-step sign-in is on'),
  secondRemoved: both('Đã tắt xác thực hai bước', 'Two-step sign-in is off'),
  confirmPassword: both('Nhập mật khẩu để tiếp tục', 'Enter your password to go on'),
  stepScan: both(
    '1. Quét mã này bằng ứng dụng xác thực',
    '1. Scan this code with your authenticator',
  ),
  qrCode: both(
    'Mã QR để thêm tài khoản vào ứng dụng xác thực',
    'QR code that adds the account to an authenticator',
  ),
  secret: both('Hoặc nhập khóa này', 'Or type this key'),
  stepBackup: both(
    '2. Cất các mã dự phòng ở nơi an toàn',
    '2. Keep the backup codes in a safe place',
  ),
  backupMore: both(
    'Mỗi mã dùng được một lần khi không có điện thoại. Chỉ hiện lần này.',
    'Each works once when the phone is not at hand. Shown only now.',
  ),
  copyCodes: both('Sao chép các mã', 'Copy the codes'),
  stepCode: both(
    '3. Nhập mã 6 số đang hiện trong ứng dụng',
    '3. Enter the six digits that it shows now',
  ),
  finish: both('Hoàn tất', 'Finish'),
  sessions: both('Phiên đăng nhập', 'Sessions'),
  sessionsLead: both(
    'Thấy phiên lạ thì kết thúc ngay và đổi mật khẩu.',
    'End a session that you do not know, and change your password.',
  ),
  current: both('phiên này', 'this one'),
  unknownDevice: both('Thiết bị chưa rõ', 'Unknown device'),
  since: both(
    (p: { at: string }) => `từ ${p.at}`,
    (p) => `since ${p.at}`,
  ),
  until: both(
    (p: { at: string }) => `hết hạn ${p.at}`,
    (p) => `expires ${p.at}`,
  ),
  revoke: both('Kết thúc', 'End'),
  revokeWhich: both(
    (p: { device: string }) => `Kết thúc phiên ${p.device}`,
    (p) => `End the session ${p.device}`,
  ),
  wipe: both('Xóa dữ liệu trên máy', 'Delete data on the device'),
  wipeWhich: both(
    (p: { device: string }) => `Xóa dữ liệu trên máy ${p.device}`,
    (p) => `Delete data on the device ${p.device}`,
  ),
  noSessions: both('Không có phiên nào đang mở', 'No open session'),
};
