import { both } from '#client/i18n/both.ts';

/** Rules of the clocks, days off, and sources that hand in tips. */
export const tipClocks = {
  title: both('Thời hạn xử lý tin', 'Time limits of tips'),
  lead: both(
    'Mỗi loại tin có quy tắc riêng, với căn cứ và ngày bắt đầu áp dụng. Quy tắc mới không đổi thời hạn đang tính.',
    'Each kind of tip has a rule of its own, with its origin and first day. A new rule leaves clocks alone that run.',
  ),
  unknownYears: both(
    (p: { years: string }) => `Chưa có ngày nghỉ lễ của năm ${p.years}`,
    ({ years }) => `The holidays of ${years} are not entered yet`,
  ),
  unknownYearsMore: both(
    'Thời hạn rơi vào năm đó có thể sai. Quản trị viên nhập ngày nghỉ và ngày làm bù khi có thông báo chính thức.',
    'Due days in that year may be wrong. An administrator enters days off and worked weekends once they are announced.',
  ),
  enterDays: both('Nhập ngày nghỉ', 'Enter days off'),
  rules: both('Quy tắc', 'Rules'),
  inForce: both('Đang áp dụng', 'In force'),
  later: both('Sẽ áp dụng', 'To come'),
  earlier: both('Đã thay thế', 'Replaced'),
  always: both('từ trước đến nay', 'always so far'),
  from: both(
    (p: { date: string }) => `từ ${p.date}`,
    (p) => `from ${p.date}`,
  ),
  limit: both('Thời hạn', 'Limit'),
  forwarding: both(
    (p: { span: string }) => `Không thuộc thẩm quyền: chuyển trong ${p.span} từ khi tiếp nhận.`,
    (p) => `Of another authority: passed on within ${p.span} of receipt.`,
  ),
  forwardingHead: both(
    'Chuyển tin không thuộc thẩm quyền',
    'Passing on what another authority handles',
  ),
  forwardingColumn: both('Chuyển cơ quan khác', 'Passed on'),
  forwardingIn: both(
    (p: { span: string }) => `trong ${p.span} từ khi tiếp nhận`,
    (p) => `within ${p.span} of receipt`,
  ),
  forwardingNone: both('không quy định', 'no time set'),
  starts: both('Tính từ', 'Counted from'),
  extensions: both('Gia hạn', 'Extensions'),
  noExtensions: both('không gia hạn', 'none'),
  extensionFromStart: both(
    (p: { span: string; approver: string }) => `tổng ${p.span}, ${p.approver}`,
    (p) => `${p.span} in all, ${p.approver}`,
  ),
  extensionAdded: both(
    (p: { span: string; approver: string }) => `thêm ${p.span}, ${p.approver}`,
    (p) => `${p.span} more, ${p.approver}`,
  ),
  resumption: both('Sau khi phục hồi', 'After resumption'),
  resumptionRemaining: both('phần còn lại', 'what was left'),
  endsOnWorkingDay: both(
    'Ngày cuối rơi vào ngày nghỉ thì chuyển sang ngày làm việc kế tiếp.',
    'A last day that is off moves to the next working day.',
  ),
  origin: both('Căn cứ', 'Origin'),
  kind: both('Loại tin', 'Group'),
  validFrom: both('Áp dụng', 'In force'),
  change: both('Đặt quy tắc mới', 'Set a new rule'),
  changeFor: both(
    (p: { kind: string }) => `Đặt quy tắc mới: ${p.kind}`,
    (p) => `Set a new rule: ${p.kind}`,
  ),
  changeMore: both(
    'Chỉ từ hôm nay trở đi. Tin đã bắt đầu tính hạn giữ quy tắc cũ.',
    'From today on only. Tips whose clock has started keep the old rule.',
  ),
  amount: both('Số', 'Number'),
  unit: both('Đơn vị', 'Unit'),
  units: {
    day: both('ngày', 'days'),
    working_day: both('ngày làm việc', 'working days'),
    month: both('tháng', 'months'),
  },
  originMore: both('Số, ký hiệu và điều khoản của văn bản.', 'Number and article of the paper.'),
  originMissing: both('Ghi căn cứ của quy tắc.', 'Say where the rule comes from.'),
  keepsRest: both(
    'Mốc tính, gia hạn và cách tính sau phục hồi giữ như quy tắc đang áp dụng.',
    'Start, extensions and resumption stay as in the rule in force.',
  ),
  save: both('Đặt quy tắc', 'Set the rule'),
  saved: both('Đã đặt quy tắc mới.', 'The new rule is set.'),
  dueSoon: both(
    (p: { days: string }) => `Từ ${p.days} trước hạn thì gọi là sắp đến hạn.`,
    (p) => `From ${p.days} before its last day on, a tip is due soon.`,
  ),
  readOnly: both(
    'Quản trị viên và cơ quan thường trực thay đổi được các quy tắc này.',
    'The administrator and the standing agency can change these rules.',
  ),
  days: both('Ngày nghỉ và ngày làm bù', 'Days off and days worked instead'),
  daysLead: both(
    'Ngày nghỉ theo Bộ luật Lao động và thông báo hằng năm. Đổi một ngày thì mọi hạn đang tính được tính lại ngay.',
    'Days off by the Labour Code and the yearly notice. When one changes, all running clocks are counted anew at once.',
  ),
  day: both('Ngày', 'Day'),
  dayKind: both('Loại ngày', 'Kind of day'),
  dayKinds: {
    holiday: both('Nghỉ', 'Off'),
    worked: both('Làm bù', 'Worked'),
    plain: both('Ngày thường', 'Ordinary'),
  },
  dayName: both('Tên', 'Name'),
  dayNameMissing: both(
    'Ghi tên ngày nghỉ, ví dụ “Tết Nguyên đán”.',
    'Name the day, for example “Tết”.',
  ),
  dayMissing: both('Chọn ngày.', 'Choose a day.'),
  setDay: both('Ghi ngày này', 'Set this day'),
  moved: both(
    (p: { count: string }) => `Đã ghi. ${p.count} tin đổi hạn.`,
    (p) => `Set. ${p.count} tips got another due day.`,
  ),
  year: both('Năm', 'Year'),
  noDays: both(
    'Chưa có ngày nào được ghi cho năm này: mọi ngày thứ Hai đến thứ Sáu đều là ngày làm việc.',
    'No day is set for this year: every Monday to Friday counts as worked.',
  ),
};

