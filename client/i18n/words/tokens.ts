import { both } from '#client/i18n/both.ts';

/** Words of the access tokens with which programs read in the name of an account. */
export const tokens = {
  title: both('Mã truy cập cho phần mềm', 'Access tokens for programs'),
  lead: both(
    'Phần mềm như QGIS đọc dữ liệu bằng mã này, trong đúng phạm vi của bạn. Mỗi lần dùng được ghi nhật ký.',
    'Programs such as QGIS read with such a token, within exactly your reach. Each use is logged.',
  ),
  systemLead: both(
    'Mã của một hệ thống có phạm vi riêng. Mỗi lần dùng được ghi nhật ký.',
    'A token of a system has a reach of its own. Each use is logged.',
  ),
  name: both('Tên mã', 'Name of the token'),
  nameMore: both('Ví dụ “QGIS của phòng”.', 'For example “QGIS of our office”.'),
  nameMissing: both('Ghi tên mã, ít nhất 2 ký tự.', 'Name the token, two letters at least.'),
  purpose: both('Mục đích', 'Purpose'),
  purposeMore: both(
    'Ghi vào nhật ký mỗi lần dùng. Bỏ trống thì lấy tên mã.',
    'Stands in the log at each use. Left empty, it is the name.',
  ),
  days: both('Thời hạn', 'Life'),
  ofDays: both('{days} ngày', '{days} days'),
  role: both('Vai trò của hệ thống', 'Role of the system'),
  roleMore: both(
    'Mã chỉ đọc trong phạm vi của vai trò này.',
    'It reads within the reach of this role.',
  ),
  communes: both('Phường, xã', 'Communes'),
  create: both('Tạo mã', 'Make a token'),
  empty: both('Chưa có mã nào.', 'There is no token yet.'),
  until: both('hết hạn {time}', 'ends {time}'),
  ended: both('thu hồi {time}', 'revoked {time}'),
  used: both('dùng gần nhất {time}', 'last used {time}'),
  unused: both('chưa dùng', 'not used yet'),
  end: both('Thu hồi', 'Revoke'),
  endNamed: both('Thu hồi mã {name}', 'Revoke the token {name}'),
  endTitle: both('Thu hồi mã truy cập', 'Revoke an access token'),
  endMore: both(
    'Phần mềm dùng mã này bị từ chối ngay lập tức. Việc này không hoàn lại được.',
    'Programs that use it are refused at once. It cannot be taken back.',
  ),
  onceTitle: both('Mã chỉ hiện một lần', 'The token is shown this once'),
  onceMore: both(
    'Sao chép ngay và cất nơi an toàn. Hệ thống không lưu mã, không hiện lại được.',
    'Copy it now and keep it safe. It is not stored and cannot be shown again.',
  ),
  how: both(
    'Trong QGIS, thêm kết nối OGC API – Features tới địa chỉ dưới đây, xác thực cơ bản (Basic), mã là mật khẩu:',
    'In QGIS, add an OGC API – Features connection to this address with Basic authentication and the token as password:',
  ),
  seen: both('Đã sao chép mã', 'I have copied it'),
};
