import { both, type Both } from '#client/i18n/both.ts';
import type { SupportServiceKind } from '#server/contract/support-service.ts';

const kind: Record<SupportServiceKind, Both> = {
  hotline: both('Đường dây nóng', 'Hotlines'),
  social_work: both('Công tác xã hội', 'Social work'),
  health: both('Y tế, sức khỏe cộng đồng', 'Health, public health'),
  legal_aid: both('Trợ giúp pháp lý', 'Legal aid'),
  employment: both('Việc làm, học nghề', 'Work and training'),
  shelter: both('Nhà tạm lánh', 'Shelter'),
};

/** The public directory of support services. */
export const services = {
  title: both('Danh bạ dịch vụ hỗ trợ', 'Directory of support services'),
  lead: both(
    'Nơi tư vấn, khám chữa bệnh, trợ giúp pháp lý, học nghề và tạm lánh. Ai cũng dùng được; không dịch vụ nào nằm trên bản đồ hay lộ trình kiểm tra.',
    'Where to find advice, health care, legal aid, training and shelter. Everybody may use it; none of the services is on a map or an inspection route.',
  ),
  nobodyNotes: both(
    'Xem danh bạ không cần đăng nhập và không bị ghi lại.',
    'Reading the directory needs no sign-in and is not recorded.',
  ),
  staff: both('Cán bộ đăng nhập', 'Staff sign-in'),
  kind,
  kindLabel: both('Loại dịch vụ', 'Kind of service'),
  allKinds: both('Mọi loại', 'All kinds'),
  search: both('Tìm theo tên, việc hỗ trợ hoặc nơi', 'Search by name, help or place'),
  found: both('{count} dịch vụ', '{count} services'),
  nothing: both('Không có dịch vụ nào khớp', 'No service matches'),
  nothingMore: both(
    'Bỏ bớt từ hoặc chọn mọi loại dịch vụ.',
    'Use fewer words or choose all kinds.',
  ),
  print: both('In danh bạ', 'Print the directory'),
  invented: both('Minh họa', 'Invented'),
  name: both('Tên dịch vụ', 'Name of the service'),
  offers: both('Nội dung hỗ trợ', 'What it offers'),
  area: both('Dành cho', 'For whom'),
  address: both('Địa chỉ', 'Address'),
  shelterAddress: both(
    'Không công khai địa chỉ nhà tạm lánh.',
    'The address of a shelter is never published.',
  ),
  telephone: both('Điện thoại', 'Telephone'),
  telephoneMore: both(
    'Số của cơ quan đã công bố, không phải số của một người.',
    'The published number of an organisation, never that of a person.',
  ),
  website: both('Trang web (https)', 'Website (https)'),
  hours: both('Giờ làm việc', 'Opening hours'),
  source: both('Nguồn thông tin', 'Source'),
  sourceMore: both(
    'Văn bản hoặc nơi đã xác nhận thông tin này.',
    'The paper or the place that confirmed this.',
  ),
  confirmedOn: both('Ngày xác nhận thông tin', 'Confirmed on'),
  confirmed: both('Xác nhận ngày {date} · {source}', 'Confirmed on {date} · {source}'),
  unconfirmed: both('Chưa ai xác nhận · {source}', 'Confirmed by nobody yet · {source}'),
  add: both('Thêm dịch vụ', 'Add a service'),
  change: both('Sửa', 'Change'),
  changeOf: both('Sửa {name}', 'Change {name}'),
  withdraw: both('Rút khỏi danh bạ', 'Withdraw'),
  withdrawOf: both('Rút khỏi danh bạ: {name}', 'Withdraw {name}'),
  saved: both('Đã ghi vào danh bạ', 'Written into the directory'),
  wrong: {
    kind: both('Hãy chọn loại dịch vụ.', 'Choose the kind of service.'),
    name: both(
      'Hãy ghi tên dịch vụ (ít nhất 2 ký tự).',
      'Give the name of the service (at least 2 characters).',
    ),
    offers: both(
      'Hãy ghi hỗ trợ những gì (ít nhất 10 ký tự).',
      'Say what it offers (at least 10 characters).',
    ),
    area: both('Hãy ghi dành cho ai, ở đâu.', 'Say for whom and where.'),
    address: both('Ít nhất 3 ký tự, hoặc để trống.', 'At least 3 characters, or leave it empty.'),
    telephone: both(
      'Chỉ gồm chữ số, khoảng trắng, dấu chấm hoặc gạch nối.',
      'Digits, spaces, dots and hyphens only.',
    ),
    website: both(
      'Địa chỉ bắt đầu bằng https://, hoặc để trống.',
      'An address that begins with https://, or leave it empty.',
    ),
    hours: both('Ít nhất 2 ký tự, hoặc để trống.', 'At least 2 characters, or leave it empty.'),
    source: both(
      'Hãy ghi nguồn thông tin (ít nhất 5 ký tự).',
      'Give the source (at least 5 characters).',
    ),
    confirmedOn: both(
      'Hãy ghi ngày xác nhận, không sau hôm nay.',
      'Give the day of confirmation, not after today.',
    ),
  },
};