export const tipSources = {
  title: both('Nguồn tự chuyển tin', 'Sources that hand in tips'),
  lead: both(
    'Đường dây nóng, cổng thông tin gửi tin bằng mã. Mã chỉ gửi được tin, không đọc được gì.',
    'Hotlines and portals hand in tips with a token. It can hand in, and read nothing.',
  ),
  add: both('Thêm nguồn', 'Add a source'),
  name: both('Tên nguồn', 'Name of the source'),
  nameMore: both(
    'Ví dụ “Tổng đài 1022”. Không ghi tên người.',
    'For example “Hotline 1022”. Not the name of a person.',
  ),
  nameMissing: both('Ghi tên nguồn, ít nhất 3 ký tự.', 'Name the source, three letters at least.'),
  channel: both('Kênh', 'Channel'),
  rate: both('Số lần gửi mỗi phút', 'Requests a minute'),
  rateMore: both(
    'Vượt quá thì máy chủ trả 429 và cho biết phải chờ bao lâu.',
    'Beyond that the server answers 429 and says how long to wait.',
  ),
  create: both('Tạo nguồn và mã', 'Make source and token'),
  tokens: both('Mã', 'Tokens'),
  tokenEnding: both(
    (p: { ending: string }) => `…${p.ending}`,
    (p) => `…${p.ending}`,
  ),
  tips: both('Tin đã gửi', 'Tips handed in'),
  made: both(
    (p: { time: string; name: string }) => `cấp ${p.time}, ${p.name}`,
    (p) => `made ${p.time}, ${p.name}`,
  ),
  used: both(
    (p: { time: string }) => `dùng gần nhất ${p.time}`,
    (p) => `last used ${p.time}`,
  ),
  unused: both('chưa dùng', 'not used yet'),
  revoked: both(
    (p: { time: string; name: string }) => `thu hồi ${p.time}, ${p.name}`,
    (p) => `revoked ${p.time}, ${p.name}`,
  ),
  revoke: both('Thu hồi', 'Revoke'),
  revokeFor: both(
    (p: { ending: string }) => `Thu hồi mã …${p.ending}`,
    (p) => `Revoke the token …${p.ending}`,
  ),
  revokeTitle: both('Thu hồi mã', 'Revoke a token'),
  revokeMore: both(
    'Nguồn dùng mã này bị từ chối ngay lập tức. Việc này không hoàn lại được.',
    'Whoever uses this token is refused at once. It cannot be taken back.',
  ),
  addToken: both('Cấp thêm mã', 'Make another token'),
  once: both('Mã chỉ hiện một lần', 'The token is shown this once'),
  onceMore: both(
    'Sao chép lại ngay và chuyển cho đơn vị vận hành nguồn bằng đường an toàn. Hệ thống chỉ giữ mã băm.',
    'Copy it now and pass it on by a safe way. The system keeps only its hash.',
  ),
  token: both('Mã', 'Token'),
  close: both('Đã sao chép, đóng lại', 'Copied, close'),
  how: both('Cách gửi', 'How to hand in'),
  emptyTitle: both('Chưa có nguồn nào', 'No sources yet'),
  emptyMore: both(
    'Thêm một nguồn để đường dây nóng hoặc cổng thông tin tự chuyển tin vào đây.',
    'Add a source so that a hotline or portal can hand in tips by itself.',
  ),
};
