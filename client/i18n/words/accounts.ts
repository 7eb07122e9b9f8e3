import { both } from '#client/i18n/both.ts';

/** Accounts, seen by the administrator. */
export const accounts = {
  title: both('Tài khoản', 'Accounts'),
  lead: both(
    'Mỗi tài khoản có một vai trò, trên những phường, xã và trong thời gian được giao. Tài khoản do quản trị viên tạo, không tự đăng ký.',
    'Each account has one role, over the communes and the time it was given for. Administrators open accounts; nobody signs up.',
  ),
  create: both('Tạo tài khoản', 'New account'),
  search: both('Tìm theo tên', 'Search by name'),
  person: both('Người dùng', 'User'),
  role: both('Vai trò', 'Role'),
  communes: both('Phường, xã', 'Communes'),
  state: both('Trạng thái', 'State'),
  second: both('Hai bước', 'Two-step'),
  actions: both('Thao tác', 'Actions'),
  actionsOf: both(
    (p: { name: string }) => `Việc với tài khoản ${p.name}`,
    (p) => `Actions on the account ${p.name}`,
  ),
  open: both('Đang mở', 'Open'),
  disabledSince: both(
    (p: { date: string }) => `Khóa từ ${p.date}`,
    (p) => `Disabled since ${p.date}`,
  ),
  noRole: both('Chưa có vai trò', 'No role yet'),
  untilDate: both(
    (p: { date: string }) => `đến trước ${p.date}`,
    (p) => `until before ${p.date}`,
  ),
  fromDate: both(
    (p: { date: string; role: string }) => `từ ${p.date}: ${p.role}`,
    (p) => `from ${p.date}: ${p.role}`,
  ),
  wholeCity: both('Toàn thành phố', 'Whole city'),
  temporaryPassword: both('Chưa đặt mật khẩu riêng', 'No password of their own yet'),
  linkWaits: both(
    'Liên kết chờ quản trị viên khác xác nhận',
    'Link waits for another administrator',
  ),
  linkOpen: both(
    (p: { at: string }) => `Liên kết đặt mật khẩu dùng đến ${p.at}`,
    (p) => `Link to set the password works until ${p.at}`,
  ),
  on: both('Bật', 'On'),
  off: both('Tắt', 'Off'),
  count: both(
    (p: { count: string }) => `${p.count} tài khoản`,
    (p) => `${p.count} accounts`,
  ),
  emptyTitle: both('Không có tài khoản nào khớp', 'No account matches'),
  empty: both('Thử tên khác, hoặc tạo tài khoản mới.', 'Try another name, or open a new account.'),
  name: both('Họ tên', 'Name'),
  nameMissing: both('Nhập họ tên.', 'Enter the name.'),
  username: both('Tên đăng nhập', 'User name'),
  usernameHint: both(
    'Chữ thường không dấu, số, dấu chấm, gạch dưới; 3–30 ký tự.',
    'Lower-case letters without marks, digits, dot, underscore; 3–30 characters.',
  ),
  usernameWrong: both(
    'Chỉ dùng chữ thường không dấu, số, dấu chấm, gạch dưới; 3–30 ký tự.',
    'Only lower-case letters without marks, digits, dot, underscore; 3–30 characters.',
  ),
  roleMissing: both('Chọn vai trò.', 'Choose a role.'),
  communesHint: both(
    'Vai trò này chỉ thấy điểm thuộc các phường, xã được chọn.',
    'This role sees only points of the chosen communes.',
  ),
  communesMissing: both('Chọn ít nhất một phường, xã.', 'Choose at least one commune.'),
  validFrom: both('Từ ngày', 'From'),
  validTo: both('Đến trước ngày', 'Until before'),
  validToHint: both('Bỏ trống nếu chưa định ngày kết thúc.', 'Leave empty while no end is known.'),
  dateMissing: both('Nhập ngày.', 'Enter a date.'),
  dateOrder: both('Ngày kết thúc phải sau ngày bắt đầu.', 'The end must come after the start.'),
  assign: both('Đổi vai trò, địa bàn', 'Change role or communes'),
  assignTitle: both(
    (p: { name: string }) => `Vai trò và địa bàn của ${p.name}`,
    (p) => `Role and communes of ${p.name}`,
  ),
  assignMore: both(
    'Từ ngày này tài khoản có vai trò mới; vai trò đang có kết thúc.',
    'From this day the account has the new role; the present one ends.',
  ),
  assigned: both('Đã đổi vai trò', 'Role changed'),
  sessions: both('Phiên đăng nhập', 'Sessions'),
  wipeTitle: both(
    (p: { name: string }) => `Xóa dữ liệu trên máy của ${p.name}`,
    ({ name }) => `Delete data on a device of ${name}`,
  ),
  device: both('Máy', 'Device'),
  wipeRecord: both(
    'Phiên kết thúc ngay. Lần tới máy vào mạng, mọi dữ liệu của tài khoản trên máy bị xóa',
    'The session ends at once. When the device is next online, everything of the account on it is deleted',
  ),
  unsentWork: both('Việc chưa gửi', 'Unsent work'),
  wipeUnsent: both(
    'Bị xóa hẳn, không ai lấy lại được. Muốn giữ thì chỉ kết thúc phiên: việc chưa gửi được niêm phong chờ đúng tài khoản',
    'Deleted for good, nobody can bring it back. To keep it, only end the session: unsent work is then sealed for its account',
  ),
  wipeAsked: both(
    'Máy sẽ xóa dữ liệu ở lần vào mạng tới',
    'The device will delete its data when it is next online',
  ),
  sessionsTitle: both(
    (p: { name: string }) => `Phiên đăng nhập của ${p.name}`,
    (p) => `Sessions of ${p.name}`,
  ),
  reset: both('Cấp liên kết đặt mật khẩu', 'Issue a link to set the password'),
  resetTitle: both(
    (p: { name: string }) => `Liên kết đặt mật khẩu cho ${p.name}`,
    (p) => `Link for ${p.name} to set the password`,
  ),
  resetRecord: both(
    'Dùng một lần trong 72 giờ; mật khẩu cũ còn hiệu lực đến lúc đó',
    'Works once within 72 hours; the old password counts until then',
  ),
  removeSecond: both(
    'Mất điện thoại: xóa cả xác thực hai bước',
    'Lost phone: remove the second step too',
  ),
  removeSecondRecord: both(
    'Xóa, phải cài lại khi đăng nhập',
    'Removed, to be set up again at sign-in',
  ),
  mailLink: both(
    'Gửi qua thư điện tử của người này, không hiện trên màn hình',
    "Mail it to this person's address, without showing it",
  ),
  confirmation: both('Xác nhận', 'Confirmation'),
  byAnother: both(
    'Cần một quản trị viên khác xác nhận và trao mã',
    'Another administrator must confirm it and hand over a code',
  ),
  noneNeeded: both('Không cần', 'Not needed'),
  issueLink: both('Cấp liên kết', 'Issue link'),
  linkMailed: both(
    (p: { name: string }) => `Đã gửi liên kết cho ${p.name}`,
    (p) => `Link mailed to ${p.name}`,
  ),
  confirmLink: both('Xác nhận liên kết', 'Confirm link'),
  confirmTitle: both(
    (p: { name: string }) => `Xác nhận liên kết của ${p.name}`,
    (p) => `Confirm the link of ${p.name}`,
  ),
  confirmMore: both(
    (p: { name: string }) =>
      `Chỉ xác nhận khi chính ${p.name} đề nghị. Mã hiện sau đó do bạn trực tiếp trao.`,
    (p) => `Confirm only what ${p.name} asked for. Hand over the code that is shown next yourself.`,
  ),
  issuedBy: both('Người cấp', 'Issued by'),
  withdrawLink: both('Hủy liên kết', 'Withdraw link'),
  linkWithdrawn: both('Đã hủy liên kết', 'Link withdrawn'),
  keep: both('Giữ nguyên', 'Unchanged'),
  disable: both('Khóa tài khoản', 'Disable account'),
  disableTitle: both(
    (p: { name: string }) => `Khóa tài khoản ${p.name}`,
    (p) => `Disable the account ${p.name}`,
  ),
  disableRecord: both(
    'Không đăng nhập được nữa; các phiên đang mở kết thúc ngay',
    'No more sign-in; open sessions end at once',
  ),
  disabled: both('Đã khóa tài khoản', 'Account disabled'),
  enable: both('Mở khóa', 'Enable'),
  enabled: both('Đã mở khóa tài khoản', 'Account enabled'),
  account: both('Tài khoản', 'Account'),
  effect: both('Hiệu lực', 'Effect'),
  history: both('Lịch sử', 'History'),
  historyRecord: both(
    'Giữ nguyên mọi việc tài khoản này đã ghi',
    'Everything that this account recorded stays',
  ),
  link: both('Liên kết', 'Link'),
  linkTitle: both('Liên kết dùng một lần', 'One-time link'),
  linkMore: both(
    (p: { name: string }) =>
      `Chuyển cho ${p.name} bằng đường riêng. Liên kết chỉ hiện lần này, dùng trong 72 giờ.`,
    (p) =>
      `Give it to ${p.name} by a separate way. It is shown only now and works within 72 hours.`,
  ),
  linkNeedsAnother: both(
    'Liên kết chỉ mở được cùng mã mà một quản trị viên khác trao sau khi xác nhận.',
    'It opens only with the code that another administrator hands over after confirming it.',
  ),
  code: both('Mã', 'Code'),
  codeTitle: both('Mã của liên kết', 'Code of the link'),
  codeMore: both(
    (p: { name: string }) => `Trực tiếp trao cho ${p.name}. Mã chỉ hiện lần này.`,
    (p) => `Hand it to ${p.name} yourself. It is shown only now.`,
  ),
  secretSeen: both('Đã ghi lại, đóng', 'Noted, close'),
};
